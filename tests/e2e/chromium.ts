import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import type { Settings } from "../../lib/domain/settings.ts";
import { findBrowser } from "../browsers.ts";
import type { Gosms } from "../gosms/server.ts";
import { withHosts } from "./build.ts";

export interface LaunchOptions {
  /** The host `app.gosms.eu` leads here, and nowhere else. */
  gosms: Pick<Gosms, "port">;
  /** Origins of calendars that the user has allowed. */
  calendars: readonly string[];
  headless?: boolean;
  /** A profile that outlives the browser. */
  profile?: string;
  colorScheme?: "light" | "dark";
  args?: readonly string[];
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
  /** "Zapnout" for a calendar, as the options page does it. */
  enable(url: string, name?: string): Promise<void>;
  /** Ends the background worker as the browser does when it is idle. */
  stopWorker(): Promise<void>;
}

const patternOf = (origin: string) => {
  const { protocol, hostname } = new URL(origin);
  return `${protocol}//${hostname}/*`;
};

export async function launchChromium(options: LaunchOptions): Promise<Extension> {
  const build = await withHosts("chrome", options.calendars.map(patternOf));
  const profile = options.profile ?? (await mkdtemp(join(tmpdir(), "pipni-profile-")));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: await findBrowser("chromium"),
    headless: options.headless ?? true,
    locale: "cs-CZ",
    timezoneId: "Europe/Prague",
    colorScheme: options.colorScheme ?? "light",
    viewport: options.headless === false ? null : { width: 1280, height: 860 },
    args: [
      ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
      "--lang=cs",
      `--disable-extensions-except=${build}`,
      `--load-extension=${build}`,
      // The simulator stands in for GoSMS, and the browser asks nobody else anything.
      `--host-resolver-rules=MAP app.gosms.eu:443 127.0.0.1:${options.gosms.port}, MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1`,
      "--ignore-certificate-errors",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--no-first-run",
      "--disable-quic",
      ...(options.args ?? []),
    ],
  });
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent("serviceworker"));
  const id = new URL(worker.url()).host;
  const url = (page: string) => `chrome-extension://${id}/${page}`;

  const open = async (page: string) => {
    const opened = await context.newPage();
    await opened.goto(url(page));
    return opened;
  };

  /** Runs with the rights of an extension page, in a tab of its own. */
  async function inExtension<A, R>(work: (argument: A) => Promise<R>, argument: A): Promise<R> {
    const page = await open("options.html");
    try {
      return await page.evaluate(work as (argument: unknown) => Promise<R>, argument);
    } finally {
      await page.close();
    }
  }

  return {
    context,
    id,
    url,
    open,
    async configure(account, change = () => {}) {
      const { defaultSettings } = await import("../../lib/domain/settings.ts");
      const settings = structuredClone(defaultSettings);
      settings.practice = {
        name: "Ordinace Na Náměstí",
        phone: "+420 234 567 890",
        timeZone: "Europe/Prague",
      };
      settings.sending.channel = 1;
      settings.language = "cs";
      change(settings);
      await inExtension(configureInPage, { account, settings });
    },
    async enable(calendar, name = "Zkušební kalendář") {
      const answer = await inExtension(callInPage, {
        pipni: "sites.enable",
        input: { url: calendar, name, plugin: null },
      });
      if (!answer || !("value" in answer))
        throw new Error(`could not enable ${calendar}: ${JSON.stringify(answer)}`);
    },
    async stopWorker() {
      const page = context.pages()[0] ?? (await context.newPage());
      const session = await context.newCDPSession(page);
      await session.send("ServiceWorker.enable");
      await session.send("ServiceWorker.stopAllWorkers");
      await session.detach();
    },
    async [Symbol.asyncDispose]() {
      await context.close();
      await rm(build, { recursive: true, force: true });
      if (!options.profile) await rm(profile, { recursive: true, force: true });
    },
  };
}

declare const chrome: {
  storage: { local: { set(items: object): Promise<void> } };
  runtime: { sendMessage(message: object): Promise<object | undefined> };
};

const callInPage = (message: object) => chrome.runtime.sendMessage(message);

async function configureInPage({ account, settings }: { account: object; settings: object }): Promise<void> {
  await chrome.storage.local.set({ settings });
  await new Promise<void>((resolve, reject) => {
    // The options page has opened the database already, so its stores exist.
    const opening = indexedDB.open("pipni");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const tx = opening.result.transaction("secrets", "readwrite");
      tx.objectStore("secrets").put(account, "credentials");
      tx.oncomplete = () => {
        opening.result.close();
        resolve();
      };
      tx.onerror = () => reject(tx.error);
    };
  });
}
