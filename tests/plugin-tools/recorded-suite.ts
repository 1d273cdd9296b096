import { expect, type Page } from "@playwright/test";
import { type Case, expectNothingLeft, expectOneButton, pause, traces } from "../contract/cases.ts";
import { button, type Run } from "../contract/run.ts";
import { defineCases } from "../contract/suite.ts";
import { playWrite } from "../replay/play.ts";
import type { RecordedDriver } from "./recorded-driver.ts";

/**
 * Those promises of the plugin contract that a recorded page can show. What depends on a server that goes on
 * (refusals of every kind, other people's changes, turning the page) needs a stand-in, and `contractSuite`.
 */
export const recordedSuite = (name: string, start: () => Promise<RecordedDriver>): void =>
  defineCases(name, start, cases);

const open = ({ driver, visit }: Run<RecordedDriver>): Promise<Page> => {
  driver.replay.goTo((driver.writes[0]?.recorded.at ?? Number.POSITIVE_INFINITY) - 1);
  return visit(driver.address({ day: driver.days[0] ?? "" }));
};

async function seenOn({ driver, listing }: Run<RecordedDriver>, page: Page, day: string) {
  const listed = await listing(page, day);
  if (!listed.ok) throw new Error(`${day} cannot be listed: ${listed.problem}: ${listed.detail}`);
  return listed.rows.map(({ appointment }) => driver.words.seen(appointment));
}

/** Sends each recorded change once more. @param before what happens ahead of each */
async function play(
  { driver }: Run<RecordedDriver>,
  page: Page,
  before: (index: number) => void,
): Promise<void> {
  for (const [index, { recorded, rule }] of driver.writes.entries()) {
    driver.replay.goTo(driver.writes[index + 1]?.recorded.at ?? Number.POSITIVE_INFINITY);
    before(index);
    await playWrite(page, recorded, rule.navigates ?? recorded.isDocument);
  }
}

const cases: readonly Case<RecordedDriver>[] = [
  {
    name: "recognises its page",
    async check(run) {
      const { driver } = run;
      const page = await open(run);
      await expect
        .poll(() => run.health(page), { timeout: run.patience })
        .toEqual({ state: "reading", plugin: driver.plugin, appointments: driver.seen.length });
      await page.close();
    },
  },
  {
    name: "declines other pages, and a look-alike at an address that nobody switched on",
    async check({ driver, extension }) {
      await using other = await driver.lookAlike();
      const page = await extension.context.newPage();
      for (const stranger of [...driver.strangers, other.url]) {
        await page.goto(stranger);
        await pause(page);
        await expect(button(page)).toHaveCount(0);
        if (stranger === other.url) expect(await traces(page)).toEqual([]);
      }
      await page.close();
    },
  },
  {
    name: "lists every day exactly as a person reads it",
    async check(run) {
      const page = await open(run);
      for (const day of run.driver.days)
        expect(await seenOn(run, page, day)).toEqual(run.driver.seen.filter((one) => one.day === day));
      await page.close();
    },
  },
  {
    name: "never takes a day that is not shown for an empty one",
    async check(run) {
      const page = await open(run);
      const last = run.driver.days.toSorted().at(-1) ?? "2027-01-01";
      const later = Temporal.PlainDate.from(last).add({ days: 40 }).toString();
      expect(await run.listing(page, later)).toMatchObject({ ok: false, problem: "unreadable" });
      await page.close();
    },
  },
  {
    name: "has one button through reloading and being injected again",
    async check(run) {
      const page = await open(run);
      for (let times = 0; times < 3; times++) await run.extension.enable(run.driver.url);
      await pause(page);
      await expectOneButton(run, page);
      await page.reload();
      await expectOneButton(run, page);
      await page.close();
    },
  },
  {
    name: "reports what was done once each",
    needs: ["changes"],
    async check(run) {
      const page = await open(run);
      await run.forget();
      await play(run, page, () => {});
      const told = async () => (await run.reports()).map(({ change }) => run.driver.words.change(change));
      await expect.poll(told, { timeout: run.patience }).toEqual([...run.driver.changes]);
      await pause(page);
      expect(await told()).toEqual([...run.driver.changes]);
      await page.close();
    },
  },
  {
    name: "reports nothing that the server refused",
    needs: ["changes"],
    async check(run) {
      const { driver } = run;
      const page = await open(run);
      await run.forget();
      const refusals = [
        { status: 500, type: "text/plain", body: "Error" },
        { status: 409, type: "application/json", body: `{"error":"conflict"}` },
      ];
      for (const refusal of refusals) {
        await play(run, page, (index) => {
          const request = driver.writes[index]?.recorded;
          if (request) driver.replay.answerOnce(request, refusal);
        });
      }
      await pause(page);
      expect(await run.reports()).toEqual([]);
      await page.close();
    },
  },
  {
    name: "leaves no node, listener, observer or timer when it is switched off",
    async check(run) {
      const page = await open(run);
      const [day = ""] = run.driver.days;
      try {
        for (let times = 0; times < 2; times++) {
          const before = await seenOn(run, page, day);
          await expectNothingLeft(run, page);
          await run.setEnabled(true);
          await expectOneButton(run, page);
          expect(await seenOn(run, page, day)).toEqual(before);
        }
      } finally {
        await run.setEnabled(true);
      }
      await page.close();
    },
  },
];
