import { test as base, expect, type Page } from "@playwright/test";
import type { BulkDay } from "../../lib/rpc/contract.ts";
import type { EventInput } from "../calendars/fullcalendar/events.ts";
import { type FullCalendarPages, startFullCalendarPages } from "../calendars/fullcalendar/server.ts";
import { type Extension, launchChromium } from "../e2e/chromium.ts";
import { startGosms } from "../gosms/server.ts";

/** What every plugin must do, shown on the bare library: one page for each version of FullCalendar. */

const versions = ["v5", "v6", "v7"] as const;
type Version = (typeof versions)[number];

/** One browser for the whole file: nothing here is sent or stored. */
const test = base.extend<object, { pages: FullCalendarPages; extension: Extension }>({
  pages: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures off this pattern.
    async ({}, use) => {
      await using pages = await startFullCalendarPages({ today: "2026-11-25" });
      await use(pages);
    },
    { scope: "worker" },
  ],
  extension: [
    async ({ pages }, use) => {
      await using gosms = await startGosms();
      await using extension = await launchChromium({ gosms, calendars: [pages.url] });
      await extension.configure(gosms.account);
      await extension.enable(pages.url);
      await use(extension);
    },
    { scope: "worker" },
  ],
});

const button = (page: Page) => page.getByRole("button", { name: "Hromadná SMS" });

async function open(
  extension: Extension,
  pages: FullCalendarPages,
  version: Version,
  query: Record<string, string> = {},
): Promise<Page> {
  const page = await extension.context.newPage();
  await page.setViewportSize({ width: 1280, height: 1300 });
  await page.goto(pages.page(version, { date: "2026-11-25", ...query }));
  await expect(page.locator("[role=grid], .fc-view-harness").first()).toBeVisible();
  return page;
}

async function listDay(extension: Extension, page: Page, day: string): Promise<string[]> {
  const tabId = await extension.tabId(page.url());
  const listing = await extension.call<BulkDay>("bulk.day", { tabId, day, kind: "reminder" });
  if (!listing.ok) throw new Error(`${listing.problem}: ${listing.detail}`);
  return listing.rows.map(({ appointment: { start, patient, title } }) =>
    [start, patient?.name ?? `(${title})`, patient?.phone ?? "–"].join(" | "),
  );
}

/** What a calendar may show, and whether its server has shown it since the last write. */
const shapes = {
  "an address that the calendar asks": true,
  "two of them": true,
  "a function that asks": true,
  "a function that asks after a while, in milliseconds": true,
  "a function that asks by XMLHttpRequest": true,
  "two of them, one of which fails": false,
  "a function that asks for other days": false,
  "a function that had asked before": false,
  "a function that hands over what it has": false,
  "a function that hands over what it has while another request is under way": false,
  "two functions": false,
  "a list": false,
  "an address, beside an event of the app's own": false,
  "an address, and a change since": false,
} as const;
type Shape = keyof typeof shapes;

/**
 * Puts a calendar of each shape on the page. For one after the other the page writes, the calendar reads, and the
 * probe says by which request.
 */
