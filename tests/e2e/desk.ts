import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Gosms } from "../gosms/server.ts";
import { withHosts } from "./build.ts";
import { type Extension, launchChromium, patternOf } from "./chromium.ts";

/** A browser that a person closes and opens again, or that dies; its profile stays. */
export interface Desk extends AsyncDisposable {
  /** The browser that runs now. */
  now: Extension;
  /** As a person closes it and opens it again, or as the power fails. */
  restart(how: "close" | "kill"): Promise<void>;
}

/** @param calendar its address, switched on; texts leave at once */
export async function openDesk(
  gosms: Gosms,
  calendar: { readonly url: string; readonly name?: string },
): Promise<Desk> {
  const places = new AsyncDisposableStack();
  const keep = (place: string): string => {
    places.defer(() => rm(place, { recursive: true, force: true }));
    return place;
  };
  const { origin } = new URL(calendar.url);
  const profile = keep(await mkdtemp(join(tmpdir(), "pipni-profile-")));
  const build = keep(await withHosts("chrome", [patternOf(origin)]));
  const launch = () => launchChromium({ gosms, calendars: [origin], profile, build });
  const desk: Desk = {
    now: await launch(),
    async restart(how) {
      if (how === "kill") await kill(profile);
      const closing = Promise.resolve(desk.now[Symbol.asyncDispose]());
      // A killed one may be gone before it can be closed.
      await (how === "kill" ? closing.catch(() => {}) : closing);
      desk.now = await launch();
    },
    async [Symbol.asyncDispose]() {
      await desk.now[Symbol.asyncDispose]();
      await places.disposeAsync();
    },
  };
  await desk.now.configure(gosms.account, (settings) => {
    settings.sending.settleSeconds = 0;
  });
  await desk.now.enable(calendar.url, calendar.name);
  return desk;
}

/** The browser of a profile and all that belongs to it, at once. */
async function kill(profile: string): Promise<void> {
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/u.test(name))) {
    const command = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
    if (command.includes(`--user-data-dir=${profile}`) && !command.includes("--type="))
      process.kill(Number(pid), "SIGKILL");
  }
}
