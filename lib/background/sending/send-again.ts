import { draftWith, named } from "../../domain/directory/knowledge.ts";
import { e164Of } from "../../domain/directory/patient.ts";
import type { Happening } from "../../domain/outbox/event.ts";
import { answerableUntil, isLetter } from "../../domain/outbox/letter.ts";
import { allows } from "../../domain/outbox/machine.ts";
import type { Message } from "../../domain/outbox/message.ts";
import { isForNewNumber, isOutdated } from "../../domain/outbox/predicates.ts";
import { isForgotten } from "../../domain/outbox/retention.ts";
import { type Settings, timeZoneOf } from "../../domain/settings.ts";
import { isOfAnotherDay } from "../../domain/text/spoken-days.ts";
import { takenBackBy } from "../../domain/thread/bulk-decision.ts";
import { knownBy, threadOf } from "../../domain/thread/thread.ts";
import { messageById, messagesByIds, messagesOfSubject } from "../../storage/outbox-queries.ts";
import { changeRows } from "../../storage/outbox-store.ts";
import { loadSettings } from "../../storage/settings.ts";
import { knowledge } from "./directory.ts";
import { remindersBeside, reminds } from "./letting-go.ts";
import {
  fresh,
  newMessage,
  oneAtATime,
  skip,
  skippedMessage,
  untilDecided,
  withNonce,
} from "./new-message.ts";

/**
 * Once more, on a person's word: the same words to the same number, unless its moment has passed. What was never put
 * into words, for something was missing then, is drafted by what is so now; so is what GoSMS refused and whose number the
 * directory has corrected since. What nobody could prove before is reminded of from then on.
 */
export function sendAgain(ids: readonly string[]): Promise<string[]> {
  return oneAtATime(() =>
    untilDecided(async () => {
      const now = Date.now();
      const asked = await messagesByIds(ids);
      // A text about several appointments is repeated whole, whichever of them somebody pressed.
      const all = new Set(asked.flatMap(({ id, bundle }) => (bundle.length > 0 ? bundle : [id])));
      const messages = (await messagesByIds([...all])).filter(mayBeSentAgain);
      const settings = await loadSettings();
      const isAnew = await Promise.all(
        messages.map(async (row) => isWordless(row) || (await hasOtherNumber(row, settings))),
      );
      const wordless = messages.filter((_, at) => isAnew[at]);
      const worded = messages.filter((_, at) => !isAnew[at]);
      const again = repeat(worded, await findContradicted(worded, now), timeZoneOf(settings), now);
      for (const message of wordless) again.push(await draftAnew(message, settings, now));
      const proven = [...worded, ...wordless].filter(
        (row, at) => reminds(row) && again[at]?.state === "queued",
      );
      const reminders = await Promise.all(proven.map((row) => remindersBeside(row, true, now)));
      const happenings = [
        ...messages.map(({ id }) => acknowledging(id)),
        ...(await takenBackByEach(again, now)),
        ...reminders.flatMap((planned) => planned.happenings),
      ];
      const made = [...again, ...reminders.flatMap((planned) => planned.messages)];
      const added = await changeRows(happenings, made, now);
      return added && again.map(({ id }) => id).filter((id) => added.some((row) => row.id === id));
    }),
  );
}

/**
 * What waits because its patient has another number by now: goes to that one, unless they were told there meanwhile.
 * @returns its row afterwards; `null` where the decision came too late
 */
export function sendToNewNumber(id: string): Promise<Message | null> {
  return oneAtATime(async () => {
    await untilDecided(async () => {
      const now = Date.now();
      const [held] = await messagesByIds([id]);
      if (!held || !isForNewNumber(held)) return [];
      const row = await draftAnew(held, await loadSettings(), now);
      const others = (await messagesOfSubject(row.subject)).filter((one) => one.id !== id);
      const { kind, appointment } = held;
      const isKnown = knownBy(threadOf(others, now), { kind, start: appointment.start }) !== null;
      const made = isKnown && row.state === "queued" ? skip(row, { code: "alreadyKnows" }, now) : row;
      const giveUp: Happening = { id, event: { type: "skip", reason: { code: "superseded" } } };
      return changeRows([giveUp], [made], now);
    });
    return messageById(id);
  });
}

/** What a cancellation took back may have come back since it failed. */
async function takenBackByEach(messages: readonly Message[], now: number): Promise<Happening[]> {
  const cancellations = messages.filter(({ kind, state }) => kind === "cancellation" && state === "queued");
  const rows = await Promise.all(cancellations.map(({ subject }) => messagesOfSubject(subject)));
  return rows.flatMap((about) => takenBackBy(threadOf(about, now)));
}

