import { type Appointment, type AppointmentChange, byHand } from "../../domain/appointment.ts";
import { draftWith, named } from "../../domain/directory/knowledge.ts";
import type { Happening } from "../../domain/outbox/event.ts";
import type { Message } from "../../domain/outbox/message.ts";
import { canBeGivenUp, isFound } from "../../domain/outbox/predicates.ts";
import type { Reason } from "../../domain/outbox/reason.ts";
import type { Settings } from "../../domain/settings.ts";
import { hasBegun } from "../../domain/text/draft.ts";
import { decideChange } from "../../domain/thread/change-decision.ts";
import { type News, startBefore } from "../../domain/thread/coalesce.ts";
import { changesFor } from "../../domain/thread/patient-change.ts";
import { givingUp } from "../../domain/thread/reminder-decision.ts";
import { toPatient } from "../../domain/thread/same-patient.ts";
import { awaitedStart, threadOf } from "../../domain/thread/thread.ts";
import { hasFailpoints, reach } from "../../storage/failpoint.ts";
import { messagesByIds, messagesOfAppointment, messagesOfSubject } from "../../storage/outbox-queries.ts";
import { changeRows, updateMessage } from "../../storage/outbox-store.ts";
import { loadSettings } from "../../storage/settings.ts";
import { gateOf } from "../../storage/site-readings.ts";
import { inOrder } from "./before-changes.ts";
import { overCap } from "./caps.ts";
import { tellCorrected } from "./corrected-number.ts";
import { knowledge } from "./directory.ts";
import { countFlood, isFlooded } from "./flood.ts";
import { noteChange } from "./freed-slots.ts";
import { changeAsKnown } from "./known-as.ts";
import { hold, newMessage, oneAtATime, skippedMessage, unremarkable, untilDecided } from "./new-message.ts";
import { nothingPlanned, planReminders } from "./reminders.ts";
import { isDoubtful } from "./threads.ts";
import { isOfEndedTrial } from "./trials.ts";

/** Changes in a calendar: decides by the user's settings what becomes of them. */

const dayMs = 24 * 3600_000;

/** What came of a change. */
export interface Consequence {
  /** Texts of this appointment that now wait out the grace period: at most one. */
  pending: Message[];
  /** Ids of texts that were waiting and no longer are. */
  withdrawn: string[];
  /** Why no text will go out, where the user would wonder. */
  skipped: Reason | null;
  /** Whether it is too late for the appointment's reminder. */
  late: boolean;
}

const nothing: Consequence = { pending: [], withdrawn: [], skipped: null, late: false };

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
  /** Nobody did it just now: what cannot be told leaves no row. */
  isFound: boolean;
}
/** Perhaps it says what it had said before, and rows were lost since. */
const doubtfully: Pick<Manner, "isGuess" | "hold"> = { isGuess: true, hold: { code: "pastUnreadable" } };
const plainly: Manner = { isGuess: false, hold: null, batch: null, isSilent: false, isFound: false };
const guessed: Manner = { ...plainly, isGuess: true, hold: { code: "proposed" } };

/** A change that the calendar's server accepted. Returns only after its consequence is on disk. */
export const recordChange = (calendarId: string, change: AppointmentChange): Promise<Consequence> =>
  inOrder(calendarId, [change], plainly, () => consequence(calendarId, change, plainly));

/** A change that the calendar shows and that nobody can prove: what it leaves to tell is proposed to a person. */
export const recordGuess = (calendarId: string, change: AppointmentChange): Promise<Consequence> =>
  inOrder(calendarId, [change], guessed, () => consequence(calendarId, change, guessed));

/**
 * What a calendar was found to show, however that came about: what it leaves to tell is proposed to a person.
 * @param calendarName for the person
 */
export const recordFinding = (
  calendarId: string,
  calendarName: string,
  change: AppointmentChange,
): Promise<Consequence> =>
  oneAtATime(() => {
    const code = change.type === "cancelled" ? "disappeared" : "appeared";
    const hold: Reason = { code, detail: calendarName };
    return consequence(calendarId, change, { ...plainly, isGuess: true, isFound: true, hold });
  });

