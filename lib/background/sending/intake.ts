import type { Appointment, AppointmentChange } from "../../domain/appointment.ts";
import { draftWith, type Knowledge, named, nothingKnown } from "../../domain/directory/knowledge.ts";
import { allows } from "../../domain/outbox/machine.ts";
import type { Message } from "../../domain/outbox/message.ts";
import { subjectOf } from "../../domain/outbox/message-key.ts";
import { isOutdated, isWaiting, mayBeTold, needsDecision, standing } from "../../domain/outbox/predicates.ts";
import type { Reason } from "../../domain/outbox/reason.ts";
import type { Settings } from "../../domain/settings.ts";
import { type MessageKind, tellsAs } from "../../domain/text/message-kind.ts";
import { segment } from "../../domain/text/segments.ts";
import { type News, settle, startBefore } from "../../domain/thread/coalesce.ts";
import type { BulkItem, Output } from "../../rpc/contract/index.ts";
import { hasFailpoints, reach } from "../../storage/failpoint.ts";
import { mirror } from "../../storage/mirror.ts";
import {
  isKeyTaken,
  latestSince,
  messagesByIds,
  messagesOfAppointment,
  messagesOfSubject,
  messagesTo,
} from "../../storage/outbox-queries.ts";
import { changeTogether, type Happening, updateMessage } from "../../storage/outbox-store.ts";
import { loadSettings } from "../../storage/settings.ts";
import { knowledge, knowledgeOfEach } from "./directory.ts";
import {
  fresh,
  hold,
  newMessage,
  oneAtATime,
  skip,
  skippedMessage,
  theKey,
  unremarkable,
  untilDecided,
  withNonce,
} from "./new-message.ts";
import { nothingPlanned, plannedFor } from "./reminders.ts";
import { isStopped } from "./stop-bulk.ts";

/** The only way into the outbox: decides by the user's settings what becomes of a change or of a person's wish. */

/** More automatic texts than this within `burstMs` wait for a person: a page gone wrong, or worse. */
const burstCount = 30;
const burstMs = 10 * 60_000;
/** Automatic texts to one number within a day. */
const dailyCap = 8;
const dayMs = 24 * 3600_000;

/** What came of a change. */
export interface Consequence {
  /** Texts that now settle for this appointment: at most one. */
  pending: Message[];
  /** Ids of texts that were waiting and no longer are. */
  withdrawn: string[];
  /** Why no text will go out, where the user would wonder. */
  skipped: Reason | null;
  /** Whether it is too late for the appointment's reminder. */
  late: boolean;
}

/** How a change is told. */
interface Manner {
  /** Nobody can prove it. */
  isGuess: boolean;
  /** Why its text may not leave by itself. */
  hold: Reason | null;
  /** The act of which it is a part. */
  batch: string | null;
  /** It only takes back what is no longer so. */
  isSilent: boolean;
}
const plainly: Manner = { isGuess: false, hold: null, batch: null, isSilent: false };

/** A change that the calendar's server accepted. Returns only after its consequence is on disk. */
export function changed(calendarId: string, change: AppointmentChange): Promise<Consequence> {
  return oneAtATime(() => untilDecided(() => consequenceOf(calendarId, change, plainly)));
}

/** A change that the calendar shows and that nobody can prove: what it leaves to tell is proposed to a person. */
export function guessed(calendarId: string, change: AppointmentChange): Promise<Consequence> {
  const manner: Manner = { ...plainly, isGuess: true, hold: { code: "proposed" } };
  return oneAtATime(() => untilDecided(() => consequenceOf(calendarId, change, manner)));
}

/** What came of an act on a series. */
export interface SeriesConsequence extends Consequence {
  /** Texts that wait for a person. */
  proposed: number;
  /** Occurrences too far ahead to be told. */
  later: number;
}

/**
 * Several changes by one act, accepted by the calendar's server. Of those within the settings' days more than one is
 * proposed to a person; what lies farther ahead is not told, and takes back what is no longer so.
 */
