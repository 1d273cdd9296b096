import { browser } from "wxt/browser";
import type { Message, MessageState } from "../../domain/outbox/message.ts";
import { restoreChoices } from "../../storage/choices.ts";
import { isWhole, markWhole } from "../../storage/database.ts";
import { noteBeginning, noteLoss } from "../../storage/database-loss.ts";
import { hasFailpoints, reach } from "../../storage/failpoint.ts";
import {
  copyIn,
  type Guard,
  type MirrorEntry,
  mirrorIn,
  pruneMirror,
  unmirror,
  unreadableIn,
} from "../../storage/mirror.ts";
import { messagesByIds, messagesInState } from "../../storage/outbox-queries.ts";
import { restoreMessages, restoreUnreadable, updateMessage } from "../../storage/outbox-store.ts";
import { restorePatients } from "../../storage/patients.ts";
import { loadSettings } from "../../storage/settings.ts";
import { catchUp, copyNoted } from "../../storage/uncopied.ts";
import { restoreUnseen } from "../../storage/unseen.ts";
import { singleFlight } from "../single-flight.ts";

/** Brings the rows back to the truth after the worker, the browser or the database went away. */

const furthest: Record<MessageState, number> = {
  planned: 0,
  queued: 1,
  held: 2,
  sending: 3,
  unknown: 4,
  scheduled: 5,
  withdrawing: 6,
  rejected: 7,
  skipped: 7,
  sent: 8,
};

/**
 * Runs once in the life of a worker, before anything is sent or any report is answered: what is being sent by then
 * counts as interrupted. Procedures and jobs say that they need it, and their server and scheduler wait for it. One
 * that failed is tried again.
 */
export const recover = singleFlight(recoverNow, { keep: () => true });

async function recoverNow(): Promise<void> {
  // A kill may damage what the browser had written last; that shows only at its next start.
  const { recovered } = await browser.storage.session.get("recovered");
  if (recovered !== true) {
    await mergeMirror();
    await browser.storage.session.set({ recovered: true });
  }
  // The last worker may have died between the two copies, and what is in the first is answered by from now on. Also
  // before one row of several is changed: they stand together in both.
  await copyNoted();
  // Nobody is in the middle of sending when the worker has only just begun.
  const interrupted = await messagesInState("sending");
  for (const { id } of interrupted) {
    await updateMessage(id, { type: "lost", reason: { code: "interrupted" } }, Date.now());
    if (hasFailpoints) await reach("interruptedMarked");
  }
}

/**
 * Before anything is decided by the rows: fills a database that the browser made anew, whenever that was, and copies
 * what could not be copied when it was written.
 */
export async function makeWhole(): Promise<void> {
  if (!(await isWhole())) await mergeMirror();
  await catchUp();
}

const mergeMirror = singleFlight(mergeMirrorNow);

async function mergeMirrorNow(): Promise<void> {
  const everything = await browser.storage.local.get(null);
  const entries = mirrorIn(everything);
  const ids = entries.map((entry) => copyIn(entry).id);
  if (hasFailpoints) await reach("mirrorRead");
  const rows = new Map((await messagesByIds(ids)).map((row) => [row.id, row]));
  const leftOut = await restoreMessages(entries.flatMap((entry) => mend(entry, rows) ?? []));
  await unmirror(leftOut);
  await restoreUnreadable(unreadableIn(everything));
  await restoreUnseen(everything);
  await restorePatients(everything, (await loadSettings()).sending.countries);
  await restoreChoices(everything);
  if (hasFailpoints) await reach("mirrorMerged");
  if (!(await isWhole())) await noteLoss(entries.length > 0, Date.now());
  await markWhole();
  await noteBeginning();
  await pruneMirror(entries, Date.now());
}

/** The row as it must be, or `null` where the database knows as much as the mirror. */
function mend(entry: MirrorEntry, rows: ReadonlyMap<string, Message>): Message | null {
  const copy = copyIn(entry);
  const row = rows.get(copy.id);
  if (row && furthest[row.state] >= furthest[copy.state]) return null;
  if ("message" in entry) return entry.message;
  return row ? { ...row, state: entry.guard.state, key: entry.guard.key } : remains(entry.guard);
}

/** What is left of a finished text whose row was lost: enough never to send it again. */
function remains({ start, schedule = null, declined = false, declinedAt, ...guard }: Guard): Message {
  // An older version has not kept when that was.
  const at = declinedAt ?? guard.updatedAt;
  return {
    ...guard,
    batch: null,
    calendarId: "",
    appointment: { id: "?", start, end: null, allDay: false, title: "", patient: null },
    changed: null,
    previousStart: null,
    phone: "",
    country: "",
    text: "",
    parts: 0,
    reason: null,
    history: [{ at: guard.updatedAt, state: guard.state }],
    notBefore: guard.createdAt,
    gatewayId: null,
    price: null,
    currency: null,
    creditBefore: null,
    creditAfter: null,
    delivery: guard.state === "sent" ? "pending" : null,
    nextReceiptAt: null,
    receiptTries: 0,
    schedule,
    bundle: [],
    replies: declined ? [{ id: "?", text: "", at, verdict: "declines" }] : [],
    acknowledged: true,
  };
}
