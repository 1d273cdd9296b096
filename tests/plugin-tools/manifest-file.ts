import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import type { DeclaredCalendar } from "../../lib/plugin-api/declared-calendar.ts";
import type { PluginManifest } from "../../lib/plugin-api/manifest.ts";
import { InvalidManifest, parseManifestText } from "../../lib/plugin-api/parse-manifest.ts";
import { inEnglish } from "../unit/support/problems.ts";

export const root = join(import.meta.dirname, "../..");
export const pluginsFolder = join(root, "lib/plugins");

/** Something that somebody asked for and that cannot be done: sentences for them, without a trace of the stack. */
export class Refusal extends Error {
  override name = "Refusal";
}

/** Runs a command, and says what is wrong in a sentence. */
export async function command(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    const isMeant =
      error instanceof Error && /^(?:Refusal|RecordingUnreadable|BrowserMissing)$/.test(error.name);
    console.error(isMeant ? error.message : error);
    process.exitCode = 1;
  }
}

export interface PluginFile {
  readonly manifest: PluginManifest;
  /** Where it stands, as a person would write it. */
  readonly path: string;
  /** It is a part of this Pípni, and of every build of it. */
  readonly isOwn: boolean;
}

/** @throws Refusal with every problem, a line each */
export async function readPluginFile(path: string): Promise<PluginFile> {
  const file = resolve(path);
  const shown = relative(process.cwd(), file) || file;
  if (!existsSync(file)) throw new Refusal(`There is no file ${shown}.`);
  const isOwn = file.startsWith(pluginsFolder + sep) && basename(file) === "plugin.json";
  try {
    const text = await readFile(file, "utf8");
    const manifest = parseManifestText(isOwn ? basename(dirname(file)) : null, text);
    return { manifest, path: shown, isOwn };
  } catch (error) {
    if (!(error instanceof InvalidManifest)) throw error;
    throw new Refusal(
      [`${shown} cannot be used:`, ...inEnglish(error.problems).map((one) => `  ${one}`)].join("\n"),
    );
  }
}

/** The calendars that the manifest itself describes, with their places in it. */
export const declaredIn = ({
  main,
  contributes,
}: PluginManifest): { place: string; calendar: DeclaredCalendar }[] =>
  main !== undefined
    ? []
    : contributes.calendars.flatMap(({ id: _id, title: _title, events, ...rest }, index) =>
        events ? [{ place: `contributes.calendars[${index}]`, calendar: { ...rest, events } }] : [],
      );
