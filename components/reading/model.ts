import type { Part, ReadFields, Source, Standing } from "../../lib/domain/site-reading/site-reading.ts";

export interface Option {
  sources: Source[];
  example: string;
}

/** One thing that the calendar shows, as it would be read. */
export interface Row {
  id: string;
  start: string;
  allDay: boolean;
  title: string;
  name: string;
  phone: string;
  canBeTexted: boolean;
  doctor: string;
  state: string;
  cancelled: boolean;
  crossed: "line" | "title" | null;
  isImpersonal: boolean;
  placeholders: Record<string, string>;
}

export interface View {
  ok: true;
  siteName: string;
  plugin: string;
  pluginName: string;
  standing: Standing;
  timeZone: string;
  /** `null` where the plugin says itself where all stands. */
  fields: ReadFields | null;
  options: Record<Part, Option[]>;
  described: Record<string, string>;
  states: { value: string; label: string; count: number }[];
  placeholders: { name: string; label: string }[];
  excluded: string[];
  rows: Row[];
}

export type Answer = View | { ok: false; problem: "closed" | "own" };

export interface ReadingActions {
  /** @param fields `null` for what is confirmed or proposed */
  look(fields: ReadFields | null, hasNewState: boolean): Promise<Answer>;
  /** @returns whether it was kept */
  confirm(view: View, excluded: readonly string[]): Promise<boolean>;
  /** What comes once it is confirmed; `null` where nothing does. */
  next: (() => void) | null;
}

/** A number that so many different patients share is hardly theirs. */
const suspicious = 3;

/** The number that most likely is not the patients' own, and how many have it. */
export function sharedNumber(rows: readonly Row[]): { phone: string; count: number } | null {
  const holders = new Map<string, Set<string>>();
  for (const { name, phone } of rows)
    if (phone !== "") holders.set(phone, (holders.get(phone) ?? new Set()).add(name));
  const [most] = [...holders].sort(([, a], [, b]) => b.size - a.size);
  return most && most[1].size >= suspicious ? { phone: most[0], count: most[1].size } : null;
}
