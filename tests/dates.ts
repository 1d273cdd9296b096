import { parseArgs } from "node:util";
import { type Failure, runVitest } from "./vitest.ts";

/**
 * `npm run test:dates`: the unit tests once more, as if today were another day. What passes on one day alone tests
 * the day. `--only "a leap day"` plays one of them; names of files, or parts of them, play those alone.
 */

const zone = "Europe/Prague";

/** By their local time, so that each lies where it says in every year. */
const moments: Record<string, (now: Temporal.ZonedDateTime) => Temporal.ZonedDateTime> = {
  "the last day of a year": (now) => now.with({ month: 12, day: 31, hour: 10 }),
  "ten minutes before a new year": (now) => now.with({ month: 12, day: 31, hour: 23, minute: 50 }),
  "the first day of a year": (now) => now.with({ year: now.year + 1, month: 1, day: 1, hour: 0, minute: 5 }),
  "a leap day": (now) => {
    let year = now.year;
    while (!Temporal.PlainDate.from({ year, month: 1, day: 1 }).inLeapYear) year++;
    return now.with({ year, month: 2, day: 29, hour: 9 });
  },
  "the night in which clocks go forward": (now) => lastSunday(now, 3).with({ hour: 1, minute: 55 }),
  "the evening before clocks go forward": (now) =>
    lastSunday(now, 3).subtract({ days: 1 }).with({ hour: 20 }),
  "the night in which clocks go back": (now) => lastSunday(now, 10).with({ hour: 2, minute: 55 }),
  "the day after clocks went back": (now) => lastSunday(now, 10).add({ days: 1 }).with({ hour: 8 }),
  "a Saturday": (now) => now.add({ days: (13 - now.dayOfWeek) % 7 }).with({ hour: 11 }),
  "a Friday evening": (now) => now.add({ days: (12 - now.dayOfWeek) % 7 }).with({ hour: 18 }),
  "ten minutes before midnight": (now) => now.with({ hour: 23, minute: 50 }),
  "a minute after midnight": (now) => now.with({ hour: 0, minute: 1 }),
  "a year from now": (now) => now.add({ years: 1 }),
};

function lastSunday(now: Temporal.ZonedDateTime, month: number): Temporal.ZonedDateTime {
  const last = now.with({ month, day: 1 });
  const end = last.with({ day: last.daysInMonth });
  return end.subtract({ days: end.dayOfWeek % 7 });
}

/** What takes long and looks at no clock but its own, or is no program of ours. */
const timeless = [
  "outbox-model",
  "bundle-model",
  "reminder-recovery",
  "reminders",
  "outbox-spin",
  "boundaries",
].map((name) => `tests/unit/${name}.test.ts`);

const { values, positionals: files } = parseArgs({
  options: { only: { type: "string" } },
  allowPositionals: true,
});
const chosen = Object.entries(moments).filter(([name]) => values.only === undefined || name === values.only);
if (chosen.length === 0) {
  console.error(`--only takes one of: ${Object.keys(moments).join(", ")}`);
  process.exit(2);
}

const failed: [string, Failure][] = [];
for (const [name, at] of chosen) {
  const moment = at(Temporal.Now.zonedDateTimeISO(zone)).round({
    smallestUnit: "second",
    roundingMode: "floor",
  });
  const { passed, failures } = await runVitest(
    [...files, ...timeless.map((path) => `--exclude=${path}`)],
    // One day tells as much of a story as another.
    { PIPNI_NOW: moment.toString(), PIPNI_RUNS: process.env.PIPNI_RUNS ?? "0.05", TZ: zone },
  );
  console.log(`${name} (${moment}): ${passed} passed, ${failures.length} failed`);
  for (const failure of failures) {
    failed.push([name, failure]);
    console.error(`\n${failure.file} › ${failure.test}\n${failure.message}\n`);
  }
}
console.log(`\n${chosen.length} dates, ${failed.length} tests failed`);
process.exitCode = failed.length === 0 ? 0 : 1;
