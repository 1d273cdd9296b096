import { draftWith, type Knowledge } from "../../domain/directory/knowledge.ts";
import type { MessageEvent } from "../../domain/outbox/machine.ts";
import type { Message } from "../../domain/outbox/message.ts";
import { isOutdated, isReleasedTogether } from "../../domain/outbox/predicates.ts";
import type { Reason } from "../../domain/outbox/reason.ts";
import { type Settings, templateOf } from "../../domain/settings.ts";
import { hasBegun } from "../../domain/text/draft.ts";
import { nearMs } from "../../domain/thread/reminders.ts";
import { hasFailpoints, reach } from "../../storage/failpoint.ts";
import {
  idsInState,
  messagesByIds,
  messagesInState,
  nextDue,
  queuedBeyond,
} from "../../storage/outbox-queries.ts";
import { type Step, updateMessage } from "../../storage/outbox-store.ts";
import { followSettings, loadSettings } from "../../storage/settings.ts";
import { claim, type Words } from "../claims/this-computer.ts";
import type { SendOutcome } from "../gateway/gateway.ts";
import { askCredit } from "./credit.ts";
import { knowledgeOfRow, objection } from "./directory.ts";
import { gateway, lastKnownCredit } from "./gosms-account.ts";
import { makeWhole } from "./recovery.ts";
import { promoteReminders } from "./reminders.ts";
import { Places } from "./semaphore.ts";

/**
 * Hands due texts to GoSMS, several at once and each at most once. It keeps nothing in memory that matters: the
 * worker may die at any instruction, and the next one goes on from the rows.
 */

const successesToWiden = 20;
const restAfterErrorMs = 30_000;
/** A text written down ahead waits this long for its place, and then goes back. */
const patienceMs = 1000;
/** A clock that is corrected by less than this delays a text by no more. */
const clockSlackMs = 60_000;

/** Requests in the air at once: as many as set, one after GoSMS asked for a pause, and slowly up again. */
let width = Number.POSITIVE_INFINITY;
let widest = 1;
let successes = 0;
/** By the clock that nobody can set. */
let restUntil = 0;
/**
 * While GoSMS answers as it should, one more text than there are places is written down, so that no place stands
 * empty meanwhile.
 */
let ahead = 1;
/** How often GoSMS did not take a text. What was got ready before that gets ready anew, and so finds out what is up. */
let setbacks = 0;
const places = new Places(() => Math.min(width, widest));
/** From being picked until GoSMS's answer. */
const inHand = new Set<string>();
/**
 * Subjects with a text on its way, and ids of rows that wait for its end: a patient reads of an appointment in the
 * order in which things happened to it.
 */
const onTheWay = new Map<string, Set<string>>();
const flights = new Set<Promise<void>>();
let filling: Promise<void> | null = null;
let fillAgain = false;

/** The settings as they are at any moment: a pause counts at once. */
type Followed = Awaited<ReturnType<typeof followSettings>>;

const isResting = (): boolean => performance.now() < restUntil;
function rest(ms: number): void {
  restUntil = Math.max(restUntil, performance.now() + ms);
}

/** Sends what is due. Safe to call at any time and any number of times; resolves when nothing is in the air. */
export async function dispatch(): Promise<void> {
  await makeWhole();
  await followClock();
  await releaseSwitchedOn();
  await promoteReminders();
  using settings = await followSettings();
  await fill(settings);
  while (flights.size > 0) await Promise.race(flights);
}

/** When there will be something to send of what is due after a moment; both in milliseconds since the epoch. */
export async function nextDispatch(after: number): Promise<number | null> {
  // All that is due waits for the end of the rest.
  const due = await nextDue("queued", isResting() ? 0 : after);
  return due === null ? null : Math.max(due, Date.now() + restUntil - performance.now());
}

/** Starts as many due rows as there is room for. A call during another is not lost: it looks once more. */
function fill(settings: Followed): Promise<void> {
  fillAgain = true;
  filling ??= fillRepeatedly(settings);
  return filling;
}

async function fillRepeatedly(settings: Followed): Promise<void> {
  try {
    while (fillAgain) {
      fillAgain = false;
      await startDue(settings);
    }
  } finally {
    filling = null;
  }
}

async function startDue(settings: Followed): Promise<void> {
  widest = settings.value.sending.atOnce;
  if (!mayLeave(settings.value)) return;
  const room = Math.min(width, widest) + ahead - inHand.size;
  if (room <= 0) return;
  // Rows in hand may still be among those read as due.
  const waiting = new Set([...onTheWay.values()].flatMap((ids) => [...ids]));
  const due = await idsInState("queued", Date.now(), room + inHand.size + waiting.size);
  for (const id of due.filter((id) => !inHand.has(id) && !waiting.has(id)).slice(0, room)) {
    inHand.add(id);
    const flight = handle(id, settings)
      .catch((error) => {
        // The row is as it was: without a rest it would be tried again at once, and for ever.
        console.error("dispatch", error);
        rest(restAfterErrorMs);
      })
      .then(() => {
        inHand.delete(id);
        return fill(settings);
      })
      .finally(() => flights.delete(flight));
    flights.add(flight);
  }
}

const mayLeave = ({ sending }: Settings): boolean =>
  !sending.paused && !isResting() && navigator.onLine !== false;

