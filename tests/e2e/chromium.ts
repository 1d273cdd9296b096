import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import type { Message } from "../../lib/domain/outbox/message.ts";
import type { Settings } from "../../lib/domain/settings.ts";
import type { PluginManifest } from "../../lib/plugin-api/manifest.ts";
import type { PluginSummary } from "../../lib/rpc/contract/index.ts";
import { findBrowser } from "../browsers.ts";
import { confirmedReadings } from "../confirmed-readings.ts";
import type { Gosms } from "../gosms/server.ts";
import { patience } from "../machine.ts";
import { withHosts } from "./build.ts";
import { chromiumArgs, liveArgs } from "./chromium-args.ts";
import {
  callBackground,
  newestFirst,
  readStore,
  storeCredentials,
  storeReadings,
  storeSettings,
} from "./in-page.ts";
import { practiceSettings } from "./practice-settings.ts";

export interface LaunchOptions {
  /** The host `app.gosms.eu` leads here, and nowhere else. */
  gosms: Pick<Gosms, "port">;
  /** Origins of calendars that the user has allowed. */
  calendars: readonly string[];
  /** Further hosts that lead to this computer: rules such as `MAP kalendar.example:443 127.0.0.1:8443`. */
  hosts?: readonly string[];
  /** The rest of the internet is there as well, and certificates count: only GoSMS is this computer's. */
  isLive?: boolean;
  /** The simulator vouches for itself, which then is not enough. */
  areCertificatesChecked?: boolean;
  headless?: boolean;
  /** A profile that outlives the browser. */
  profile?: string;
  /** A copy of the build that outlives it, too: by its place the browser knows the extension again. */
  build?: string;
  colorScheme?: "light" | "dark";
  args?: readonly string[];
  /** Last changes to the copy of the build, for tests of what happens without some part of it. */
  prepare?: (build: string) => Promise<void>;
}

/** Chromium with the production build in it. */
export interface Extension extends AsyncDisposable {
  context: BrowserContext;
  id: string;
  url(page: string): string;
  /** Opens one of the extension's own pages. */
  open(page: string): Promise<Page>;
  /** Sets up what a user would set up, through the extension's own storage. */
  configure(
    account: { clientId: string; clientSecret: string },
    change?: (settings: Settings) => void,
  ): Promise<void>;
  /** As if a person had confirmed what is read in the calendar, by every plugin that there is. */
  confirmReading(url: string): Promise<void>;
  /** "Zapnout" for a calendar, as the options page does it, and what is read there confirmed. */
  enable(url: string, name?: string, plugin?: string | null): Promise<void>;
  /** One message to the background, as an extension page sends it; answers the value or throws. */
  call<T>(name: string, input: unknown): Promise<T>;
  /** The id that the browser gave to the tab of an address. */
  tabId(url: string): Promise<number>;
  /** Every row of the outbox, newest first. */
  rows(): Promise<Message[]>;
  /** Every row of another store of the extension's database. */
  stored(store: string): Promise<unknown[]>;
  /** Ends the background worker as the browser does when it is idle. */
  stopWorker(): Promise<void>;
}

export const urlIn =
  (id: string) =>
  (page: string): string =>
    `chrome-extension://${id}/${page}`;

export const patternOf = (origin: string): string => {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
};

