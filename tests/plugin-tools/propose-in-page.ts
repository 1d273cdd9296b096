import type { DeclaredCalendar } from "../../lib/plugin-api/declared-calendar.ts";
import { zoneNamed } from "../../lib/plugin-kit/zone.ts";
import { likelyAppointments } from "../../lib/teaching/appointments.ts";
import type { AnchorChoice } from "../../lib/teaching/button-anchors.ts";
import { Lesson } from "../../lib/teaching/lesson.ts";

/** Runs in the recorded page: what teaching by pointing would make of each thing that looks like an appointment. */

export interface PageProposal {
  readonly calendar: DeclaredCalendar;
  readonly button: AnchorChoice;
  /** Rows that can be read with it, and those that have a number. */
  readonly read: number;
  readonly phones: number;
}

const maxTargets = 60;

function propose(timeZone: string, today: string): PageProposal | null {
  const clock = zoneNamed(timeZone);
  const page = { document, href: location.href, reference: today, clock };
  let best: PageProposal | null = null;
  for (const target of likelyAppointments(document, today).slice(0, maxTargets)) {
    const lesson = new Lesson(page);
    if (!lesson.begin(target)) continue;
    const calendar = lesson.calendar();
    if (!calendar) continue;
    const rows = lesson.rows().filter(({ ok }) => ok);
    const phones = rows.filter(({ phone }) => phone !== null).length;
    const button = lesson.button() ?? { anchor: "body", place: "prepend" };
    const isBetter = best === null || rows.length + phones > best.read + best.phones;
    if (rows.length > 0 && isBetter)
      best = { calendar: { timeZone, ...calendar }, button, read: rows.length, phones };
  }
  return best;
}

Object.assign(globalThis, { pipniPropose: propose });
