import { browser } from "@wxt-dev/browser";
import { type InView, isUnreadable } from "../plugin-api/calendar.ts";
import { logError } from "../plugin-api/log.ts";
import type { ToolbarItem } from "../plugin-api/manifest.ts";
import { observePage } from "../plugin-api/page-observer.ts";
import type { DayListing, Output, ToPage } from "../rpc/contract/index.ts";
import { activatePlugins } from "./active-plugins.ts";
import { reportChanges } from "./change-reports.ts";
import { openChannel } from "./channel.ts";
import { clockOf } from "./clocks.ts";
import { type Call, connect, isOrphan, orphaned, retries, retry } from "./connection.ts";
import { reportHealth } from "./health-report.ts";
import { reportLooks } from "./look-reports.ts";
import { type Marks, offeredMarks, offerMarks } from "./offered-marks.ts";
import { removeLeftovers } from "./ui/dom.ts";
import { createNotices } from "./ui/notices.ts";
import { createToolbarButton, type ToolbarButton } from "./ui/toolbar.ts";

/** Announced to the document by every script that takes over, so that one it replaces goes quiet. */
const takeover = "pipni:takeover";
/** How often a page that keeps changing is searched, in milliseconds. Its toolbar may be drawn anew at any time. */
const searchEvery = 100;
/** So long a page may take to show a calendar, before it counts as one without. */
const recognitionTime = 8_000;
const maxListed = 2_000;
const maxInView = 500;

/** A frame of another origin shows a page that nobody has enabled. */
function isOwnFrame(): boolean {
  try {
    return window.top?.location.origin === location.origin;
  } catch {
    return false;
  }
}

