import type { Settings } from "../settings.ts";
import { type TemplateKind, templateKinds } from "../text/message-kind.ts";

/** What leaves by itself, as all is set up. */

interface SetUp {
  settings: Settings;
  hasCredentials: boolean;
  /** Calendars that are on, whether the browser lets Pípni read them yet or not. */
  calendars: number;
}

/** Kinds of texts that leave without anybody pressing a button; none while something that all of them need is missing. */
export function leavingByItself({ settings, hasCredentials, calendars }: SetUp): Set<TemplateKind> {
  const { sending, templates, reminders } = settings;
  if (sending.paused || sending.channel === null || !hasCredentials || calendars === 0) return new Set();
  return new Set(
    templateKinds.filter((kind) => templates[kind].enabled && (kind !== "reminder" || reminders.enabled)),
  );
}

/** Those that would, and do not yet. */
export const newlyLeaving = (before: SetUp, after: SetUp): TemplateKind[] => {
  const already = leavingByItself(before);
  return [...leavingByItself(after)].filter((kind) => !already.has(kind));
};
