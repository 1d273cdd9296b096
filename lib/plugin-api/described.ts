import type { PluginManifest } from "./manifest.ts";

/** Where a plugin made of data says that all stands, as text; empty for one with code. */
export const describedBy = ({ main, contributes }: Pick<PluginManifest, "main" | "contributes">): string =>
  main === undefined
    ? JSON.stringify(contributes.calendars.map(({ events, day, timeZone }) => ({ events, day, timeZone })))
    : "";
