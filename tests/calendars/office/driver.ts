import { expect, type Locator, type Page } from "@playwright/test";
import { type Driver, movedTo, type Visit } from "../../contract/driver.ts";
import { form, officeForm } from "../../contract/office-form.ts";
import { day as dayAfter } from "../../contract/week.ts";
import { type Office, type OfficeEvent, type OfficePage, startOffice } from "./server.ts";

/** What the driver has to know of the library in the office. */
export interface OfficeLibrary extends Pick<Driver, "name" | "plugin" | "absent" | "focusDay"> {
  readonly page: OfficePage;
  /** Selects what is there once the calendar is drawn. */
  readonly drawn: string;
  /** Selects the columns of a week's days, which have all hours from midnight to midnight. */
  readonly columns: string;
  /** So many pixels below its start an event is taken to be moved with the mouse; `null` where it cannot be. */
  readonly grip: number | null;
}

const eventOf = ({ name, phone, start, end, impersonal, weekly, extra }: Visit, id: number): OfficeEvent => {
  const person = impersonal ? {} : phone === null ? { patient: { name } } : { phone };
  const allDay = start.includes("T") ? {} : { allDay: true };
  return { ...extra, id, title: name, ...person, start, end, ...allDay, ...(weekly && { weekly }) };
};

export interface OfficeDriver extends Driver {
  readonly office: Office;
}

/** A library as it comes from npm, with a small office around it. */
export async function startOfficeDriver(library: OfficeLibrary): Promise<OfficeDriver> {
  const office = await startOffice(library.page);
  // Whoever is seeded again is the same appointment: ids that change by themselves are a fault that is told.
  const ids = new Map<string, number>();
  const made = (visit: Visit): OfficeEvent => {
    const look = `${visit.start} ${visit.name}`;
    const id = ids.get(look) ?? ids.size + 1;
    ids.set(look, id);
    return eventOf(visit, id);
  };
  const without = (visit: Visit) => office.events.filter(({ title }) => title !== visit.name);

  // Some libraries hear of no press that is shorter than a hand's.
  const pick = (page: Page, visit: Visit) =>
    page.locator("#calendar").getByText(visit.name).first().click({ delay: 80 });
  const bar = (page: Page, name: string) => page.locator(`#bar [name=${name}]`).click();

  /** Waits until the calendar's server has answered what an act makes the page ask. */
  async function read(page: Page, act: () => Promise<unknown>): Promise<void> {
    const answered = page.waitForResponse(
      (response) => response.request().method() === "GET" && new URL(response.url()).pathname === "/events",
    );
    await act();
    await answered;
  }

  /** The places of hours on days that are shown, the first one scrolled into the window. */
  async function placesOf(page: Page, ...walls: readonly string[]): Promise<{ x: number; y: number }[]> {
    const partOf = (wall: string): number => {
      const [hours = 0, minutes = 0] = wall.slice(11).split(":").map(Number);
      return (hours * 60 + minutes) / (24 * 60);
    };
    const columnOf = (wall: string): Locator =>
      page.locator(library.columns).nth(Temporal.PlainDate.from(wall.slice(0, 10)).dayOfWeek - 1);
    const [first = ""] = walls;
    // Wherever the calendar itself scrolls.
    await columnOf(first).evaluate((element, part) => {
      const mark = document.createElement("i");
      mark.style.cssText = `position:absolute;top:${part * 100}%;height:1px`;
      element.append(mark);
      mark.scrollIntoView({ block: "center" });
      mark.remove();
    }, partOf(first));
    const places: { x: number; y: number }[] = [];
    for (const wall of walls) {
      const box = await columnOf(wall).boundingBox();
      if (!box) throw new Error(`the calendar does not show ${wall}`);
      places.push({ x: box.x + box.width / 2, y: box.y + box.height * partOf(wall) + (library.grip ?? 3) });
    }
    return places;
  }

  return {
    office,
    name: library.name,
    plugin: library.plugin,
    url: office.url,
    timeZone: "Europe/Prague",
    absent: library.absent,

    seed(visits) {
      office.events = visits.map(made);
    },
    address: ({ day, view = "week", timeZone, cyclic }) =>
      office.page({ date: day, view, ...(timeZone && { timeZone }), ...(cyclic && { cyclic: "1" }) }),
    async drawn(page) {
      await expect(page.locator(library.drawn).first()).toBeVisible();
    },

    strangers: [`${office.url}/nothing-here`],
    async lookAlike() {
      // Match patterns know no port, so the scripts are injected there too: the exact origin decides.
      const other = await startOffice(library.page);
      return {
        url: other.page({ date: dayAfter(2) }),
        [Symbol.asyncDispose]: () => other[Symbol.asyncDispose](),
      };
    },

    ...officeForm(pick),
    ...(library.grip !== null && {
      async drag(page: Page, visit: Visit, start: string) {
        const [from, to] = await placesOf(page, visit.start, start);
        if (!from || !to) return;
        await page.mouse.move(from.x, from.y);
        await page.mouse.down();
        await page.mouse.move(from.x, from.y + 12, { steps: 3 });
        await page.mouse.move(to.x, to.y, { steps: 8 });
        await page.mouse.up();
      },
    }),
    async calmDown(page) {
      await expect(form(page).getByRole("alert")).not.toBeEmpty();
      await form(page).getByRole("button", { name: "Nový" }).click();
    },

    turn: (page, by) => read(page, () => bar(page, by === 1 ? "next" : "previous")),
    async filter(page) {
      const field = form(page).getByLabel("Hledat");
      await field.fill((await field.inputValue()) === "" ? "Petr" : "");
      await field.press("Tab");
    },
    redraw: (page) => bar(page, "again"),
    refresh: (page) => read(page, () => page.evaluate(() => dispatchEvent(new Event("focus")))),

    async clickDay(page, day) {
      const [place] = await placesOf(page, `${day}T18:00`);
      if (place) await page.mouse.click(place.x, place.y);
    },
    ...(library.focusDay && { focusDay: library.focusDay }),

    elsewhere: {
      create(visit) {
        office.events = [...office.events, made(visit)];
      },
      move(visit, start) {
        const { end } = movedTo(visit, start);
        office.events = office.events.map((one) => (one.title === visit.name ? { ...one, start, end } : one));
      },
      cancel(visit) {
        office.events = without(visit);
      },
    },

    isWrite: (request) => request.method() !== "GET" && new URL(request.url()).pathname.startsWith("/events"),
    refusals: [
      { name: "409", status: 409, body: JSON.stringify({ error: "V té době už termín je." }) },
      { name: "200 and no", status: 200, body: JSON.stringify({ success: false, error: "Nejde to." }) },
      { name: "no answer", drop: true },
    ],

    [Symbol.asyncDispose]: () => office[Symbol.asyncDispose](),
  };
}