export function changedSeries(
  calendarId: string,
  changes: readonly AppointmentChange[],
): Promise<SeriesConsequence> {
  return oneAtATime(async () => {
    const { sending } = await loadSettings();
    const now = Date.now();
    const until = now + sending.seriesDays * dayMs;
    const near = changes.filter((change) => isBetween(change, now, until));
    const others = changes.filter((change) => !near.includes(change));
    const later = others.filter(({ appointment }) => Date.parse(appointment.start) > until);
    const batch = crypto.randomUUID();
    const hold: Reason | null = near.length > 1 ? { code: "series" } : null;
    const together: SeriesConsequence = {
      pending: [],
      withdrawn: [],
      skipped: null,
      late: false,
      proposed: 0,
      later: later.length,
    };
    const take = async (change: AppointmentChange, manner: Manner) => {
      const { pending, withdrawn, skipped, late } = await untilDecided(() =>
        consequenceOf(calendarId, change, manner),
      );
      together.pending.push(...pending);
      together.withdrawn.push(...withdrawn);
      together.late ||= late;
      if (skipped?.code === "series") together.proposed += 1;
      else together.skipped ??= skipped;
    };
    for (const change of near) await take(change, { ...plainly, hold, batch });
    for (const change of others) await take(change, { ...plainly, isSilent: true });
    return together;
  });
}

/** Whether the patient expects, or is to expect, the appointment in that time. */
function isBetween(change: AppointmentChange, from: number, until: number): boolean {
  const starts = [change.appointment.start, startBefore(change)];
  return starts.some((start) => start !== null && Date.parse(start) > from && Date.parse(start) <= until);
}

async function consequenceOf(
  calendarId: string,
  change: AppointmentChange,
  manner: Manner,
): Promise<Consequence | null> {
  const { isGuess, isSilent } = manner;
  const settings = await loadSettings();
  const now = Date.now();
  const messages = await messagesOfAppointment(calendarId, change.appointment.id);
  // A worker that died while it took a text back has perhaps told the first copy alone, and answered nobody.
  const aside = messages.filter(({ state }) => state === "skipped");
  await mirror([...aside, ...(await messagesByIds(aside.flatMap(({ bundle }) => bundle)))]);
  const found = messages.find((message) => tellsAlready(message, change));
  const isAlone = messages.every((one) => one === found || !isWaiting(one) || one.origin !== "auto");
  const told = (isAlone && found) || null;
  const about = isGuess ? messages.filter(({ origin }) => origin !== "plan") : messages;
  const { news, withdrawals, outdatings } = settled(about, change, told);
  const { message, reason } =
    news && !told && !isSilent
      ? await textFor(calendarId, change, news, { settings, now, manner })
      : { message: null, reason: null };
  // What nobody can prove plans nothing and takes nothing back from GoSMS: the next look at the calendar tells.
  const reminders =
    isGuess || isSilent || change.type === "cancelled"
      ? nothingPlanned
      : await plannedFor(calendarId, change.appointment, { settings, now });
  if (hasFailpoints) await reach("changeDecided");
  const made = [...(message ? [message] : []), ...reminders.messages];
  const added = await changeTogether([...withdrawals, ...outdatings], made, now);
  if (told && added) {
    return {
      pending: told.state === "queued" ? [told] : [],
      withdrawn: withdrawals.map(({ id }) => id),
      skipped: told.state === "held" ? told.reason : null,
      late: reminders.reason?.code === "reminderTooLate",
    };
  }
  // What is on disk may wait for more than was known here.
  const doubted = added?.find(({ reason: why }) => why?.code === "pastUnreadable")?.reason;
  const skipped = doubted ?? (message ? reason : reminders.reason);
  return (
    added && {
      pending: added.filter(({ state }) => state === "queued"),
      withdrawn: withdrawals.map(({ id }) => id),
      skipped: added.length > 0 || !message ? skipped : null,
      late: reminders.reason?.code === "reminderTooLate",
    }
  );
}

