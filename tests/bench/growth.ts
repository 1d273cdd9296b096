import { LargeLog, planFor, popupTimes } from "./large-log.ts";
import { atMost, forInformation, type Measure, median, ms, spread } from "./report.ts";

/** The popup however long the log is, and however many texts wait for a person. */

const few = 10_000;
const many = 1_000_000;
const turns = 3;
const times = (value: number): string => `${value.toFixed(2)} ×`;

/** What so much writing leaves to the browser, and to a worker that has just started, is no part of it. */
const rest = () => new Promise((resolve) => setTimeout(resolve, 15_000));

/**
 * Ten years of a busy practice, of which what is old was deleted by age, beside its first weeks. Two browsers take
 * turns, so that what else the machine does meanwhile slows both.
 */
export async function growth(): Promise<Measure[]> {
  await using long = await LargeLog.open();
  await using short = await LargeLog.open();
  const plan = planFor({ days: 3650, total: many, keepDays: 90 });
  const seeding = await long.seed(plan, 0, many);
  await short.seed(plan, 0, few);
  await rest();
  const after: number[] = [];
  const before: number[] = [];
  for (let turn = 0; turn < turns; turn++) {
    for (const { inDocument } of await popupTimes(short.extension)) before.push(inDocument);
    for (const { inDocument } of await popupTimes(long.extension)) after.push(inDocument);
  }
  return [
    atMost(
      `popup: ${many} rows in the log against ${few} (${ms(median(after))} against ${ms(median(before))})`,
      median(after) / median(before),
      1.2,
      times,
    ),
    forInformation(`  with ${few} (${spread(before)})`, ms(median(before))),
    forInformation(`  with ${many} (${spread(after)})`, ms(median(after))),
    forInformation("  (writing them, once)", `${(seeding / 1000).toFixed(0)} s`),
  ];
}

/** A page gone wrong reported ten thousand changes. */
export async function flood(): Promise<Measure[]> {
  await using large = await LargeLog.open();
  const empty = (await popupTimes(large.extension, "p.empty")).map(({ inDocument }) => inDocument);
  await large.seed(planFor({ days: 1, total: few, keepDays: null, isFlood: true }), 0, few);
  await rest();
  const shown = await popupTimes(large.extension);
  const inDocument = shown.map((one) => one.inDocument);
  const first = await large.extension.open("popup.html");
  await first
    .getByText(/10[\s\u00a0]?000/u)
    .first()
    .waitFor();
  return [
    atMost(`popup: opened, ${few} held texts (${spread(inDocument)})`, median(inDocument), 300),
    forInformation(`  with none (${spread(empty)})`, ms(median(empty))),
  ];
}
