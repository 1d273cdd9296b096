import { expect, type Page } from "@playwright/test";
import { type Ability, type Driver, movedTo, type PageDriver, type Visit } from "./driver.ts";
import { button, expected, hold, line, type Report, type Run, refuse } from "./run.ts";
import { at, clockChanges, day } from "./week.ts";

/** One promise that every plugin keeps. It throws where the plugin of the run does not. */
export interface Case<D extends PageDriver = Driver> {
  readonly name: string;
  /** The same however the page is drawn, so that it is played on one way of drawing it. */
  readonly isOfData?: true;
  /** Decided by what all plugins for libraries share, so that it is played on one of them. */
  readonly isOfKit?: true;
  readonly needs?: readonly Ability[];
  check(run: Run<D>): Promise<void>;
}

const visit = (name: string, phone: string | null, start: string, end: string): Visit => ({
  name,
  phone,
  start,
  end,
});
const jana = visit("Jana Dvořáková", "+420 601 000 001", at(2, "09:00"), at(2, "09:30"));
const petr = visit("Petr Novák", "601000002", at(2, "11:00"), at(2, "11:45"));
const eva = visit("Eva Smyšlená", "601 000 003", at(3, "13:00"), at(3, "13:30"));
const ivan = visit("Ivan Vzorový", "602000004", at(3, "15:00"), at(3, "15:30"));
const olga = visit("Olga Zkušební", "603000005", at(1, "10:00"), at(1, "10:30"));
const week = { day: day(2), view: "week" } as const;

/** How long nothing may come of what is no news. What must come is waited for until it does. */
const silence = 1_000;
export const pause = (page: Page): Promise<void> => page.waitForTimeout(silence);

/** A change in words, to compare whole histories. */
const told = ({ change }: Report): string => {
  const moved = change.type === "moved" ? `, was ${change.previousStart}` : "";
  return `${change.type}: ${line(change.appointment)}${moved}`;
};
const created = ({ driver }: Run, one: Visit): string => `created: ${expected(one, driver.timeZone)}`;
const cancelled = ({ driver }: Run, one: Visit): string => `cancelled: ${expected(one, driver.timeZone)}`;
const moved = ({ driver }: Run, one: Visit, start: string): string => {
  const was = expected(one, driver.timeZone).split(" to ")[0];
  return `moved: ${expected(movedTo(one, start), driver.timeZone)}, was ${was}`;
};

async function expectReports(run: Run, wanted: readonly string[]): Promise<void> {
  await expect
    .poll(async () => (await run.reports()).map(told), { timeout: run.patience })
    .toEqual([...wanted]);
}

export async function expectOneButton(run: Run<PageDriver>, page: Page): Promise<void> {
  await expect(button(page)).toHaveCount(1, { timeout: run.patience });
}

/** Where the page's own tree names the extension. */
export const traces = async (page: Page): Promise<string[]> =>
  (await page.content()).match(/.{0,60}pipni.{0,60}/gi) ?? [];

/** From now on the page itself, and whatever page follows it, counts how many of our buttons it has at once. */
async function countButtons(page: Page): Promise<void> {
  const install = (): void => {
    const count = (): void => {
      const all = [...document.querySelectorAll("button")];
      const ours = all.filter(({ textContent }) => textContent?.trim() === "Hromadná SMS").length;
      if (ours > Number(sessionStorage.getItem("most") ?? 0)) sessionStorage.setItem("most", String(ours));
    };
    new MutationObserver(count).observe(document, { childList: true, subtree: true });
    count();
  };
  await page.addInitScript(install);
  await page.evaluate(install);
}
const mostButtons = (page: Page): Promise<number> =>
  page.evaluate(() => Number(sessionStorage.getItem("most") ?? 0));

/** Presses "Hromadná SMS" by keyboard, which moves no pointer, and tells the day that it was pressed for. */
async function askedDay(run: Run, page: Page): Promise<string | null | undefined> {
  await run.forget();
  const opening = run.extension.context.waitForEvent("page", { timeout: run.patience });
  await button(page).focus();
  await page.keyboard.press("Enter");
  await (await opening).close();
  await expect.poll(async () => (await run.asked()).length, { timeout: run.patience }).toBe(1);
  return (await run.asked())[0];
}

