import { expect, type Locator, type Page } from "@playwright/test";
import { type Driver, movedTo, type Visit } from "../../../../tests/contract/driver.ts";
import { form, officeForm } from "../../../../tests/contract/office-form.ts";
import { day as dayAfter } from "../../../../tests/contract/week.ts";
import type { EventInput } from "./calendar/events.ts";
import type { Version, Wrapper } from "./calendar/page.ts";
import { type FullCalendarPages, startFullCalendarPages } from "./calendar/server.ts";

const views = { day: "timeGridDay", week: "timeGridWeek", month: "dayGridMonth" } as const;

const eventOf = (visit: Visit, id: number): EventInput => {
  const { name, phone, start, end, impersonal, weekly, extra } = visit;
  const person = impersonal ? {} : phone === null ? { patient: { name } } : { phone };
  const times = weekly
    ? {
        daysOfWeek: [Temporal.PlainDate.from(start.slice(0, 10)).dayOfWeek % 7],
        startTime: start.slice(11),
        endTime: end.slice(11),
        startRecur: start.slice(0, 10),
      }
    : { start, end, allDay: !start.includes("T") };
  return { ...extra, id, title: name, ...person, ...times };
};

export interface FullCalendarDriver extends Driver {
  readonly version: Version | Wrapper;
  readonly pages: FullCalendarPages;
}

/** The library as it comes, in one version, with a small office around it. */
export async function startFullCalendar(version: Version | Wrapper): Promise<FullCalendarDriver> {
  const pages = await startFullCalendarPages({ events: [] });
  // Whoever is seeded again is the same appointment: ids that change by themselves are a fault that is told.
  const ids = new Map<string, number>();
  const idOf = ({ name, start }: Visit): number => {
    const look = `${start} ${name}`;
    const id = ids.get(look) ?? ids.size + 1;
    ids.set(look, id);
    return id;
  };
  const made = (visit: Visit): EventInput => eventOf(visit, idOf(visit));
  const without = (visit: Visit) => pages.events.filter(({ title }) => title !== visit.name);

  const pick = (page: Page, visit: Visit) => page.locator("#calendar").getByText(visit.name).first().click();
  const toolbar = (page: Page, name: string): Locator =>
    page.locator(`#calendar button[title="${name}"], #calendar button[aria-label="${name}"]`);

  /** The place of a day and hour, which must be shown. */
  async function placeOf(page: Page, wall: string): Promise<{ x: number; y: number }> {
    const column = await page
      .locator(`#calendar [role=columnheader][data-date="${wall.slice(0, 10)}"]`)
      .boundingBox();
    const lane = page.locator(`#calendar [data-time="${wall.slice(11)}:00"]`).last();
    await lane.scrollIntoViewIfNeeded();
    const row = await lane.boundingBox();
    if (!column || !row) throw new Error(`the calendar does not show ${wall}`);
    return { x: column.x + column.width / 2, y: row.y + row.height / 2 };
  }

  return {
    version,
    pages,
    name: `FullCalendar ${version}`,
    plugin: "fullcalendar",
    url: pages.url,
    timeZone: "Europe/Prague",
    absent: {},

    seed(visits) {
      pages.events = visits.map(made);
    },
    address: ({ day, view = "week", timeZone, cyclic }) =>
      pages.office(version, {
        date: day,
        view: views[view],
        navLinks: "1",
        ...(timeZone ? { timeZone } : {}),
        ...(cyclic ? { cyclic: "1" } : {}),
      }),
    async drawn(page) {
      await expect(page.locator("[role=grid], .fc-view-harness").first()).toBeVisible();
    },

    strangers: [`${pages.url}/nothing-here`],
    async lookAlike() {
      // Match patterns know no port, so the scripts are injected there too: the exact origin decides.
      const other = await startFullCalendarPages({ today: dayAfter(2) });
      return {
        url: other.page(version, { date: dayAfter(2) }),
        [Symbol.asyncDispose]: () => other.close(),
      };
    },

    ...officeForm(pick),
    async drag(page, visit, start) {
      const [from, to] = [await placeOf(page, visit.start), await placeOf(page, start)];
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(from.x, from.y + 12, { steps: 3 });
      await page.mouse.move(to.x, to.y, { steps: 8 });
      await page.mouse.up();
    },
    async calmDown(page) {
      await expect(form(page).getByRole("alert")).not.toBeEmpty();
      await form(page).getByRole("button", { name: "Nový" }).click();
    },

    async turn(page, by) {
      const shown = page.locator("#calendar [role=columnheader][data-date]").first();
      const before = await shown.getAttribute("data-date");
      await toolbar(page, by === 1 ? "Později" : "Dříve").click();
      await expect(shown).not.toHaveAttribute("data-date", before ?? "");
    },
    async filter(page) {
      const field = form(page).getByLabel("Hledat");
      await field.fill((await field.inputValue()) === "" ? "Petr" : "");
      await field.press("Tab");
    },
    async redraw(page) {
      await toolbar(page, "Den").click();
      await expect(page.locator("#calendar [role=columnheader][data-date]")).toHaveCount(1);
      await toolbar(page, "Týden").click();
      await expect(page.locator("#calendar [role=columnheader][data-date]")).toHaveCount(7);
    },
    async refresh(page) {
      const answered = page.waitForResponse((response) => new URL(response.url()).pathname === "/events");
      await page.evaluate(() => dispatchEvent(new Event("focus")));
      await answered;
    },

    async clickDay(page, day) {
      const { x, y } = await placeOf(page, `${day}T18:00`);
      await page.mouse.click(x, y);
    },
    async focusDay(page, day) {
      await page.locator(`#calendar [role=columnheader][data-date="${day}"] [tabindex="0"]`).focus();
    },

    elsewhere: {
      create(visit) {
        pages.events = [...pages.events, made(visit)];
      },
      move(visit, start) {
        const { end } = movedTo(visit, start);
        pages.events = pages.events.map((one) => (one.title === visit.name ? { ...one, start, end } : one));
      },
      cancel(visit) {
        pages.events = without(visit);
      },
    },

    isWrite: (request) => request.method() !== "GET" && new URL(request.url()).pathname.startsWith("/events"),
    refusals: [
      { name: "409", status: 409, body: JSON.stringify({ error: "V té době už termín je." }) },
      { name: "200 and no", status: 200, body: JSON.stringify({ success: false, error: "Nejde to." }) },
      { name: "no answer", drop: true },
    ],

    [Symbol.asyncDispose]: () => pages.close(),
  };
}
