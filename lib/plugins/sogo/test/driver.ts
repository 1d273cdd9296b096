import { expect, type Locator, type Page } from "@playwright/test";
import { type Driver, movedTo, type Shown, type Visit } from "../../../../tests/contract/driver.ts";
import { day as dayAfter } from "../../../../tests/contract/week.ts";
import { bound } from "../../../../tests/machine.ts";
import { calendarObject, event } from "../../../../tests/unit/support/icalendar.ts";
import { type Sogo, type SogoUser, startSogo } from "./calendar/server.ts";
import { openWorkstation, type Workstation } from "./calendar/workstation.ts";

export interface SogoDriver extends Driver {
  readonly sogo: Sogo;
  readonly workstation: Workstation;
  /** Signs a page's browser in as somebody else, for good. */
  signIn(page: Page, user: SogoUser): Promise<void>;
  /** The calendar of one of SOGo's users. */
  addressOf(user: SogoUser, shown: Shown): string;
  /** Presses a visit's chip, and waits for what it opens. */
  open(page: Page, visit: Visit): Promise<void>;
  /** Gives a visit another title. */
  rename(page: Page, visit: Visit, title: string): Promise<void>;
}

export const titleOf = ({ name, phone }: Visit): string => (phone === null ? name : `${name} ${phone}`);

const escaped = (text: string): string => text.replaceAll(/[\\;,]/gu, "\\$&");

const timeZone = "Europe/Prague";

/** `2026-11-24T09:00` → `:20261124T080000Z` */
const timeText = (wall: string): string => {
  if (!wall.includes("T")) return `;VALUE=DATE:${wall.replaceAll("-", "")}`;
  const instant = Temporal.PlainDateTime.from(wall).toZonedDateTime(timeZone).toInstant();
  return `:${instant.toString({ smallestUnit: "second" }).replaceAll(/[-:]/gu, "")}`;
};

let made = 0;

export const eventOf = (visit: Visit): string =>
  event({
    uid: `visit-${++made}-${Date.now()}`,
    start: timeText(visit.start),
    end: timeText(visit.end),
    lines: [`SUMMARY:${escaped(titleOf(visit))}`, ...(visit.weekly ? ["RRULE:FREQ=WEEKLY"] : [])],
  });

/** As the page's own scripts send it. */
const timesOf = ({ start, end }: Pick<Visit, "start" | "end">) => ({
  startDate: start.slice(0, 10),
  startTime: start.slice(11),
  endDate: end.slice(0, 10),
  endTime: end.slice(11),
});

export const editor = (page: Page): Locator => page.locator("md-dialog");

/** SOGo takes what is typed into a day or an hour half a second later, by the page's own clock. */
const typed = (page: Page): Promise<void> =>
  page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 600)));

async function fillMoment(
  page: Page,
  fields: readonly (readonly [model: string, text: string])[],
): Promise<void> {
  const input = (model: string) => editor(page).locator(`[ng-model="editor.${model}"] input`);
  const isFilled = async ([model, text]: (typeof fields)[number]) =>
    (await input(model).inputValue()) === text;
  // What is typed while the editor is still being opened is lost.
  await expect(async () => {
    let isNew = false;
    for (const field of fields) {
      if (await isFilled(field)) continue;
      await input(field[0]).fill(field[1]);
      await input(field[0]).press("Tab");
      isNew = true;
    }
    if (isNew) await typed(page);
    for (const field of fields) expect(await isFilled(field)).toBe(true);
  }).toPass();
}

/** The start first: SOGo moves the end with it. */
async function fillTimes(page: Page, times: Pick<Visit, "start" | "end">): Promise<void> {
  const { startDate, startTime, endDate, endTime } = timesOf(times);
  await fillMoment(page, [
    ["component.start", startDate],
    ["startTime", startTime],
  ]);
  await fillMoment(page, [
    ["component.end", endDate],
    ["endTime", endTime],
  ]);
}

/** A dialog that is on its way out takes what is meant for the next one. */
const waitUntilClosed = (page: Page): Promise<void> => expect(editor(page)).toHaveCount(0);

const save = (page: Page): Promise<void> =>
  editor(page).last().getByRole("button", { name: "Uložit", exact: true }).click();

