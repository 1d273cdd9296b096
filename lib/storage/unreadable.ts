import { z } from "zod";
import { Instant } from "../domain/appointment.ts";
import { hasBegun } from "../domain/text/draft.ts";
import type { StoredMessage } from "./schema.ts";

/**
 * Rows of the outbox that cannot be read: damaged, or written by a newer version. They stay where they are, so that
 * their keys go on guarding against repeats and the version that knows them can use them again. Whoever meets one
 * passes it by.
 */

/** Those that were met in this context. */
const met = new Set<string>();
const listeners = new Set<() => void>();

export const isSetAside = (id: string): boolean => met.has(id);
export const metUnreadable = (): ReadonlySet<string> => met;

export function setAside(row: StoredMessage): void {
  const id: unknown = row.id;
  if (typeof id !== "string" || met.has(id)) return;
  met.add(id);
  for (const listener of listeners) listener();
}

/** Calls back whenever one more was met here. */
export function onSetAside(listener: () => void): void {
  listeners.add(listener);
}

/** What guards against a repeat; none of it tells anything of the patient. */
const guards = ["id", "key", "subject", "news", "state", "createdAt", "updatedAt"] as const;
const weekMs = 7 * 24 * 3600_000;
/** Nobody makes appointments so long ahead. */
const longestMs = 400 * 24 * 3600_000;

/** What is kept of a row that is old and cannot be read, or `null` where it has to stay as it is. */
export function bareUnreadable(row: StoredMessage, now: number): StoredMessage | null {
  if (!("text" in row || "appointment" in row)) return null;
  const appointment: unknown = row.appointment;
  const start = Start.safeParse(appointment).data?.start;
  const isOver = start === undefined ? row.createdAt < now - longestMs : hasBegun(start, now - weekMs);
  if (!isOver) return null;
  const kept = Object.fromEntries(guards.flatMap((name) => (name in row ? [[name, row[name]]] : [])));
  return { ...kept, indexed: { status: "", words: [] } } as unknown as StoredMessage;
}

const Start = z.object({ start: Instant });
