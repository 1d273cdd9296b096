import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext } from "@playwright/test";
import { startFullCalendarPages } from "../../lib/plugins/fullcalendar/test/calendar/server.ts";
import { launchChromium, openContext, patternOf } from "../e2e/chromium.ts";
import { bareArgs, chromiumArgs } from "../e2e/chromium-args.ts";
import { callBackground } from "../e2e/in-page.ts";
import { type Gosms, startGosms } from "../gosms/server.ts";
import { latencyMs, texts, textsToSend, times } from "./bulk.ts";
import { day, events, loaded } from "./page-cost.ts";
import { processorTime, type Taken } from "./processor-time.ts";
import { forInformation, type Measure, median, ms, mustHappen, spread } from "./report.ts";

/**
 * Pípni beside an extension that does nothing, and beside one that sends in a plain loop and remembers nothing: on the
 * same page, to the same simulator, in one run.
 */

const runs = 3;
const version = "v6";
/** As many of the loop's are on their way as of Pípni's at its widest. */
const atOnce = 4;
const host = "https://app.gosms.eu/";

interface Peer extends AsyncDisposable {
  context: BrowserContext;
  profile: string;
}

/** Chromium with an extension of its own, or with none. */
async function launchPeer(gosms: Pick<Gosms, "port">, extension: string | null): Promise<Peer> {
  await using stack = new AsyncDisposableStack();
  const profile = await mkdtemp(join(tmpdir(), "pipni-profile-"));
  stack.defer(() => rm(profile, { recursive: true, force: true }));
  const args = extension === null ? bareArgs(gosms.port) : chromiumArgs(extension, gosms.port);
  const context = await openContext(profile, args);
  stack.defer(() => context.close());
  const owned = stack.move();
  return { context, profile, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

/** As much of an extension as the browser needs: a worker, and a script in each world of a calendar's page. */
async function emptyExtension(calendar: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "pipni-peer-"));
  const matches = [patternOf(calendar)];
  const scripts = ["ISOLATED", "MAIN"].map((world) => ({
    matches,
    js: ["empty.js"],
    run_at: "document_start",
    world,
  }));
  const manifest = {
    manifest_version: 3,
    name: "Empty",
    version: "1",
    background: { service_worker: "empty.js" },
    host_permissions: [`${host}*`, ...matches],
    content_scripts: scripts,
  };
  await writeFile(join(folder, "manifest.json"), JSON.stringify(manifest));
  await writeFile(join(folder, "empty.js"), ";");
  return folder;
}

/** Sends in a loop, from within an empty extension's worker. */
async function plainLoop({ context }: Peer, { account }: Pick<Gosms, "account">): Promise<void> {
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
  const { clientId, clientSecret } = account;
  await worker.evaluate(
    async ({ clientId, clientSecret, host, items, atOnce }) => {
      const grant = { client_id: clientId, client_secret: clientSecret, grant_type: "client_credentials" };
      const asked = await fetch(`${host}oauth/v2/token`, {
        method: "POST",
        body: new URLSearchParams(grant),
      });
      const token = (await asked.json()).access_token;
      const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
      let next = 0;
      const oneAfterAnother = async () => {
        for (let item = items[next++]; item; item = items[next++]) {
          const body = JSON.stringify({ message: item.text, recipients: [item.phone], channel: 1 });
          await (await fetch(`${host}api/v1/messages`, { method: "POST", body, headers })).text();
        }
      };
      await Promise.all(Array.from({ length: atOnce }, oneAfterAnother));
    },
    {
      clientId,
      clientSecret,
      host,
      atOnce,
      items: textsToSend().map(({ text, appointment }) => ({
        text,
        phone: `+420${appointment.patient.phone}`,
      })),
    },
  );
}

const perText = (total: number): string => `${(total / texts).toFixed(2)} ms`;

