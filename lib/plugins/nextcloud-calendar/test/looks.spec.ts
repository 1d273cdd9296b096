import { looksSuite } from "../../../../tests/contract/looks.ts";
import { startNextcloudCalendar } from "./driver.ts";

looksSuite("Nextcloud Calendar", startNextcloudCalendar);
