import { type Appointment, byHand } from "../../domain/appointment.ts";
import { wasTakenBack } from "../../domain/bulk/lines.ts";
import { draftWith, type Knowledge, nothingKnown } from "../../domain/directory/knowledge.ts";
import type { Happening } from "../../domain/outbox/event.ts";
import type { Message } from "../../domain/outbox/message.ts";
import type { Reason } from "../../domain/outbox/reason.ts";
import { type Settings, timeZoneOf } from "../../domain/settings.ts";
import type { Draft } from "../../domain/text/draft.ts";
import { tellsNews } from "../../domain/text/message-kind.ts";
import { holdingOf, objectionToWords } from "../../domain/text/own-words.ts";
import { segment } from "../../domain/text/segments.ts";
import { decideBulk } from "../../domain/thread/bulk-decision.ts";
import { threadOf } from "../../domain/thread/thread.ts";
import type { BulkItem, Output } from "../../rpc/contract/index.ts";
import { messagesOfAppointments, messagesOfSubjects, takenKeys } from "../../storage/outbox-queries.ts";
import { changeRows } from "../../storage/outbox-store.ts";
import { loadSettings } from "../../storage/settings.ts";
import { gateOf } from "../../storage/site-readings.ts";
import { knowledgeOfEach } from "./directory.ts";
import { newMessage, oneAtATime, untilDecided, withNonce } from "./new-message.ts";
import { ownWordsTo } from "./own-words.ts";
import { isRefusalElsewhere } from "./refusals.ts";
import { isStopped } from "./stopped-batches.ts";
import { subjectAbout } from "./threads.ts";

/** What a person sends to a whole day. */

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
  const gate = await gateOf(calendarId);
  if (gate) {
    const refused = items.flatMap(appointmentsOf).map(({ id }) => ({ appointmentId: id, reason: gate }));
    return { ...done, refused };
  }
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
  const [drafts, rows] = await Promise.all([
    draftEach(calendarId, items, knownOf, settings, now),
    messagesOfAppointments(
      calendarId,
      items.flatMap((item) => (item.readAt === undefined ? [] : appointmentsOf(item).map(({ id }) => id))),
    ),
  ]);
  const press: Press = { settings, batch, now, drafts, rows };
  const prepared = eachOnce(
    await Promise.all(items.map((item) => prepareItem(calendarId, item, press))),
  ).flat();
  const messages = await withFreeKeys(prepared.flatMap((one) => ("message" in one ? one.message : [])));
  const happenings = prepared.flatMap((one) => ("message" in one ? one.happenings : []));
  const added = await changeRows(happenings, messages, now);
  const refused = prepared.flatMap((one) => ("reason" in one ? one : []));
  return added && { queued: added.map(({ id }) => id), refused };
}

/** A person tries again what failed or was stopped before. */
async function withFreeKeys(messages: readonly Message[]): Promise<Message[]> {
  const taken = await takenKeys(messages.map(({ key }) => key));
  return messages.map((message) => (taken.has(message.key) ? withNonce(message) : message));
}

/** Without own words that another text of the same press brings to the number. */
function eachOnce(texts: readonly Prepared[][]): Prepared[][] {
  const taken = new Set<string>();
  return texts.map((each) => {
    const [first] = each.flatMap((one) => ("message" in one ? one.message : []));
    if (first?.kind !== "own") return each;
    const said = JSON.stringify([first.phone, first.text]);
    if (!taken.has(said)) {
      taken.add(said);
      return each;
    }
    return each.map((one) =>
      "message" in one
        ? { appointmentId: one.message.appointment.id, reason: { code: "alreadyWaiting" } }
        : one,
    );
  });
}

type Prepared = { message: Message; happenings: Happening[] } | { appointmentId: string; reason: Reason };

interface Press {
  settings: Settings;
  batch: string;
  now: number;
  drafts: ReadonlyMap<Appointment, Drafted>;
  /** Of each appointment, whoever they are for. */
  rows: ReadonlyMap<string, readonly Message[]>;
}

/** What an appointment's patient would read, and every row about that. */
type Drafted = { appointment: Appointment } & (
  | { ok: true; draft: Draft; about: readonly Message[] }
  | { ok: false; reason: Reason }
);

