import type { PluginProblem } from "../../../lib/domain/plugin-problem.ts";
import { pluginProblems as en } from "../../../lib/i18n/en/plugin-problems.ts";
import { sayProblem } from "../../../lib/i18n/plugin-problem.ts";
import { InvalidManifest } from "../../../lib/plugin-api/parse-manifest.ts";

export const inEnglish = (problems: readonly PluginProblem[]): string[] =>
  problems.map((problem) => sayProblem(en, problem));

/** What a manifest is refused for, in English, a line for each; empty when it is taken. */
export function problemsOf(parse: () => unknown): string {
  try {
    parse();
    return "";
  } catch (error) {
    if (error instanceof InvalidManifest) return inEnglish(error.problems).join("\n");
    throw error;
  }
}
