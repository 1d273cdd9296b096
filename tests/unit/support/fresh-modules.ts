import { vi } from "vitest";

/*
 * A worker that starts has nothing of the one before, and so each start evaluates the background's modules anew. Rules
 * and shapes alone hold nothing that could be left over: they are kept, which makes a start several times as quick.
 */

const holdsNothing = /\/lib\/(domain|i18n|plugin-api|plugin-kit|declarative|rpc\/contract)\//u;

interface Evaluated {
  promise: unknown;
  exports: unknown;
  evaluated: boolean;
  importers: Set<string>;
}

/** Vitest's own book of them. Without it, all are evaluated anew. */
const evaluated = (): Map<string, Evaluated> =>
  (globalThis as { __vitest_worker__?: { evaluatedModules?: { idToModuleMap?: Map<string, Evaluated> } } })
    .__vitest_worker__?.evaluatedModules?.idToModuleMap ?? new Map();

export const resetBackground = (): void => resetAllBut((path) => holdsNothing.test(path));

/** What is imported next is evaluated anew, but for what is kept. */
export function resetAllBut(isKept: (path: string) => boolean): void {
  const kept = [...evaluated()]
    .filter(([path, { evaluated: isDone }]) => isDone && isKept(path))
    .map(([, node]) => ({ node, was: { ...node, importers: [...node.importers] } }));
  vi.resetModules();
  for (const { node, was } of kept) {
    Object.assign(node, { promise: was.promise, exports: was.exports, evaluated: true });
    for (const importer of was.importers) node.importers.add(importer);
  }
}
