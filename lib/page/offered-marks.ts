import type { CalendarAdapter } from "../plugin-api/calendar.ts";
import type { PluginManifest } from "../plugin-api/manifest.ts";
import type { Call } from "./connection.ts";

/** What stands beside a calendar's appointments. */
export interface Marks extends Disposable {
  /** The page has changed. */
  draw(): void;
  /** Something was written or answered. */
  refresh(): void;
}

/** Comes as a script of its own, and only where marks are switched on: no other page loads it. */
export type StartMarks = (adapter: CalendarAdapter, manifest: PluginManifest, call: Call) => Marks;

const marksKey = Symbol.for("pipni.marks");
const world = globalThis as typeof globalThis & { [marksKey]?: StartMarks | undefined };

export function offerMarks(start: StartMarks | undefined): void {
  world[marksKey] = start;
}

/** `undefined` where none are wanted. */
export const offeredMarks = (): StartMarks | undefined => world[marksKey];