/** What comes of a change, which may be news to two patients. */
async function consequence(
  calendarId: string,
  told: AppointmentChange,
  manner: Manner,
): Promise<Consequence> {
  if (manner.isGuess && (await isOfEndedTrial(calendarId, told.appointment))) return nothing;
  const { struckOut } = told.appointment;
  const known = await changeAsKnown(calendarId, told);
  const change: AppointmentChange = { ...known, appointment: byHand(known.appointment) };
  const { changes, isUnclear } = changesFor(change);
  // Of what nobody has confirmed is read right, nothing is more than a proposal. The last door asks for that once more,
  // so what waits for a person in any case says why.
  const gate = await gateOf(calendarId);
  // What is struck out may be over, or off: whether that is so, and who is to hear of it, a person knows.
  const isGuess = manner.isGuess || gate !== null || (struckOut === true && change.type !== "cancelled");
  const hold: Reason | null =
    manner.hold ?? (isUnclear ? { code: "otherPatient" } : struckOut ? { code: "struckOut" } : gate);
  const each: Consequence[] = [];
  for (const one of changes)
    each.push(await untilDecided(() => consequenceOf(calendarId, one, { ...manner, isGuess, hold })));
  await noteChange(calendarId, change, { isProven: !isGuess && !struckOut, batch: manner.batch });
  return {
    pending: each.flatMap(({ pending }) => pending),
    withdrawn: each.flatMap(({ withdrawn }) => withdrawn),
    skipped: each.map(({ skipped }) => skipped).find((reason) => reason !== null) ?? null,
    late: each.some(({ late }) => late),
  };
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
export function recordSeries(
  calendarId: string,
  changes: readonly AppointmentChange[],
): Promise<SeriesConsequence> {
  return inOrder(calendarId, changes, plainly, async () => {
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
      const { pending, withdrawn, skipped, late } = await consequence(calendarId, change, manner);
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
  given: Manner,
): Promise<Consequence | null> {
  const settings = await loadSettings();
  const now = Date.now();
  const all = await messagesOfAppointment(calendarId, change.appointment.id);
  const rows = toPatient(all, change.appointment.patient);
  const others = all.filter((row) => !rows.includes(row));
  const isCorrection = startBefore(change) === change.appointment.start && change.type !== "cancelled";
  const circumstances = { settings, now };
  const manner = (await isDoubtful(calendarId, change, rows, circumstances))
    ? { ...given, ...doubtfully }
    : given;
  const { isGuess, isSilent } = manner;
  const decision = decideChange(rows, change, isGuess);
  const { news, told, withdrawn, isRepeated } = decision;
  const happenings = [...decision.happenings, ...(isGuess ? [] : giveUp(others))];
  const { message, reason } =
    news && !told && !isSilent
      ? await textFor(calendarId, change, news, { settings, now, manner, rows })
      : { message: null, reason: null };
  // What nobody can prove plans nothing and takes nothing back from GoSMS: the next reconciliation tells.
  const reminders =
    isGuess || isSilent || change.type === "cancelled"
      ? nothingPlanned
      : await planReminders(
          {
            calendarId,
            appointment: change.appointment,
            isNews: !isRepeated && !isCorrection,
            isReported: !isRepeated,
            beside: message,
            changed: happenings,
          },
          circumstances,
        );
  if (hasFailpoints) await reach("changeDecided");
  const again =
    isCorrection && !isGuess ? await tellCorrected(calendarId, change.appointment, rows, circumstances) : [];
  const wanted = [...(message ? [message] : []), ...again, ...reminders.messages];
  // What no longer is so is taken back all the same.
  const isTooMuch = wanted.length > 0 && (await isFlooded(calendarId, now));
  const made = isTooMuch
    ? await countFlood(calendarId, change.appointment, now)
    : { messages: wanted, happenings: [] };
  const replaced = message && !isTooMuch ? decision.replaced : [];
  const happened = [...happenings, ...replaced, ...reminders.happenings, ...made.happenings];
  const added = await changeRows(happened, made.messages, now);
  if (isTooMuch) return added && { pending: [], withdrawn, skipped: { code: "flood" }, late: false };
  const late = reminders.reason?.code === "reminderTooLate";
  if (told && added) {
    // What somebody only found in the calendar is proven by now.
    const proven = isGuess || !isFound(told) ? null : await updateMessage(told.id, { type: "release" }, now);
    if (proven) return { pending: [proven], withdrawn, skipped: null, late };
    return {
      pending: told.state === "queued" ? [told] : [],
      withdrawn,
      skipped: told.state === "held" ? told.reason : null,
      late,
    };
  }
  // What is on disk may wait for more than was known here.
  const doubted = added?.find(({ reason: why }) => why?.code === "pastUnreadable")?.reason;
  const skipped = doubted ?? (message ? reason : (again[0]?.reason ?? reminders.reason));
  return (
    added && {
      pending: added.filter(({ state }) => state === "queued"),
      withdrawn,
      skipped: added.length > 0 || !message ? skipped : null,
      late,
    }
  );
}

/** Somebody else has the appointment by now: nothing but a cancellation may leave to whoever had it. */
const giveUp = (others: readonly Message[]): Happening[] =>
  others
    .filter((row) => row.kind !== "cancellation" && canBeGivenUp(row))
    .map((row) => givingUp(row, { code: "otherPatient" }));

/** The row that tells the news, or that says why nothing will; and that reason, where the user would wonder. */
async function textFor(
  calendarId: string,
  change: AppointmentChange,
  news: News,
  { settings, now, manner, rows }: { settings: Settings; now: number; manner: Manner; rows: Message[] },
): Promise<{ message: Message | null; reason: Reason | null }> {
  const awaited = awaitedStart(rows, now);
  // Moved into the past and then called off, it is called off at the time for which the patient still comes.
  const isByAwaited = news.kind === "cancellation" && awaited !== null && hasBegun(news.start, now);
  const appointment: Appointment = { ...change.appointment, start: isByAwaited ? awaited : news.start };
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
    const isUnremarkable = unremarkable.has(reason.code) && !(reason.code === "past" && awaited !== null);
    if (manner.isFound || isUnremarkable) return { message: null, reason: null };
    return { message: await skippedMessage(base, reason, now), reason };
  }
  const notBefore = now + settings.sending.settleSeconds * 1000;
  const message = await newMessage({ ...base, draft: drafted.draft, batch: manner.batch, notBefore, now });
  // One that named the time which the patient knew is not told again with the time that the calendar had last.
  const { believes } = threadOf(await messagesOfSubject(message.subject), now);
  if (news.kind === "cancellation" && believes.type === "cancelled") return { message: null, reason: null };
  const reason = manner.hold ?? (await overCap(message, settings, now));
  return { message: reason ? hold(message, reason, now) : message, reason };
}

/** @returns false when the text had left already */
export async function stop(calendarId: string, id: string): Promise<boolean> {
  const [message] = await messagesByIds([id]);
  if (message?.calendarId !== calendarId) return false;
  return (await updateMessage(id, { type: "skip", reason: { code: "stoppedByUser" } }, Date.now())) !== null;
}