/** The row that tells the news, or that says why nothing will; and that reason, where the user would wonder. */
async function textFor(
  calendarId: string,
  change: AppointmentChange,
  news: News,
  { settings, now, manner }: { settings: Settings; now: number; manner: Manner },
): Promise<{ message: Message | null; reason: Reason | null }> {
  const appointment: Appointment = { ...change.appointment, start: news.start };
  const isMove = news.kind === "confirmation" && news.from !== null;
  const kind = isMove && settings.templates.change.enabled ? "change" : news.kind;
  const known = await knowledge(calendarId, appointment, settings);
  const drafted = draftWith(known, appointment, kind, settings, now);
  const base = {
    calendarId,
    appointment: named(appointment, known),
    kind,
    previousStart: news.from,
    origin: "auto" as const,
  };
  if (!drafted.ok) {
    const { reason } = drafted;
    if (unremarkable.has(reason.code)) return { message: null, reason: null };
    return { message: await skippedMessage(base, reason, now), reason };
  }
  const notBefore = now + settings.sending.settleSeconds * 1000;
  const message = await newMessage({ ...base, draft: drafted.draft, batch: manner.batch, notBefore, now });
  if (news.kind === "cancellation" && (await lastTold(message))?.kind === "cancellation")
    return { message: null, reason: null };
  const reason = manner.hold ?? (await oddity(message, now));
  return { message: reason ? hold(message, reason, now) : message, reason };
}

/**
 * What this number was last told of the appointment. A cancellation that named the time which the patient knew is
 * not told again with the time that the calendar had last.
 */
const lastTold = async ({ subject }: Message): Promise<Message | undefined> =>
  (await messagesOfSubject(subject)).find(mayBeTold);

const newsIn = ({ kind, previousStart, appointment }: Message): News => ({
  kind: tellsAs(kind),
  from: previousStart,
  start: appointment.start,
});

/** Whether the text waits to tell just what is left to tell after the change: the page reported it before. */
function tellsAlready(message: Message, change: AppointmentChange): boolean {
  if (!isWaiting(message) || message.origin !== "auto") return false;
  const waiting = newsIn(message);
  const news = settle(waiting, change);
  return (
    news?.kind === waiting.kind &&
    news.start === waiting.start &&
    message.appointment.patient?.phone === change.appointment.patient?.phone
  );
}

/**
 * What a change leaves to tell, given what waits for this appointment, and what becomes of its texts: those that
 * wait and are no longer so are taken back, and those that left already are marked.
 *
 * @param told what waits to tell just this, and goes on
 */
function settled(
  messages: readonly Message[],
  change: AppointmentChange,
  told: Message | null,
): { news: News | null; withdrawals: Happening[]; outdatings: Happening[] } {
  const waiting = messages.filter(isWaiting);
  const auto = waiting.find(({ origin }) => origin === "auto");
  const begun = auto ?? untold(messages, change);
  const news = settle(begun ? newsIn(begun) : null, change);
  const start = change.type === "cancelled" ? null : change.appointment.start;
  const reason: Reason = { code: news ? "superseded" : "takenBack" };
  const isNoLonger = (message: Message) => isOutdated({ ...message, changed: { start } });
  const withdrawals = waiting
    // What a person wants sent, and is so still, goes on; so does a reminder.
    .filter((message) => message !== told && (message === auto || isNoLonger(message)))
    .map(({ id }): Happening => ({ id, event: { type: "skip", reason } }));
  const outdatings = messages
    .filter(({ state, delivery }) => allows(state, "outdate") && delivery !== "delivered")
    .map(({ id }): Happening => ({ id, event: { type: "outdate", start } }));
  const recalls = messages
    .filter((message) => allows(message.state, "withdraw") && isNoLonger(message))
    .map(
      ({ id }): Happening => ({
        id,
        event: { type: "withdraw", reason: { code: start === null ? "takenBack" : "superseded" } },
      }),
    );
  return { news, withdrawals, outdatings: [...outdatings, ...recalls] };
}

/**
 * The text that was withdrawn before anybody could be told of the start from which the change departs. A page that
 * got no answer reports a change once more, when there is nothing left to withdraw; that must come to the same.
 *
 * @param messages newest first
 */