export async function launchChromium(options: LaunchOptions): Promise<Extension> {
  const stack = new AsyncDisposableStack();
  const build = options.build ?? (await withHosts("chrome", options.calendars.map(patternOf)));
  if (!options.build) stack.defer(() => rm(build, { recursive: true, force: true }));
  await options.prepare?.(build);
  const profile = options.profile ?? (await mkdtemp(join(tmpdir(), "pipni-profile-")));
  if (!options.profile) stack.defer(() => rm(profile, { recursive: true, force: true }));
  const args = options.isLive
    ? await liveArgs(build, options.gosms.port)
    : chromiumArgs(build, options.gosms.port, options.hosts).filter(
        (arg) => !(options.areCertificatesChecked && arg === "--ignore-certificate-errors"),
      );
  const context = await openContext(profile, [...args, ...(options.args ?? [])], options);
  stack.defer(() => context.close());
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
  const id = new URL(worker.url()).host;
  return {
    ...driven(context, id, await optionsPage(context, id)),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

export async function openContext(
  profile: string,
  args: readonly string[],
  { headless = true, colorScheme = "light" }: Pick<LaunchOptions, "headless" | "colorScheme"> = {},
): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: await findBrowser("chromium"),
    headless,
    locale: "cs-CZ",
    timezoneId: "Europe/Prague",
    colorScheme,
    viewport: headless ? { width: 1280, height: 860 } : null,
    args: [...args],
    // Which would be said where none is named at the start.
    ignoreDefaultArgs: ["--disable-extensions"],
  });
}

/**
 * What a test does with the extension, once it is in the browser.
 * @param own one of its pages that stays open, for whatever needs the rights of such a page
 */
export function driven(
  context: BrowserContext,
  id: string,
  own: Page,
): Omit<Extension, keyof AsyncDisposable> {
  const url = urlIn(id);

  const open = async (page: string) => {
    const opened = await context.newPage();
    await opened.goto(url(page));
    return opened;
  };

  const inExtension = <A, R>(work: (argument: A) => Promise<R>, argument: A): Promise<R> =>
    own.evaluate(work as (argument: unknown) => Promise<R>, argument);

  async function call<T>(name: string, input: unknown): Promise<T> {
    const answer = await inExtension(callBackground, { pipni: name, input });
    if (!answer || !("value" in answer)) throw new Error(`${name}: ${JSON.stringify(answer)}`);
    return answer.value as T;
  }

  async function confirmReading(calendar: string): Promise<void> {
    const plugins = await call<PluginSummary[]>("plugins.list", null);
    const added = plugins.flatMap(({ json }) => (json ? (JSON.parse(json) as PluginManifest) : []));
    await inExtension(storeReadings, confirmedReadings(calendar, added));
  }

  return {
    context,
    id,
    url,
    open,
    async configure({ clientId, clientSecret }, change) {
      await inExtension(storeSettings, practiceSettings(change));
      // The background makes the database, and answers this when it has.
      await call("outbox.sendAgain", { ids: [crypto.randomUUID()] });
      await inExtension(storeCredentials, { clientId, clientSecret });
    },
    confirmReading,
    async enable(calendar, name = "Zkušební kalendář", plugin = null) {
      await confirmReading(calendar);
      await call("sites.enable", { url: calendar, name, plugin });
    },
    call,
    tabId: (address) => inExtension(tabInPage, address),
    rows: async () => newestFirst(await inExtension(readStore, "outbox")),
    stored: (store) => inExtension(readStore, store),
    stopWorker: () => stopWorkers(own),
  };
}

export async function stopWorkers(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("ServiceWorker.enable");
  await session.send("ServiceWorker.stopAllWorkers");
  await session.detach();
}

/** The one that installing opens. */
export async function optionsPage(context: BrowserContext, id: string): Promise<Page> {
  const url = urlIn(id)("options.html");
  for (let tries = 0; tries < 100 * patience; tries++) {
    const page = context.pages().find((open) => open.url().startsWith(url));
    if (page) {
      await page.waitForLoadState();
      return page;
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  // A profile that has had the extension before installs nothing.
  const page = await context.newPage();
  await page.goto(url);
  return page;
}

declare const chrome: {
  tabs: { query(filter: { url: string }): Promise<{ id?: number; url?: string }[]> };
};

async function tabInPage(url: string): Promise<number> {
  const tabs = await chrome.tabs.query({ url: `${new URL(url).protocol}//${new URL(url).hostname}/*` });
  const id = tabs.find((tab) => tab.url === url)?.id;
  if (id === undefined) throw new Error(`no tab shows ${url}`);
  return id;
}
