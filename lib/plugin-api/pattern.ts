import type { Fault } from "../domain/plugin-problem.ts";
import { growthOf } from "./pattern/growth.ts";
import { isAnchored, parse } from "./pattern/syntax.ts";

/**
 * Regular expressions of declarative plugins run on text of untrusted pages, in the browser's engine, which tries one
 * way after the other. One may be used only if it is proved that its time grows no faster than the square of the text's
 * length, whatever the text. The engine also limits that length.
 */

const highestDegree = 2;

const known = new Map<string, Fault | null>();

/** Why a plugin may not use the expression; `null` when it may. */
export function patternProblem(source: string): Fault | null {
  const before = known.get(source);
  if (before !== undefined) return before;
  const problem = problemOf(source);
  known.set(source, problem);
  return problem;
}

function problemOf(source: string): Fault | null {
  try {
    new RegExp(source, "u");
  } catch (error) {
    return { code: "patternSyntax", values: { why: error instanceof Error ? error.message : "?" } };
  }
  const tree = parse(source);
  // Without `^` it is tried anew at each place of the text.
  const degree = growthOf(tree) + Number(!isAnchored(tree));
  return degree <= highestDegree ? null : { code: "patternEndless" };
}
