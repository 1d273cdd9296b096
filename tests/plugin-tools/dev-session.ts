import { watch } from "node:fs";
import { cp } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Page } from "@playwright/test";
import { outputOf } from "../e2e/build.ts";
import { type Extension, launchChromium } from "../e2e/chromium.ts";
import { startGosms } from "../gosms/server.ts";
import type { Recording } from "../replay/recording.ts";
import { startReplay } from "../replay/server.ts";
import { freshBuild } from "./fresh-build.ts";
import { Refusal, readPluginFile } from "./manifest-file.ts";
import { addPlugin } from "./trial.ts";

/** A browser in which a plugin is worked on. */
export interface DevSession extends AsyncDisposable {
  readonly extension: Extension;
  readonly page: Page;
  /** Fulfilled when the browser was closed. */
  readonly closed: Promise<void>;
}

export interface DevOptions {
  readonly manifestPath: string;
  /** A live calendar's address, or a recorded page. */
  readonly at: string | Recording;
  readonly headless: boolean;
  /** Hears what came of each change of a file, a sentence each. */
  readonly tell: (sentence: string) => void;
}

/** Editors write a file in several steps. */
const rest = 200;

export async function startDev({ manifestPath, at, headless, tell }: DevOptions): Promise<DevSession> {
  const first = await readPluginFile(manifestPath);
  const folder = dirname(manifestPath);
  const address = typeof at === "string" ? at : at.address;
  const { origin } = new URL(address);
  await using stack = new AsyncDisposableStack();
  const gosms = stack.use(await startGosms({ http2: true }));
  const replay = typeof at === "string" ? null : stack.use(await startReplay(at));
  let build = "";
  const extension = stack.use(
    await launchChromium({
      gosms,
      calendars: [origin],
      headless,
      ...(replay ? { hosts: replay.hosts } : { isLive: true }),
      prepare: (copy) => {
        build = copy;
        return Promise.resolve();
      },
    }),
  );
  await extension.configure(gosms.account);

  async function load(): Promise<void> {
    const file = await readPluginFile(manifestPath);
    if (file.manifest.main !== undefined) {
      freshBuild();
      await cp(join(outputOf("chrome"), "plugins"), join(build, "plugins"), { recursive: true });
    }
    // Switching on anew puts the scripts into open pages once more, with what the plugin is by now.
    await extension.enable(origin, file.manifest.name, await addPlugin(extension, file));
  }
  await load();
  const page = await extension.context.newPage();
  await page.goto(address);

  let loading = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  const reload = async (): Promise<void> => {
    try {
      await load();
      tell(`${first.manifest.id} was read anew.`);
    } catch (error) {
      tell(error instanceof Refusal ? error.message : String(error));
    }
  };
  const watcher = watch(folder, { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      loading = loading.then(reload);
    }, rest);
  });
  stack.defer(async () => {
    watcher.close();
    clearTimeout(timer);
    await loading;
  });
  const { promise: closed, resolve } = Promise.withResolvers<void>();
  extension.context.on("close", () => resolve());
  const all = stack.move();
  return { extension, page, closed, [Symbol.asyncDispose]: () => all.disposeAsync() };
}
