import { startPractice } from "../calendars/practice/server.ts";
import { day } from "./day.ts";
import { LargeLog, planFor } from "./large-log.ts";
import { log } from "./log.ts";
import { forInformation, type Measure } from "./report.ts";
import { daysOfYear, rowsOfYear } from "./rows.ts";

/** The window of a day, the popup and the log, with a year of texts behind them. */
export async function year(): Promise<Measure[]> {
  await using practice = await startPractice({ seed: "empty" });
  await using large = await LargeLog.open([practice.url]);
  const { extension } = large;
  const plan = planFor({ days: daysOfYear, total: rowsOfYear, keepDays: null });
  const seeding = await large.seed(plan, 0, rowsOfYear);
  return [
    ...(await day(extension, practice)),
    ...(await log(extension)),
    forInformation(`(writing the ${rowsOfYear} rows, once)`, `${(seeding / 1000).toFixed(1)} s`),
  ];
}
