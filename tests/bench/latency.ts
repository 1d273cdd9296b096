import { startPractice } from "../calendars/practice/server.ts";
import { launchChromium } from "../e2e/chromium.ts";
import { createAppointment, nextWorkday, showDay } from "../e2e/practice.ts";
import { startGosms } from "../gosms/server.ts";
import { atMost, forInformation, type Measure, median, ms } from "./report.ts";

/** A change must stand this long before the FullCalendar plugin takes it for one; see its `attribution.ts`. */
const standing = 600;

/** From the calendar server's acceptance to the request leaving for GoSMS, without any settling time. */
export async function latency(): Promise<Measure[]> {
  await using gosms = await startGosms();
  await using practice = await startPractice({ seed: "demo" });
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
  const times: number[] = [];
  for (const time of ["16:30", "16:45", "17:00", "17:15", "17:30"]) {
    const before = gosms.requestsTo("send").length;
    let accepted = 0;
    const answered = page.waitForResponse((response) => response.request().method() === "POST");
    void answered.then(() => {
      accepted = Date.now();
    });
    await createAppointment(page, { patient: "Ondřej Říha", day, time, minutes: "15" });
    const patience = Date.now() + 10_000;
    while (gosms.requestsTo("send").length === before && Date.now() < patience) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    times.push(Date.parse(gosms.requestsTo("send")[before]?.at ?? "") - accepted);
  }
  // The first one asks for the token and finds out the protocol.
  const usual = median(times.slice(1));
  return [
    atMost(
      `acceptance to request, beside the ${standing} ms that a change must stand`,
      usual - standing,
      100,
    ),
    forInformation("acceptance to request, all in all", ms(usual)),
    forInformation("the first of the worker's life", ms(times[0] ?? Number.NaN)),
  ];
}