/** Puts together what Pípni is on one page, and answers the background. */
function run(hello: Output<"page.hello">, call: Call, stop: AbortController, page: string): void {
  const { signal } = stop;
  const { words } = hello;
  removeLeftovers();
  // They come anew with a plugin's code, where they are still wanted.
  offerMarks(undefined);
  const marks = new Set<Marks>();
  const channel = openChannel();
  const notices = createNotices(hello, {
    stop: (id) => call("page.stop", { id }),
    ask: (ids) => call("page.notices", { ids }),
  });
  notices.show(hello.notices);
  const context = { words, call, notices, signal };
  const health = reportHealth(context, () => void openBulk());
  const followChanges = reportChanges(context);
  const followLooks = reportLooks(context, page);
  let button: ToolbarButton | null = null;

  function showButton(places: readonly ToolbarItem[]): void {
    if (button) button.mount();
    else if (places.length > 0) button = createToolbarButton(places, words, () => void openBulk());
  }

  function removeButton(): void {
    button?.[Symbol.dispose]();
    button = null;
  }

  const plugins = activatePlugins({
    plugins: hello.plugins,
    call,
    channel,
    signal,
    onCalendar(adapter, manifest) {
      const stack = new DisposableStack();
      stack.use(followChanges(adapter));
      stack.use(followLooks(adapter, manifest));
      const own = stack.use(offeredMarks()?.(adapter, manifest, call));
      if (own) marks.add(own);
      return stack;
    },
    onRead(manifest, reading, error) {
      health.read(manifest, reading, error);
      // Not earlier: who presses before the first reading would be told that the calendar is closed.
      showButton(manifest.contributes.toolbar);
    },
    onDeactivate: removeButton,
  });

  async function openBulk(): Promise<void> {
    let day: string | null = null;
    for (const adapter of plugins.adapters()) {
      try {
        day ??= adapter.selectedDay()?.toString() ?? null;
      } catch (error) {
        logError(error);
      }
    }
    try {
      await call("page.openBulk", { day });
    } catch {
      if (!signal.aborted) notices.showBriefly(words.bulk, words.bulkFailed);
    }
  }

  async function listDay(day: string): Promise<DayListing> {
    try {
      const date = Temporal.PlainDate.from(day);
      const adapters = await plugins.waitForAdapters();
      if (adapters.length === 0)
        return {
          ok: false,
          missing: health.sentence({ missing: plugins.isEmpty() ? "calendar" : "plugin" }),
        };
      const lists = await Promise.all(adapters.map((adapter) => adapter.appointmentsOn(date)));
      const appointments = lists.flat().slice(0, maxListed);
      const isPartial = adapters.some((adapter) => adapter.isPartial);
      const unread = adapters.map((adapter) => adapter.unreadOn?.(date)).find(Boolean);
      return {
        ok: true,
        appointments,
        partial: isPartial || undefined,
        unread: unread || undefined,
        zones: appointments.map(({ id }) => clockOf(adapters, id)),
      };
    } catch (error) {
      if (isUnreadable(error)) return { ok: false, missing: health.sentence(error) };
      logError(error);
      return { ok: false, missing: health.sentence({ missing: "plugin" }) };
    }
  }

  /** All that is shown; `null` where the plugin knows for itself what it says. */
  async function listView(brief: boolean): Promise<InView[] | null> {
    const told = plugins.adapters().filter(({ inView }) => inView);
    const shown = told.flatMap((adapter) => adapter.inView?.() ?? []).slice(0, maxInView);
    return told[0] ? (brief ? shown.map(({ text: _, ...rest }) => rest) : shown) : null;
  }

  function answer(message: ToPage): Promise<unknown> | undefined {
    switch (message?.pipni) {
      case "listDay":
        return listDay(message.day);
      case "listView":
        return plugins.isEmpty() ? undefined : listView(message.brief);
      case "clockOf":
        return Promise.resolve(clockOf(plugins.adapters(), message.appointmentId));
      case "health":
        return Promise.resolve(health.last());
      case "openBulk":
        return plugins.isEmpty() ? undefined : openBulk().then(() => true);
      case "outboxChanged":
        notices.refresh();
        for (const one of marks) one.refresh();
        return undefined;
      case "deactivate":
        stop.abort();
        return undefined;
      default:
        return undefined;
    }
  }

  const onMessage = (message: unknown, _sender: unknown, respond: (value: unknown) => void): boolean => {
    const answering = answer(message as ToPage);
    // Without an answer the background would wait for ever.
    answering?.then(respond, () => respond(null));
    return answering !== undefined;
  };
  browser.runtime.onMessage.addListener(onMessage);

  let address = "";
  let recognition: ReturnType<typeof setTimeout> | undefined;

  function search(): void {
    plugins.search();
    for (const one of marks) one.draw();
    button?.mount();
    notices.mount();
    // Behind another address an app shows another page, which may be the calendar's.
    if (address === location.href) return;
    address = location.href;
    clearTimeout(recognition);
    recognition = setTimeout(() => {
      if (plugins.isEmpty()) health.notRecognised();
    }, recognitionTime);
  }
  search();
  observePage(search, signal, searchEvery);

  signal.addEventListener("abort", () => {
    clearTimeout(recognition);
    if (!isOrphan()) browser.runtime.onMessage.removeListener(onMessage);
    // A script of the version that comes next takes it away.
    if (signal.reason === orphaned) notices.end({ title: words.gone, text: words.goneText, tone: "bad" });
    else notices[Symbol.dispose]();
    channel.post({ type: "stop" });
    channel[Symbol.dispose]();
  });
}

/** Starts Pípni on this page, if its calendar is enabled. Runs until another script takes over. */
export async function startHost(): Promise<void> {
  if (!isOwnFrame()) return;
  const stop = new AbortController();
  const { signal } = stop;
  // Not `randomUUID`: a calendar in the practice's own network may be without TLS, where that is missing.
  const id = `${performance.timeOrigin}-${Math.random()}`;
  document.dispatchEvent(new CustomEvent(takeover, { detail: id }));
  document.addEventListener(
    takeover,
    (event) => {
      if (event instanceof CustomEvent && event.detail !== id) stop.abort();
    },
    { signal },
  );
  const call = connect(stop);
  try {
    const hello = await retry(() => call("page.hello", null), retries, signal);
    if (hello.active && !signal.aborted) run(hello, call, stop, id);
  } catch {
    // Nobody answers: the extension is gone, or another script has taken over.
  }
}
