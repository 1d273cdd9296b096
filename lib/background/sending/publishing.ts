import type { Message } from "../../domain/outbox/message.ts";
import type { ReasonCode } from "../../domain/outbox/reason.ts";
import { noteClaims } from "../../storage/open-claims.ts";
import { messagesFrom } from "../../storage/outbox-queries.ts";
import { subjectKey } from "../claims/fingerprints.ts";
import type { OpenRegistry } from "../claims/open.ts";
import { outcomeOf, settle } from "./settling.ts";

/**
 * What this computer sent while it asked nobody: before it joined, or out of the others' reach. All of it is told to
 * them before anything more leaves, so that nobody repeats it.
 */
export async function publish(open: OpenRegistry): Promise<void> {
  for (const row of await messagesFrom(Date.now(), isToTell)) {
    const key = await subjectKey(open.key, row);
    await noteClaims([[row.id, { key, attempt: row.id, told: null }]]);
    await settle(open, [row.id]);
  }
}

/** What left here and may have been read. What another computer sent, that one tells. */
const isToTell = (row: Message): boolean =>
  row.calendarId !== "" &&
  outcomeOf(row) != null &&
  !row.history.some(({ reason }) => reason && elsewhere.has(reason.code));

const elsewhere: ReadonlySet<ReasonCode> = new Set([
  "sentElsewhere",
  "scheduledElsewhere",
  "unknownElsewhere",
]);
