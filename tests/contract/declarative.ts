import { readFile } from "node:fs/promises";
import { expect, type Page } from "@playwright/test";
import type { Entry } from "../calendars/declarative/book.ts";
import { refusedForm } from "../calendars/declarative/paper.ts";
import { type DeclarativePages, startDeclarativePages } from "../calendars/declarative/server.ts";
import { type Driver, movedTo, type Shown, type Visit } from "./driver.ts";
import { form, officeForm } from "./office-form.ts";
import { day as dayAfter } from "./week.ts";

/** Two calendars that plugins without code read, and how their people use them. */
export interface DeclarativeDriver extends Driver {
  readonly pages: DeclarativePages;
}

const manifestOf = async (name: string): Promise<object> => {
  const path = new URL(`../calendars/declarative/${name}.plugin.json`, import.meta.url);
  return JSON.parse(await readFile(path, "utf8")) as object;
};

const entryOf = ({ name, phone, start, end, impersonal, extra }: Visit): Omit<Entry, "id"> => ({
  name,
  phone,
  start,
  end,
  ...(impersonal ? { impersonal } : {}),
  ...(extra ? { extra } : {}),
});

/** What both have in common: the book that their server keeps. */
async function openBook(path: string) {
  const pages = await startDeclarativePages();
  const { book } = pages;
  const idOf = (visit: Visit): number => {
    const found = book.entries.find(({ name }) => name === visit.name);
    if (!found) throw new Error(`the book has no ${visit.name}`);
    return found.id;
  };
  return {
    pages,
    idOf,
    seed: (visits: readonly Visit[]) => book.seed(visits.map(entryOf)),
    elsewhere: {
      create: (visit: Visit) => void book.add(entryOf(visit)),
      move: (visit: Visit, start: string) =>
        void book.change(idOf(visit), { start, end: movedTo(visit, start).end }),
      cancel: (visit: Visit) => void book.remove(idOf(visit)),
    },
    strangers: [`${pages.url}/nic`],
    async lookAlike() {
      // Match patterns know no port, so the scripts are injected there too: the exact origin decides.
      const other = await startDeclarativePages();
      return { url: `${other.url}${path}`, [Symbol.asyncDispose]: () => other[Symbol.asyncDispose]() };
    },
  };
}

const timeZone = "Europe/Prague";
const noSeries = "the stand-in knows no series";
const noCycles = "data reach the plugin as text";
const noDrag = "the stand-in has no drag";

/** Drawn by its server; changes are forms. */
export async function startPaper(): Promise<DeclarativeDriver> {
  const path = "/kalendar";
  const { pages, idOf, seed, elsewhere, strangers, lookAlike } = await openBook(path);
  const { url } = pages;
  const address = ({ day, view }: Shown): string =>
    `${url}${path}?od=${day}${view === "day" ? "&pohled=den" : ""}`;
  const columns = (page: Page) => page.locator(".den");

  async function fill(page: Page, visit: Visit): Promise<void> {
    const [year, month, day] = visit.start.slice(0, 10).split("-").map(Number);
    await page.getByLabel("Jméno").fill(visit.name);
    await page.getByLabel("Telefon").fill(visit.phone ?? "");
    await page.getByLabel("Datum").fill(`${day}. ${month}. ${year}`);
    await page.getByLabel("Od").fill(visit.start.slice(11));
    await page.getByLabel("Do", { exact: true }).fill(visit.end.slice(11));
  }
  // The answer is a page of its own, for which nobody waits here.
  const press = (page: Page, name: string) => page.getByRole("button", { name }).click({ noWaitAfter: true });
  const openVisit = async (page: Page, visit: Visit): Promise<void> => {
    await page.goto(`${url}${path}/termin?id=${idOf(visit)}`);
    await page.getByLabel("Jméno").waitFor();
  };

  return {
    pages,
    name: "a calendar drawn by its server",
    plugin: "paper",
    manifest: await manifestOf("paper"),
    url,
    timeZone,
    absent: {
      recurring: noSeries,
      cyclic: noCycles,
      drag: noDrag,
      timeZone: "its server has one clock",
    },
    seed,
    address,
    drawn: (page) => expect(columns(page).first()).toBeVisible(),
    strangers,
    lookAlike,

    async create(page, visit) {
      await page.goto(`${url}${path}/termin`);
      await fill(page, visit);
      await press(page, "Uložit");
    },
    async move(page, visit, start) {
      await openVisit(page, visit);
      await fill(page, movedTo(visit, start));
      await press(page, "Uložit");
    },
    async cancel(page, visit) {
      await openVisit(page, visit);
      await press(page, "Zrušit termín");
    },
    async touch(page, visit) {
      await openVisit(page, visit);
      await press(page, "Uložit");
      await expect(columns(page).first()).toBeVisible();
    },
    async calmDown(page) {
      await page.goto(address({ day: dayAfter(2) }));
    },

    async turn(page, by) {
      const before = await columns(page).first().innerText();
      await page.getByRole("link", { name: by === 1 ? "Další" : "Předchozí" }).click();
      await expect(columns(page).first()).not.toHaveText(before);
    },
    async filter(page) {
      const field = page.getByLabel("Hledat");
      await field.fill((await field.inputValue()) === "" ? "Petr" : "");
      await field.press("Enter");
      await page.waitForURL(/hledat=/);
    },
    redraw: (page) =>
      page.evaluate(() => {
        const week = document.getElementById("tyden");
        week?.replaceWith(week.cloneNode(true));
      }),
    async refresh(page) {
      await page.goto(address({ day: dayAfter(2) }));
    },

    async clickDay(page, day) {
      const index = (Temporal.PlainDate.from(day).dayOfWeek + 6) % 7;
      await columns(page)
        .nth(index)
        .click({ position: { x: 20, y: 400 } });
    },
    async focusDay(page, day) {
      const index = (Temporal.PlainDate.from(day).dayOfWeek + 6) % 7;
      await columns(page).nth(index).locator("h2").focus();
    },

    elsewhere,
    isWrite: (request) => request.method() === "POST",
    refusals: [
      { name: "the form again", status: 200, contentType: "text/html; charset=utf-8", body: refusedForm() },
      { name: "409", status: 409, contentType: "text/html; charset=utf-8", body: refusedForm() },
      { name: "500", status: 500, contentType: "text/plain", body: "Chyba" },
      { name: "no answer", drop: true },
    ],
    [Symbol.asyncDispose]: () => pages[Symbol.asyncDispose](),
  };
}