function untold(messages: readonly Message[], change: AppointmentChange): Message | undefined {
  const departed = messages.filter(
    ({ kind, appointment }) => kind !== "cancellation" && appointment.start === startBefore(change),
  );
  // By the rows as well as by their order: the computer's clock may have been set back.
  if (departed.some(mayBeTold)) return undefined;
  const told = messages.findIndex(mayBeTold);
  const since = told < 0 ? messages : messages.slice(0, told);
  return departed.find(
    (message) =>
      message.origin === "auto" &&
      (message.reason?.code === "takenBack" || message.reason?.code === "superseded") &&
      since.includes(message),
  );
}

async function oddity(message: Message, now: number): Promise<Reason | null> {
  const counts = ({ origin, state }: Message) => origin === "auto" && state !== "skipped";
  const today = (await messagesTo(message.phone)).filter(({ createdAt }) => createdAt > now - dayMs);
  if (today.filter(counts).length >= dailyCap) return { code: "dailyCap" };
  const latest = await latestSince(now - burstMs, counts, burstCount);
  return latest.length >= burstCount ? { code: "burst" } : null;
}

/** Texts written down together. The first ones need not wait for the last, nor a change in the calendar for all. */
const bulkStep = 16;

/**
 * Texts that a person confirmed in the bulk window, exactly as shown there.
 * @param stored is called when the first of them are on disk, and at the end: whoever sends the first ones finds
 *   those in between
 */
export async function sendBulk(
  calendarId: string,
  items: readonly BulkItem[],
  stored: () => void = () => {},
): Promise<Output<"bulk.send">> {
  const batch = crypto.randomUUID();
  const done: Output<"bulk.send"> = { batch, queued: [], refused: [] };
  try {
    for (let at = 0; at < items.length && !isStopped(batch); at += bulkStep) {
      const some = items.slice(at, at + bulkStep);
      const { queued, refused } = await oneAtATime(() =>
        untilDecided(() => storeBulk(calendarId, batch, some)),
      );
      done.queued.push(...queued);
      done.refused.push(...refused);
      if (at === 0) stored();
    }
  } finally {
    stored();
  }
  return done;
}

async function storeBulk(calendarId: string, batch: string, items: readonly BulkItem[]) {
  const settings = await loadSettings();
  const now = Date.now();
  const about = items.flatMap(appointmentsOf);
  const known = new Map(
    (await knowledgeOfEach(calendarId, about, settings)).map((one, at) => [about[at], one]),
  );
  const knownOf = (appointment: Appointment) => known.get(appointment) ?? nothingKnown;
  const prepared = (
    await Promise.all(items.map((item) => prepareItem(calendarId, item, knownOf, { settings, batch, now })))
  ).flat();
  const messages = prepared.flatMap((one) => ("message" in one ? one.message : []));
  // Failed texts that these take the place of: nobody need deal with them any more.
  const dealtWith = prepared.flatMap((one) => ("message" in one && one.replaces ? one.replaces : []));
  const added = await changeTogether(dealtWith.map(acknowledging), messages, now);
  const refused = prepared.flatMap((one) => ("reason" in one ? one : []));
  return added && { queued: added.map(({ id }) => id), refused };
}

type Prepared = { message: Message; replaces: string | null } | { appointmentId: string; reason: Reason };

interface Press {
  settings: Settings;
  batch: string;
  now: number;
}

const appointmentsOf = ({ appointment, together = [] }: BulkItem): Appointment[] => [
  appointment,
  ...together,
];

/** One text: a row for each appointment that it tells of, or none at all, and why. */
async function prepareItem(
  calendarId: string,
  item: BulkItem,
  known: (appointment: Appointment) => Knowledge,
  press: Press,
): Promise<Prepared[]> {
  const about = appointmentsOf(item);
  const each = await Promise.all(
    about.map((appointment) => prepareBulk(calendarId, { ...item, appointment }, known(appointment), press)),
  );
  if (about.length === 1) return each;
  const messages = each.flatMap((one) => ("message" in one ? one.message : []));
  const isOne = messages.length === about.length && new Set(messages.map(({ phone }) => phone)).size === 1;
  const bundle = messages.map(({ id }) => id);
  return each.map((one) => {
    if (!("message" in one)) return one;
    if (!isOne) return { appointmentId: one.message.appointment.id, reason: { code: "bundleChanged" } };
    return { ...one, message: { ...one.message, bundle } };
  });
}

