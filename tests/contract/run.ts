import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, type Page, type Route } from "@playwright/test";
import type { Appointment } from "../../lib/domain/appointment.ts";
import type { BulkDay, Health, PluginCheck } from "../../lib/rpc/contract/index.ts";
import { type Extension, launchChromium } from "../e2e/chromium.ts";
import type { SharedChromium } from "../e2e/shared-chromium.ts";
import type { Gosms } from "../gosms/server.ts";
import { bound } from "../machine.ts";
import { inEnglish } from "../unit/support/problems.ts";
import type { Driver, PageDriver, Refusal, Shown, Visit } from "./driver.ts";
import { openEar, type Report } from "./ear.ts";
import { installMeter, type Left, readMeter } from "./meter.ts";

export type { Report };

/** The built extension in a browser, switched on for one calendar. */
export interface Run<D extends PageDriver = Driver> extends AsyncDisposable {
  readonly driver: D;
  readonly extension: Extension;
  /** Milliseconds until what must happen counts as not happening. */
  readonly patience: number;
  /** A new page of the calendar, once it is recognised and read. */
  open(shown: Shown): Promise<Page>;
  /** The same for an address of one's own. */
  visit(url: string): Promise<Page>;
  /** Ends with a page as it was opened. Its tab is kept for the next one: a tab costs twice what a page does. */
  leave(page: Page): Promise<void>;
  /** One line for each appointment that the bulk window would list, earliest first. */
  list(page: Page, day: string): Promise<string[]>;
  listing(page: Page, day: string): Promise<BulkDay>;
  health(page: Page): Promise<Health | null>;
  /** Every change that a page has reported since `forget`. */
  reports(): Promise<Report[]>;
  /** Those that came together, as occurrences of a series. */
  together(): Promise<Report[]>;
  /** Every change since then that a page has told without proof. */
  guesses(): Promise<Report[]>;
  /** The days with which the bulk window was asked for since `forget`. */
  asked(): Promise<(string | null)[]>;
  forget(): Promise<void>;
  /** Switches the calendar off or on, as the user does. */
  setEnabled(enabled: boolean): Promise<void>;
  /** What the extension's scripts still hold on a page. */
  left(page: Page): Promise<Left>;
}

/** What runs share. */
export interface Place {
  readonly gateway: Gosms;
  readonly chromium: SharedChromium;
}

export interface RunOptions {
  readonly patience?: number;
  /** Changes to the copy of the build that is used. */
  readonly prepare?: (build: string) => Promise<void>;
}

const blank = "about:blank";

export const button = (page: Page) => page.getByRole("button", { name: "Hromadná SMS" });