/** Of the appointments of some texts, each as it was shown. All of their rows are read together. */
async function draftEach(
  calendarId: string,
  items: readonly BulkItem[],
  knownOf: (appointment: Appointment) => Knowledge,
  settings: Settings,
  now: number,
): Promise<Map<Appointment, Drafted>> {
  const drafted = await Promise.all(
    items.flatMap((item) =>
      appointmentsOf(item).map(async (shown) => {
        const appointment = byHand(shown);
        const made = draftWith(knownOf(shown), appointment, item.kind, settings, now);
        const subject = made.ok ? await subjectAbout(calendarId, appointment, made.draft.phone) : "";
        return { shown, appointment, made, subject };
      }),
    ),
  );
  const rows = await messagesOfSubjects(drafted.flatMap(({ made, subject }) => (made.ok ? subject : [])));
  return new Map(
    drafted.map(({ shown, appointment, made, subject }) => [
      shown,
      made.ok
        ? { appointment, ok: true, draft: made.draft, about: rows.get(subject) ?? [] }
        : { appointment, ...made },
    ]),
  );
}

const appointmentsOf = ({ appointment, together = [] }: BulkItem): Appointment[] => [
  appointment,
  ...together,
];

/** One text: a row for each appointment that it tells of, or none at all, and why. */
async function prepareItem(calendarId: string, item: BulkItem, press: Press): Promise<Prepared[]> {
  const about = appointmentsOf(item);
  const each = await Promise.all(
    about.map((appointment) => prepareBulk(calendarId, { ...item, appointment }, press)),
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

/** GoSMS may have put off what was decided before: it tells that first. In milliseconds since the epoch. */
const newsBefore = (about: readonly Message[]): number[] =>
  about.flatMap((row) =>
    row.state === "queued" && row.schedule === null && tellsNews(row) ? row.notBefore + 1 : [],
  );

/**
 * Whether the calendar has told since that the appointment is at another time, off, or somebody else's: a list may stand
 * open for hours. What the calendar said before the list was read, the list may well know better.
 */
function isNoLongerSo(rows: readonly Message[], start: string, phone: string, readAt: number): boolean {
  const told = rows.filter(
    (row) =>
      (row.origin === "auto" || row.origin === "plan") &&
      tellsNews(row) &&
      row.createdAt >= readAt &&
      !wasTakenBack(row),
  );
  const [newest] = told.toSorted((a, b) => b.createdAt - a.createdAt);
  if (!newest) return false;
  // Where there was no number to text, the directory may have one.
  const isOthers = newest.phone !== "" && newest.phone !== phone;
  return newest.kind === "cancellation" || newest.appointment.start !== start || isOthers;
}

async function prepareBulk(
  calendarId: string,
  { appointment: shown, kind, text, despite, readAt }: BulkItem,
  { settings, batch, now, drafts, rows }: Press,
): Promise<Prepared> {
  const refuse = (reason: Reason): Prepared => ({ appointmentId: shown.id, reason });
  const drafted = drafts.get(shown);
  if (!drafted) throw new Error("an appointment of no text");
  if (!drafted.ok) return refuse(drafted.reason);
  const objection = kind === "own" ? objectionToWords(text) : null;
  if (objection) return refuse(objection);
  const { appointment, about } = drafted;
  const told = rows.get(shown.id) ?? [];
  if (readAt !== undefined && isNoLongerSo(told, shown.start, drafted.draft.phone, readAt))
    return refuse({ code: "superseded" });
  const draft = { ...drafted.draft, text, parts: segment(text).parts };
  const message = await newMessage(
    {
      calendarId,
      appointment,
      kind,
      previousStart: null,
      origin: "bulk",
      draft,
      batch,
      notBefore: Math.max(now + settings.sending.settleSeconds * 1000, ...newsBefore(about)),
      // As far as the window could tell: what another computer says since, nobody has read.
      ...(despite && isRefusalElsewhere(despite) ? { despite: [despite] } : {}),
      ...(kind === "own" ? { holds: holdingOf(appointment.start, text, timeZoneOf(settings)) } : {}),
      now,
    },
    about,
  );
  const thread = threadOf(about, now);
  const { blocked, doubt, happenings } = decideBulk(thread, {
    kind,
    start: appointment.start,
    isStruckOut: shown.struckOut ?? false,
    most: settings.sending.mostPerAppointment,
    ...(kind === "own"
      ? { own: { text, key: message.key, beside: await ownWordsTo(message.phone, now) } }
      : {}),
  });
  if (blocked) return refuse(blocked);
  // The window asked about what it saw. What happened since, nobody has been asked about.
  if (doubt && doubt.code !== despite) return refuse(doubt);
  return { message, happenings };
}