async function readSinceWrite(): Promise<Record<string, boolean>> {
  interface View {
    root: string;
    loading: boolean;
    failed: boolean;
    reads: number;
    readBy: number;
  }
  interface Calendar {
    render(): void;
    refetchEvents(): void;
    addEvent(event: object): void;
    addEventSource(source: unknown): void;
    removeAllEventSources(): void;
    getEvents(): { setStart(start: string): void }[];
  }
  const { FullCalendar } = globalThis as unknown as {
    FullCalendar: { Calendar: new (place: Element, options: object) => Calendar };
  };
  const views: View[] = [];
  const answers: number[] = [];
  const hear = (event: Event) => {
    const up = JSON.parse((event as CustomEvent<string>).detail);
    if (up.type === "write") answers.push(up.write.answerId);
    else if (up.message?.type === "view" && up.message.last) views.push(up.message.view);
  };
  document.addEventListener("pipni:up", hear);
  const until = async (done: () => unknown) => {
    while (!done()) await new Promise((resolve) => setTimeout(resolve, 20));
  };
  const write = async () => {
    const before = answers.length;
    await fetch("/events", { method: "POST" });
    await until(() => answers.length > before);
  };

  const list = [{ id: "91", title: "Jana Vzorová", start: "2026-11-25T10:00:00" }];
  const events = JSON.stringify(list);
  const feed = { url: "/events", extraParams: { events } };
  type Range = { start: Date; startStr: string };
  type Take = (events: object[]) => void;
  const address = (start: string | number) =>
    `/events?${new URLSearchParams({ from: String(start), events })}`;
  const ask = (start: string | number) => fetch(address(start)).then((answer) => answer.json());
  let isGated = false;
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const sources: Record<Shape, unknown[]> = {
    "an address that the calendar asks": [feed],
    "two of them": [feed, { url: "/events?second", extraParams: { events: "[]" } }],
    "a function that asks": [({ startStr }: Range, take: Take) => void ask(startStr).then(take)],
    "a function that asks after a while, in milliseconds": [
      async ({ start }: Range) => {
        await new Promise((resolve) => setTimeout(resolve, 30));
        return ask(start.getTime());
      },
    ],
    "a function that asks by XMLHttpRequest": [
      ({ start }: Range, take: Take) => {
        const request = new XMLHttpRequest();
        request.open("GET", address(start.toISOString()));
        request.onload = () => take(JSON.parse(request.responseText));
        request.send();
      },
    ],
    "two of them, one of which fails": [feed, { url: "/nothing-here" }],
    "a function that asks for other days": [(_: Range, take: Take) => void ask("2026-01-01").then(take)],
    "a function that had asked before": [
      ({ startStr }: Range, take: Take) => {
        const asked = ask(startStr);
        void Promise.all([asked, isGated ? gate : null]).then(([events]) => take(events));
      },
    ],
    "a function that hands over what it has": [(_: Range, take: Take) => take(list)],
    "a function that hands over what it has while another request is under way": [
      (_: Range, take: Take) => void fetch("/events?unread=1").then(() => take(list)),
    ],
    "two functions": [
      ({ startStr }: Range, take: Take) => void ask(startStr).then(take),
      ({ startStr }: Range, take: Take) => void ask(startStr).then(() => take([])),
    ],
    "a list": [list],
    "an address, beside an event of the app's own": [feed],
    "an address, and a change since": [feed],
  };

  const calendars = Object.entries(sources).map(([shape, eventSources]) => {
    const place = document.createElement("div");
    document.body.append(place);
    const calendar = new FullCalendar.Calendar(place, {
      initialView: "timeGridWeek",
      initialDate: "2026-11-25",
      eventSources,
    });
    calendar.render();
    const shown = () => views.findLast((view) => view.root === place.getAttribute("data-pipni-calendar"));
    return { shape: shape as Shape, calendar, shown };
  });
  await until(() => calendars.every(({ shown }) => shown()?.loading === false));
  isGated = true;

  const found: Record<string, boolean> = {};
  for (const { shape, calendar, shown } of calendars) {
    await write();
    const { reads } = shown() as View;
    if (shape === "an address, beside an event of the app's own")
      calendar.addEvent({ id: "92", start: "2026-11-25T12:00:00" });
    if (shape === "a list") {
      calendar.removeAllEventSources();
      calendar.addEventSource([...list, { id: "93", start: "2026-11-25T13:00:00" }]);
    } else calendar.refetchEvents();
    if (shape === "a function that had asked before") {
      await write();
      open();
    }
    await until(() => {
      const view = shown();
      return view && !view.loading && (view.reads > reads || view.failed);
    });
    if (shape === "an address, and a change since") {
      const before = views.length;
      calendar.getEvents()[0]?.setStart("2026-11-25T15:00:00");
      await until(() => views.length > before);
    }
    found[shape] = (shown()?.readBy ?? 0) > (answers.at(-1) ?? Number.NaN);
  }
  return found;
}

