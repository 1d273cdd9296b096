import { startPractice } from "../calendars/practice/server.ts";
import { launchChromium } from "../e2e/chromium.ts";
import { createAppointment, nextWorkday, showDay } from "../e2e/practice.ts";
import { startGosms } from "../gosms/server.ts";
import { Arrivals } from "./arrivals.ts";
import { atMost, forInformation, type Measure, median, ms, spread } from "./report.ts";

/** From the calendar server's acceptance to the request leaving for GoSMS, without any settling time. */

const patients = [
  "Jana Dvořáková",
  "Petr Svoboda",
  "Marie Černá",
  "Jiří Procházka",
  "Eva Kučerová",
  "Zdeňka Vaňková",
];

interface Way {
  /** All of it. */
  total: number;
  /** Until the calendar had its appointments anew, which is when anybody can see the change. */
  refetch: number;
}

export async function acceptance(): Promise<Measure[]> {
  await using gosms = await startGosms();
  await using practice = await startPractice({ seed: "empty" });
  await using extension = await launchChromium({ gosms, calendars: [practice.url] });
  await extension.configure(gosms.account, (settings) => {
    settings.sending.settleSeconds = 0;
  });
  await extension.enable(practice.url);
  const page = await extension.context.newPage();
  await page.setViewportSize({ width: 1280, height: 1300 });
  await page.goto(practice.url);
  await page.getByRole("button", { name: "Hromadná SMS" }).waitFor();
  const day = nextWorkday();
  await showDay(page, day);
  using calendar = new Arrivals(() => practice.requests);
  using gateway = new Arrivals(() => gosms.requestsTo("send"));
  const ways: Way[] = [];
  for (const [index, patient] of patients.entries()) {
    const from = calendar.seen.length;
    await createAppointment(page, { patient, day, time: `${8 + index}:00` });
    await gateway.count(index + 1, 15_000);
    const since = calendar.seen.slice(from);
    const accepted = since.find(({ entry }) => entry.method === "POST");
    const shown = since.find(
      ({ entry, at }) =>
        entry.method === "GET" && entry.path === "/api/appointments" && at >= (accepted?.at ?? at),
    );
    const left = gateway.seen[index];
    if (!accepted || !shown || !left) throw new Error(`the way of ${patient}'s text is not known`);
    ways.push({ total: left.at - accepted.at, refetch: shown.at - accepted.at });
    // The receipts of one must not get in the way of the next.
    await page.waitForTimeout(700);
  }
  const [first, ...usual] = ways;
  const totals = usual.map(({ total }) => total);
  const refetches = usual.map(({ refetch }) => refetch);
  return [
    atMost(`acceptance to the request's arrival, all in all (${spread(totals)})`, median(totals), 100),
    forInformation(
      `  of it until the calendar had read its appointments again (${spread(refetches)})`,
      ms(median(refetches)),
    ),
    forInformation("  the first one, which also asks for the token", ms(first?.total ?? Number.NaN)),
  ];
}