async function handle(id: string, settings: Followed): Promise<void> {
  if (hasFailpoints) await reach("picked");
  const [creditBefore, known] = await Promise.all([lastKnownCredit(), knowledgeOfRow(id, settings.value)]);
  const { value } = settings;
  const subjects: string[] = [];
  try {
    const message = await claim(id, (row, others) => {
      const about = [row, ...others].map(({ subject }) => subject);
      const [waiting] = about.flatMap((subject) => onTheWay.get(subject) ?? []);
      if (waiting) {
        waiting.add(id);
        return null;
      }
      for (const subject of about) onTheWay.set(subject, new Set());
      subjects.push(...about);
      return decideTogether(row, others, (one) => decide(one, known(one), value, creditBefore, Date.now()));
    });
    const { channel } = value.sending;
    // Without a channel the row is held and not claimed.
    if (message && channel !== null) await send(message, channel, settings);
  } finally {
    for (const subject of subjects) onTheWay.delete(subject);
  }
}

/** Hands over a row that has been claimed, and writes down what came of it. */
async function send(message: Message, channel: number, settings: Followed): Promise<void> {
  if (hasFailpoints) await reach("claimed");
  const { id, text, phone, schedule } = message;
  const before = setbacks;
  // A reminder whose moment has come leaves like any other text.
  const sendAt = schedule && schedule.sendAt > Date.now() + nearMs ? schedule.sendAt : undefined;
  const leave = await gateway.prepare({ text, phone, channel, sendAt });
  using place = await places.take(patienceMs);
  if (!place) {
    ahead = 0;
    await putBack(id);
    return;
  }
  // While it waited for its place, a pause may have come, or GoSMS stopped answering as it should.
  if (!mayLeave(settings.value) || setbacks !== before) {
    await putBack(id);
    return;
  }
  if (hasFailpoints) await reach("placeTaken");
  const answer = leave({ isStillSo: () => isStillSo(message), taken: () => place.leave() });
  if (hasFailpoints) await reach("inTheAir");
  const outcome = await answer;
  if (hasFailpoints) await reach("answered");
  learn(outcome);
  place.leave();
  // The next one leaves while this one is written down.
  inHand.delete(id);
  void fill(settings);
  await updateMessage(id, eventOf(outcome, sendAt), Date.now());
  if (hasFailpoints) await reach("outcomeStored");
  if (outcome.type === "hold") await holdAll(outcome.reason);
  if (outcome.type === "unknown") await askCredit();
}

/** Whether nothing that the text tells of was moved or cancelled since it was claimed. */
const isStillSo = async ({ id, bundle }: Message): Promise<boolean> =>
  !(await messagesByIds(bundle.length > 0 ? bundle : [id])).some(isOutdated);

const putBack = (id: string): Promise<Message | null> =>
  updateMessage(id, { type: "putBack", notBefore: Date.now(), reason: null }, Date.now());

/** What one text's rows leave with, or what keeps the first of them, and so all of them, from it. */
function decideTogether(
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
function decide(
  message: Message,
  known: Knowledge,
  settings: Settings,
  creditBefore: number | null,
  now: number,
): Words | Step {
  const { appointment, kind, origin, text, parts, phone } = message;
  const hold = (reason: Reason): Step => ({ event: { type: "hold", reason } });
  if (hasBegun(appointment.start, now)) return { event: { type: "skip", reason: { code: "past" } } };
  if (settings.sending.channel === null) return hold({ code: "credentialsMissing" });
  if (!templateOf(settings, kind).enabled) return hold({ code: "kindOff" });
  const objected = objection(known, message, settings);
  if (objected) return objected;
  if (origin === "bulk" || origin === "again") return { text, parts, creditBefore };
  const drafted = draftWith(known, appointment, kind, settings, now);
  if (!drafted.ok) return hold(drafted.reason);
  // The key was made for this number: another one would be another text.
  return drafted.draft.phone === phone
    ? { text: drafted.draft.text, parts: drafted.draft.parts, creditBefore }
    : hold({ code: "phoneInvalid" });
}

/** @param sendAt when GoSMS was asked to send it; `undefined` for at once */
function eventOf(outcome: SendOutcome, sendAt: number | undefined): MessageEvent {
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

/** How fast to go on, from how GoSMS answered. */
function learn(outcome: SendOutcome): void {
  if (outcome.type !== "accepted" && outcome.type !== "refused") setbacks++;
  switch (outcome.type) {
    case "accepted":
      if (++successes % successesToWiden === 0) width++;
      ahead = 1;
      break;
    case "later":
      rest(outcome.waitMs);
      width = 1;
      ahead = 0;
      break;
    case "unknown":
      width = 1;
      ahead = 0;
      break;
  }
}

/** What stops one text stops them all until somebody has mended it, and asking for each would only be refused. */
async function holdAll(reason: Reason): Promise<void> {
  for (const { id } of await messagesInState("queued", Date.now())) {
    if (!inHand.has(id)) await updateMessage(id, { type: "hold", reason }, Date.now());
  }
}

/** Makes held texts due again, on a person's word. */
export async function release(): Promise<void> {
  restUntil = 0;
  for (const message of await messagesInState("held"))
    if (isReleasedTogether(message)) await updateMessage(message.id, { type: "release" }, Date.now());
}

/** What was held because its kind was off goes on by itself once that is on again. */
async function releaseSwitchedOn(): Promise<void> {
  const settings = await loadSettings();
  for (const { id, kind, reason } of await messagesInState("held")) {
    if (reason?.code === "kindOff" && templateOf(settings, kind).enabled)
      await updateMessage(id, { type: "release" }, Date.now());
  }
}

/** A clock that was set back must not make a text wait until it is as late again. */
async function followClock(): Promise<void> {
  const now = Date.now();
  for (const { id, notBefore, updatedAt } of await queuedBeyond(now + clockSlackMs)) {
    if (updatedAt <= now + clockSlackMs) continue;
    const left = Math.max(0, notBefore - updatedAt);
    await updateMessage(id, { type: "clockSetBack", notBefore: now + left }, now);
  }
}
