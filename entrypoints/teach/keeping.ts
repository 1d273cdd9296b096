import { wordsIn } from "../../components/teaching/words.ts";
import type { Appointment } from "../../lib/domain/appointment.ts";
import type { Language } from "../../lib/domain/settings.ts";
import type { DeclaredCalendar } from "../../lib/plugin-api/declared-calendar.ts";
import { call } from "../../lib/rpc/client.ts";
import type { AnchorChoice } from "../../lib/teaching/button-anchors.ts";
import { placeOfFrame } from "../../lib/teaching/frames.ts";
import type { LessonNotes } from "../../lib/teaching/lesson-notes.ts";
import type { Shown } from "./model.ts";

/** What of a lesson outlives the page: notes to go on from, the plugin that comes of it, and trials that are over. */

export interface Saved {
  calendar: DeclaredCalendar;
  button: AnchorChoice;
}

/** @param notes `null` where there is nothing to go on from */
export function note({ name, side }: Shown, notes: Partial<LessonNotes> | null): void {
  const all: LessonNotes = { frame: placeOfFrame(), name, side, pointed: null, trial: null, ...notes };
  void call("teaching.note", { notes: notes && JSON.stringify(all) }).catch((error: unknown) =>
    console.error("Pípni:", error),
  );
}

/** A trial appointment is gone again: what was proposed about it meanwhile goes as well. */
export function tellEnd({ id, patient }: Pick<Appointment, "id" | "patient">): void {
  if (patient === null) return;
  void call("teaching.trialEnded", { id, patient }).catch((error: unknown) => console.error("Pípni:", error));
}

/** @returns what was wrong; `null` where it is a plugin by now */
export async function save(
  language: Language,
  name: string,
  { calendar, button }: Saved,
): Promise<"refused" | "failed" | null> {
  const description = wordsIn(language).teaching.description(location.host).slice(0, 300);
  try {
    const check = await call("teaching.save", { title: name.trim(), description, calendar, button });
    return check.ok ? null : "refused";
  } catch (error) {
    console.error("Pípni:", error);
    return "failed";
  }
}
