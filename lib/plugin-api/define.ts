import type { Plugin, Probe } from "./plugin.ts";

/*
 * A plugin's code is a script of its own, put into a page only where the plugin is active. These wrap it so that
 * it announces itself to whoever put it there, in the isolated world and in the page's own.
 */

/** What the build takes for an entry point of its own: it runs `main` when the script is loaded. */
interface Script {
  main(): void;
}

const pluginsKey = Symbol.for("pipni.plugins");
const probesKey = Symbol.for("pipni.probes");

type IsolatedWorld = typeof globalThis & { [pluginsKey]?: Map<string, Plugin> };

/** Takes probes in the page's own world. The page can see it, and can do no more with it than it can anyway. */
export interface ProbeRegister {
  offer(id: string, probe: Probe): void;
}
type PageWorld = typeof globalThis & { [probesKey]?: ProbeRegister };

const loaded = (): Map<string, Plugin> => {
  const scope = globalThis as IsolatedWorld;
  scope[pluginsKey] ??= new Map();
  return scope[pluginsKey];
};

/** The default export of `plugin.ts`. @param id of the plugin's manifest */
export const definePlugin = (id: string, plugin: Plugin): Script & Plugin => ({
  ...plugin,
  main: () => void loaded().set(id, plugin),
});

/** The default export of `probe.ts`. @param id of the plugin's manifest */
export const defineProbe = (id: string, probe: Probe): Script => ({
  main: () => (globalThis as PageWorld)[probesKey]?.offer(id, probe),
});

/** The code that a script has announced since somebody last asked; `null` when none did. */
export function takePlugin(id: string): Plugin | null {
  const plugin = loaded().get(id) ?? null;
  loaded().delete(id);
  return plugin;
}

/** @returns false when an earlier script has done so, and is still at work */
export function registerProbes(register: ProbeRegister): boolean {
  const scope = globalThis as PageWorld;
  if (scope[probesKey]) return false;
  Object.defineProperty(scope, probesKey, { value: register });
  return true;
}
