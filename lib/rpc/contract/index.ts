import type { z } from "zod";
import { backupProcedures } from "./backup.ts";
import { bulkProcedures } from "./bulk.ts";
import { callsProcedures } from "./calls.ts";
import { feedsProcedures } from "./feeds.ts";
import { gatewayProcedures } from "./gateway.ts";
import { outboxProcedures } from "./outbox.ts";
import { pageProcedures } from "./page.ts";
import { patientsProcedures } from "./patients.ts";
import { pluginsProcedures } from "./plugins.ts";
import { readingProcedures } from "./reading.ts";
import { remindersProcedures } from "./reminders.ts";
import { sitesProcedures } from "./sites.ts";
import { teachingProcedures } from "./teaching.ts";
import { unseenProcedures } from "./unseen.ts";
import { waitingListProcedures } from "./waiting-list.ts";
import { workstationsProcedures } from "./workstations.ts";

/** Every message between contexts. */

export { Account, Channel } from "../../domain/account.ts";
export { BulkDay, BulkItem, BulkRow, Quote } from "./bulk.ts";
export { ToCall } from "./calls.ts";
export { type FeedAnswer, FeedStatus } from "./feeds.ts";
export { TestResult } from "./gateway.ts";
export { Notice, PageWords, type Startable } from "./page.ts";
export type { CallerRule } from "./procedure.ts";
export { ReadingView, ReadRow } from "./reading.ts";
export { Health, PluginCheck, PluginSummary, PluginTrial } from "./shared.ts";
export { SiteStatus } from "./sites.ts";
export { DayListing, type ToPage, Viewed, ViewListing } from "./to-page.ts";

export const contract = {
  ...pageProcedures,
  ...gatewayProcedures,
  ...bulkProcedures,
  ...outboxProcedures,
  ...patientsProcedures,
  ...callsProcedures,
  ...unseenProcedures,
  ...waitingListProcedures,
  ...sitesProcedures,
  ...feedsProcedures,
  ...readingProcedures,
  ...remindersProcedures,
  ...pluginsProcedures,
  ...teachingProcedures,
  ...backupProcedures,
  ...workstationsProcedures,
} as const;

export type Contract = typeof contract;
export type ProcedureName = keyof Contract;
export type Input<N extends ProcedureName> = z.input<Contract[N]["input"]>;
export type Output<N extends ProcedureName> = z.output<Contract[N]["output"]>;