/** Whether GoSMS refused it, and the directory has another number by now: the old one may be somebody else's. */
async function hasOtherNumber(message: Message, settings: Settings): Promise<boolean> {
  const { state, bundle, calendarId, appointment, phone } = message;
  if (state !== "rejected" || bundle.length > 0) return false;
  const known = await knowledge(calendarId, appointment, settings);
  const corrected = e164Of(known.phone ?? "", settings.sending.countries);
  return corrected !== null && corrected !== phone;
}

const isWordless = (message: Message): boolean => message.text === "" && !isForgotten(message);

async function draftAnew(message: Message, settings: Settings, now: number): Promise<Message> {
  const { calendarId, kind, previousStart } = message;
  const base = {
    calendarId,
    appointment: message.appointment,
    kind,
    previousStart,
    origin: "again",
  } as const;
  // What came after it has a row of its own, or is not to be told.
  if (isOutdated(message)) return withNonce(await skippedMessage(base, { code: "superseded" }, now));
  if (kind === "own" && isOfAnotherDay(message, now, timeZoneOf(settings)))
    return withNonce(await skippedMessage(base, { code: "dayPassed" }, now));
  const known = await knowledge(calendarId, message.appointment, settings);
  const appointment = named(message.appointment, known);
  const drafted = draftWith(known, message.appointment, kind, settings, now);
  if (!drafted.ok) return withNonce(await skippedMessage({ ...base, appointment }, drafted.reason, now));
  const { text, parts, holds } = message;
  // A person's own words stay theirs.
  const words = kind === "own" ? { text, parts } : {};
  const row = withNonce(
    await newMessage({
      ...base,
      appointment,
      draft: { ...drafted.draft, ...words },
      batch: null,
      notBefore: now,
      ...(holds ? { holds } : {}),
      now,
    }),
  );
  const { willBelieve } = threadOf(await messagesOfSubject(row.subject), now);
  const isContradicted =
    kind !== "cancellation" &&
    willBelieve.type === "cancelled" &&
    willBelieve.by.createdAt >= message.createdAt;
  return isContradicted ? skip(row, { code: "believesCancelled" }, now) : row;
}

/** Ids of texts whose reader believes the appointment cancelled since: what they say would be taken for true. */
async function findContradicted(messages: readonly Message[], now: number): Promise<Set<string>> {
  const ids = new Set<string>();
  for (const { id, kind, subject, createdAt } of messages) {
    if (kind === "cancellation") continue;
    const { willBelieve } = threadOf(await messagesOfSubject(subject), now);
    if (willBelieve.type === "cancelled" && willBelieve.by.createdAt >= createdAt) ids.add(id);
  }
  return ids;
}

/** The same texts once more, save for what is no longer so. */
function repeat(
  messages: readonly Message[],
  contradicted: ReadonlySet<string>,
  timeZone: string,
  now: number,
): Message[] {
  const copies = new Map(messages.map((message) => [message.id, fresh(message, now)]));
  return messages.map((message) => {
    const copy = copies.get(message.id) as Message;
    const bundle = message.bundle.flatMap((id) => copies.get(id)?.id ?? []);
    const row = withNonce({ ...answerable(copy, now), bundle, origin: "again" });
    if (isOutdated(message)) return skip(row, { code: "superseded" }, now);
    if (contradicted.has(message.id)) return skip(row, { code: "believesCancelled" }, now);
    if (isOfAnotherDay(message, now, timeZone)) return skip(row, { code: "dayPassed" }, now);
    const isWhole =
      bundle.length === message.bundle.length &&
      !messages.some(
        (one) => message.bundle.includes(one.id) && (isOutdated(one) || contradicted.has(one.id)),
      );
    return isWhole ? row : skip(row, { code: "bundleChanged" }, now);
  });
}

/** To a letter that leaves anew, answers are looked for anew. */
const answerable = (row: Message, now: number): Message =>
  isLetter(row) ? { ...row, appointment: { ...row.appointment, start: answerableUntil(now) } } : row;

/** Once acknowledged, a row has been dealt with: a second click finds nothing to repeat. */
const mayBeSentAgain = ({ state, delivery, acknowledged }: Message): boolean =>
  !acknowledged && allows(state, "acknowledge") && (state !== "sent" || delivery === "undelivered");

const acknowledging = (id: string): Happening => ({ id, event: { type: "acknowledge" } });
