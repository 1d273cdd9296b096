import type { Page } from "@playwright/test";
import { startFullCalendarPages } from "../../lib/plugins/fullcalendar/test/calendar/server.ts";
import { launchChromium } from "../e2e/chromium.ts";
import { startGosms } from "../gosms/server.ts";
import { atMost, forInformation, type Measure, median, ms, spread } from "./report.ts";
import { wednesday } from "./week.ts";

/** What the observer adds to a page's own requests: two pages alike, one with the extension and one without. */

const rounds = 15;
const requestsEach = 20;
const event = {
  id: 1,
  title: "Jana Dvořáková",
  start: `${wednesday}T09:00:00`,
  end: `${wednesday}T09:30:00`,
};

type Kind = "fetch" | "xhr";

/** @returns milliseconds for each of the requests, from the call to the parsed answer */
const timed = (page: Page, kind: Kind): Promise<number[]> =>
  page.evaluate(
    async ({ kind, requestsEach, body }) => {
      const byFetch = async () => {
        const response = await fetch("/events/1", {
          method: "PATCH",
          headers: { "content-type": "application/json" },
          body,
        });
        await response.json();
      };
      const byXhr = () =>
        new Promise<void>((resolve) => {
          const request = new XMLHttpRequest();
          request.open("PATCH", "/events/1");
          request.setRequestHeader("content-type", "application/json");
          request.onload = () => {
            JSON.parse(request.responseText);
            resolve();
          };
          request.send(body);
        });
      const times: number[] = [];
      for (let count = 0; count < requestsEach; count++) {
        const began = performance.now();
        await (kind === "fetch" ? byFetch() : byXhr());
        times.push(performance.now() - began);
      }
      return times;
    },
    { kind, requestsEach, body: JSON.stringify({ title: event.title, start: event.start, end: event.end }) },
  );

export async function requestCost(): Promise<Measure[]> {
  await using gosms = await startGosms();
  await using observed = await startFullCalendarPages({ events: [event] });
  await using plain = await startFullCalendarPages({ events: [event] });
  await using extension = await launchChromium({ gosms, calendars: [observed.url] });
  await extension.configure(gosms.account);
  await extension.enable(observed.url);
  const open = async (url: string): Promise<Page> => {
    const page = await extension.context.newPage();
    await page.goto(url);
    return page;
  };
  const withIt = await open(observed.page("v6", { date: wednesday.toString() }));
  await withIt.getByRole("button", { name: "Hromadná SMS" }).waitFor();
  // By another name, for scripts are registered by host, whatever the port.
  const elsewhere = plain.page("v6", { date: wednesday.toString() }).replace("127.0.0.1", "localhost");
  const without = await open(elsewhere);
  const measures: Measure[] = [];
  for (const kind of ["fetch", "xhr"] as const) {
    const added: number[] = [];
    const bare: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      await without.bringToFront();
      const base = median(await timed(without, kind));
      await withIt.bringToFront();
      const more = median(await timed(withIt, kind)) - base;
      // The first round warms both up.
      if (round === 0) continue;
      added.push(more);
      bare.push(base);
    }
    measures.push(
      atMost(`${kind}: added to a write of the page (${spread(added)})`, median(added), 1),
      forInformation("  what it takes without the extension", ms(median(bare))),
    );
  }
  return measures;
}
