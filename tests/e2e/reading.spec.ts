import { readFileSync } from "node:fs";
import type { Message } from "../../lib/domain/outbox/message.ts";
import type { EventInput } from "../../lib/plugins/fullcalendar/test/calendar/events.ts";
import { startFullCalendarPages } from "../../lib/plugins/fullcalendar/test/calendar/server.ts";
import type { Health } from "../../lib/rpc/contract/index.ts";
import { bound } from "../machine.ts";
import { expect, test } from "./fixtures.ts";
import { look } from "./look.ts";
import { noticesOn } from "./notices.ts";
import { nextWorkday } from "./practice.ts";

/** A calendar built on FullCalendar that nobody has seen before, with every trap at once. */

const day = nextWorkday();
const therapist = { name: "Karel Léčitel", phone: "602 000 009" };

const visit = (id: number, name: string, phone: string, more: Record<string, unknown> = {}): EventInput => ({
  id,
  title: name,
  start: `${day}T${String(7 + id).padStart(2, "0")}:00`,
  end: `${day}T${String(7 + id).padStart(2, "0")}:30`,
  patient: { name, phone },
  therapist,
  stav: "potvrzen",
  payment_status: "cancelled",
  ...more,
});

const traps: EventInput[] = [
  visit(1, "Jana Vzorová", "601 000 001"),
  visit(2, "Petr Zkusmo", ""),
  visit(3, "Eva Odhlášená", "601 000 003", { stav: "zrušen" }),
  visit(4, "Adam Krátký", "601 000 004"),
  visit(5, "Běla Dlouhá", "601 000 005"),
  visit(6, "Cyril Tichý", "601 000 006"),
  visit(7, "Dana Hlasitá", "601 000 007"),
  { id: 8, title: "Schůzka, PIN 603 111 222", start: `${day}T16:00`, end: `${day}T16:30` },
  { id: 9, title: "Oběd", start: `${day}T12:00`, end: `${day}T12:15` },
  ...reported("03-whose-number.json").map(({ props = {}, ...others }, at) => ({
    ...others,
    ...props,
    ...place(at),
  })),
  ...reported("04-cancelled-or-not.json").map((state, at) => ({
    ...visit(0, `Karta ${at}`, `601 000 1${String(at).padStart(2, "0")}`),
    ...state,
    ...place(20 + at),
  })),
];

/** What others have reported about whose number is whose, and what is cancelled. Each patient has a number of their own. */
function reported(file: string): Record<string, object>[] {
  const url = new URL(`../cases/${file}`, import.meta.url);
  const cases = JSON.parse(readFileSync(url, "utf8")) as { input: object }[];
  return cases.map(({ input }, at) =>
    JSON.parse(JSON.stringify(input).replaceAll("777123456", `7771234${10 + at}`)),
  );
}

function place(at: number): EventInput {
  const start = Temporal.PlainTime.from("05:00").add({ minutes: 10 * at });
  return {
    id: 100 + at,
    start: `${day}T${start.toString()}`,
    end: `${day}T${start.add({ minutes: 10 }).toString()}`,
  };
}

