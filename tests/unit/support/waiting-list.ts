import type { WaitingEntry } from "../../../lib/domain/waiting-list/entry.ts";
import type { FreedSlot, Offer } from "../../../lib/domain/waiting-list/slot.ts";

/** People who wait and times that became free, all invented. */

export const uuid = (at: number): string => `00000000-0000-4000-8000-${String(at).padStart(12, "0")}`;

export const waits = (at: number, change: Partial<WaitingEntry> = {}): WaitingEntry => ({
  id: uuid(at),
  name: ["Tomáš Příkladný", "Eva Smyšlená", "Karel Nesmyslný", "Marie Zkušební"][at % 4] ?? "",
  code: null,
  phone: `+4206010000${String(10 + at).padStart(2, "0")}`,
  doctor: "",
  days: [],
  parts: [],
  until: null,
  since: "2026-02-01",
  note: "",
  addedAt: at,
  ...change,
});

export const offerTo = ({ id: entryId, name, code, phone }: WaitingEntry, at: number): Offer => ({
  id: uuid(500 + at),
  entryId,
  name,
  code,
  phone,
  at,
  closing: null,
  isWritten: false,
  isTold: false,
});

/** A Friday at half past nine in Prague. */
export const freed = (change: Partial<FreedSlot> = {}): FreedSlot => ({
  id: uuid(900),
  calendarId: "https://kalendar.example",
  appointmentId: "1",
  start: "2026-03-13T08:30:00Z",
  end: "2026-03-13T09:00:00Z",
  doctor: "",
  before: { code: "7", name: "Jana Vzorová", phone: "601 000 001" },
  since: 0,
  batch: null,
  filled: null,
  closed: null,
  settled: false,
  offers: [],
  ...change,
});
