import { expect } from "@playwright/test";
import { type Case, cases } from "../../../../tests/contract/cases.ts";
import type { Visit } from "../../../../tests/contract/driver.ts";
import { marksAppointments } from "../../../../tests/contract/marks.ts";
import { expected } from "../../../../tests/contract/run.ts";
import { contractSuite } from "../../../../tests/contract/suite.ts";
import { at, day, instant } from "../../../../tests/contract/week.ts";
import { noticesOn } from "../../../../tests/e2e/notices.ts";
import { demoEvents } from "./calendar/events.ts";
import { WRAPPERS } from "./calendar/page.ts";
import { type FullCalendarDriver, startFullCalendar } from "./driver.ts";
import { addOddEvent, askedTwice, failuresOfReads, readSinceWrite, shapes } from "./reads.ts";

/** Also of a calendar that a framework draws, which may tell its events later than the end of its read. */
const everywhere: readonly Case<FullCalendarDriver>[] = [
  {
    name: "takes no read for failed that brought the calendar its events",
    async check(run) {
      const [start, end] = [at(2, "10:00"), at(2, "10:30")];
      await run.driver.seed([{ name: "Jana Dvořáková", phone: "601000001", start, end }]);
      const page = await run.open({ day: day(2), view: "week" });
      expect(await page.evaluate(failuresOfReads, 40)).toBe(0);
      await run.leave(page);
    },
  },
];

/** Whether a month's six weeks show a day. */
function isInMonthOf(shown: string, one: string): boolean {
  const first = Temporal.PlainDate.from(shown).with({ day: 1 });
  const monday = first.subtract({ days: first.dayOfWeek - 1 });
  return one >= monday.toString() && one < monday.add({ weeks: 6 }).toString();
}

