import { backupHandlers } from "./backup.ts";
import { bulkHandlers } from "./bulk.ts";
import { callsHandlers } from "./calls.ts";
import { feedsHandlers } from "./feeds.ts";
import { gatewayHandlers } from "./gateway.ts";
import { outboxHandlers } from "./outbox.ts";
import { pageHandlers } from "./page.ts";
import { patientsHandlers } from "./patients.ts";
import { pluginsHandlers } from "./plugins.ts";
import { readingHandlers } from "./reading.ts";
import { remindersHandlers } from "./reminders.ts";
import type { Handlers } from "./server.ts";
import { sitesHandlers } from "./sites.ts";
import { teachingHandlers } from "./teaching.ts";
import { unseenHandlers } from "./unseen.ts";
import { waitingListHandlers } from "./waiting-list.ts";
import { workstationsHandlers } from "./workstations.ts";

/** What answers each procedure of the contract. */
export const handlers: Handlers = {
  ...pageHandlers,
  ...gatewayHandlers,
  ...bulkHandlers,
  ...outboxHandlers,
  ...patientsHandlers,
  ...callsHandlers,
  ...unseenHandlers,
  ...waitingListHandlers,
  ...sitesHandlers,
  ...feedsHandlers,
  ...readingHandlers,
  ...remindersHandlers,
  ...pluginsHandlers,
  ...teachingHandlers,
  ...backupHandlers,
  ...workstationsHandlers,
};
