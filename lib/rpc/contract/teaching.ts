import { z } from "zod";
import { Patient } from "../../domain/appointment.ts";
import { Language } from "../../domain/settings.ts";
import { DeclaredCalendar } from "../../plugin-api/declared-calendar.ts";
import { ToolbarItem } from "../../plugin-api/manifest.ts";
import { Nothing, procedure } from "./procedure.ts";
import { PluginCheck } from "./shared.ts";

/** Describing a calendar by pointing at it. */

export const teachingProcedures = {
  /** Shows in a tab the panel in which a person teaches its calendar, once the browser has granted the host. */
  "teaching.start": procedure({
    from: "extension",
    needsRecovery: false,
    input: z.strictObject({ tabId: z.int(), url: z.url() }),
    output: Nothing,
  }),
  /** The browser was told no: a later yes, for something else, must not bring the panel up. */
  "teaching.stop": procedure({
    from: "extension",
    needsRecovery: false,
    input: z.strictObject({ tabId: z.int() }),
    output: Nothing,
  }),
  /** The panel woke up. `null` where nobody teaches. */
  "teaching.hello": procedure({
    from: "page",
    needsRecovery: false,
    input: Nothing,
    output: z.strictObject({ language: Language, notes: z.string().nullable() }).nullable(),
  }),
  /** What the panel goes on from where the page loads anew. `null` for nothing. */
  "teaching.note": procedure({
    from: "teaching",
    needsRecovery: false,
    input: z.strictObject({ notes: z.string().max(2_000_000).nullable() }),
    output: Nothing,
  }),
  /** A frame has loaded another page, and the panel that stood in it is gone. */
  "teaching.again": procedure({
    from: "teaching",
    needsRecovery: false,
    input: Nothing,
    output: Nothing,
  }),
  /** A trial appointment is gone from the calendar again: nothing is to be proposed about it any more. */
  "teaching.trialEnded": procedure({
    from: "teaching",
    needsRecovery: true,
    input: z.strictObject({ id: z.string().min(1).max(300), patient: Patient }),
    output: Nothing,
  }),
  /** What was taught becomes a plugin for that page's origin, and the calendar is enabled with it. */
  "teaching.save": procedure({
    from: "teaching",
    needsRecovery: false,
    input: z.strictObject({
      title: z.string().min(1).max(100),
      description: z.string().min(1).max(300),
      calendar: DeclaredCalendar,
      button: ToolbarItem.pick({ anchor: true, place: true }),
    }),
    output: PluginCheck,
  }),
  "teaching.leave": procedure({
    from: "teaching",
    needsRecovery: false,
    input: Nothing,
    output: Nothing,
  }),
};
