import { type Extension, launchChromium } from "../e2e/chromium.ts";
import { type Line, openLine } from "../etcd/line.ts";
import { passwordOf, startEtcd } from "../etcd/server.ts";
import { type Gosms, startGosms } from "../gosms/server.ts";
import { Arrivals } from "./arrivals.ts";
import { ideal, latencyMs, sendThousand, times } from "./bulk.ts";
import { planFor, seedLog } from "./large-log.ts";
import { atMost, forInformation, type Measure, median, ms, spread } from "./report.ts";

/** What it adds to a text that several computers agree on it in etcd, here and at a distance. */

const practice = "ordinace";
const repeats = 25;
/** There and back. */
const farMs = 30;
/** Texts of which the others may yet have to hear something, such as reminders that wait at GoSMS. */
const open = 2000;

interface Office extends AsyncDisposable {
  gosms: Gosms;
  extension: Extension;
  line: Line;
}

async function openOffice({ delayMs, isShared }: { delayMs: number; isShared: boolean }): Promise<Office> {
  await using stack = new AsyncDisposableStack();
  const etcd = stack.use(await startEtcd({ practices: [practice] }));
  const line = stack.use(await openLine(etcd.url, delayMs));
  const gosms = stack.use(await startGosms({ credit: 10_000, latencyMs }));
  const extension = stack.use(await launchChromium({ gosms, calendars: [line.url] }));
  await extension.configure(gosms.account, (settings) => {
    settings.sending.settleSeconds = 0;
  });
  const access = { urls: [line.url], user: practice, password: passwordOf(practice) };
  if (isShared) await extension.call("workstations.join", { ...access, name: "recepce 1" });
  const parts = stack.move();
  return { gosms, extension, line, [Symbol.asyncDispose]: () => parts.disposeAsync() };
}

let last = 0;

/** From "Odeslat" to GoSMS, one text after another; in milliseconds. */
async function singles({ extension, gosms }: Office): Promise<number[]> {
  const before = gosms.requestsTo("send").length;
  using sends = new Arrivals(() => gosms.requestsTo("send").slice(before));
  const start = Temporal.Now.instant().add({ hours: 48 }).toString({ smallestUnit: "second" });
  const waited: number[] = [];
  // The first one brings the tokens.
  for (let at = 0; at <= repeats; at++) {
    const id = String(last++);
    const patient = { id: null, name: `Pacient ${id}`, phone: `602${id.padStart(6, "0")}` };
    const appointment = { id, start, end: null, allDay: false, title: "", patient };
    const items = [{ appointment, kind: "reminder", text: `Pripominame termin cislo ${id}` }];
    const began = performance.now();
    await extension.call("bulk.send", { calendarId: "bench", items });
    await sends.count(at + 1, 30_000);
    if (at > 0) waited.push((sends.seen[at]?.at ?? Number.NaN) - began);
    await new Promise((resolve) => setTimeout(resolve, 3 * latencyMs));
  }
  return waited;
}

async function added(delayMs: number, what: string, alone: readonly number[]): Promise<Measure> {
  await using office = await openOffice({ delayMs, isShared: true });
  const waited = await singles(office);
  return forInformation(
    `a claim adds to a text, ${what} (${spread(waited)})`,
    ms(median(waited) - median(alone)),
  );
}

/** Many claims that stay open, of rows whose end is as the others know it. */
async function beside(): Promise<Measure[]> {
  await using office = await openOffice({ delayMs: 0, isShared: true });
  const { extension } = office;
  const without = await singles(office);
  await seedLog(extension, planFor({ days: 30, total: open, keepDays: null, isUnknown: true }), 0, open);
  const ids = (await extension.rows()).filter(({ state }) => state === "unknown").map(({ id }) => id);
  const claims = ids.map((id) => [id, { key: `c/${id}`, attempt: id, told: "unknown" }]);
  const page = await extension.open("help/cs.html");
  await page.evaluate(
    (openClaims) =>
      (
        globalThis as unknown as { chrome: { storage: { local: { set(items: object): Promise<void> } } } }
      ).chrome.storage.local.set({ openClaims }),
    Object.fromEntries(claims),
  );
  await page.close();
  // Who begins anew reads them.
  await extension.stopWorker();
  const withThem = await singles(office);
  const before = office.line.requests;
  for (let at = 0; at < 20; at++) await extension.call("outbox.release", null);
  await new Promise((resolve) => setTimeout(resolve, 1000));
  return [
    forInformation(
      `a text beside ${open} claims that stay open (${spread(withThem)}) against none`,
      ms(median(withThem) - median(without)),
    ),
    forInformation("  questions to etcd in 20 looks with nothing due", String(office.line.requests - before)),
  ];
}

async function thousand(delayMs: number, what: string): Promise<Measure[]> {
  await using office = await openOffice({ delayMs, isShared: true });
  const { total } = await sendThousand(office.extension, office.gosms);
  const texts = office.gosms.messages.length;
  return [
    atMost(`${texts} texts with claims, ${what}, of the ideal (${ms(total)})`, total / ideal, 1.15, times),
    forInformation("  questions to etcd for each", (office.line.requests / texts).toFixed(2)),
  ];
}

/** In a practice nobody watches each request of the worker. */
const unwatched = () => {
  process.env.PLAYWRIGHT_DISABLE_SERVICE_WORKER_NETWORK = "1";
};

export async function claims(): Promise<Measure[]> {
  unwatched();
  let alone: number[];
  {
    await using office = await openOffice({ delayMs: 0, isShared: false });
    alone = await singles(office);
  }
  return [
    forInformation(`a text by itself (${spread(alone)})`, ms(median(alone))),
    await added(0, "on this machine", alone),
    await added(farMs / 2, `${farMs} ms away`, alone),
  ];
}

export async function openClaims(): Promise<Measure[]> {
  unwatched();
  return beside();
}

export async function bulkClaims(): Promise<Measure[]> {
  unwatched();
  return thousand(0, "on this machine");
}

export async function farBulkClaims(): Promise<Measure[]> {
  unwatched();
  return thousand(farMs / 2, `${farMs} ms away`);
}
