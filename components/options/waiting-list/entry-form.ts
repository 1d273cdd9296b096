import type { DayPart, WaitingEntry } from "../../../lib/domain/waiting-list/entry.ts";
import type { Recipient } from "../../writing/model.ts";

/** Somebody on the waiting list while they are being typed. */
export interface EntryForm {
  name: string;
  phone: string;
  code: string | null;
  doctor: string;
  days: number[];
  parts: DayPart[];
  until: string;
  since: string;
  note: string;
}

/** @param today `2026-11-24` */
export const formOf = (entry: WaitingEntry | null, today: string): EntryForm =>
  entry === null
    ? { name: "", phone: "", code: null, doctor: "", days: [], parts: [], until: "", since: today, note: "" }
    : { ...entry, until: entry.until ?? "" };

/** Of whom a person picked in the directory. A name that is typed anew is nobody's identifier. */
export const picked = ({ name, phone, code }: Recipient): Pick<EntryForm, "name" | "phone" | "code"> => ({
  name,
  phone,
  code,
});

export type Missing = "name" | "phone" | "since" | "until";

/** What stands in the way of keeping it. @param today `2026-11-24` */
export function missingIn({ name, phone, since, until }: EntryForm, today: string): Missing | null {
  if (name.trim() === "") return "name";
  if (phone.trim() === "") return "phone";
  if (since === "" || since > today) return "since";
  return until !== "" && until < since ? "until" : null;
}

/** @param now milliseconds since the epoch */
export function entryIn(form: EntryForm, before: WaitingEntry | null, now: number): WaitingEntry {
  const { name, phone, doctor, until, note } = form;
  return {
    ...form,
    id: before?.id ?? crypto.randomUUID(),
    name: name.trim(),
    phone: phone.trim(),
    doctor: doctor.trim(),
    days: form.days.toSorted(),
    until: until === "" ? null : until,
    note: note.trim(),
    addedAt: before?.addedAt ?? now,
  };
}
