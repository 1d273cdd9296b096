import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import type { Gosms } from "../gosms/server.ts";
import { withHosts } from "./build.ts";
import {
  driven,
  type Extension,
  type LaunchOptions,
  openContext,
  optionsPage,
  patternOf,
  stopWorkers,
  urlIn,
} from "./chromium.ts";
import { bareArgs } from "./chromium-args.ts";
import { forgetEverything } from "./in-page.ts";

/** A Chromium in which test after test finds the extension as if it had been installed just now. */
export interface SharedChromium extends AsyncDisposable {
  install(options: Pick<LaunchOptions, "calendars" | "prepare">): Promise<Extension>;
}

interface Installed {
  id: string;
  build: string;
  /** The hosts that it may read. */
  patterns: readonly string[];
  /** Stays open, for whatever needs the rights of one of its pages. */
  own: Page;
}

/** Loads nothing and runs nothing. */
const stillPage = "help/cs.html";

/**
 * Starting a browser costs several times what installing an extension does, and that several times what it costs to
 * make one forget: it stays for the next test, unless that asks for other hosts or a changed build.
 */
export async function startSharedChromium(gosms: Pick<Gosms, "port">): Promise<SharedChromium> {
  const stack = new AsyncDisposableStack();
  const profile = await mkdtemp(join(tmpdir(), "pipni-profile-"));
  stack.defer(() => rm(profile, { recursive: true, force: true }));
  const args = [...bareArgs(gosms.port), "--enable-unsafe-extension-debugging"];
  const context = await openContext(profile, args);
  stack.defer(() => context.close());
  const session = await context.browser()?.newBrowserCDPSession();
  if (!session) throw new Error("this Chromium cannot be told to install an extension");
  // Newer than the protocol that Playwright knows.
  const send = (method: string, parameters: object): Promise<object> =>
    session.send(method as never, parameters as never);

  /** Of the test before, without anything that it left. */
  let spare: Installed | null = null;
  stack.defer(async () => {
    if (spare) await rm(spare.build, { recursive: true, force: true });
  });

  async function uninstall({ id, build }: Installed): Promise<void> {
    // The browser would end with its last page.
    await context.newPage();
    for (const page of context.pages().slice(0, -1)) await page.close();
    await send("Extensions.uninstall", { id });
    await rm(build, { recursive: true, force: true });
  }

  async function installAnew(
    patterns: readonly string[],
    prepare: LaunchOptions["prepare"],
  ): Promise<Installed> {
    const build = await withHosts("chrome", patterns);
    await prepare?.(build);
    const { id } = (await send("Extensions.loadUnpacked", { path: build })) as { id: string };
    // It would follow whatever happens, and nobody looks.
    const own = await optionsPage(context, id);
    await own.goto(urlIn(id)(stillPage));
    return { id, build, patterns, own };
  }

  async function clear({ own }: Installed): Promise<void> {
    for (const page of context.pages()) if (page !== own) await page.close();
    // The end of a page may have woken one more, which began with what was left.
    for (let times = 0; times < 2; times++) {
      await stopWorkers(own);
      await own.evaluate(forgetEverything);
    }
  }

  return {
    async install({ calendars, prepare }) {
      const patterns = [...new Set(calendars.map(patternOf))].sort();
      const old = spare;
      spare = null;
      const isSame = old !== null && !prepare && old.patterns.join() === patterns.join();
      if (old && !isSame) await uninstall(old);
      const installed = isSame ? old : await installAnew(patterns, prepare);
      return {
        ...driven(context, installed.id, installed.own),
        async [Symbol.asyncDispose]() {
          await context.clearCookies();
          if (prepare) return uninstall(installed);
          await clear(installed);
          spare = installed;
        },
      };
    },
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}
