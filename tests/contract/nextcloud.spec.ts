import { startNextcloudCalendar } from "./nextcloud.ts";
import { contractSuite } from "./suite.ts";

contractSuite("Nextcloud Calendar", startNextcloudCalendar);
