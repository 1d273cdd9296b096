import { looksSuite } from "../../../../tests/contract/looks.ts";
import { startSogoCalendar } from "./driver.ts";

looksSuite("SOGo", startSogoCalendar);