async function prepareBulk(
  calendarId: string,
  { appointment, kind, text }: BulkItem,
  known: Knowledge,
  { settings, batch, now }: Press,
): Promise<Prepared> {
  const drafted = draftWith(known, appointment, kind, settings, now);
  if (!drafted.ok) return { appointmentId: appointment.id, reason: drafted.reason };
  const latest = await latestText(calendarId, appointment, kind, drafted.draft.phone);
  const reason = latest && standing(latest);
  if (reason) return { appointmentId: appointment.id, reason };
  const message = await newMessage({
    calendarId,
    appointment,
    kind,
    previousStart: null,
    origin: "bulk",
    draft: { ...drafted.draft, text, parts: segment(text).parts },
    batch,
    notBefore: now + settings.sending.settleSeconds * 1000,
    now,
  });
  return {
    // A person tries again what failed or was stopped before.
    message: (await isKeyTaken(message.key)) ? withNonce(message) : message,
    replaces: latest && needsDecision(latest) ? latest.id : null,
  };
}

/** The newest text of a kind for an appointment at its present start; to one number, where that is known. */
export async function latestText(
  calendarId: string,
  appointment: Appointment,
  kind: MessageKind,
  phone: string | null,
): Promise<Message | null> {
  // By the subject also what is left of a text whose row was lost with the database is found.
  const rows =
    phone === null
      ? await messagesOfAppointment(calendarId, appointment.id)
      : await messagesOfSubject(await subjectOf(await theKey(), { calendarId, appointment, kind, phone }));
  return (
    rows.find((row) => tellsAs(row.kind) === kind && row.appointment.start === appointment.start) ?? null
  );
}

/** Once more, on a person's word: the same words to the same number, unless its moment has passed. */
export function sendAgain(ids: readonly string[]): Promise<string[]> {
  return oneAtATime(() =>
    untilDecided(async () => {
      const now = Date.now();
      const asked = await messagesByIds(ids);
      // A text about several appointments is repeated whole, whichever of them somebody pressed.
      const all = new Set(asked.flatMap(({ id, bundle }) => (bundle.length > 0 ? bundle : [id])));
      const messages = (await messagesByIds([...all])).filter(mayBeSentAgain);
      const again = repeated(messages, now);
      const added = await changeTogether(
        messages.map(({ id }) => acknowledging(id)),
        again,
        now,
      );
      return added?.map(({ id }) => id) ?? null;
    }),
  );
}

/** The same texts once more, save for what is no longer so. */
function repeated(messages: readonly Message[], now: number): Message[] {
  const copies = new Map(messages.map((message) => [message.id, fresh(message, now)]));
  return messages.map((message) => {
    const copy = copies.get(message.id) as Message;
    const bundle = message.bundle.flatMap((id) => copies.get(id)?.id ?? []);
    const row = withNonce({ ...copy, bundle, origin: "again" });
    if (isOutdated(message)) return skip(row, { code: "superseded" }, now);
    const isWhole =
      bundle.length === message.bundle.length &&
      !messages.some(({ id, ...one }) => message.bundle.includes(id) && isOutdated({ id, ...one }));
    return isWhole ? row : skip(row, { code: "bundleChanged" }, now);
  });
}

/** Once acknowledged, a row has been dealt with: a second click finds nothing to repeat. */
const mayBeSentAgain = ({ state, delivery, acknowledged }: Message): boolean =>
  !acknowledged && allows(state, "acknowledge") && (state !== "sent" || delivery === "undelivered");

const acknowledging = (id: string): Happening => ({ id, event: { type: "acknowledge" } });

/** @returns false when the text had left already */
export async function stop(calendarId: string, id: string): Promise<boolean> {
  const [message] = await messagesByIds([id]);
  if (message?.calendarId !== calendarId) return false;
  return (await updateMessage(id, { type: "skip", reason: { code: "stoppedByUser" } }, Date.now())) !== null;
}
