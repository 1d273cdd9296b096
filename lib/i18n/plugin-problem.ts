import type { PluginProblem } from "../domain/plugin-problem.ts";
import type { pluginProblems } from "./cs/plugin-problems.ts";

/** A line for people: which plugin, where in the file, what is wrong, what to do. */
export function sayProblem(
  { sentences, types, wholeFile }: typeof pluginProblems,
  { plugin, path, code, values }: PluginProblem,
): string {
  const said = sentences[code].replace(/\{(\w+)\}/gu, (_, name: string) => {
    const value = Object.hasOwn(values, name) ? (values[name] ?? "") : "";
    const isType = name === "expected" || name === "given";
    return isType && Object.hasOwn(types, value) ? (types[value] ?? value) : value;
  });
  return `${plugin}: ${path || wholeFile}: ${said}`;
}