/** The place of a day and hour, which must be shown. */
async function placeOf(page: Page, wall: string): Promise<{ x: number; y: number }> {
  const column = await page.locator(`#day${wall.slice(0, 10).replaceAll("-", "")}`).boundingBox();
  if (!column) throw new Error(`the calendar does not show ${wall}`);
  const hours = Number(wall.slice(11, 13)) + Number(wall.slice(14)) / 60;
  return { x: column.x + column.width / 2, y: column.y + (column.height * hours) / 24 };
}

const blocks = (page: Page) =>
  page.waitForResponse((response) => new URL(response.url()).pathname.endsWith("/eventsblocks"));

/** A real SOGo, whose people use its own buttons and dialogs. */
export async function startSogoCalendar(): Promise<SogoDriver> {
  const began = Date.now();
  const sogo = await startSogo();
  console.log(
    `SOGo ${sogo.version} at ${sogo.url}, ready after ${((Date.now() - began) / 1000).toFixed(1)} s`,
  );
  const { doctor } = sogo.users;
  const workstation = await openWorkstation(sogo, doctor);

  const addressOf = ({ login }: SogoUser, { day, view = "week" }: Shown): string =>
    `${sogo.url}/SOGo/so/${login}/Calendar/view#!/calendar/${view}/${day.replaceAll("-", "")}`;

  async function signIn(page: Page, { login, password }: SogoUser): Promise<void> {
    const data = { userName: login, password };
    expect((await page.request.post(`${sogo.url}/SOGo/connect`, { data })).status()).toBe(200);
  }

  async function open(page: Page, visit: Visit): Promise<void> {
    await waitUntilClosed(page);
    await page.locator("sg-calendar-day .sg-event", { hasText: visit.name }).first().click();
    await expect(editor(page).getByText(visit.name).first()).toBeVisible();
  }

  async function edit(page: Page, visit: Visit): Promise<void> {
    await open(page, visit);
    await editor(page).getByRole("button", { name: "Upravit", exact: true }).first().click();
    await expect(editor(page).locator("[ng-model='editor.component.summary']")).toBeVisible();
  }

  const button = (page: Page, icon: string): Locator =>
    page.locator("button", { has: page.locator(`md-icon:text-is("${icon}")`) });

  async function press(page: Page, icon: string): Promise<void> {
    const answered = blocks(page);
    await button(page, icon).locator("visible=true").first().click();
    await answered;
  }

  async function pickView(page: Page, name: string, days: number): Promise<void> {
    await page.locator("[ui-view=calendarView] md-card-actions").getByLabel(name, { exact: true }).click();
    await expect(page.locator("sg-calendar-day[id^=day]")).toHaveCount(days);
  }

  return {
    sogo,
    workstation,
    signIn,
    addressOf,
    open,
    async rename(page, visit, title) {
      await edit(page, visit);
      const input = editor(page).locator("[ng-model='editor.component.summary']");
      await input.fill(title);
      await typed(page);
      await save(page);
      await waitUntilClosed(page);
    },
    name: "SOGo",
    plugin: "sogo",
    url: sogo.url,
    timeZone,
    absent: {
      timeZone: "a visit is a moment, which every zone shows at another hour: see the plugin's own cases",
      cyclic: "nothing of the page's own data is read",
      unnumbered: "a person stands in the title, like anything else: only the number tells that it is one",
    },

    async seed(visits) {
      await workstation.clear();
      if (visits.length > 0) await workstation.import(calendarObject(...visits.map(eventOf)));
    },
    address: (shown) => addressOf(doctor, shown),
    async drawn(page) {
      // The row of entries without hours has no height where there are none.
      const calendar = page.locator("sg-calendar-day").locator("visible=true").first();
      const login = page.locator("input[ng-model='app.creds.username']");
      await expect(calendar.or(login).first()).toBeVisible({ timeout: bound(30_000) });
      if (await login.isVisible()) {
        const wanted = page.url();
        await signIn(page, doctor);
        await page.goto(wanted);
        await page.reload();
      }
      await expect(calendar).toBeVisible({ timeout: bound(30_000) });
      // SOGo's dialogs fly in and out for half a second each.
      await page.addStyleTag({ content: "* { transition: none !important; animation: none !important; }" });
    },

    strangers: [`${sogo.url}/SOGo/so/${doctor.login}/Contacts/view`, `${sogo.url}/nothing-here`],
    async lookAlike() {
      // Match patterns know no port, so the scripts are injected there too: the exact origin decides.
      const url = addressOf(doctor, { day: dayAfter(2) }).replace(sogo.url, sogo.otherUrl);
      return { url, [Symbol.asyncDispose]: async () => {} };
    },

    async create(page, visit) {
      await waitUntilClosed(page);
      await page.locator("md-fab-trigger button").click();
      await page.getByRole("button", { name: "Vytvořit novou událost" }).click();
      await editor(page).locator("[ng-model='editor.component.summary']").fill(titleOf(visit));
      await fillTimes(page, visit);
      await save(page);
    },
    async move(page, visit, start) {
      await edit(page, visit);
      await fillTimes(page, movedTo(visit, start));
      await save(page);
    },
    async cancel(page, visit) {
      await open(page, visit);
      await editor(page).getByRole("button", { name: "Smazat událost" }).first().click();
    },
    async touch(page, visit) {
      await edit(page, visit);
      await save(page);
    },
    async drag(page, visit, start) {
      const [from, to] = [await placeOf(page, visit.start), await placeOf(page, start)];
      await page.mouse.move(from.x, from.y + 8);
      await page.mouse.down();
      await page.mouse.move(from.x + 4, from.y + 14, { steps: 3 });
      await page.mouse.move(to.x, to.y + 8, { steps: 8 });
      await page.mouse.up();
    },
    async calmDown(page) {
      await expect(async () => {
        if ((await editor(page).count()) > 0) await page.keyboard.press("Escape");
        expect(await editor(page).count()).toBe(0);
      }).toPass();
    },

    async turn(page, by) {
      const days = () => page.locator("sg-calendar-day[id^=day]").first().getAttribute("sg-day");
      const before = await days();
      await press(page, by === 1 ? "chevron_right" : "chevron_left");
      await expect.poll(days).not.toBe(before);
    },
    async filter(page) {
      const answered = blocks(page);
      await page.getByRole("listitem").filter({ hasText: "Osobní kalendář" }).getByRole("checkbox").click();
      await answered;
    },
    async redraw(page) {
      await pickView(page, "Den", 1);
      await pickView(page, "Týden", 7);
    },
    refresh: (page) => press(page, "refresh"),

    async clickDay(page, day) {
      const { x, y } = await placeOf(page, `${day}T18:00`);
      await page.mouse.click(x, y);
    },
    async focusDay(page, day) {
      // By keyboard one gets to what stands on a day, and to nothing else.
      await workstation.import(
        calendarObject(eventOf({ name: "Porada", phone: null, start: `${day}T12:00`, end: `${day}T12:30` })),
      );
      await press(page, "refresh");
      const chip = page.locator(`#day${day.replaceAll("-", "")} [role=button]`).first();
      await chip.focus();
      await expect(chip).toBeFocused();
    },

    elsewhere: {
      create: (visit) => workstation.import(calendarObject(eventOf(visit))),
      async move(visit, start) {
        const { name, title } = await workstation.find(visit.name);
        const to = timesOf(movedTo(visit, start));
        await workstation.post(`personal/${name}/save`, { summary: title, ...to });
      },
      async cancel(visit) {
        await workstation.remove(`personal/${(await workstation.find(visit.name)).name}`);
      },
    },

    isWrite: (request) =>
      /\/Calendar\/.+\/(save|saveAsAppointment|adjust|delete|batchDelete)$/.test(
        new URL(request.url()).pathname,
      ),
    refusals: [
      { name: "200 and no", status: 200, body: JSON.stringify({ status: "failure", message: "Nejde to." }) },
      {
        name: "signed out",
        status: 200,
        contentType: "text/html",
        body: '<!DOCTYPE html><html><body><form><input type="password"></form></body></html>',
      },
      { name: "no answer", drop: true },
    ],

    [Symbol.asyncDispose]: () => sogo[Symbol.asyncDispose](),
  };
}
