import { draftWith, type Knowledge } from "../../domain/directory/knowledge.ts";
import type { MessageEvent } from "../../domain/outbox/event.ts";
import { isLetter, staleMs } from "../../domain/outbox/letter.ts";
import type { Message } from "../../domain/outbox/message.ts";
import type { Reason } from "../../domain/outbox/reason.ts";
import { isOn, type Settings, timeZoneOf } from "../../domain/settings.ts";
import { hasBegun } from "../../domain/text/draft.ts";
import { isOfAnotherDay } from "../../domain/text/spoken-days.ts";
import { decideLate } from "../../domain/thread/reminder-decision.ts";
import type { Step } from "../../storage/outbox-store.ts";
import { rowGates } from "../../storage/site-readings.ts";
import type { Words } from "../claims/this-computer.ts";
import type { SendOutcome } from "../gateway/gateway.ts";
import { knowledgeOfRow, objection } from "./directory.ts";
import { lastKnownCredit } from "./gosms-account.ts";

/** The last decision about a text, just as it is to leave, and what its row says of GoSMS's answer. */

/** What a text and the rows that share it leave with, or what becomes of them instead. */
type LastDecision = (row: Message, others: readonly Message[], settings: Settings) => Words | Step;

/** Reads what the last decision about a text rests on: the directory, how its calendar is read, the credit. */
export async function lastDecision(id: string, asRead: Settings): Promise<LastDecision> {
  const [creditBefore, known, gate] = await Promise.all([
    lastKnownCredit(),
    knowledgeOfRow(id, asRead),
    rowGates(),
  ]);
  return (row, others, settings) =>
    decideBundle(row, others, (one) => {
      const decided = decide(one, known(one), settings, creditBefore, Date.now());
      const reason = "event" in decided ? null : gate(one);
      // What is no appointment does not become one: nobody need be asked.
      const type = reason?.code === "noPatient" ? "skip" : "hold";
      return reason ? { event: { type, reason } } : decided;
    });
}

/** What one text's rows leave with, or what keeps the first of them, and so all of them, from it. */
export function decideBundle(
  row: Message,
  others: readonly Message[],
  decideOne: (row: Message) => Words | Step,
): Words | Step {
  // A row that is lost would not count as told, and one that came back otherwise was taken back.
  if (others.length + 1 < row.bundle.length || others.some(({ state }) => state !== row.state))
    return { event: { type: "skip", reason: { code: "bundleChanged" } } };
  for (const one of [row, ...others]) {
    const decided = decideOne(one);
    if ("event" in decided) return { ...decided, of: one.id };
  }
  return decideOne(row);
}

/** The words as they leave (from the newest settings, or what a person saw who sends them), or why not. */
export function decide(
  message: Message,
  known: Knowledge,
  settings: Settings,
  creditBefore: number | null,
  now: number,
): Words | Step {
  const { appointment, kind, origin, text, parts, phone } = message;
  const hold = (reason: Reason): Step => ({ event: { type: "hold", reason } });
  if (isLetter(message) && now - message.createdAt > staleMs)
    return { event: { type: "skip", reason: { code: "stale" } } };
  if (message.leaveBy !== undefined && now >= message.leaveBy)
    return { event: { type: "skip", reason: { code: "stale" } } };
  if (hasBegun(appointment.start, now)) return { event: { type: "skip", reason: { code: "past" } } };
  const timeZone = timeZoneOf(settings);
  if (isOfAnotherDay(message, now, timeZone))
    return { event: { type: "skip", reason: { code: "dayPassed" } } };
  // What a person has sent once more leaves when they want it to.
  const late =
    origin === "plan" ? decideLate(message, { reminders: settings.reminders, timeZone, now }) : null;
  if (late?.type === "tooLate") return { event: { type: "skip", reason: { code: "reminderTooLate" } } };
  if (late) return { event: { type: "replan", notBefore: late.until } };
  if (settings.sending.channel === null) return hold({ code: "credentialsMissing" });
  if (!isOn(settings, kind)) return hold({ code: "kindOff" });
  const objected = objection(known, message, settings);
  if (objected) return objected;
  if (origin !== "auto" && origin !== "plan") return { text, parts, creditBefore };
  const drafted = draftWith(known, appointment, kind, settings, now);
  if (!drafted.ok) return hold(drafted.reason);
  // The key was made for this number: another one would be another text.
  return drafted.draft.phone === phone
    ? { text: drafted.draft.text, parts: drafted.draft.parts, creditBefore }
    : hold({ code: "phoneChanged" });
}

/** @param sendAt when GoSMS was asked to send it; `undefined` for at once */
export function eventOf(outcome: SendOutcome, sendAt: number | undefined): MessageEvent {
  switch (outcome.type) {
    case "accepted":
      if (sendAt !== undefined)
        // Without its id nobody could take it back, and that somebody has to know.
        return outcome.gatewayId === null
          ? { type: "lost", reason: { code: "badAnswer" } }
          : { type: "deferred", gatewayId: outcome.gatewayId, sendAt };
      return { type: "accepted", gatewayId: outcome.gatewayId, price: null, currency: null };
    case "refused":
      return { type: "refused", reason: outcome.reason };
    case "hold":
      return { type: "hold", reason: outcome.reason };
    case "unknown":
      return { type: "lost", reason: outcome.reason };
    case "later":
      return { type: "putBack", reason: outcome.reason, notBefore: Date.now() + outcome.waitMs };
  }
}