for (const version of versions) {
  test.describe(version, () => {
    test("knows what the calendar has read from its server since a write", async ({ extension, pages }) => {
      const page = await open(extension, pages, version);
      await expect(button(page)).toHaveCount(1);
      expect(await page.evaluate(readSinceWrite)).toEqual(shapes);
      await page.close();
    });

    test("lists a day exactly: overlapping, all-day, recurring, without an id, across midnight", async ({
      extension,
      pages,
    }) => {
      const page = await open(extension, pages, version);
      await expect(button(page)).toHaveCount(1);
      expect(await listDay(extension, page, "2026-11-23")).toEqual([
        "2026-11-23T08:00:00Z | Jana Dvořáková | +420 601 000 001",
        "2026-11-23T08:15:00Z | Petr Novák | 601000002",
        "2026-11-23T11:00:00Z | (Porada) | –",
      ]);
      const tuesday = await listDay(extension, page, "2026-11-24");
      expect(tuesday).toHaveLength(2);
      expect(tuesday[0]).toMatch(/^2026-11-24T07:00:00Z \| .* \| .*601 000 003$/);
      expect(tuesday[1]).toMatch(/^2026-11-24T21:00:00Z/);
      expect((await listDay(extension, page, "2026-11-26"))[0]).toContain("Dovolená");
      // Background events are no appointments.
      expect((await listDay(extension, page, "2026-11-27")).join()).not.toContain("Mimo");
      await page.close();
    });

    test("lists a day that is not shown, by turning the calendar to it", async ({ extension, pages }) => {
      const page = await open(extension, pages, version);
      await expect(button(page)).toHaveCount(1);
      expect(await listDay(extension, page, "2026-12-01")).toEqual([
        "2026-12-01T09:00:00Z | Následující týden | 601000009",
      ]);
      await page.close();
    });

    test("is right on both days when the clock changes, and in another zone than the browser's", async ({
      extension,
      pages,
    }) => {
      const at = (day: string): EventInput[] => [
        { id: 1, title: "Jana Vzorová", start: `${day}T10:00:00`, phone: "601000001" },
      ];
      for (const [day, start] of [
        ["2026-03-29", "08:00:00Z"],
        ["2026-10-25", "09:00:00Z"],
        ["2026-10-24", "08:00:00Z"],
      ] as const) {
        const page = await open(extension, pages, version, {
          date: day,
          view: "timeGridDay",
          source: "inline",
          events: JSON.stringify(at(day)),
        });
        await expect(button(page)).toHaveCount(1);
        expect((await listDay(extension, page, day))[0]).toContain(`${day}T${start}`);
        await page.close();
      }
      const page = await open(extension, pages, version, {
        view: "timeGridDay",
        timeZone: "UTC",
        source: "inline",
        events: JSON.stringify(at("2026-11-25")),
      });
      await expect(button(page)).toHaveCount(1);
      expect((await listDay(extension, page, "2026-11-25"))[0]).toContain("2026-11-25T10:00:00Z");
      await page.close();
    });

    test("lists an empty day and one of three hundred", async ({ extension, pages }) => {
      const events = Array.from({ length: 300 }, (_, index) => ({
        id: index + 1,
        title: `Pacient ${index + 1}`,
        start: `2026-11-25T${String(8 + Math.floor(index / 60)).padStart(2, "0")}:${String(index % 60).padStart(2, "0")}:00`,
        phone: `601000${String(index + 1).padStart(3, "0")}`,
      }));
      const before = pages.events;
      pages.events = events;
      const page = await open(extension, pages, version);
      await expect(button(page)).toHaveCount(1);
      expect(await listDay(extension, page, "2026-11-25")).toHaveLength(300);
      expect(await listDay(extension, page, "2026-11-24")).toEqual([]);
      pages.events = before;
      await page.close();
    });

    test("mounts one button, through re-rendering, navigation and being injected again", async ({
      extension,
      pages,
    }) => {
      const page = await open(extension, pages, version);
      await expect(button(page)).toHaveCount(1);
      for (const view of ["timeGridDay", "dayGridMonth", "timeGridWeek"]) {
        await page.goto(pages.page(version, { date: "2026-11-25", view }));
        await expect(button(page)).toHaveCount(1);
      }
      // Switching on again injects the scripts into open tabs once more.
      await extension.enable(pages.url);
      await page.waitForTimeout(500);
      await expect(button(page)).toHaveCount(1);
      await page.close();
    });

    test("leaves nothing behind when it is switched off", async ({ extension, pages }) => {
      const page = await open(extension, pages, version);
      await expect(button(page)).toHaveCount(1);
      const id = new URL(pages.url).origin;
      await extension.call("sites.setEnabled", { id, enabled: false });
      await expect(button(page)).toHaveCount(0);
      expect(await page.evaluate(() => document.documentElement.outerHTML.match(/pipni/giu))).toBeNull();
      await extension.enable(pages.url);
      await expect(button(page)).toHaveCount(1);
      await page.close();
    });

    test("hostile events do no harm", async ({ extension, pages }) => {
      const before = pages.events;
      pages.events = [
        { id: 1, title: "x".repeat(2_000_000), start: "2026-11-25T08:00:00", phone: "601000001" },
        { id: 2, title: "<img src=x onerror=alert(1)>", start: "2026-11-25T09:00:00", phone: "601000002" },
        JSON.parse(
          '{"id":3,"title":"Jana","start":"2026-11-25T10:00:00","__proto__":{"phone":"601000003"},"constructor":{"name":"x"}}',
        ),
        {
          id: 4,
          title: "Eva Smyšlená",
          start: "2026-11-25T11:00:00",
          patient: { name: "Eva Smyšlená", phone: "601000004" },
        },
      ];
      const page = await open(extension, pages, version);
      await expect(button(page)).toHaveCount(1);
      const rows = await listDay(extension, page, "2026-11-25");
      // The page's recurring meeting aside, nobody is lost and nothing is run.
      expect(rows.join("\n")).toContain("Eva Smyšlená | 601000004");
      expect(rows.every((row) => row.length < 1200)).toBe(true);
      pages.events = before;
      await page.close();
    });
  });
}

test("puts the button where there is no toolbar, too", async ({ extension, pages }) => {
  const page = await open(extension, pages, "v7", { toolbar: "0" });
  await expect(button(page)).toHaveCount(1);
  await page.close();
});

test("declines a page without a calendar, and a look-alike on another port", async ({ extension, pages }) => {
  const page = await extension.context.newPage();
  await page.goto(`${pages.url}/nothing-here`);
  await page.waitForTimeout(800);
  await expect(button(page)).toHaveCount(0);
  // Match patterns know no port, so the scripts are injected here too: the exact origin decides.
  await using stranger = await startFullCalendarPages({ today: "2026-11-25" });
  await page.goto(stranger.page("v6", { date: "2026-11-25" }));
  await expect(page.locator(".fc-view-harness")).toBeVisible();
  await page.waitForTimeout(800);
  await expect(button(page)).toHaveCount(0);
  await page.close();
});
