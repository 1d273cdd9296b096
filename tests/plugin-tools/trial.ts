import type { Page } from "@playwright/test";
import type { Appointment, AppointmentChange } from "../../lib/domain/appointment.ts";
import { matchesHost, pathMatcher, selectorsOf } from "../../lib/plugin-api/activation.ts";
import type { DeclaredCalendar } from "../../lib/plugin-api/declared-calendar.ts";
import type { BulkDay, Health, PluginCheck } from "../../lib/rpc/contract/index.ts";
import { bundle } from "../calendars/bundle.ts";
import { openEar } from "../contract/ear.ts";
import { type Extension, launchChromium } from "../e2e/chromium.ts";
import { startGosms } from "../gosms/server.ts";
import { playWrite } from "../replay/play.ts";
import type { Recorded, Recording } from "../replay/recording.ts";
import { startReplay } from "../replay/server.ts";
import { inEnglish } from "../unit/support/problems.ts";
import type { Remark, Sight } from "./in-page.ts";
import { declaredIn, type PluginFile, Refusal } from "./manifest-file.ts";
import { examineTraffic, nameOf, type Traffic } from "./traffic.ts";

/** A recorded page, tried with the extension itself. */

export interface DayTried {
  readonly day: string;
  /** A sentence where the day cannot be listed. */
  readonly problem: string | null;
  readonly appointments: readonly Appointment[];
}

export interface PlayedWrite {
  readonly request: string;
  readonly kind: string;
  /** What the extension told of it: with proof, or only as a proposal. */
  readonly changes: readonly AppointmentChange[];
  readonly guesses: readonly AppointmentChange[];
}

export interface Trial {
  readonly health: Health | null;
  readonly days: readonly DayTried[];
  /** Read, and of a state in which nobody is told of them. */
  readonly cancelled: readonly Appointment[];
  readonly writes: readonly PlayedWrite[];
  readonly lists: readonly string[];
  readonly unknown: readonly string[];
  readonly misses: readonly string[];
  /** With their place in the whole manifest. */
  readonly remarks: readonly Remark[];
}

/** Milliseconds: for the calendar to be read, and for news of one request. */
const patience = 12_000;
const newsPatience = 4_000;
const maxDays = 62;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks again until the answer is one, or the time is over. */
async function until<T>(ask: () => Promise<T>, isEnough: (answer: T) => boolean, most: number): Promise<T> {
  const end = Date.now() + most;
  for (;;) {
    const answer = await ask();
    if (isEnough(answer) || Date.now() > end) return answer;
    await sleep(100);
  }
}

/** What speaks against the plugin being started there at all. */
function addressRemarks({ matches }: PluginFile["manifest"], address: URL): Remark[] {
  const fitting = matches.filter((pattern) => matchesHost(pattern, address));
  const list = matches.map((pattern) => `\`${pattern}\``).join(", ");
  if (fitting.length === 0) return [{ place: "matches", said: `${list}: none is for ${address.origin}` }];
  return pathMatcher(fitting)(address)
    ? []
    : [{ place: "matches", said: `${list}: none is for the path ${address.pathname}${address.search}` }];
}

async function activationRemarks(page: Page, { manifest }: PluginFile): Promise<Remark[]> {
  const selectors = selectorsOf(manifest);
  const found = await page.evaluate(
    (all) =>
      all.map((selector) => {
        try {
          return document.querySelector(selector) !== null;
        } catch {
          return null;
        }
      }),
    selectors,
  );
  const broken = found.flatMap((one, index) =>
    one === null
      ? [{ place: `activationEvents[${index}]`, said: `\`${selectors[index]}\` is no selector` }]
      : [],
  );
  if (broken.length > 0 || found.includes(true)) return broken;
  return [
    {
      place: "activationEvents",
      said: "none of their selectors is on this page, so the plugin never starts",
    },
  ];
}

async function lookAt(page: Page, calendar: DeclaredCalendar, today: string): Promise<Sight> {
  const code = await bundle(new URL("in-page.ts", import.meta.url).pathname);
  await page.evaluate(`(() => {${code}})()`);
  return page.evaluate(
    ([declared, day]) =>
      (globalThis as unknown as { pipniLook(calendar: unknown, today: string): Sight }).pipniLook(
        declared,
        day,
      ),
    [calendar, today] as const,
  );
}

/**
 * Under a name of its own, so that it may be a part of Pípni as well.
 * @returns the id by which it is chosen
 */