async function sending(calendar: string): Promise<Measure[]> {
  // In a practice nobody watches each request of the worker.
  process.env.PLAYWRIGHT_DISABLE_SERVICE_WORKER_NETWORK = "1";
  await using gosms = await startGosms({ credit: 10_000, latencyMs });
  const folder = await emptyExtension(calendar);
  const received = async () => gosms.messages.length;
  let loop: Taken;
  try {
    await using peer = await launchPeer(gosms, folder);
    loop = await processorTime(peer.profile, () => plainLoop(peer, gosms));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  await mustHappen("texts of the loop", received, texts);
  gosms.reset();

  const profile = await mkdtemp(join(tmpdir(), "pipni-profile-"));
  await using stack = new AsyncDisposableStack();
  stack.defer(() => rm(profile, { recursive: true, force: true }));
  await using extension = await launchChromium({ gosms, calendars: [], profile });
  await extension.configure(gosms.account);
  // As the window does before anybody can press "Odeslat".
  const sample = { text: "Pripominame termin", phone: "+420601000000", country: "CZ", parts: 1 };
  await extension.call("bulk.quote", { samples: [sample] });
  // Pages that follow nothing: what a window draws meanwhile is not counted, nor what the one does that installing opens.
  for (const open of extension.context.pages())
    if (open.url().startsWith(extension.url("options.html"))) await open.goto(extension.url("help/cs.html"));
  const page = await extension.open("help/cs.html");
  const message = await page.evaluateHandle((message) => message, {
    pipni: "bulk.send",
    input: { calendarId: "bench", items: textsToSend() },
  });
  const own = await processorTime(profile, async () => {
    await message.evaluate(callBackground);
    // Asked at the simulator, for to read the log would be counted.
    while (gosms.messages.length < texts) await new Promise((resolve) => setTimeout(resolve, 100));
    for (;;) {
      const open = (await extension.stored("outbox")).filter(
        (row) => !["sent", "unknown"].includes((row as { state: string }).state),
      );
      if (open.length === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  });
  await mustHappen("texts of Pípni", received, texts);
  return [
    forInformation(
      `a text in a plain loop, ${atOnce} at a time: processor time of the whole browser`,
      perText(loop.cpu),
    ),
    forInformation("  the same in Pípni", perText(own.cpu)),
    ...[...own.kinds].flatMap(([kind, time]) =>
      time > texts / 10 ? forInformation(`    of it in ${kind}`, perText(time)) : [],
    ),
    forInformation("  Pípni against the loop", times(own.cpu / loop.cpu)),
    forInformation(
      `  by the clock: the loop ${ms(loop.wall)}, Pípni until the last row is written`,
      ms(own.wall),
    ),
  ];
}

async function opening(calendar: string, url: string): Promise<Measure[]> {
  await using gosms = await startGosms();
  const busy = async (context: BrowserContext): Promise<number[]> => {
    const tab = await context.newPage();
    await tab.goto(url);
    await tab.locator(".fc-event").first().waitFor();
    const measured: number[] = [];
    for (let run = 0; run < runs; run++) measured.push((await loaded(context, tab)).busy.cpu);
    await tab.close();
    return measured;
  };
  const folder = await emptyExtension(calendar);
  await using stack = new AsyncDisposableStack();
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const alone = await (async () => {
    await using peer = await launchPeer(gosms, null);
    return await busy(peer.context);
  })();
  const empty = await (async () => {
    await using peer = await launchPeer(gosms, folder);
    return await busy(peer.context);
  })();
  const own = await (async () => {
    await using extension = await launchChromium({ gosms, calendars: [calendar] });
    await extension.configure(gosms.account);
    await extension.enable(calendar);
    return await busy(extension.context);
  })();
  return [
    forInformation(
      `FullCalendar ${version}: the page altogether, with no extension (${spread(alone)})`,
      ms(median(alone)),
    ),
    forInformation(`  with an empty one (${spread(empty)})`, times(median(empty) / median(alone))),
    forInformation(`  with Pípni (${spread(own)})`, times(median(own) / median(alone))),
    forInformation("  Pípni against the empty one", times(median(own) / median(empty))),
  ];
}

export async function peers(): Promise<Measure[]> {
  await using pages = await startFullCalendarPages({ today: day, events });
  const opened = await opening(pages.url, pages.page(version, { date: day }));
  return [...opened, ...(await sending(pages.url))];
}