/** What only the generic plugin promises: it knows nothing of the app around the calendar. */
const own: readonly Case<FullCalendarDriver>[] = [
  ...everywhere,
  {
    name: "lists events without an id or an end, and no background events",
    async check(run) {
      const { pages, version } = run.driver;
      pages.events = demoEvents(Temporal.PlainDate.from(day(2)));
      const page = await run.visit(pages.page(version, { date: day(2) }));
      const rows = async (day: string) =>
        (await run.list(page, day)).map((row) => row.replace(/ to [^|]*/, " "));
      expect(await rows(day(0))).toEqual([
        `${instant(0, "09:00")} | Jana Dvořáková | +420 601 000 001`,
        `${instant(0, "09:15")} | Petr Novák | 601000002`,
        `${instant(0, "12:00")} | (Porada) | no phone`,
      ]);
      const tuesday = await rows(day(1));
      expect(tuesday).toHaveLength(2);
      expect(tuesday[0]).toMatch(new RegExp(`^${instant(1, "08:00")} \\| .* \\| .*601 000 003$`));
      expect(tuesday[1]?.startsWith(instant(1, "22:00"))).toBe(true);
      expect((await run.list(page, day(2))).join()).toContain(`${instant(2, "14:00")} to null | Bez konce`);
      expect((await rows(day(3)))[0]).toContain("Dovolená");
      expect((await rows(day(4))).join()).not.toContain("Mimo");
      expect(await rows(day(8))).toEqual([`${instant(8, "10:00")} | Následující týden | 601000009`]);
      await run.leave(page);
    },
  },
  {
    name: "counts an event without a start, and reads the others",
    async check(run) {
      const { pages, version } = run.driver;
      const page = await run.visit(pages.page(version, { date: day(2) }));
      await page.evaluate(addOddEvent, day(2));
      await expect.poll(() => run.health(page)).toMatchObject({ state: "reading", unread: 1 });
      expect((await run.list(page, day(2))).join()).toContain("Eva Zkušební");
      await run.leave(page);
    },
  },
  {
    name: "knows what the calendar has read from its server since a write",
    async check(run) {
      const { pages, version } = run.driver;
      const page = await run.visit(pages.page(version, { date: day(2) }));
      expect(await page.evaluate(readSinceWrite, day(2))).toEqual(shapes);
      await run.leave(page);
    },
  },
  {
    name: "tells everything anew when it is asked to in the middle of a look",
    async check(run) {
      const { pages, version } = run.driver;
      pages.events = Array.from({ length: 300 }, (_, index) => ({
        id: index + 1,
        start: `${day(2)}T${String(8 + Math.floor(index / 60)).padStart(2, "0")}:${String(index % 60).padStart(2, "0")}:00`,
      }));
      const page = await run.visit(pages.page(version, { date: day(2) }));
      expect(await page.evaluate(askedTwice)).toBe(300);
      await run.leave(page);
    },
  },
  {
    name: "lists what an app has hung on its events since, plain or in an object",
    async check(run) {
      const { driver } = run;
      const petr = {
        name: "Petr Novák",
        phone: "601000002",
        start: at(2, "11:00"),
        end: at(2, "11:45"),
      };
      const hang = (extra: object) => {
        driver.pages.events = [{ id: 7, title: petr.name, start: petr.start, end: petr.end, ...extra }];
      };
      hang({ phone: petr.phone });
      const page = await run.open({ day: day(2), view: "week" });
      const listed = (phone: string | null) =>
        expect
          .poll(() => run.list(page, day(2)), { timeout: run.patience })
          .toEqual([expected({ ...petr, phone }, driver.timeZone)]);
      await listed(petr.phone);
      const others = ["602000003", "602000004", "602000005"] as const;
      for (const extra of [
        { phone: others[0] },
        { patient: { name: petr.name, phone: others[1] } },
        { patient: { name: petr.name, phone: others[2] } },
      ]) {
        hang(extra);
        await driver.refresh(page);
        await listed("patient" in extra ? extra.patient.phone : extra.phone);
      }
      await run.leave(page);
    },
  },
  {
    name: "reports the occurrences of a series that is called off together",
    async check(run) {
      const { driver } = run;
      const [name, phone] = ["Olga Zkušební", "603000005"];
      driver.seed([
        { name, phone, start: at(-20, "10:00"), end: at(-20, "10:30"), weekly: true },
        { name: "Petr Novák", phone: "601000002", start: at(2, "11:00"), end: at(2, "11:45") },
      ]);
      const page = await run.open({ day: day(2), view: "month" });
      await run.forget();
      await driver.cancel(page, { name, phone, start: at(-20, "10:00"), end: at(-20, "10:30") });
      const tuesdays = [-20, -13, -6, 1, 8, 15, 22, 29, 36].filter((after) =>
        isInMonthOf(day(2), day(after)),
      );
      await expect
        .poll(async () => (await run.together()).map(({ change }) => change.appointment.start), {
          timeout: run.patience,
        })
        .toEqual(tuesdays.map((after) => instant(after, "10:00")));
      const reports = await run.reports();
      expect(reports.map(({ change }) => change.type)).toEqual(tuesdays.map(() => "cancelled"));
      await run.leave(page);
    },
  },
  {
    name: "says that nothing leaves when a whole series is moved, and reports none of its times",
    async check(run) {
      const { driver } = run;
      const olga: Visit = {
        name: "Olga Zkušební",
        phone: "603000005",
        start: at(-20, "10:00"),
        end: at(-20, "10:30"),
        weekly: true,
      };
      driver.seed([olga]);
      const page = await run.open({ day: day(2), view: "month" });
      await run.forget();
      await driver.move(page, olga, at(-19, "12:00"));
      await expect
        .poll(() => noticesOn(page), { timeout: run.patience })
        .toContain("SMS neodejde: Olga Zkušební");
      await page.waitForTimeout(1_500);
      expect(await run.reports()).toEqual([]);
      const moved = { ...olga, start: at(2, "12:00"), end: at(2, "12:30") };
      expect(await run.list(page, day(2))).toEqual([expected(moved, driver.timeZone)]);
      await run.leave(page);
    },
  },
  {
    name: "puts the button where there is no toolbar, too",
    async check(run) {
      const { pages, version } = run.driver;
      const page = await run.visit(pages.page(version, { date: day(2), toolbar: "0" }));
      await run.leave(page);
    },
  },
];

const frameworks = { react: "React", vue: "Vue" };
/**
 * A framework decides how the calendar gets onto the page and when it is drawn: how it is found, where the button
 * stands, what clicks and drags reach, what is left after it was drawn anew. What events and answers of the server
 * mean is decided by the library's version alone, and each version plays all of that below, without a framework.
 */
const drawn = cases.filter(({ isOfData }) => !isOfData);
const isOwnToVersion = ({ isOfKit }: Case): boolean => !isOfKit;

for (const wrapper of WRAPPERS) {
  const [framework, version] = wrapper.split("-") as [keyof typeof frameworks, string];
  const name = `FullCalendar ${version} in ${frameworks[framework]}`;
  contractSuite(name, () => startFullCalendar(wrapper), everywhere, drawn);
}

for (const version of ["v5", "v7"] as const) {
  contractSuite(`FullCalendar ${version.slice(1)}`, () => startFullCalendar(version), [
    ...own,
    marksAppointments,
  ]);
}
/** In between: its events and answers are those of the next version, and what both others keep is not played thrice. */
contractSuite("FullCalendar 6", () => startFullCalendar("v6"), everywhere, cases.filter(isOwnToVersion));
