import { chromium, type Page } from "@playwright/test";
import type { Appointment } from "../../lib/domain/appointment.ts";
import type { DeclaredCalendar } from "../../lib/plugin-api/declared-calendar.ts";
import type { AnchorChoice } from "../../lib/teaching/button-anchors.ts";
import { findBrowser } from "../browsers.ts";
import { bundle } from "../calendars/bundle.ts";
import type { Recording } from "../replay/recording.ts";
import { startReplay } from "../replay/server.ts";
import type { Sight } from "./in-page.ts";
import type { PageProposal } from "./propose-in-page.ts";
import { proposeList } from "./propose-list.ts";
import { examineTraffic } from "./traffic.ts";

/** What a manifest may say of a recorded calendar, by what the file holds. */
export interface Proposal {
  readonly title: string;
  readonly calendar: DeclaredCalendar;
  readonly button: AnchorChoice;
  readonly days: readonly string[];
  readonly read: readonly Appointment[];
  readonly notes: readonly string[];
}

async function runIn<T>(page: Page, file: string, name: string, ...input: unknown[]): Promise<T> {
  const code = await bundle(new URL(file, import.meta.url).pathname);
  await page.evaluate(`(() => {${code}})()`);
  const call = ([as, given]: [string, unknown[]]): unknown =>
    (globalThis as unknown as Record<string, (...all: unknown[]) => unknown>)[as]?.(...given);
  return (await page.evaluate(call, [name, input] as [string, unknown[]])) as T;
}

/** @returns `null` where neither the page nor its server's answers hold anything that looks like appointments */
export async function propose(recording: Recording, timeZone: string): Promise<Proposal | null> {
  const today = Temporal.Now.plainDateISO().toString();
  await using stack = new AsyncDisposableStack();
  const replay = stack.use(await startReplay(recording));
  const browser = await chromium.launch({
    executablePath: await findBrowser("chromium"),
    args: [
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      `--host-resolver-rules=${[...replay.hosts, "MAP * ~NOTFOUND"].join(", ")}`,
      "--ignore-certificate-errors",
    ],
  });
  stack.defer(() => browser.close());
  const page = await browser.newPage({ timezoneId: timeZone, viewport: { width: 1280, height: 1300 } });
  await page.goto(recording.address);
  // What draws itself does so within a moment, or not at all without its server.
  await page.waitForTimeout(recording.isSnapshot ? 0 : 1_000);

  const drawn = await runIn<PageProposal | null>(page, "propose-in-page.ts", "pipniPropose", timeZone, today);
  const listed = proposeList(recording, timeZone, today);
  const isList = listed !== null && (drawn === null || (listed.phones > 0 && drawn.phones === 0));
  const calendar = isList ? { ...pathOf(drawn), ...listed.calendar } : drawn?.calendar;
  if (!calendar) return null;
  const sight = await runIn<Sight>(page, "in-page.ts", "pipniLook", calendar, today);
  const traffic = examineTraffic(calendar, recording, today);
  const read = isList ? traffic.read : sight.read.filter(({ cancelled }) => !cancelled);
  const dated = read.map(({ start }) =>
    Temporal.Instant.from(start).toZonedDateTimeISO(timeZone).toPlainDate().toString(),
  );
  const days = isList ? traffic.days : sight.days;
  return {
    title: (await page.title()).trim().slice(0, 100),
    calendar,
    button: drawn?.button ?? { anchor: "body", place: "prepend" },
    days: days.length > 0 ? days : [...new Set(dated)].sort(),
    read: read.toSorted((a, b) => a.start.localeCompare(b.start)),
    notes: [...(isList ? listed.notes : []), ...sight.remarks.map(({ place, said }) => `${place}: ${said}`)],
  };
}

/** What of the page shows that the calendar is there, whatever its appointments are read from. */
const pathOf = (drawn: PageProposal | null): Partial<DeclaredCalendar> => {
  const { path, present } = drawn?.calendar ?? {};
  return { ...(path && { path }), present: present ?? ["body"] };
};