export async function addPlugin(extension: Extension, { manifest, isOwn }: PluginFile): Promise<string> {
  if (manifest.main !== undefined) {
    if (!isOwn) throw new Refusal("A plugin with code can only be tried from lib/plugins/<id>/plugin.json.");
    return manifest.id;
  }
  const id = `try-${manifest.id}`.slice(0, 50);
  const check = await extension.call<PluginCheck>("plugins.add", {
    json: JSON.stringify({ ...manifest, id }),
  });
  if (!check.ok) throw new Refusal(inEnglish(check.problems).join("\n"));
  return id;
}

export async function tryPlugin(file: PluginFile, recording: Recording): Promise<Trial> {
  const address = new URL(recording.address);
  const today = Temporal.Now.plainDateISO().toString();
  await using replay = await startReplay(recording);
  await using gosms = await startGosms({ http2: false });
  await using extension = await launchChromium({ gosms, calendars: [address.origin], hosts: replay.hosts });
  await extension.configure(gosms.account, (settings) => {
    settings.language = "en";
    // What is reported is looked at; nothing is to come of it.
    settings.templates.confirmation.enabled = false;
    settings.templates.cancellation.enabled = false;
  });
  const plugin = await addPlugin(extension, file);
  await extension.enable(address.origin, file.manifest.name, plugin);
  const ear = await openEar(extension);

  const declared = declaredIn(file.manifest);
  const traffic = declared.map(({ calendar }) => examineTraffic(calendar, recording, today));
  const writes = traffic.flatMap((one) => one.writes);
  if (writes[0]) replay.goTo(writes[0].recorded.at - 1);

  const page = await extension.context.newPage();
  await page.setViewportSize({ width: 1280, height: 1300 });
  const failed: string[] = [];
  page.on("requestfailed", (request) => {
    if (request.failure()?.errorText === "net::ERR_NAME_NOT_RESOLVED")
      failed.push(`${request.method()} ${request.url()}`);
  });
  await page.goto(recording.address);
  const tabId = await extension.tabId(page.url());
  const health = await until(
    () => extension.call<Health | null>("sites.health", { tabId }),
    (one) => one?.state === "reading",
    patience,
  );

  const remarks: Remark[] = [
    ...addressRemarks(file.manifest, address),
    ...(await activationRemarks(page, file)),
  ];
  const days = new Set<string>();
  const cancelled: Appointment[] = [];
  for (const [index, { place, calendar }] of declared.entries()) {
    const sight = await lookAt(page, calendar, today);
    const found = [...sight.remarks, ...(traffic[index]?.remarks ?? [])];
    remarks.push(...found.map(({ place: within, said }) => ({ place: `${place}.${within}`, said })));
    for (const day of [...sight.days, ...(traffic[index]?.days ?? [])]) days.add(day);
    // Where the page does not say its days, those with something on them are known all the same.
    if (sight.days.length === 0) for (const { date } of sight.read) days.add(date);
    cancelled.push(...sight.read.filter((one) => one.cancelled));
  }
  const tried: DayTried[] = [];
  if (health?.state === "reading")
    for (const day of [...days].sort().slice(0, maxDays)) tried.push(await listDay(extension, tabId, day));

  const played: PlayedWrite[] = [];
  for (const [index, { recorded, rule }] of writes.entries()) {
    if (health?.state !== "reading") break;
    await ear.forget();
    replay.goTo(writes[index + 1]?.recorded.at ?? Number.POSITIVE_INFINITY);
    await playWrite(page, recorded, rule.navigates ?? recorded.isDocument);
    const told = () => ear.told("page.changed", "page.changedSeries");
    const changes = await until(told, (all) => all.length > 0, newsPatience);
    played.push({
      request: nameOf(recorded),
      kind: rule.kind,
      changes: changes.map(({ change }) => change),
      guesses: (await ear.told("page.guessed")).map(({ change }) => change),
    });
  }
  return {
    ...{ health, days: tried, cancelled, writes: played, remarks },
    lists: traffic.flatMap(({ lists }) => lists),
    unknown: unknownIn(traffic).map(nameOf),
    misses: [...new Set([...replay.misses, ...failed])],
  };
}

/** What no calendar of the manifest has a rule for. */
const unknownIn = (all: readonly Traffic[]): Recorded[] =>
  (all[0]?.unknown ?? []).filter((one) => all.every(({ unknown }) => unknown.includes(one)));

async function listDay(extension: Extension, tabId: number, day: string): Promise<DayTried> {
  const listing = await extension.call<BulkDay>("bulk.day", { tabId, day, kind: "reminder" });
  return listing.ok
    ? { day, problem: null, appointments: listing.rows.map(({ appointment }) => appointment) }
    : { day, problem: listing.detail || listing.problem, appointments: [] };
}