/** Draws itself from JSON. */
export const startScreen = (): Promise<DeclarativeDriver> =>
  startDrawing("a calendar that draws itself from JSON", "screen", "/rezervace", "/rezervace/seznam");

/** The same page, whose server is asked by POST. */
export const startPost = (): Promise<DeclarativeDriver> =>
  startDrawing("a calendar that asks for days by POST", "post", "/vypis", "/vypis/seznam");

/** The same page, whose server speaks CalDAV. */
export async function startDav(): Promise<DeclarativeDriver> {
  const driver = await startDrawing("a calendar over CalDAV", "dav", "/dav", "/dav/kal/");
  return {
    ...driver,
    isWrite: (request) => /^(PUT|DELETE)$/.test(request.method()),
    refusals: [
      { name: "412", status: 412, body: "" },
      { name: "403", status: 403, contentType: "application/xml", body: "<d:error xmlns:d='DAV:'/>" },
      { name: "no answer", drop: true },
    ],
  };
}

/** @param list what the addresses of its lists have in them */
async function startDrawing(
  name: string,
  plugin: string,
  path: string,
  list: string,
): Promise<DeclarativeDriver> {
  const { pages, seed, elsewhere, strangers, lookAlike } = await openBook(path);
  const { url } = pages;
  const views = { day: "den", week: "tyden", month: "mesic" };
  const headers = (page: Page) => page.locator("#head > div");
  const pick = (page: Page, visit: Visit) => page.locator(".rez", { hasText: visit.name }).first().click();

  async function listed(page: Page, act: () => Promise<unknown>): Promise<void> {
    const answered = page.waitForResponse((response) => response.url().includes(list));
    await act();
    await answered;
  }

  return {
    pages,
    name,
    plugin,
    manifest: await manifestOf(plugin),
    url,
    timeZone,
    absent: {
      recurring: noSeries,
      cyclic: noCycles,
      drag: noDrag,
      keyboard: "nothing in its days can be focused",
      timeZone: "its server has one clock",
    },
    seed,
    address: ({ day, view = "week" }) => `${url}${path}?den=${day}&pohled=${views[view]}`,
    async drawn(page) {
      await expect(headers(page).first()).toBeVisible();
      await expect(page.locator(".spinner")).toBeHidden();
    },
    strangers,
    lookAlike,

    ...officeForm(pick),
    async calmDown(page) {
      await expect(form(page).getByRole("alert")).not.toBeEmpty();
      await form(page).getByRole("button", { name: "Nový" }).click();
    },

    async turn(page, by) {
      const before = (await headers(page).first().textContent()) ?? "";
      await listed(page, () => page.getByRole("button", { name: by === 1 ? "Později" : "Dříve" }).click());
      await expect(headers(page).first()).not.toHaveText(before);
      await expect(page.locator(".spinner")).toBeHidden();
    },
    async filter(page) {
      const field = page.getByLabel("Hledat");
      await field.fill((await field.inputValue()) === "" ? "Petr" : "");
    },
    redraw: (page) => page.evaluate(() => void dispatchEvent(new Event("redraw"))),
    refresh: (page) => listed(page, () => page.evaluate(() => void dispatchEvent(new Event("focus")))),

    async clickDay(page, day) {
      const index = (Temporal.PlainDate.from(day).dayOfWeek + 6) % 7;
      await page
        .locator("#grid > div:not(.rez)")
        .nth(index)
        .click({ position: { x: 20, y: 700 } });
    },

    elsewhere,
    isWrite: (request) => request.method() !== "GET",
    refusals: [
      { name: "409", status: 409, body: JSON.stringify({ ok: false, error: "V té době už termín je." }) },
      { name: "200 and no", status: 200, body: JSON.stringify({ ok: false }) },
      { name: "no answer", drop: true },
    ],
    [Symbol.asyncDispose]: () => pages[Symbol.asyncDispose](),
  };
}
