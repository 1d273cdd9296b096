import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import puppeteer, { type Browser, type EvaluateFunc, type Page, type Realm } from "puppeteer-core";
import type { AppointmentChange } from "../../lib/domain/appointment.ts";
import { Message } from "../../lib/domain/outbox/message.ts";
import { capCodes } from "../../lib/domain/outbox/predicates.ts";
import type { Failpoint } from "../../lib/storage/failpoints.ts";
import { chromiumArgs } from "../e2e/chromium-args.ts";
import { newestFirst, readStore, storeCredentials } from "../e2e/in-page.ts";
import { bound } from "../machine.ts";
import { breakRow, readAside, storeSecret } from "./in-page.ts";

/** Chromium with the fault build, in a process of our own: it can be killed at any moment and started again. */

export interface LaunchOptions {
  /** The extension's folder. */
  build: string;
  /** The profile that outlives every kill. */
  profile: string;
  executable: string;
  gosmsPort: number;
  /** A page of an enabled calendar. */
  calendar: string;
}

/** A window takes as long as all the rest of a start, so none is opened before a page of the calendar is needed. */
const withoutWindow = ["--no-startup-window", "--disable-gpu", "--disable-software-rasterizer"];

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A page of the extension's that lies in no window. */
async function hiddenPage(browser: Browser, extension: string): Promise<Page> {
  const session = await browser.target().createCDPSession();
  // Unlike the options page, which an extension that seems to be new opens by itself, nobody loads it anew.
  const url = `chrome-extension://${extension}/help/cs.html`;
  await session.send("Target.createTarget", { url, hidden: true, background: true });
  const target = await browser.waitForTarget((one) => one.url() === url, { timeout: bound(15_000) });
  // It is gone with the session that made it, which stays open for that.
  return target.asPage();
}

declare const chrome: {
  runtime: { id: string; sendMessage(message: object): Promise<{ value?: unknown } | undefined> };
  storage: {
    local: {
      get(key: string): Promise<Record<string, unknown>>;
      set(items: object): Promise<void>;
      remove(key: string): Promise<void>;
    };
  };
};

export class Chromium implements AsyncDisposable {
  readonly #options: LaunchOptions;
  readonly #browser: Browser;
  readonly #own: Page;
  #realm: Promise<Realm> | null = null;

  private constructor(options: LaunchOptions, browser: Browser, own: Page) {
    this.#options = options;
    this.#browser = browser;
    this.#own = own;
  }

  static async launch(options: LaunchOptions): Promise<Chromium> {
    const browser = await puppeteer.launch({
      executablePath: options.executable,
      headless: true,
      // What takes long is for the test to judge.
      protocolTimeout: 0,
      // An interrupted run still tells what it has seen.
      handleSIGINT: false,
      userDataDir: options.profile,
      ignoreDefaultArgs: ["--disable-extensions"],
      args: [...chromiumArgs(options.build, options.gosmsPort), ...withoutWindow],
      waitForInitialPage: false,
    });
    try {
      const target = await browser.waitForTarget(
        (one) => one.type() === "service_worker" && one.url().startsWith("chrome-extension://"),
        { timeout: bound(15_000) },
      );
      return new Chromium(options, browser, await hiddenPage(browser, new URL(target.url()).host));
    } catch (error) {
      browser.process()?.kill("SIGKILL");
      throw error;
    }
  }

