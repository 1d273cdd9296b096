import type { DeclaredCalendar } from "../plugin-api/declared-calendar.ts";
import { isFields } from "../plugin-api/shapes.ts";
import type { AnchorChoice } from "./button-anchors.ts";
import type { TrialNotes } from "./trial-run.ts";

/** What a lesson goes on from where the page loads anew. The background keeps it in memory until the lesson is over. */
export interface LessonNotes {
  /** Where the frame stands in which the panel is; `null` for the page itself. */
  frame: string | null;
  name: string;
  side: "start" | "end";
  /** What stood in the appointment that was pointed at. */
  pointed: string | null;
  /** What was saved, while it is tried. */
  trial: (TrialNotes & { calendar: DeclaredCalendar; button: AnchorChoice }) | null;
}

/** What an earlier panel wrote; nothing else can write there. */
export function readNotes(text: string | null): LessonNotes | null {
  if (text === null) return null;
  const value: unknown = JSON.parse(text);
  return isFields(value) ? (value as unknown as LessonNotes) : null;
}
