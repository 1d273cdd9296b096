import type { Message } from "../../domain/outbox/message.ts";
import type { Settings } from "../../domain/settings.ts";
import type { ReminderSettings } from "../../domain/thread/reminders.ts";
import { loadSettings } from "../../storage/settings.ts";
import { standingReminders } from "./refit.ts";
import { areOn, planReminders } from "./reminders.ts";

/** Whom other rules for reminders would concern, before anybody saves them: a rule must not text many in silence. */

const soonMs = 24 * 3600_000;

export interface Concerned {
  /** Reminders that would leave, and do not by the rules so far. */
  more: number;
  /** Those of them that would leave within a day. */
  soon: number;
}

/** @param isKindOn whether texts of the kind are sent at all */
export async function countConcerned(reminders: ReminderSettings, isKindOn: boolean): Promise<Concerned> {
  const current = await loadSettings();
  const { templates } = current;
  const wanted: Settings = {
    ...current,
    reminders,
    templates: { ...templates, reminder: { ...templates.reminder, enabled: isKindOn } },
  };
  const concerned: Concerned = { more: 0, soon: 0 };
  if (!areOn(wanted)) return concerned;
  const now = Date.now();
  const leavesSoon = ({ schedule }: Message) => schedule !== null && schedule.sendAt <= now + soonMs;
  for (const standing of await standingReminders()) {
    const [newest] = standing;
    if (!newest) continue;
    const { calendarId, appointment } = newest;
    const planned = await planReminders(
      { calendarId, appointment, isNews: false },
      { settings: wanted, now },
    );
    const givenUp = new Set(planned.happenings.map(({ id }) => id));
    const after = [...standing.filter(({ id }) => !givenUp.has(id)), ...planned.messages];
    // While they are off, those that wait leave for nobody.
    const before = areOn(current) ? standing : [];
    concerned.more += Math.max(0, after.length - before.length);
    concerned.soon += Math.max(0, after.filter(leavesSoon).length - before.filter(leavesSoon).length);
  }
  return concerned;
}
