import type { Practice } from "../calendars/practice/server.ts";
import type { Extension } from "../e2e/chromium.ts";
import { nextWorkday } from "../e2e/practice.ts";
import { opened, several } from "./large-log.ts";
import { atMost, forInformation, type Measure, median, ms, spread } from "./report.ts";

/** The window of one day, of a busy practice with a year of texts behind it. */

const appointments = 80;
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

export async function day(extension: Extension, practice: Practice): Promise<Measure[]> {
  const date = nextWorkday();
  fill(practice, date);
  await extension.enable(practice.url, "Ordinace Na Náměstí");
  const calendar = await extension.context.newPage();
  await calendar.goto(practice.url);
  await calendar.getByRole("button", { name: "Hromadná SMS" }).waitFor();
  const address = `bulk.html?tab=${await extension.tabId(calendar.url())}&day=${date}`;
  const shown = await several(repeats, () => opened(extension, address, ".day-view tbody tr"));
  for (const { rows } of shown)
    if (rows !== appointments) throw new Error(`the day shows ${rows} appointments`);
  const inDocument = shown.map((one) => one.inDocument);
  const painted = shown.map((one) => one.painted);
  await calendar.close();
  return [
    atMost(`day: opened, ${appointments} appointments (${spread(inDocument)})`, median(inDocument), 200),
    forInformation(`  until painted (${spread(painted)})`, ms(median(painted))),
  ];
}
