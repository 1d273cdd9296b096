import { expect, type Locator, type Page } from "@playwright/test";
import { type Driver, movedTo, type Visit } from "../../../../tests/contract/driver.ts";
import { day as dayAfter } from "../../../../tests/contract/week.ts";
import { type EasyAppointments, startEasyAppointments } from "./calendar/server.ts";

const views = { day: "timeGridDay", week: "timeGridWeek", month: "dayGridMonth" } as const;
const stamp = (wall: string): string => `${wall.replace("T", " ")}:00`;

export interface EasyAppointmentsDriver extends Driver {
  readonly server: EasyAppointments;
  /** The editor of an appointment, filled in by `change` and saved. */
  edit(page: Page, visit: Visit, change: (dialog: Locator) => Promise<unknown>): Promise<void>;
  /** A new appointment in the editor, up to the press that saves. */
  fill(page: Page, visit: Visit): Promise<void>;
  save(page: Page): Promise<void>;
  /** A button of the question that the page asks. */
  answer(page: Page, button: string): Promise<void>;
}

/** The stand-in for Easy!Appointments. What its people do works in both of its views, the rest in the default one. */
export async function startEasyAppointmentsDriver(): Promise<EasyAppointmentsDriver> {
  const server = await startEasyAppointments();
  const { db } = server;

  function add({ name, phone, start, end, extra }: Visit): void {
    const space = name.lastIndexOf(" ");
    const customer = db.customer({
      ...extra,
      first_name: name.slice(0, space),
      last_name: name.slice(space + 1),
      email: "",
      phone_number: phone ?? "",
      mobile_number: "",
    });
    db.add({
      start_datetime: stamp(start),
      end_datetime: stamp(end),
      status: "Booked",
      id_users_provider: 2,
      id_users_customer: customer.id,
      id_services: 1,
      notes: "",
    });
  }
  const find = ({ name }: Visit) => {
    const found = db.appointments.find((one) => {
      const { first_name, last_name } = db.customerOf(one);
      return `${first_name} ${last_name}` === name;
    });
    if (!found) throw new Error(`nobody is called ${name}`);
    return found;
  };

  const dialog = (page: Page): Locator => page.locator("#appointments-modal");
  const message = (page: Page) => page.locator("#notification");
  const question = (page: Page): Locator => page.locator("#message-modal");
  const answer = (page: Page, button: string) =>
    question(page).getByRole("button", { name: button, exact: true }).click();
  /** Of Europe: `2026-11-23T10:00` → `23.11.2026 10:00`. */
  const typed = (wall: string): string =>
    wall.replace(/^(\d+)-(\d+)-(\d+)T/, (_all, year, month, day) => `${day}.${month}.${year} `);
  const isList = (url: string): boolean => /\/get_calendar_appointments\w*$/.test(new URL(url).pathname);
  /** Does what makes the page ask its server again, and waits for the answer. */
  async function listed(page: Page, act: () => Promise<unknown>): Promise<void> {
    const answered = page.waitForResponse((response) => isList(response.url()));
    await act();
    await (await answered).finished();
  }
  async function choose(page: Page, { name }: Visit, button: "Edit" | "Delete"): Promise<void> {
    await page.locator("#calendar").getByText(name).first().click();
    await page.locator(".popover").getByRole("button", { name: button }).click();
  }
  async function fillTimes(page: Page, { start, end }: Pick<Visit, "start" | "end">): Promise<void> {
    await dialog(page).getByLabel("Start").fill(typed(start));
    await dialog(page).getByLabel("End").fill(typed(end));
  }
  async function save(page: Page): Promise<void> {
    await dialog(page).getByRole("button", { name: "Save" }).click();
    await answer(page, "No");
  }

  async function fill(page: Page, visit: Visit): Promise<void> {
    const space = visit.name.lastIndexOf(" ");
    await page.locator("#insert-dropdown").click();
    await page.locator("#insert-appointment").click();
    await dialog(page).getByLabel("First Name").fill(visit.name.slice(0, space));
    await dialog(page)
      .getByLabel("Last Name")
      .fill(visit.name.slice(space + 1));
    await dialog(page)
      .getByLabel("Phone Number")
      .fill(visit.phone ?? "");
    await fillTimes(page, visit);
  }

  const column = (page: Page, day: string): Locator =>
    page.locator(`#calendar .fc-timegrid-col[data-date="${day}"]`).first();
  async function placeOf(page: Page, wall: string): Promise<{ x: number; y: number }> {
    const lane = page.locator(`#calendar .fc-timegrid-slot-lane[data-time="${wall.slice(11)}:00"]`).first();
    await lane.scrollIntoViewIfNeeded();
    const [at, row] = [await column(page, wall.slice(0, 10)).boundingBox(), await lane.boundingBox()];
    if (!at || !row) throw new Error(`the calendar does not show ${wall}`);
    return { x: at.x + at.width / 2, y: row.y + row.height / 2 };
  }

  return {
    server,
    answer,
    fill,
    save,
    async edit(page, visit, change) {
      await choose(page, visit, "Edit");
      await change(dialog(page));
      await save(page);
    },
    name: "Easy!Appointments",
    plugin: "easy-appointments",
    url: server.url,
    timeZone: "Europe/Prague",
    absent: {
      allDay: "its appointments have hours",
      recurring: "it knows no series",
      impersonal: "what is about nobody is an unavailability, which is not listed",
      cyclic: "its page shows what its server sent as JSON",
    },

    seed(visits) {
      db.clear();
      for (const visit of visits) add(visit);
    },
    address: ({ day, view = "week", timeZone }) =>
      server.page({ date: day, fcview: views[view], ...(timeZone ? { timezone: timeZone } : {}) }),
    async drawn(page) {
      await expect(page.locator("#calendar .fc-view-harness").first()).toBeVisible();
    },

    strangers: [`${server.url}/index.php/customers`, `${server.url}/nothing-here`],
    async lookAlike() {
      const other = await startEasyAppointments();
      return {
        url: other.page({ date: dayAfter(2) }),
        [Symbol.asyncDispose]: () => other.close(),
      };
    },

    async create(page, visit) {
      await fill(page, visit);
      await save(page);
    },
    async move(page, visit, start) {
      await choose(page, visit, "Edit");
      await fillTimes(page, movedTo(visit, start));
      await save(page);
    },
    async cancel(page, visit) {
      await choose(page, visit, "Delete");
      await answer(page, "Yes");
      await answer(page, "Delete");
    },
    async touch(page, visit) {
      await choose(page, visit, "Edit");
      await save(page);
    },
    async drag(page, visit, start) {
      const from = await placeOf(page, visit.start);
      const to = await placeOf(page, start);
      await page.mouse.move(from.x, from.y);
      await page.mouse.down();
      await page.mouse.move(from.x, from.y + 12, { steps: 3 });
      await page.mouse.move(to.x, to.y, { steps: 8 });
      await page.mouse.up();
      await answer(page, "No");
    },
    async calmDown(page) {
      const alert = dialog(page).getByRole("alert");
      const cancel = question(page).getByRole("button", { name: "Cancel", exact: true });
      await expect(alert.or(message(page)).filter({ hasText: /\w/ }).or(cancel).first()).toBeVisible();
      if (await cancel.isVisible()) await cancel.click();
      if (await dialog(page).isVisible()) await dialog(page).getByRole("button", { name: "Close" }).click();
      await message(page).evaluate((element) => element.replaceChildren());
    },

    turn: (page, by) =>
      listed(page, () => page.locator(by === 1 ? ".fc-next-button" : ".fc-prev-button").click()),
    async filter(page) {
      const select = page.locator("#select-filter-item");
      const other = (await select.inputValue()) === "all" ? "3" : "all";
      await listed(page, () => select.selectOption(other));
    },
    async redraw(page) {
      const { width, height } = page.viewportSize() ?? { width: 1280, height: 1300 };
      await page.setViewportSize({ width: width - 200, height });
      await page.setViewportSize({ width, height });
    },
    refresh: (page) => listed(page, () => page.locator("#reload-appointments").click()),

    async clickDay(page, day) {
      const { x, y } = await placeOf(page, `${day}T18:00`);
      await page.mouse.click(x, y);
    },
    // Only appointments can be reached by keyboard.
    focusDay: (page, day) => column(page, day).locator(".fc-event[tabindex='0']").first().focus(),

    elsewhere: {
      create: add,
      move(visit, start) {
        const { end } = movedTo(visit, start);
        db.change(find(visit).id, { start_datetime: stamp(start), end_datetime: stamp(end) });
      },
      cancel: (visit) => db.remove(find(visit).id),
    },

    isWrite: (request) => /\/(save|delete)_appointment$/.test(new URL(request.url()).pathname),
    refusals: [
      { name: "conflict", status: 200, body: JSON.stringify({ success: false, conflict: true }) },
      { name: "failure", status: 500, body: JSON.stringify({ success: false, message: "No.", trace: [] }) },
      { name: "no answer", drop: true },
      // A session that ran out: jQuery has followed to the login page.
      { name: "login", status: 200, contentType: "text/html", body: "<!doctype html><input type=password>" },
    ],

    [Symbol.asyncDispose]: () => server.close(),
  };
}
