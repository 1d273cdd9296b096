import type { AppointmentChange } from "../../domain/appointment.ts";
import type { Claim } from "../../domain/claims/claim.ts";
import type { Message } from "../../domain/outbox/message.ts";
import { receiptDelay } from "../../domain/outbox/receipt-times.ts";
import { startBefore } from "../../domain/thread/coalesce.ts";
import { noteClaims, openClaims } from "../../storage/open-claims.ts";
import { messagesOfAppointments } from "../../storage/outbox-queries.ts";
import { changeRows } from "../../storage/outbox-store.ts";
import { gateOf } from "../../storage/site-readings.ts";
import { fingerprintsOf } from "../claims/fingerprints.ts";
import type { OpenRegistry } from "../claims/open.ts";
import { ifReadable } from "../claims/registry.ts";
import { keyed, quietly, type Subject, takeSent } from "./adopting.ts";
import { reasonOf, seenIn } from "./claiming.ts";
import { changeAsKnown } from "./known-as.ts";
import { newMessage, oneAtATime, untilDecided, withNonce } from "./new-message.ts";

/** What is learnt of other computers before a change in a calendar is decided about. */

/**
 * Decides about changes in a calendar, in the order in which they were reported, by what the others have told until then
 * as well: moved there by another computer and back here, an appointment is news, though this one told it before. Out of
 * their reach it is decided by what is known here.
 * @param isGuess nobody can prove the changes: they take nothing back from GoSMS
 */
export function inOrder<T>(
  calendarId: string,
  changes: readonly AppointmentChange[],
  { isGuess }: { isGuess: boolean },
  decide: () => Promise<T>,
): Promise<T> {
  const decided = last.then(async () => {
    if (performance.now() >= silentUntil) {
      const isHeard = await quietly(async (open) => {
        // The others' claims are about the ids under which texts were written.
        const known = await Promise.all(changes.map((change) => changeAsKnown(calendarId, change)));
        await adoptBefore(open, calendarId, known);
        if (!isGuess) await adoptReminders(open, calendarId, known);
      });
      if (!isHeard) silentUntil = performance.now() + silenceMs;
    }
    return oneAtATime(decide);
  });
  last = decided.catch(() => {});
  return decided;
}

/** The end of the change before. */
let last: Promise<unknown> = Promise.resolve();
/** Whoever waited for an answer in vain need not do so for each of many changes. */
const silenceMs = 30_000;
let silentUntil = Number.NEGATIVE_INFINITY;

/** Of those about which something was told here: nothing else can be told once more. Both where they were and are. */
async function adoptBefore(
  open: OpenRegistry,
  calendarId: string,
  changes: readonly AppointmentChange[],
): Promise<void> {
  const known = await messagesOfAppointments(
    calendarId,
    changes.map(({ appointment }) => appointment.id),
  );
  const about = changes
    .filter(({ appointment }) => known.has(appointment.id))
    .flatMap((change) =>
      [...new Set([startBefore(change), change.appointment.start])].flatMap((start) =>
        start === null ? [] : { ...change.appointment, start },
      ),
    );
  await takeSent(open, await keyed(open, calendarId, about));
}

/**
 * The reminders of where appointments were that other computers have handed to GoSMS: from here on they are taken back as
 * any other, whether or not somebody is told of the change, and whether or not those computers are on.
 */
async function adoptReminders(
  open: OpenRegistry,
  calendarId: string,
  changes: readonly AppointmentChange[],
): Promise<void> {
  // What nobody has confirmed takes nothing back.
  if (await gateOf(calendarId)) return;
  const left = changes.flatMap((change) => {
    const start = startBefore(change);
    // What is struck out may be over, or off: a person says.
    if (change.type !== "cancelled" && change.appointment.struckOut) return [];
    const isLeft =
      change.type === "cancelled" || (change.type === "moved" && start !== change.appointment.start);
    return isLeft && start !== null ? { ...change.appointment, start } : [];
  });
  const subjects = await keyed(open, calendarId, left);
  if (subjects.length === 0) return;
  const { found } = await open.registry.lookUp([...new Set(subjects.map(([key]) => key))]);
  const known = new Set([...(await openClaims()).values()].map(({ attempt }) => attempt));
  for (const [key, subject] of subjects) {
    const about = { appointment: subject.appointment, kind: "reminder", schedule: null, text: "" } as const;
    const { alike } = await fingerprintsOf(open.key, about);
    for (const claim of ifReadable(() => seenIn(key, found))?.claims.claims ?? []) {
      if (claim.owner === open.me || claim.state !== "scheduled" || claim.alike !== alike) continue;
      const row = known.has(claim.attempt) ? null : await reminderOf(subject, claim);
      if (!row) continue;
      await oneAtATime(() => untilDecided(() => changeRows([], [row], Date.now())));
      await noteClaims([[row.id, { key, attempt: claim.attempt, told: "scheduled" }]]);
    }
  }
}

async function reminderOf(
  { calendarId, appointment, phone, country }: Subject,
  claim: Claim,
): Promise<Message | null> {
  const { gatewayId, sendAt } = claim;
  if (gatewayId === undefined || sendAt === undefined) return null;
  const now = Date.now();
  const made = await newMessage({
    ...{ calendarId, appointment, kind: "reminder", previousStart: null, origin: "plan", batch: null },
    draft: { phone, country, text: "", parts: 0 },
    notBefore: sendAt,
    // Which of them it is, the registry does not tell.
    schedule: { slot: "elsewhere", sendAt },
    now,
  });
  const reason = reasonOf("scheduledElsewhere", claim);
  return withNonce({
    ...made,
    state: "scheduled",
    reason,
    history: [{ at: now, state: "scheduled", reason }],
    gatewayId,
    nextReceiptAt: sendAt + receiptDelay(3),
  });
}
