import { answerDrawn } from "./drawn.ts";
import type { Plugin, Probe } from "./plugin.ts";

/*
 * The code of each plugin is a separate script, which is put into a page only if the plugin is active there. These
 * functions make it announce itself to the host, in the isolated world, or to the observer, in the page's own world.
 */

/** An entry point of the build, which runs `main` when the script is loaded. */
interface Script {
  main(): void;
}

const pluginKey = (id: string): symbol => Symbol.for(`pipni.plugin.${id}`);
const probesKey = Symbol.for("pipni.probes");

const isolatedWorld = globalThis as typeof globalThis & Record<symbol, Plugin | undefined>;

/** Takes probes in the page's own world. The page can see it, but gains nothing by it. */
export interface ProbeRegister {
  offer(id: string, probe: Probe): void;
}
type PageWorld = typeof globalThis & { [probesKey]?: ProbeRegister };

/** The default export of `plugin.ts`. @param id of the plugin's manifest */
export const definePlugin = (id: string, plugin: Plugin): Script & Plugin => ({
  ...plugin,
  main() {
    isolatedWorld[pluginKey(id)] = plugin;
  },
});

/** The default export of `probe.ts`. @param id of the plugin's manifest */
export const defineProbe = (id: string, probe: Probe): Script => ({
  main: () => (globalThis as PageWorld)[probesKey]?.offer(id, probe),
});

/**
 * The default export of `drawn.ts`, which runs in the page's own world where appointments are marked.
 * @param nameOf of an element's appointment: see `InView.name`
 */
export const defineDrawn = (nameOf: (element: Element) => string | undefined): Script => ({
  main: () => answerDrawn(nameOf),
});

/** Takes the code that a script has announced; `null` if there is none. */
export function takePlugin(id: string): Plugin | null {
  const key = pluginKey(id);
  const plugin = isolatedWorld[key];
  delete isolatedWorld[key];
  return plugin ?? null;
}

/** @returns false if an earlier script has already done so */
export function registerProbes(register: ProbeRegister): boolean {
  const scope = globalThis as PageWorld;
  if (scope[probesKey]) return false;
  Object.defineProperty(scope, probesKey, { value: register });
  return true;
}
