import type { AppointmentChange } from "../../domain/appointment.ts";
import { compareLooks, looksToKeep } from "../../domain/looks/compare.ts";
import { type Look, wayOf } from "../../domain/looks/day-look.ts";
import type { Message } from "../../domain/outbox/message.ts";
import { tellsNews } from "../../domain/text/message-kind.ts";
import { toPatient } from "../../domain/thread/same-patient.ts";
import { looksAt, looksOf, putLooks } from "../../storage/looks.ts";
import { messagesOfAppointment } from "../../storage/outbox-queries.ts";
import type { Site } from "../../storage/sites.ts";
import { type Consequence, recordFinding } from "../sending/intake.ts";
import { tellSeen } from "./unseen.ts";
import { openPages } from "./watching.ts";

/** A calendar's page tells what it shows: what was waited for is told, and what nobody saw happen is proposed. */

export interface LookOutcome {
  /** Of appointments that were waited for. */
  told: Consequence[];
  /** How many texts wait for a person because of this look. */
  found: number;
}

/** One look after the other, for each is compared with the one before it. */
export const takeLook = (
  site: Site,
  look: Look,
  place: { tabId: number; frameId: number },
): Promise<LookOutcome> =>
  navigator.locks.request(`pipni:looks:${site.id}`, async () => {
    const isOpen = await openPages(look.page, place);
    const told = await tellSeen(site, look);
    if (look.questions === null && !look.unprovenMoves) return { told, found: 0 };
    const days = look.days.map(({ day }) => day);
    // What has moved may have stood on any other day.
    const last = look.unprovenMoves ? await looksOf(site.id) : await looksAt(site.id, wayOf(look), days);
    const isWatched = (page: string): boolean => page === look.page || isOpen(page);
    let found = 0;
    // Nearly always some page has watched since, and nothing else need be read.
    if (!last.every(({ page }) => isWatched(page))) {
      const changes = compareLooks(look, { known: await looksOf(site.id), isWatched }, Date.now());
      for (const change of changes) found += await propose(site, change);
    }
    // Last: whoever dies before this compares once more, and what is proposed already is not proposed anew.
    await putLooks(looksToKeep(look, site.id, last, Date.now()));
    return { told, found };
  });

/** Whether a row shows that the change is known to its patient, whoever else had the appointment before. */
export const isTold = async (calendarId: string, change: AppointmentChange): Promise<boolean> => {
  const { id, patient } = change.appointment;
  return toPatient(await messagesOfAppointment(calendarId, id), patient).some((row) => tells(row, change));
};

/** @returns how many texts wait for a person because of it */
export async function propose(
  { id, name }: Pick<Site, "id" | "name">,
  change: AppointmentChange,
): Promise<number> {
  if (await isTold(id, change)) return 0;
  const { skipped } = await recordFinding(id, name, change);
  return skipped?.code === "appeared" || skipped?.code === "disappeared" ? 1 : 0;
}

/** It tells it, or was told of it since. */
function tells(row: Message, change: AppointmentChange): boolean {
  const { kind, appointment, changed } = row;
  if (change.type === "cancelled") return kind === "cancellation" || changed?.start === null;
  const { start } = change.appointment;
  const saysSo = tellsNews(row) && kind !== "cancellation" && appointment.start === start;
  return changed === null ? saysSo : changed.start === start;
}
