import type { Patient } from "../domain/appointment.ts";
import { mayBeAnotherPatient } from "../plugin-kit/patient.ts";
import { drawsAhead } from "../plugin-kit/waits.ts";
import type { Entry } from "./entry.ts";
import type { Operation } from "./operation.ts";

/** A start that lasted less than this was only a step of a drag. */
const lasting = 2_000;
const maxKnown = 10_000;

/** An appointment that the calendar has shown or a request has named. */
export interface Known {
  entry: Entry;
  firstSeen: number;
  /** It may have been there since then, and nobody had looked. */
  drawn?: number;
  /** Its starts since it was last confirmed, oldest first. */
  starts: { start: number; since: number }[];
  /** The patient before the calendar showed another one, and when that was seen. */
  before: { patient: Patient | null; until: number } | null;
  /** Reported as cancelled. */
  gone: boolean;
  /** Reported as created. */
  claimed: boolean;
}

/** All appointments that this page knows. */
export interface KnownEntries {
  /** Records an appointment that was shown or named at a moment. */
  see(entry: Entry, at: number): Known;
  get(id: string): Known | undefined;
  /** The appointments that were not reported as cancelled. */
  present(): Known[];
  /** The appointments that a request names; several if it names a series. */
  find(operation: Operation): Known[];
}

export function rememberEntries(): KnownEntries {
  const all = new Map<string, Known>();
  const present = (): Known[] => [...all.values()].filter(({ gone }) => !gone);

  return {
    present,

    get: (id) => all.get(id),

    see(entry, at) {
      let known = all.get(entry.id);
      if (!known) {
        const starts = [{ start: entry.start, since: at }];
        known = { entry, firstSeen: at, starts, before: null, gone: false, claimed: false };
        all.set(entry.id, known);
        if (all.size > maxKnown) all.delete(all.keys().next().value ?? "");
        return known;
      }
      const { patient } = known.entry;
      if (mayBeAnotherPatient(patient, entry.patient)) known.before = { patient, until: at };
      known.entry = entry;
      known.gone = false;
      if (known.starts.at(-1)?.start !== entry.start)
        known.starts = [...known.starts.slice(-9), { start: entry.start, since: at }];
      return known;
    },

    find({ id, key }) {
      const exact = id === null ? undefined : all.get(id);
      if (exact && !exact.gone) return [exact];
      return present().filter(
        ({ entry }) =>
          (id !== null && (entry.id === id || entry.base === id)) || (key !== null && entry.key === key),
      );
    },
  };
}

/** The start that a request gives an appointment; `null` while neither the request nor the calendar says. */
export function newStartOf({ when, shiftMs, startedAt }: Operation, { entry, starts }: Known): number | null {
  if (when) return when.start;
  const earlier = starts.findLast(({ since }) => since < startedAt - drawsAhead) ?? starts[0];
  const was = earlier?.start ?? entry.start;
  if (shiftMs !== null) return was + shiftMs;
  return entry.start === was ? null : entry.start;
}

/** The start before the move. Steps of a drag do not count. */
export function startBefore({ entry, starts }: Known, start: number): number {
  const others = starts.filter((one) => one.start !== start);
  const lasted = others.findLast(({ since }) => {
    const next = starts.find((one) => one.since > since);
    return next === undefined || next.since - since >= lasting;
  });
  return (lasted ?? others[0])?.start ?? entry.start;
}

/** The patient before the request. The calendar may already show the new one. */
export const patientBefore = ({ entry, before }: Known, { startedAt }: Operation): Patient | null =>
  before && before.until >= startedAt - drawsAhead ? before.patient : entry.patient;
