import { expect, type Locator, type Page } from "@playwright/test";
import { type Driver, movedTo, type Visit } from "../../../../tests/contract/driver.ts";
import { day as dayAfter } from "../../../../tests/contract/week.ts";
import { calendarObject, event } from "../../../../tests/unit/support/icalendar.ts";
import { type Nextcloud, startNextcloud } from "./calendar/server.ts";

const views = { day: "timeGridDay", week: "timeGridWeek", month: "dayGridMonth" } as const;

export interface NextcloudDriver extends Driver {
  readonly cloud: Nextcloud;
  /** How the editor is filled in and left. */
  readonly editor: {
    of(page: Page): Locator;
    open(page: Page, name: string): Promise<void>;
    fillTimes(page: Page, times: Pick<Visit, "start" | "end">): Promise<void>;
    press(page: Page, button: string): Promise<void>;
  };
}

const titleOf = ({ name, phone }: Visit): string => (phone === null ? name : `${name} ${phone}`);

const escaped = (text: string): string => text.replaceAll(/[\\;,]/gu, "\\$&");

/** `2026-11-24T09:00` → `;TZID=Europe/Prague:20261124T090000` */
const timeText = (wall: string, timeZone: string): string => {
  const digits = wall.replaceAll(/[-:]/gu, "");
  return wall.includes("T") ? `;TZID=${timeZone}:${digits}00` : `;VALUE=DATE:${digits}`;
};

/** By which another program knows a visit. */
export const uidOf = ({ name }: Visit): string => `visit-${Buffer.from(name.slice(0, 40)).toString("hex")}`;

/** The server takes minutes over a longer title. */
const maxTitle = 100_000;

/** A visit as another program would write it. */
export const eventOf = (visit: Visit, timeZone: string, lines: readonly string[] = []): string =>
  event({
    uid: uidOf(visit),
    start: timeText(visit.start, timeZone),
    end: timeText(visit.end, timeZone),
    lines: [
      `SUMMARY:${escaped(titleOf(visit).slice(-maxTitle))}`,
      ...(visit.weekly ? ["RRULE:FREQ=WEEKLY"] : []),
      ...lines,
    ],
  });