  /** The world of the extension's content script in the calendar's page: what it says, the browser vouches for. */
  #inCalendar(): Promise<Realm> {
    this.#realm ??= this.#openCalendar().catch((error) => {
      this.#realm = null;
      throw error;
    });
    return this.#realm;
  }

  /** Whether a page of the calendar has been opened. */
  isCalendarOpen = false;

  async openCalendar(): Promise<void> {
    await this.#inCalendar();
    this.isCalendarOpen = true;
  }

  async #openCalendar(): Promise<Realm> {
    for (let tries = 0; tries < 4; tries++) {
      // Until the background has registered its scripts, a page gets none.
      const page = await inTime(this.#browser.newPage());
      await page.goto(this.#options.calendar, { timeout: bound(5000) }).catch(() => {});
      for (const end = Date.now() + bound(1000); Date.now() < end; await pause(50)) {
        const [realm] = page.extensionRealms();
        if (realm) return realm;
      }
      void page.close().catch(() => {});
    }
    throw new Error("the calendar's page has no content script");
  }

  /** Reports a change as the calendar's page does. @returns whether the extension has acknowledged it */
  async report(change: AppointmentChange): Promise<boolean> {
    const realm = await this.#inCalendar();
    const answer = await inTime(
      realm.evaluate((message) => chrome.runtime.sendMessage(message), {
        pipni: "page.changed",
        input: change,
      }),
    );
    return answer !== undefined && "value" in answer;
  }

  /**
   * The same changes from several tabs of the calendar, all at once.
   * @returns how many reports the extension has acknowledged
   */
  async reportFrom(tabs: number, changes: readonly AppointmentChange[]): Promise<number> {
    const realms: Realm[] = [];
    while (realms.length < tabs) realms.push(await this.#openCalendar());
    const counts = await Promise.all(
      realms.map((realm) =>
        realm.evaluate(async (reported) => {
          let answered = 0;
          for (const input of reported) {
            const answer = await chrome.runtime.sendMessage({ pipni: "page.changed", input });
            if (answer && "value" in answer) answered++;
          }
          return answered;
        }, changes),
      ),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** A person lets all go on that is held, and what is over a cap, too. */
  async letGoOn(): Promise<void> {
    await this.call("outbox.release", null);
    for (const code of capCodes)
      await this.call("outbox.decideHeld", { code, decision: "send", by: Date.now() });
  }

  /** Calls the background as an extension's page does. Throws where it did not answer. */
  async call<T>(name: string, input: unknown): Promise<T> {
    const answer = await this.#inOwn((message) => chrome.runtime.sendMessage(message), {
      pipni: name,
      input,
    });
    if (!answer || !("value" in answer)) throw new Error(`${name}: ${JSON.stringify(answer)}`);
    return answer.value as T;
  }

  /** Does something in the extension's own page. */
  #inOwn<A extends unknown[], F extends EvaluateFunc<A>>(
    work: F,
    ...given: A
  ): Promise<Awaited<ReturnType<F>>> {
    return inTime(this.#own.evaluate(work, ...given));
  }

  store(items: Record<string, unknown>): Promise<void> {
    return this.#inOwn((given) => chrome.storage.local.set(given), items);
  }

  async stored(key: string): Promise<unknown> {
    return (await this.#inOwn((given) => chrome.storage.local.get(given), key))[key];
  }

  forget(key: string): Promise<void> {
    return this.#inOwn((given) => chrome.storage.local.remove(given), key);
  }

  /** The worker will stop dead the next time it comes here. */
  async stopAt(point: Failpoint): Promise<void> {
    await this.forget("stoppedAt");
    await this.store({ failpoint: point });
  }

  async hasStopped(): Promise<boolean> {
    return (await this.stored("stoppedAt")) !== undefined;
  }

  setCredentials(credentials: { clientId: string; clientSecret: string }): Promise<void> {
    return this.#inOwn(storeCredentials, credentials);
  }

  setSecret(name: string, value: object): Promise<void> {
    return this.#inOwn(storeSecret, { name, value });
  }

  /** Those that can be read, newest first, and the ids of those that cannot. */
  async rows(): Promise<{ rows: Message[]; unreadable: string[] }> {
    const all: (Message & { indexed?: unknown })[] = newestFirst(await this.#inOwn(readStore, "outbox"));
    const rows: Message[] = [];
    const unreadable: string[] = [];
    for (const { indexed: _, ...row } of all) {
      const read = Message.safeParse(row);
      if (read.success) rows.push(read.data);
      else unreadable.push(row.id);
    }
    return { rows, unreadable };
  }

  /** Makes a row of the outbox unreadable. @returns the row as it was, or `null` where there was none */
  breakRow(dice: number): Promise<Message | null> {
    return this.#inOwn(breakRow, dice);
  }

  /** Ids of the rows that the extension shows as unreadable. */
  aside(): Promise<string[]> {
    return this.#inOwn(readAside);
  }

  /** Opens another of the extension's pages. */
  async open(page: string): Promise<Page> {
    const opened = await this.#browser.newPage();
    await opened.goto(new URL(`/${page}`, this.#own.url()).href);
    return opened;
  }

  /** Ends the worker as the browser does when it wants its memory back. */
  async stopWorker(): Promise<void> {
    const session = await this.#own.createCDPSession();
    await session.send("ServiceWorker.enable");
    await session.send("ServiceWorker.stopAllWorkers");
    await session.detach();
  }

  /** The power fails. */
  async kill(): Promise<void> {
    const child = this.#browser.process();
    if (child?.pid === undefined) throw new Error("no process to kill");
    const ended = new Promise((resolve) => child.once("exit", resolve));
    process.kill(-child.pid, "SIGKILL");
    await ended;
    await this.#browser.disconnect().catch(() => {});
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close();
  }
}

/** A worker that stands still answers nothing, and its browser may be killed meanwhile. */
async function inTime<T>(answer: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error("no answer in time")), bound(90_000));
  try {
    return await Promise.race([answer, late.promise]);
  } finally {
    clearTimeout(timer);
  }
}

/** Flips one byte in the log of the extension's database. @returns whether there was one to flip */
export async function damageDatabase(profile: string, random: () => number): Promise<boolean> {
  const root = join(profile, "Default/IndexedDB");
  const folders = (await readdir(root).catch(() => [])).filter((name) =>
    name.startsWith("chrome-extension_"),
  );
  for (const folder of folders.filter((name) => name.endsWith(".leveldb"))) {
    for (const name of (await readdir(join(root, folder))).filter((file) => file.endsWith(".log"))) {
      const path = join(root, folder, name);
      const bytes = await readFile(path);
      if (bytes.length < 64) continue;
      const at = Math.floor(random() * bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ 0xff;
      await writeFile(path, bytes);
      return true;
    }
  }
  return false;
}
