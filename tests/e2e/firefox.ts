import { once } from "node:events";
import { rm } from "node:fs/promises";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import type { Message } from "../../lib/domain/outbox/message.ts";
import type { Settings } from "../../lib/domain/settings.ts";
import { findBrowser } from "../browsers.ts";
import type { Gosms } from "../gosms/server.ts";
import { patience } from "../machine.ts";
import { withHosts } from "./build.ts";
import {
  callBackground,
  isBackgroundStopped,
  newestFirst,
  readStore,
  storeCredentials,
  storeSettings,
} from "./in-page.ts";
import { practiceSettings } from "./practice-settings.ts";

export interface FirefoxExtension extends AsyncDisposable {
  browser: Browser;
  /** The options page that installing opens. The protocol refuses to navigate to an extension's page itself. */
  options(): Promise<Page>;
  /** Sets up what a user would set up, through the extension's own storage. */
  configure(
    account: { clientId: string; clientSecret: string },
    change?: (settings: Settings) => void,
  ): Promise<void>;
  /** One of the extension's own pages, which somebody has opened or will in a moment. */
  ownPage(page: string): Promise<Page>;
  /** Until the browser has ended the background, as it does when that is idle. */
  backgroundStopped(): Promise<void>;
  /** One message to the background, as an extension page sends it; answers the value or throws. */
  call<T>(name: string, input: unknown): Promise<T>;
  /** Every row of the outbox, newest first. */
  rows(): Promise<Message[]>;
}

export async function launchFirefox(options: {
  gosms: Pick<Gosms, "port">;
  calendars: readonly string[];
  /** After how long an idle background ends; as long as the browser wants to if left out. */
  idleMs?: number;
  /** Last changes to the copy of the build, for tests of what happens without some part of it. */
  prepare?: (build: string) => Promise<void>;
}): Promise<FirefoxExtension> {
  const patterns = options.calendars.map(
    (origin) => `${new URL(origin).protocol}//${new URL(origin).hostname}/*`,
  );
  const build = await withHosts("firefox", patterns);
  await options.prepare?.(build);
  const proxy = await tunnelTo(options.gosms.port);
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath: await findBrowser("firefox"),
    headless: true,
    acceptInsecureCerts: true,
    env: { ...process.env, TZ: "Europe/Prague" },
    extraPrefsFirefox: {
      "network.proxy.type": 1,
      "network.proxy.ssl": "127.0.0.1",
      "network.proxy.ssl_port": proxy.port,
      "intl.accept_languages": "cs",
      "intl.locale.requested": "cs",
      "app.update.enabled": false,
      "datareporting.policy.dataSubmissionEnabled": false,
      ...(options.idleMs === undefined ? {} : { "extensions.background.idle.timeout": options.idleMs }),
    },
  });
  await browser.installExtension(build);

  // Installing opens the options page in place of the first, empty one, whose own idea of its address is then out of
  // date. So each page is asked.
  async function ownPage(wanted: string): Promise<Page> {
    for (let tries = 0; tries < 100 * patience; tries++) {
      for (const page of await browser.pages()) {
        const address = await page.evaluate(() => location.href).catch(() => "");
        if (address.startsWith("moz-extension://") && address.includes(`/${wanted}`)) return page;
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`Firefox did not open ${wanted}`);
  }
  const optionsPage = () => ownPage("options.html");

  return {
    browser,
    options: optionsPage,
    ownPage,
    async backgroundStopped() {
      const page = await optionsPage();
      for (let tries = 0; tries < 300 * patience; tries++) {
        if (await page.evaluate(isBackgroundStopped)) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Error("Firefox did not end the background");
    },
    async configure({ clientId, clientSecret }, change) {
      const page = await optionsPage();
      await page.evaluate(storeSettings, practiceSettings(change));
      await page.evaluate(storeCredentials, { clientId, clientSecret });
    },
    async call<T>(pipni: string, input: unknown) {
      const answer = await (await optionsPage()).evaluate(callBackground, { pipni, input });
      if (!answer || !("value" in answer)) throw new Error(`${pipni}: ${JSON.stringify(answer)}`);
      return answer.value as T;
    },
    rows: async () => newestFirst(await (await optionsPage()).evaluate(readStore, "outbox")),
    async [Symbol.asyncDispose]() {
      await browser.close();
      proxy.close();
      await rm(build, { recursive: true, force: true });
    },
  };
}

/** Firefox cannot map a host to another port, so a proxy leads `app.gosms.eu` to the simulator and all else nowhere. */
async function tunnelTo(port: number): Promise<{ port: number; close(): void }> {
  const server = createServer((_, response) => response.writeHead(403).end());
  server.on("connect", (request, socket) => {
    socket.on("error", () => socket.destroy());
    if (request.url !== "app.gosms.eu:443") {
      socket.end("HTTP/1.1 403 Forbidden\r\n\r\n");
      return;
    }
    const target = connect(port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      target.pipe(socket).pipe(target);
    });
    target.on("error", () => socket.destroy());
    socket.on("close", () => target.destroy());
    target.on("close", () => socket.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
