import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { extname, join, relative } from "node:path";
import { InvalidManifest, parseManifest } from "../../lib/plugin-api/parse-manifest.ts";
import { readRecording } from "../replay/read.ts";
import type { Recording } from "../replay/recording.ts";
import { readSavedPage } from "../replay/saved-page.ts";
import { inEnglish } from "../unit/support/problems.ts";
import { Refusal, root } from "./manifest-file.ts";
import { propose } from "./propose.ts";
import { driverOf, manifestOf, readmeOf, samplePage, specOf, type Told } from "./templates.ts";
import { WallClockWords } from "./words.ts";

export interface NewPlugin {
  readonly id: string;
  /** A HAR or a saved page; without it a page is made up. */
  readonly from?: string | undefined;
  /** The page's address, where the file does not say it. */
  readonly address?: string | undefined;
  readonly timeZone: string;
  /** The folder in which the plugin's own is made. */
  readonly into: string;
}

export interface Made {
  readonly folder: string;
  readonly files: readonly string[];
  /** What a person has to look at. */
  readonly notes: readonly string[];
}

/** Cookies and passwords in a HAR's headers are nobody's business, and no replay needs them. */
function withoutSecrets(har: string): string {
  const secret = /^(?:cookie|set-cookie|authorization|proxy-authorization|x-(?:csrf|xsrf)-token)$/i;
  return JSON.stringify(
    JSON.parse(har),
    (key, value: unknown) => {
      if (!Array.isArray(value)) return value;
      if (key === "cookies") return [];
      if (key !== "headers") return value;
      return value.filter((one: { name?: unknown }) => !secret.test(String(one?.name)));
    },
    1,
  );
}

/** Up to the first part that may be a day or a number, as teaching does. */
function matchOf(address: string): string {
  const { origin, pathname } = new URL(address);
  const [steady = "/"] = pathname.split(/(?<=\/)(?=[^/]*\d)/);
  // Match patterns know no ports.
  return `${origin.replace(/:\d+$/, "")}${steady.replace(/\/$/, "")}${steady === "/" ? "/" : ""}*`;
}

/** @throws Refusal */
export async function makePlugin({ id, from, address, timeZone, into }: NewPlugin): Promise<Made> {
  if (!/^[a-z][a-z0-9-]{0,49}$/.test(id))
    throw new Refusal(
      `“${id}” cannot be the name of a plugin: use at most 50 lower-case letters, digits and hyphens, a letter first.`,
    );
  const folder = join(into, id);
  const shown = relative(root, folder);
  if (existsSync(folder))
    throw new Refusal(`The folder ${shown} is there already: choose another name, or delete it.`);

  const made = "https://kalendar.example/kalendar";
  const recording: Recording =
    from === undefined ? readSavedPage(samplePage(made)) : await readRecording(from, address);
  const proposal = await propose(recording, timeZone);
  if (!proposal)
    throw new Refusal(
      `${from} holds nothing that looks like appointments: no hours beside names on the page, and none in its server's answers. ` +
        "Record it on a week with some appointments, or begin without --from.",
    );
  const words = new WallClockWords(timeZone);
  const page = `page${from === undefined ? ".html" : extname(from).toLowerCase() || ".har"}`;
  const told: Told = {
    id,
    name: (from !== undefined && proposal.title) || id,
    match: matchOf(recording.address),
    calendar: proposal.calendar,
    button: proposal.button,
    page,
    address: address ?? null,
    days: proposal.days,
    seen: proposal.read.map((one) => words.seen(one)),
  };
  const manifest = manifestOf(told);
  try {
    parseManifest(null, manifest);
  } catch (error) {
    if (!(error instanceof InvalidManifest)) throw error;
    throw new Refusal(
      ["What the file holds makes no sound manifest:", ...inEnglish(error.problems)].join("\n"),
    );
  }
  const fixture = from === undefined ? samplePage(made) : await readFile(from, "utf8");
  const files: Record<string, string> = {
    // On one line, so that only what is too long is broken.
    "plugin.json": JSON.stringify(manifest),
    "README.md": readmeOf(told),
    "test/driver.ts": driverOf(told),
    "test/contract.spec.ts": specOf(told),
    [`test/${page}`]: page.endsWith(".har") ? withoutSecrets(fixture) : fixture,
  };
  await mkdir(join(folder, "test"), { recursive: true });
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  // As all other files are written.
  const written = ["plugin.json", "test/driver.ts", "test/contract.spec.ts"].map((name) =>
    join(folder, name),
  );
  const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
  spawnSync(process.execPath, [biome, "check", "--write", "--vcs-use-ignore-file=false", ...written], {
    cwd: root,
  });
  return { folder: shown, files: Object.keys(files), notes: proposal.notes };
}
