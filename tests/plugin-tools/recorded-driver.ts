import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { NetworkRule } from "../../lib/plugin-api/declared-calendar.ts";
import type { PageDriver } from "../contract/driver.ts";
import { readRecording } from "../replay/read.ts";
import { isWrite, type Recorded } from "../replay/recording.ts";
import { type Replay, startReplay } from "../replay/server.ts";
import { declaredIn, readPluginFile } from "./manifest-file.ts";
import { zoneOf } from "./print.ts";
import { examineTraffic } from "./traffic.ts";
import { type Seen, WallClockWords } from "./words.ts";

/** A plugin's folder with a recorded page in it, and what a person saw there. */
export interface RecordedPage {
  /** The plugin's own, with its `plugin.json`. */
  readonly folder: string;
  /** In the folder `test`: `page.har` or `page.html`. */
  readonly page: string;
  /** The page's address, where a saved page does not say it. */
  readonly address?: string;
  /** Days that the page shows. */
  readonly days: readonly string[];
  /** Every appointment on them, but for those that are cancelled. */
  readonly seen: readonly Seen[];
  /** What was done while the page was recorded: `created: Jana Vzorová, 2027-03-01 08:00, 601 000 001`. */
  readonly changes: readonly string[];
}

export interface RecordedDriver extends PageDriver, Omit<RecordedPage, "folder" | "page" | "address"> {
  readonly words: WallClockWords;
  readonly replay: Replay;
  readonly writes: readonly { readonly recorded: Recorded; readonly rule: NetworkRule }[];
}

const alias = "look-alike.example";

/** A recorded page for the contract suite: what its server said, and no more. */
export async function startRecorded(recorded: RecordedPage): Promise<RecordedDriver> {
  const { folder, page, days, seen, changes } = recorded;
  const { manifest, isOwn } = await readPluginFile(join(folder, "plugin.json"));
  const recording = await readRecording(join(folder, "test", page), recorded.address);
  const replay = await startReplay(recording, alias);
  const { origin, protocol, port } = new URL(recording.address);
  const [declared] = declaredIn(manifest);
  const today = Temporal.Now.plainDateISO().toString();
  const writes = declared ? examineTraffic(declared.calendar, recording, today).writes : [];
  const lookAlike = recording.address.replace(origin, `${protocol}//${alias}${port ? `:${port}` : ""}`);
  const timeZone = zoneOf({ manifest });
  return {
    ...{ days, seen, changes, replay, writes, timeZone },
    words: new WallClockWords(timeZone),
    name: manifest.name,
    plugin: manifest.id,
    // One that is part of Pípni is in the build.
    ...(isOwn ? {} : { manifest: JSON.parse(readFileSync(join(folder, "plugin.json"), "utf8")) as unknown }),
    url: origin,
    hosts: replay.hosts,
    absent: {
      ...(recording.exchanges.some(isWrite) && changes.length > 0
        ? {}
        : { changes: "nothing was changed while the page was recorded" }),
    },
    address: () => recording.address,
    drawn: (open) => open.waitForLoadState(),
    strangers: [`${origin}/no-calendar-was-recorded-here`],
    lookAlike: () => Promise.resolve({ url: lookAlike, [Symbol.asyncDispose]: () => Promise.resolve() }),
    [Symbol.asyncDispose]: () => replay[Symbol.asyncDispose](),
  };
}
