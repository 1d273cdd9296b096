// @vitest-environment node
import "fake-indexeddb/auto";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";
import { BulkWindow } from "../../components/bulk/app.tsx";
import type { BulkActions, BulkModel, Item } from "../../components/bulk/model.ts";
import { openBulkWindow, openReadingWindow } from "../../lib/background/bulk-window.ts";
import type { BulkRow } from "../../lib/domain/bulk/lines.ts";
import { defaultSettings } from "../../lib/domain/settings.ts";
import { appointment } from "./support/clinic.ts";
import { buttons, draw, openPage, press, settled, tick, type } from "./support/drawn-page.tsx";

/** "Hromadná SMS" pressed once more: somebody looks for the window that stands behind the calendar. */

const day = "2026-03-11";

describe("the background", () => {
  const page = (path: string, query: string) => `${fakeBrowser.runtime.getURL(path as never)}${query}`;
  const create = vi.fn();
  const update = vi.fn();
  const openAt = (url: string) =>
    Object.assign(fakeBrowser.tabs, { query: async () => [{ id: 5, windowId: 2, url }], update });
  const addresses = () => update.mock.calls.map(([, { url }]) => new URL(url));

  beforeEach(() => {
    create.mockReset();
    update.mockReset();
    Object.assign(fakeBrowser.windows, { create, update: async () => {} });
  });

  test.for(["", "#1"])("loads a window of the same day not anew, but tells it%s", async (hash) => {
    const url = page("/bulk.html", `?tab=7&day=${day}`);
    openAt(url + hash);
    await openBulkWindow({ tabId: 7 }, day);
    const [told] = addresses();
    expect(told?.href.replace(told.hash, "")).toBe(url);
    expect(told?.hash).not.toBe("");
    expect(told?.hash).not.toBe(hash);
    expect(create).not.toHaveBeenCalled();
  });

  test("loads another day anew, and what is read in a calendar", async () => {
    openAt(page("/bulk.html", "?tab=7&day=2026-03-12#1"));
    await openBulkWindow({ tabId: 7 }, day);
    openAt(page("/reading.html", "?tab=7"));
    await openReadingWindow({ tabId: 7 }, false);
    expect(addresses().map(({ search, hash }) => search + hash)).toEqual([`?tab=7&day=${day}`, "?tab=7"]);
  });
});

describe("the window", () => {
  openPage();

  let hashChanged: (() => void)[];
  let rows: BulkRow[];
  let asked: string[];
  let sent: Item[];
  beforeEach(() => {
    hashChanged = [];
    vi.stubGlobal("addEventListener", (name: string, listener: () => void) => {
      if (name === "hashchange") hashChanged.push(listener);
    });
    vi.stubGlobal("removeEventListener", (_: string, listener: () => void) => {
      hashChanged = hashChanged.filter((one) => one !== listener);
    });
    rows = [row("1", 9), row("2", 10)];
    asked = [];
    sent = [];
  });

  const row = (id: string, hour: number): BulkRow => ({
    appointment: appointment(id, hour),
    ...{ phone: `+42060100000${id}`, country: "CZ", language: "cs", parts: 1 },
    ...{ text: `pripominame termin v ${hour}:00`, blocked: null, latest: null, doubt: null, knows: null },
  });
  const model: BulkModel = {
    ...{ language: "cs", day, dayChosen: true, hasChannel: true, settings: defaultSettings, paused: false },
    ...{ registry: null, clockOff: 0, workstationsUrl: "", settingsUrl: "", checkUrl: "", isDry: false },
    ...{ menu: null, places: null },
  };
  const actions = {
    loadDay: async (of: string) => {
      asked.push(of);
      const about = { calendarId: "kalendar", calendarName: "Kalendář", timeZone: "Europe/Prague" };
      return { ok: true, ...about, rows, readAt: Date.now(), missing: [] };
    },
    account: () => new Promise(() => {}),
    quote: async () => [],
    send: async (_: string, items: Item[]) => {
      sent.push(...items);
      return { batch: "", queued: [], refused: [] };
    },
    watch: () => () => {},
    watchAdopted: () => () => {},
    messagesByIds: async () => [],
    messagesOfBatch: async () => [],
    knows: async () => [],
    writing: {},
  } as unknown as BulkActions;
  const openAgain = () =>
    settled(() => {
      for (const listener of [...hashChanged]) listener();
    });
  const boxes = () => [...document.querySelectorAll<HTMLInputElement>("tbody input")];
  const wait = () => settled(() => new Promise((resolve) => setTimeout(resolve, 200)));

  test("reads its day anew and keeps who was left out", async () => {
    await draw(<BulkWindow model={model} actions={actions} />);
    await wait();
    await tick(boxes()[0], false);
    rows = [...rows, row("3", 11)];
    await openAgain();
    await wait();
    expect(asked).toEqual([day, day]);
    await press(buttons("Odeslat 2× připomenutí na středu 11. 3.")[0]);
    expect(sent.map((item) => item.appointment.id)).toEqual(["2", "3"]);
  });

  test("shows that day, where a person has turned to another one, with the words they wrote", async () => {
    await draw(<BulkWindow model={model} actions={actions} />);
    await tick(document.querySelector<HTMLInputElement>("input[value=own]"), true);
    await wait();
    await type(document.querySelector("textarea"), "Dnes neordinujeme.");
    await press(document.querySelector("[aria-label='Následující den']") ?? undefined);
    await wait();
    await openAgain();
    await wait();
    expect(asked.at(-1)).toBe(day);
    expect(document.querySelector("textarea")?.value).toBe("Dnes neordinujeme.");
  });

  test("opened for the day that comes first, begins anew once that is another one", async () => {
    const reload = vi.fn();
    vi.stubGlobal("location", { reload });
    await draw(<BulkWindow model={{ ...model, dayChosen: false }} actions={actions} />);
    await wait();
    await openAgain();
    expect(reload).toHaveBeenCalledOnce();
    const tomorrow = Temporal.Now.plainDateISO("Europe/Prague").add({ days: 1 }).toString();
    await draw(<BulkWindow model={{ ...model, day: tomorrow, dayChosen: false }} actions={actions} />);
    await wait();
    await openAgain();
    expect(reload).toHaveBeenCalledOnce();
  });
});
