import { contractSuite } from "../../../../tests/contract/suite.ts";
import { startBigCalendar } from "./driver.ts";

contractSuite("React Big Calendar 1", startBigCalendar);