export async function startRun<D extends PageDriver>(
  driver: D,
  { gateway, chromium }: Place,
  options: RunOptions = {},
): Promise<Run<D>> {
  const patience = options.patience ?? bound(10_000);
  const stack = new AsyncDisposableStack();
  const calendars = [driver.url];
  const prepare = async (build: string): Promise<void> => {
    await options.prepare?.(build);
    const script = join(build, "calendar.js");
    await writeFile(script, `(${installMeter})(false);\n${await readFile(script, "utf8")}`);
  };
  const { hosts } = driver;
  const extension = stack.use(
    // A browser learns where hosts lead when it starts.
    await (hosts
      ? launchChromium({ gosms: gateway, calendars, hosts, prepare })
      : chromium.install({ calendars, prepare })),
  );
  stack.use(await extension.context.addInitScript(installMeter, true));
  await extension.configure(gateway.account, (settings) => {
    // What is reported is looked at; nothing is to come of it.
    settings.templates.confirmation.enabled = false;
    settings.templates.cancellation.enabled = false;
  });
  if (driver.manifest) {
    const json = JSON.stringify(driver.manifest);
    const added = await extension.call<PluginCheck>("plugins.add", { json });
    expect(added.ok ? [] : inEnglish(added.problems)).toEqual([]);
  }
  await extension.enable(driver.url);
  const ear = await openEar(extension);
  const site = new URL(driver.url).origin;
  let free: Page | null = null;

  const run: Run<D> = {
    driver,
    extension,
    patience,
    open: (shown) => run.visit(driver.address(shown)),
    async visit(url) {
      const page = free ?? (await extension.context.newPage());
      free = null;
      await page.bringToFront();
      await page.setViewportSize({ width: 1280, height: 1300 });
      await page.goto(url);
      await driver.drawn(page);
      await expect(button(page)).toHaveCount(1, { timeout: patience });
      // Told at the same moment, and known to the background a little later.
      await expect.poll(() => run.health(page), { timeout: patience }).not.toBeNull();
      return page;
    },
    async leave(page) {
      await page.goto(blank);
      if (free) await page.close();
      free ??= page;
    },
    async listing(page, day) {
      const tabId = await extension.tabId(page.url());
      return extension.call<BulkDay>("bulk.day", { tabId, day, kind: "reminder" });
    },
    async list(page, day) {
      const listing = await run.listing(page, day);
      if (!listing.ok) throw new Error(`${day}: ${listing.problem}: ${listing.detail}`);
      return listing.rows.map(({ appointment }) => line(appointment)).sort();
    },
    async health(page) {
      const tabId = await extension.tabId(page.url());
      return extension.call<Health | null>("sites.health", { tabId });
    },
    reports: () => ear.told("page.changed", "page.changedSeries"),
    together: () => ear.told("page.changedSeries"),
    guesses: () => ear.told("page.guessed"),
    asked: async () =>
      (await ear.spoken()).flatMap(({ name, input }) =>
        name === "page.openBulk" ? [(input as { day: string | null }).day] : [],
      ),
    forget: () => ear.forget(),
    setEnabled: (enabled) => extension.call("sites.setEnabled", { id: site, enabled }),
    left: (page) => readMeter(page, extension.id),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
  return run;
}

/** An appointment as the suite compares it; the wall clock's zone decides which instants a visit names. */
export const line = ({ start, end, allDay, title, patient }: Appointment): string =>
  [
    `${start} to ${end}${allDay ? ", all day" : ""}`,
    patient?.name ?? `(${title})`,
    patient?.phone ?? "no phone",
  ].join(" | ");

/** The line that a visit must give. @param day of the occurrence, for a weekly one */
export function expected(visit: Visit, timeZone: string, day = visit.start.slice(0, 10)): string {
  const allDay = !visit.start.includes("T");
  const first = Temporal.PlainDate.from(visit.start.slice(0, 10));
  const shift = first.until(Temporal.PlainDate.from(day));
  const instant = (wall: string) =>
    Temporal.PlainDateTime.from(wall)
      .add(shift)
      .toZonedDateTime(timeZone)
      .toInstant()
      .toString({ smallestUnit: "second" });
  return line({
    id: "any",
    start: instant(visit.start),
    end: instant(visit.end),
    allDay,
    title: visit.name,
    patient: visit.impersonal ? null : { id: null, name: visit.name, phone: visit.phone },
  });
}

/** Keeps the page's next write from its server until it is released. */
export async function hold(
  page: Page,
  driver: Driver,
): Promise<{ readonly seen: Promise<void>; release(): Promise<void> }> {
  const { promise: seen, resolve } = Promise.withResolvers<void>();
  let held: Route | null = null;
  const handler = async (route: Route): Promise<void> => {
    if (held || !driver.isWrite(route.request())) return route.fallback();
    held = route;
    resolve();
  };
  await page.route("**/*", handler);
  return {
    seen,
    async release() {
      const route: Route | null = held;
      await (route as Route | null)?.continue();
      await page.unroute("**/*", handler);
    },
  };
}

/** Answers the next write that `act` makes in the server's place, and waits until the page has its answer. */
export async function refuse(
  page: Page,
  driver: Driver,
  refusal: Refusal,
  act: () => Promise<void>,
): Promise<void> {
  const { promise: over, resolve } = Promise.withResolvers<void>();
  let refused = false;
  const handler = async (route: Route): Promise<void> => {
    if (refused || !driver.isWrite(route.request())) return route.fallback();
    refused = true;
    if ("drop" in refusal) await route.abort("connectionreset");
    else {
      const { status, body, contentType = "application/json" } = refusal;
      await route.fulfill({ status, body, contentType });
    }
    resolve();
  };
  await page.route("**/*", handler);
  await act();
  await over;
  await page.unroute("**/*", handler);
  await driver.calmDown(page);
}