/** The stand-in for Nextcloud's calendar, over a real CalDAV server. */
export async function startNextcloudCalendar(): Promise<NextcloudDriver> {
  const cloud = await startNextcloud();
  const { timeZone, elsewhere } = cloud;
  const put = (visit: Visit) => elsewhere.put(uidOf(visit), calendarObject(eventOf(visit, timeZone)));

  const editorOf = (page: Page): Locator => page.getByRole("dialog");
  const press = (page: Page, button: string) =>
    editorOf(page).getByRole("button", { name: button, exact: true }).click();
  const open = async (page: Page, name: string) => {
    await page.locator(".fc-event", { hasText: name }).first().click();
    await expect(editorOf(page)).toBeVisible();
    await press(page, "Upravit");
  };

  async function fillTimes(page: Page, { start, end }: Pick<Visit, "start" | "end">): Promise<void> {
    for (const [label, wall] of [
      ["Od", start],
      ["Do", end],
    ] as const) {
      await editorOf(page).getByLabel(`${label} dne`).fill(wall.slice(0, 10));
      await editorOf(page).getByLabel(label, { exact: true }).fill(wall.slice(11));
    }
  }

  /** The place of a day and hour, which must be shown. */
  async function placeOf(page: Page, wall: string): Promise<{ x: number; y: number }> {
    const column = await page.locator(`[role=columnheader][data-date="${wall.slice(0, 10)}"]`).boundingBox();
    const lane = page.locator(`[data-time="${wall.slice(11)}:00"]`).last();
    await lane.scrollIntoViewIfNeeded();
    const row = await lane.boundingBox();
    if (!column || !row) throw new Error(`the calendar does not show ${wall}`);
    return { x: column.x + column.width / 2, y: row.y + row.height / 2 };
  }

  async function pickView(page: Page, name: string, days: number): Promise<void> {
    await page.getByRole("button", { name: "Zobrazení" }).click();
    await page.getByRole("button", { name, exact: true }).click();
    await expect(page.locator("[role=columnheader][data-date]")).toHaveCount(days);
  }

  return {
    cloud,
    editor: { of: editorOf, open, fillTimes, press },
    name: "Nextcloud Calendar",
    plugin: "nextcloud-calendar",
    url: cloud.url,
    timeZone,
    absent: {
      timeZone: "a visit is a moment, which every zone shows at another hour: see the plugin's own cases",
      cyclic: "iCalendar has no data that lead back to themselves",
      unnumbered: "a person stands in the title, like anything else: only the number tells that it is one",
    },

    seed: (visits) => elsewhere.fill(calendarObject(...visits.map((visit) => eventOf(visit, timeZone)))),
    address: ({ day, view = "week", timeZone: other }) =>
      cloud.page({ day, view: views[view] }, other ? { timeZone: other } : {}),
    async drawn(page) {
      await expect(page.locator(".fc-view-harness")).toBeVisible();
    },

    strangers: [`${cloud.url}/apps/files`],
    async lookAlike() {
      // Match patterns know no port, so the scripts are injected there too: the exact origin decides.
      const other = await startNextcloud();
      return {
        url: other.page({ day: dayAfter(2) }),
        [Symbol.asyncDispose]: () => other.close(),
      };
    },

    async create(page, visit) {
      await page.getByRole("button", { name: "Nová událost" }).click();
      await editorOf(page).getByLabel("Název události").fill(titleOf(visit));
      await fillTimes(page, visit);
      await press(page, "Uložit");
    },
    async move(page, visit, start) {
      await open(page, visit.name);
      await fillTimes(page, movedTo(visit, start));
      await press(page, "Aktualizovat");
    },
    async cancel(page, visit) {
      await open(page, visit.name);
      await press(page, "Smazat");
    },
    async touch(page, visit) {
      await open(page, visit.name);
      await press(page, "Aktualizovat");
    },
    async drag(page, visit, start) {
      const [from, to] = [await placeOf(page, visit.start), await placeOf(page, start)];
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(from.x, from.y + 12, { steps: 3 });
      await page.mouse.move(to.x, to.y, { steps: 8 });
      await page.mouse.up();
    },
    async calmDown(page) {
      await page.getByRole("alert").getByRole("button", { name: "Zavřít" }).click();
      if (await editorOf(page).isVisible()) await press(page, "Zrušit");
    },

    async turn(page, by) {
      const shown = page.locator("[role=columnheader][data-date]").first();
      const before = await shown.getAttribute("data-date");
      await page.getByRole("button", { name: by === 1 ? "Následující" : "Předchozí" }).click();
      await expect(shown).not.toHaveAttribute("data-date", before ?? "");
    },
    async filter(page) {
      await page.getByLabel("Osobní").click();
    },
    async redraw(page) {
      await pickView(page, "Den", 1);
      await pickView(page, "Týden", 7);
    },
    async refresh(page) {
      const answered = page.waitForResponse((response) => response.request().method() === "REPORT");
      await page.evaluate(() => dispatchEvent(new Event("focus")));
      await answered;
    },

    async clickDay(page, day) {
      const { x, y } = await placeOf(page, `${day}T18:00`);
      await page.mouse.click(x, y);
      // Nextcloud opens its editor for whatever is pointed at.
      await press(page, "Zrušit");
    },
    async focusDay(page, day) {
      await page.locator(`[role=columnheader][data-date="${day}"] [tabindex="0"]`).focus();
    },

    elsewhere: {
      create: put,
      move: (visit, start) => put(movedTo(visit, start)),
      cancel: (visit) => elsewhere.remove(uidOf(visit)),
    },

    isWrite: (request) => ["PUT", "DELETE", "MOVE"].includes(request.method()),
    refusals: [
      { name: "412", status: 412, contentType: "text/plain", body: "Precondition failed" },
      { name: "423", status: 423, contentType: "application/xml", body: "<d:error xmlns:d='DAV:'/>" },
      { name: "no answer", drop: true },
    ],

    [Symbol.asyncDispose]: () => cloud.close(),
  };
}