/** Switches the calendar off. */
export async function expectNothingLeft(run: Run<PageDriver>, page: Page): Promise<void> {
  await run.setEnabled(false);
  await expect(button(page)).toHaveCount(0, { timeout: run.patience });
  await pause(page);
  expect(await traces(page)).toEqual([]);
  const left = await run.left(page);
  expect(left.timers).toEqual([]);
  expect(left.observers).toEqual([]);
  // The line on which a page waits to be switched on again: in each world one end of it.
  expect(left.listeners.filter((one) => !/: pipni:(down|takeover) /.test(one))).toEqual([]);
  expect(left.listeners.length).toBeLessThanOrEqual(2);
}

export const cases: readonly Case[] = [
  {
    name: "recognises its page",
    async check(run) {
      await run.driver.seed([jana, petr]);
      const page = await run.open(week);
      await expect
        .poll(() => run.health(page), { timeout: run.patience })
        .toEqual({ state: "reading", plugin: run.driver.plugin, appointments: 2 });
      await run.leave(page);
    },
  },
  {
    name: "declines other pages, and a look-alike at an address that nobody switched on",
    isOfData: true,
    isOfKit: true,
    async check(run) {
      const { driver, extension } = run;
      await using other = await driver.lookAlike();
      const page = await extension.context.newPage();
      for (const stranger of [...driver.strangers, other.url]) {
        await page.goto(stranger);
        if (stranger === other.url) await driver.drawn(page);
        await pause(page);
        await expect(button(page)).toHaveCount(0);
        if (stranger === other.url) expect(await traces(page)).toEqual([]);
      }
      await run.leave(page);
    },
  },
  {
    name: "lists every day exactly: overlapping visits, nobody's number, across midnight",
    isOfData: true,
    async check(run) {
      const { driver } = run;
      const overlapping = { ...petr, start: at(2, "09:15"), end: at(2, "10:00") };
      const night = visit("Noční Směna", "602000006", at(3, "22:00"), at(4, "06:00"));
      const silent: Visit = {
        ...visit("Karel Němý", null, at(4, "08:00"), at(4, "08:15")),
        ...(driver.absent.unnumbered === undefined ? {} : { impersonal: true }),
      };
      const visits = [jana, overlapping, night, silent];
      await driver.seed(visits);
      const page = await run.open(week);
      for (let after = 0; after < 7; after++) {
        const wanted = visits.filter(({ start }) => start.startsWith(day(after)));
        expect(await run.list(page, day(after))).toEqual(
          wanted.map((one) => expected(one, driver.timeZone)).sort(),
        );
      }
      await run.leave(page);
    },
  },
  {
    name: "lists entries without hours on the day on which they begin",
    isOfData: true,
    needs: ["allDay"],
    async check(run) {
      const holiday = { ...olga, start: day(3), end: day(5) };
      await run.driver.seed([jana, holiday]);
      const page = await run.open(week);
      expect(await run.list(page, day(3))).toEqual([expected(holiday, run.driver.timeZone)]);
      expect(await run.list(page, day(4))).toEqual([]);
      await run.leave(page);
    },
  },
  {
    name: "lists every occurrence of a series on its own day",
    isOfData: true,
    needs: ["recurring"],
    async check(run) {
      const { driver } = run;
      const series: Visit = { ...olga, start: at(-27, "10:00"), end: at(-27, "10:30"), weekly: true };
      await driver.seed([jana, series]);
      const page = await run.open(week);
      expect(await run.list(page, day(0))).toEqual([]);
      expect(await run.list(page, day(1))).toEqual([expected(series, driver.timeZone, day(1))]);
      await run.leave(page);
    },
  },
  {
    name: "lists entries about nobody without a person",
    isOfData: true,
    isOfKit: true,
    needs: ["impersonal"],
    async check(run) {
      const meeting: Visit = {
        ...visit("Porada", null, at(2, "12:00"), at(2, "12:30")),
        impersonal: true,
      };
      await run.driver.seed([meeting]);
      const page = await run.open(week);
      expect(await run.list(page, day(2))).toEqual([expected(meeting, run.driver.timeZone)]);
      await run.leave(page);
    },
  },
  {
    name: "is right on both days on which the clocks change",
    isOfData: true,
    async check(run) {
      const { driver } = run;
      for (const sunday of clockChanges()) {
        const visits = ["01:30", "03:30", "10:00"].map((time, index) =>
          visit(
            `Pacient ${index}`,
            `60100010${index}`,
            `${sunday}T${time}`,
            `${sunday}T${time.slice(0, 3)}45`,
          ),
        );
        await driver.seed(visits);
        const page = await run.open({ day: sunday, view: "day" });
        expect(await run.list(page, sunday)).toEqual(visits.map((one) => expected(one, driver.timeZone)));
        await run.leave(page);
      }
    },
  },
  {
    name: "is right in another time zone than the browser's",
    isOfData: true,
    needs: ["timeZone"],
    async check(run) {
      await run.driver.seed([jana]);
      const timeZone = "America/New_York";
      const page = await run.open({ ...week, timeZone });
      expect(await run.list(page, day(2))).toEqual([expected(jana, timeZone)]);
      await run.leave(page);
    },
  },
  {
    name: "lists a day of three hundred, and an empty one",
    isOfData: true,
    isOfKit: true,
    async check(run) {
      const { driver } = run;
      const many = Array.from({ length: 300 }, (_, index) => {
        const start = Temporal.PlainDateTime.from(at(2, "07:00")).add({ minutes: 2 * index });
        const text = (moment: Temporal.PlainDateTime) => moment.toString({ smallestUnit: "minute" });
        const phone = `601000${String(index + 100)}`;
        return visit(`Pacient ${index}`, phone, text(start), text(start.add({ minutes: 2 })));
      });
      await driver.seed(many);
      const page = await run.open(week);
      expect(await run.list(page, day(2))).toEqual(many.map((one) => expected(one, driver.timeZone)).sort());
      expect(await run.list(page, day(1))).toEqual([]);
      await run.leave(page);
    },
  },
  {
    name: "lists a day that is not shown, or says that it cannot, and never takes it for an empty one",
    isOfData: true,
    async check(run) {
      const { driver } = run;
      const later = { ...jana, start: at(9, "09:00"), end: at(9, "09:30") };
      await driver.seed([later]);
      const page = await run.open(week);
      if (driver.absent.unseenDay === undefined)
        expect(await run.list(page, day(9))).toEqual([expected(later, driver.timeZone)]);
      else expect(await run.listing(page, day(9))).toMatchObject({ ok: false, problem: "unreadable" });
      await run.leave(page);
    },
  },
  {
    name: "knows the day that was clicked, and none before and after",
    async check(run) {
      await run.driver.seed([jana]);
      const unclicked = await run.open(week);
      expect(await askedDay(run, unclicked)).toBeNull();
      // Without a day, the window looks for one that has appointments, and may have turned the calendar to it.
      await run.leave(unclicked);
      const page = await run.open(week);
      for (const after of [1, 3]) {
        await run.driver.clickDay(page, day(after));
        expect(await askedDay(run, page)).toBe(day(after));
      }
      await run.driver.turn(page, 1);
      expect(await askedDay(run, page)).toBeNull();
      await run.leave(page);
    },
  },
  {
    name: "knows the day that was reached by keyboard",
    needs: ["keyboard"],
    async check(run) {
      await run.driver.seed([jana, eva]);
      const page = await run.open(week);
      await run.driver.focusDay?.(page, day(3));
      expect(await askedDay(run, page)).toBe(day(3));
      await run.leave(page);
    },
  },
  {
    name: "has one button through drawing anew, turning, reloading and being injected again",
    async check(run) {
      const { driver, extension } = run;
      await driver.seed([jana]);
      const page = await run.open(week);
      await countButtons(page);
      for (let times = 0; times < 5; times++) await driver.redraw(page);
      await driver.turn(page, 1);
      await driver.turn(page, -1);
      await expectOneButton(run, page);
      // Switching on again injects the scripts into open pages once more.
      for (let times = 0; times < 3; times++) await extension.enable(driver.url);
      await pause(page);
      await expectOneButton(run, page);
      expect(await mostButtons(page)).toBe(1);
      await page.reload();
      await driver.drawn(page);
      await expectOneButton(run, page);
      for (const view of ["day", "month"] as const) {
        await page.goto(driver.address({ ...week, view }));
        await driver.drawn(page);
        await expectOneButton(run, page);
      }
      await page.close();
    },
  },
  {
    name: "reports created, moved and cancelled once each, and only after the server's yes",
    async check(run) {
      const { driver } = run;
      await driver.seed([petr]);
      const page = await run.open(week);
      await run.forget();
      const history: string[] = [];
      const steps: [() => Promise<void>, string][] = [
        [() => driver.create(page, jana), created(run, jana)],
        [() => driver.move(page, jana, eva.start), moved(run, jana, eva.start)],
        [() => driver.cancel(page, movedTo(jana, eva.start)), cancelled(run, movedTo(jana, eva.start))],
      ];
      for (const [act, wanted] of steps) {
        const write = await hold(page, driver);
        await act();
        await write.seen;
        await pause(page);
        expect((await run.reports()).map(told)).toEqual(history);
        await write.release();
        history.push(wanted);
        await expectReports(run, history);
      }
      await pause(page);
      const reports = await run.reports();
      expect(reports.map(told)).toEqual(history);
      // It is one appointment all along.
      expect(new Set(reports.map(({ change }) => change.appointment.id)).size).toBe(1);
      await run.leave(page);
    },
  },
  {
    name: "reports a move by mouse once",
    needs: ["drag"],
    async check(run) {
      const { driver } = run;
      await driver.seed([jana, petr]);
      const page = await run.open(week);
      await run.forget();
      const [later, latest] = [at(2, "10:00"), at(2, "13:00")];
      await driver.drag?.(page, jana, later);
      await expectReports(run, [moved(run, jana, later)]);
      const write = await hold(page, driver);
      await driver.drag?.(page, petr, latest);
      await write.seen;
      await pause(page);
      expect(await run.reports()).toHaveLength(1);
      await write.release();
      await expectReports(run, [moved(run, jana, later), moved(run, petr, latest)]);
      await pause(page);
      expect(await run.reports()).toHaveLength(2);
      await run.leave(page);
    },
  },
  {
    name: "reports nothing that the server refused",
    isOfData: true,
    isOfKit: true,
    async check(run) {
      const { driver } = run;
      await driver.seed([petr, eva]);
      const page = await run.open(week);
      await run.forget();
      for (const refusal of driver.refusals) {
        await refuse(page, driver, refusal, () => driver.create(page, jana));
        await driver.refresh(page);
        await refuse(page, driver, refusal, () => driver.move(page, petr, at(2, "14:00")));
        await driver.refresh(page);
        await refuse(page, driver, refusal, () => driver.cancel(page, eva));
        await driver.refresh(page);
      }
      await expectOnlyThis(run, page);
      await run.leave(page);
    },
  },
  {
    name: "reports nothing for turning, filtering, drawing anew and reloading",
    async check(run) {
      const { driver } = run;
      await driver.seed([petr, eva, ivan]);
      const page = await run.open(week);
      await run.forget();
      for (const by of [1, -1, -1, 1] as const) await driver.turn(page, by);
      if (driver.filter) {
        await driver.filter(page);
        await pause(page);
        await driver.filter(page);
      }
      await driver.redraw(page);
      await driver.refresh(page);
      await page.reload();
      await driver.drawn(page);
      await expectOneButton(run, page);
      await expectOnlyThis(run, page);
      await run.leave(page);
    },
  },
  {
    name: "reports nothing for a visit that is saved as it was",
    isOfData: true,
    isOfKit: true,
    needs: ["touch"],
    async check(run) {
      await run.driver.seed([petr]);
      const page = await run.open(week);
      await run.forget();
      await run.driver.touch?.(page, petr);
      await expectOnlyThis(run, page);
      await run.leave(page);
    },
  },
  {
    name: "reports nothing that others did, not even beside one's own",
    isOfData: true,
    async check(run) {
      const { driver } = run;
      await driver.seed([petr, eva, ivan]);
      const page = await run.open(week);
      await run.forget();
      await driver.elsewhere.create(olga);
      await driver.elsewhere.move(petr, at(2, "16:00"));
      await driver.elsewhere.cancel(eva);
      await driver.refresh(page);
      await pause(page);
      expect((await run.reports()).map(told)).toEqual([]);
      // And while the page's own write is on its way, so that both are seen at once.
      const write = await hold(page, driver);
      await driver.create(page, jana);
      await write.seen;
      await driver.elsewhere.cancel(olga);
      await driver.elsewhere.move(ivan, at(3, "16:30"));
      await driver.elsewhere.create(eva);
      await write.release();
      await expectReports(run, [created(run, jana)]);
      await driver.refresh(page);
      await pause(page);
      expect((await run.reports()).map(told)).toEqual([created(run, jana)]);
      await run.leave(page);
    },
  },
  {
    name: "leaves no node, listener, observer or timer when it is switched off",
    async check(run) {
      const { driver } = run;
      await driver.seed([jana, petr]);
      const page = await run.open(week);
      try {
        // The days are looked for, so that everything that can run has run.
        await run.list(page, day(2));
        await driver.clickDay(page, day(1));
        for (let times = 0; times < 2; times++) {
          await expectNothingLeft(run, page);
          await run.setEnabled(true);
          await expectOneButton(run, page);
          expect(await run.list(page, day(2))).toHaveLength(2);
        }
      } finally {
        await run.setEnabled(true);
      }
      await run.leave(page);
    },
  },
  {
    name: "is not harmed by hostile content",
    isOfData: true,
    async check(run) {
      const { driver } = run;
      const markup = `<img src=x onerror="document.title='harmed'"><script>document.title='harmed'</script>`;
      const hostile: Visit[] = [
        visit(`Dlouhá ${"x".repeat(10_000_000)}`, "601000011", at(2, "07:00"), at(2, "07:30")),
        visit(markup, "601000012", at(2, "08:00"), at(2, "08:30")),
        {
          ...visit("Otrávená Jména", "601000013", at(2, "10:00"), at(2, "10:30")),
          extra: JSON.parse(
            '{"__proto__":{"phone":"666666666","polluted":1},"constructor":{"prototype":{"polluted":1}},"toString":null,"hasOwnProperty":"x"}',
          ) as Record<string, unknown>,
        },
      ];
      await driver.seed([...hostile, petr]);
      const page = await run.open({ ...week, cyclic: driver.absent.cyclic === undefined });
      const dialogs: string[] = [];
      page.on("dialog", (dialog) => {
        dialogs.push(dialog.message());
        void dialog.dismiss();
      });
      const rows = await run.list(page, day(2));
      expect(rows).toContain(expected(petr, driver.timeZone));
      expect(rows.filter((row) => row.includes("666666666"))).toEqual([]);
      for (const row of rows) expect(row.length).toBeLessThan(1_200);
      // The page and the plugin both go on.
      await run.forget();
      await driver.create(page, ivan);
      await expectReports(run, [created(run, ivan)]);
      // Now, for markup does its harm a while after it got there.
      expect(dialogs).toEqual([]);
      expect(await page.title()).not.toBe("harmed");
      expect(await page.evaluate(() => "polluted" in {})).toBe(false);
      await page.close();
    },
  },
];

/** Whatever happened before: the first news is a visit that is made now, and nothing follows it. */
async function expectOnlyThis(run: Run, page: Page): Promise<void> {
  await run.driver.create(page, olga);
  await expectReports(run, [created(run, olga)]);
  await pause(page);
  expect((await run.reports()).map(told)).toEqual([created(run, olga)]);
}
