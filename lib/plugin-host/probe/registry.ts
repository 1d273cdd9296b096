import type { Probe } from "../../plugin-api/plugin.ts";

const modules = import.meta.glob<Probe>("../../plugins/*/probe.ts", { eager: true, import: "default" });

/** By the id of their plugin, which is the name of its folder. */
export const probes: ReadonlyMap<string, Probe> = new Map(
  Object.entries(modules).map(([path, probe]) => [path.split("/").at(-2) ?? path, probe]),
);
