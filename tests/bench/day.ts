import type { Practice } from "../calendars/practice/server.ts";
import { startPractice } from "../calendars/practice/server.ts";
import { nextWorkday } from "../e2e/practice.ts";
import { LargeLog, opened, planFor, several } from "./large-log.ts";
import { atMost, forInformation, type Measure, median, ms, spread } from "./report.ts";

/** The window of one day, of a busy practice with a year of texts behind it. */

const appointments = 80;
const totalRows = 100_000;
const repeats = 10;

/** Two doctors, a quarter of an hour for each patient. */
function fill({ db }: Practice, day: string): void {
  for (let index = 0; index < appointments; index++) {
    const patient = db.addPatient({
      firstName: "Jana",
      lastName: `Vzorová ${index}`,
      phone: `+42060110${String(index).padStart(4, "0")}`,
    });
    const start = Temporal.PlainDateTime.from(`${day}T07:00`).add({ minutes: Math.floor(index / 2) * 15 });
    const at = (time: Temporal.PlainDateTime) => time.toString({ smallestUnit: "minute" });
    db.add({
      patientId: patient.id,
      doctorId: (index % 2) + 1,
      start: at(start),
      end: at(start.add({ minutes: 15 })),
    });
  }
}

export async function day(): Promise<Measure[]> {
  await using practice = await startPractice({ seed: "empty" });
  const date = nextWorkday();
  fill(practice, date);
  await using large = await LargeLog.open([practice.url]);
  const { extension } = large;
  await extension.enable(practice.url, "Ordinace Na Náměstí");
  await large.seed(planFor({ days: 364, total: totalRows, keepDays: null }), 0, totalRows);
  const calendar = await extension.context.newPage();
  await calendar.goto(practice.url);
  await calendar.getByRole("button", { name: "Hromadná SMS" }).waitFor();
  const address = `bulk.html?tab=${await extension.tabId(calendar.url())}&day=${date}`;
  const shown = await several(repeats, () => opened(extension, address, ".day-view tbody tr"));
  for (const { rows } of shown)
    if (rows !== appointments) throw new Error(`the day shows ${rows} appointments`);
  const inDocument = shown.map((one) => one.inDocument);
  const painted = shown.map((one) => one.painted);
  return [
    atMost(
      `day: opened, ${appointments} appointments, ${totalRows} texts in the log (${spread(inDocument)})`,
      median(inDocument),
      200,
    ),
    forInformation(`  until painted (${spread(painted)})`, ms(median(painted))),
  ];
}