test("nothing leaves of a calendar before a person confirms what is read there, and again once it is read otherwise", async ({
  gosms,
  chromium,
}) => {
  test.setTimeout(bound(120_000));
  await using pages = await startFullCalendarPages({ events: traps });
  await using extension = await chromium.install({ calendars: [pages.url] });
  await extension.configure(gosms.account);
  await extension.call("sites.enable", { url: pages.url, name: "Ordinace", plugin: null });
  const page = await extension.context.newPage();
  await page.setViewportSize({ width: 1280, height: 1000 });
  await page.goto(pages.office("v6", { date: day, view: "timeGridWeek" }));
  await expect
    .poll(() => noticesOn(page), { timeout: bound(20_000) })
    .toContain("Nejdřív potvrďte, co Pípni v tomto kalendáři čte");

  const create = async (name: string, phone: string, hour: string) => {
    const form = page.locator("#office");
    await form.getByLabel("Jméno").fill(name);
    await form.getByLabel("Telefon").fill(phone);
    await form.getByLabel("Začátek").fill(`${day}T${hour}:00`);
    await form.getByLabel("Konec").fill(`${day}T${hour}:30`);
    // By the keyboard: a notice may lie over the button.
    await form.getByLabel("Konec").press("Enter");
  };
  const held = async (): Promise<(string | undefined)[]> =>
    (await extension.rows()).map(({ state, reason }: Message) => `${state} ${reason?.code}`);

  // It waits, and says so.
  await create("Nora Nová", "601 000 020", "17");
  await expect.poll(held, { timeout: bound(20_000) }).toEqual(["held unconfirmed"]);
  await expect
    .poll(() => noticesOn(page), { timeout: bound(20_000) })
    .toContain("SMS zatím neodejde: Nora Nová");
  const [row] = await extension.rows();
  await extension.call("outbox.decide", { ids: [row?.id], decision: "send" });
  await expect.poll(held, { timeout: bound(20_000) }).toEqual(["held unconfirmed"]);
  const appointment = {
    id: "1",
    start: `${day}T09:00:00Z`,
    end: null,
    allDay: false,
    title: "Jana",
    patient: { id: null, name: "Jana", phone: "601 000 001" },
  };
  const bulk = await extension.call<{ queued: unknown[]; refused: object[] }>("bulk.send", {
    calendarId: new URL(pages.url).origin,
    items: [{ appointment, kind: "reminder", text: "Pripominame termin." }],
  });
  expect(bulk).toMatchObject({ queued: [], refused: [{ reason: { code: "unconfirmed" } }] });
  expect(gosms.messages).toEqual([]);
  await page.screenshot({ path: ".artifacts/shots/reading-page.png" });

  const popup = await extension.open(`popup.html?tab=${await extension.tabId(page.url())}`);
  await expect(popup.getByText("Nejdřív potvrďte, co se čte")).toBeVisible();
  await look(popup, "reading-popup", [360]);

  // The first bulk opens the confirmation.
  const opened = extension.context.waitForEvent("page");
  await page.getByRole("button", { name: "Hromadná SMS" }).click();
  const window = await opened;
  await expect(window.getByRole("heading", { name: "Co Pípni v kalendáři čte" })).toBeVisible();
  await expect(window.getByLabel("Pacient", { exact: true })).toHaveValue('[["patient.name"]]');
  await expect(window.getByLabel("Telefon", { exact: true })).toHaveValue('[["patient.phone"]]');
  await expect(window.getByLabel("Stav", { exact: true })).toHaveValue('[["stav"]]');
  const line = (name: string) => window.getByRole("row").filter({ hasText: name });
  await expect(line("Jana Vzorová")).toContainText("601 000 001");
  await expect(line("Petr Zkusmo")).toContainText("bez telefonu");
  await expect(line("Eva Odhlášená")).toContainText("zrušený, SMS nedostane");
  await expect(line("Oběd")).toContainText("bez pacienta, nikdy nedostane SMS");
  // Digits that could be a number are told, and never texted.
  await expect(line("Schůzka, PIN")).toContainText("na toto číslo nelze psát");
  await window.getByRole("button", { name: "Toto není termín: Schůzka" }).click();
  await expect(line("Schůzka, PIN")).toContainText("není to termín");
  await look(window, "reading-confirm");

  // A wrong choice is seen at once.
  await window.getByLabel("Telefon", { exact: true }).selectOption('[["therapist.phone"]]');
  await expect(window.getByText(/Číslo \+420 602 000 009 má \d+ různých pacientů/)).toBeVisible();
  await look(window, "reading-shared", [360]);
  await window.getByLabel("Telefon", { exact: true }).selectOption('[["patient.phone"]]');
  await expect(window.getByText(/různých pacientů/)).toHaveCount(0);
  await window.getByRole("button", { name: "Potvrdit, čte se správně" }).click();

  // The bulk window follows, with what was confirmed.
  await expect(window.getByRole("heading", { name: "Odeslání SMS pacientům" })).toBeVisible();
  await expect.poll(() => noticesOn(page), { timeout: bound(20_000) }).not.toContain("Nejdřív potvrďte");
  const tabId = await extension.tabId(page.url());
  type Day = { rows: { appointment: { patient: { name: string } | null }; phone: string | null }[] };
  const listed = await extension.call<Day>("bulk.day", { tabId, day, kind: "reminder" });
  const texted = listed.rows.map(({ appointment, phone }) => [appointment.patient?.name, phone]);
  expect(texted).toContainEqual(["Jana Vzorová", "+420601000001"]);
  expect(texted).toContainEqual(["Petr Zkusmo", null]);
  // Not the therapist's, the hygienist's, the mother's; and what somebody's payment says cancels nothing.
  expect(JSON.stringify(texted)).not.toMatch(/602000009|603111222|601000009|Eva Odhlášená/);
  expect(JSON.stringify(texted)).toMatch(/Karta 0/);

  // What waited goes on when a person says so.
  await extension.call("outbox.decide", { ids: [row?.id], decision: "send" });
  await expect.poll(() => gosms.messages.length, { timeout: bound(20_000) }).toBe(1);
  expect(gosms.messages[0]?.recipients).toEqual(["+420601000020"]);

  const options = await extension.open("options.html#kalendare");
  await expect(options.getByText(/Čtení potvrzeno .*Telefon: patient\.phone\./)).toBeVisible();
  await look(options, "reading-options");

  // A new address within the page is the same page.
  await page.evaluate(() => {
    location.hash = "tyden";
    history.pushState(null, "", `${location.pathname}${location.search}&tyden=1`);
  });
  await page.waitForTimeout(1_500);
  const health = () => extension.call<Health | null>("sites.health", { tabId });
  expect((await health())?.state).toBe("reading");

  // The app calls the patient something else by now.
  pages.events = traps.map(({ patient, ...rest }) => ({ ...rest, osoba1: patient }));
  await page.reload();
  await expect
    .poll(() => noticesOn(page), { timeout: bound(20_000) })
    .toContain("Tento kalendář se čte jinak, než jste potvrdili");
  await create("Ota Další", "601 000 030", "18");
  const answer = await extension.call<{ ok: boolean; problem?: string }>("bulk.day", {
    tabId: await extension.tabId(page.url()),
    day,
    kind: "reminder",
  });
  expect(answer).toMatchObject({ ok: false, problem: "changed" });
  expect(gosms.messages.length).toBe(1);
});
