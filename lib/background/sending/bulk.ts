import { type Appointment, byHand } from "../../domain/appointment.ts";
import { draftWith, type Knowledge, named } from "../../domain/directory/knowledge.ts";
import { e164Of } from "../../domain/directory/patient.ts";
import { clocksOf, findOtherClock } from "../../domain/other-clock.ts";
import type { Message } from "../../domain/outbox/message.ts";
import { type Settings, timeZoneOf } from "../../domain/settings.ts";
import type { MessageKind } from "../../domain/text/message-kind.ts";
import { estimatePrice } from "../../domain/text/price.ts";
import { dayBounds } from "../../domain/text/when.ts";
import { decideBulk } from "../../domain/thread/bulk-decision.ts";
import { knowsOf } from "../../domain/thread/knows.ts";
import { threadOf } from "../../domain/thread/thread.ts";
import type { BulkDay, BulkRow, Input, Output, Quote } from "../../rpc/contract/index.ts";
import { lookUp } from "../../storage/look-up.ts";
import { messagesStarting } from "../../storage/outbox-queries.ts";
import { loadSettings } from "../../storage/settings.ts";
import { gateOf } from "../../storage/site-readings.ts";
import type { Site } from "../../storage/sites.ts";
import { adopt } from "./adopting.ts";
import { asReadIn } from "./as-read.ts";
import { type CalendarPlace, listDay } from "./day-listing.ts";
import { gateway } from "./gosms-account.ts";
import { asKnown } from "./known-as.ts";
import { saidTo } from "./own-words.ts";
import { askRefusals, refusalShown } from "./refusals-shown.ts";
import { threadAbout } from "./threads.ts";

/** What the bulk window shows before anything is sent. */

const adoptingMs = 1500;

export type OpenCalendar = CalendarPlace & { site: Pick<Site, "id" | "name"> };

/** @param placeholders names of those that plugins contribute */
export async function bulkDay(
  tab: OpenCalendar | null,
  day: string,
  kind: MessageKind,
  placeholders: readonly string[],
): Promise<BulkDay> {
  if (!tab) return { ok: false, problem: "closed", detail: "" };
  // Before: what changes while it is read may not be in it.
  const readAt = Date.now();
  const listing = await listDay(tab, day);
  if (!listing) return { ok: false, problem: "closed", detail: "" };
  if (!listing.ok) return { ok: false, problem: "unreadable", detail: listing.missing };
  const gate = await gateOf(tab.site.id);
  if (gate)
    return { ok: false, problem: gate.code === "readingChanged" ? "changed" : "unconfirmed", detail: "" };
  const { id: calendarId, name: calendarName } = tab.site;
  const settings = await loadSettings();
  const now = Date.now();
  const asRead = await asReadIn(calendarId, placeholders);
  const listed = listing.appointments.map(asRead);
  const appointments = (await asKnown(calendarId, listed)).sort(
    (a, b) => a.start.localeCompare(b.start) || a.id.localeCompare(b.id),
  );
  const adopted = adopt(calendarId, appointments);
  const found = await lookUp(calendarId, appointments, settings.sending.countries);
  const people = found.map(({ appointment, known }) => ({
    appointment: named(appointment, known),
    known,
    phone: phoneOf(known, appointment, settings),
  }));
  // So that what another computer sent and knows shows at once, if it can be learnt in time; otherwise it shows when it is.
  const learnt = Promise.all([adopted, askRefusals(people)]);
  await Promise.race([learnt, new Promise((resolve) => setTimeout(resolve, adoptingMs))]);
  const rows = await Promise.all(
    people.map(({ appointment, known }) => bulkRow({ calendarId, kind, settings, now }, appointment, known)),
  );
  const missing = await missingFrom(calendarId, day, appointments, settings, now);
  const timeZone = timeZoneOf(settings);
  const otherClock = findOtherClock(listed, clocksOf(listing), timeZone);
  const about = {
    calendarId,
    calendarName,
    timeZone,
    rows,
    readAt,
    missing,
    isPartial: listing.partial,
    unread: listing.unread,
  };
  return { ok: true, ...about, ...(otherClock && { otherClock }) };
}

interface About {
  calendarId: string;
  kind: MessageKind;
  settings: Settings;
  now: number;
}

async function bulkRow(
  { calendarId, kind, settings, now }: About,
  appointment: Appointment,
  known: Knowledge,
): Promise<BulkRow> {
  const drafted = draftWith(known, byHand(appointment), kind, settings, now);
  const phone = drafted.ok ? drafted.draft.phone : phoneOf(known, appointment, settings);
  const thread = phone === null ? null : await threadAbout(calendarId, appointment, phone, now);
  const most = settings.sending.mostPerAppointment;
  const { start, struckOut: isStruckOut = false } = appointment;
  const decided = thread && decideBulk(thread, { kind, start, isStruckOut, most });
  return {
    appointment,
    phone: drafted.ok ? drafted.draft.phone : null,
    country: drafted.ok ? drafted.draft.country : null,
    text: drafted.ok ? drafted.draft.text : null,
    language: known.language ?? settings.sending.language,
    parts: drafted.ok ? drafted.draft.parts : 0,
    ...(drafted.ok && drafted.forDoctor && { forDoctor: drafted.forDoctor }),
    blocked: drafted.ok ? (decided?.blocked ?? null) : drafted.reason,
    doubt: drafted.ok ? (decided?.doubt ?? refusalShown({ phone, appointment })) : null,
    latest: decided?.latest ?? null,
    knows: thread && knowsOf(thread),
    ...(kind === "own" && thread && phone ? { said: await saidTo(thread, phone, now) } : {}),
    ...(known.candidates.length > 0
      ? { candidates: known.candidates.map(({ id, name, code, phone }) => ({ id, name, code, phone })) }
      : {}),
  };
}

/** The same of what may change while the window is open. */
export async function bulkKnows({
  calendarId,
  kind,
  appointments,
}: Input<"bulk.knows">): Promise<Output<"bulk.knows">> {
  const settings = await loadSettings();
  const about = { calendarId, kind, settings, now: Date.now() };
  const found = await lookUp(calendarId, appointments, settings.sending.countries);
  return Promise.all(
    found.map(async ({ appointment, known }) => {
      const { latest, knows, doubt } = await bulkRow(about, named(appointment, known), known);
      return { appointmentId: appointment.id, latest, knows, doubt };
    }),
  );
}

/** Those whom texts of ours were about, or are to be: a filter in the calendar must not leave them out in silence. */
async function missingFrom(
  calendarId: string,
  day: string,
  listed: readonly Appointment[],
  settings: Settings,
  now: number,
): Promise<Missing[]> {
  const { from, to } = dayBounds(Temporal.PlainDate.from(day), timeZoneOf(settings));
  const known = new Set(listed.map(({ id }) => id));
  const rows = (await messagesStarting(from, to)).filter(
    (row) =>
      row.calendarId === calendarId && !known.has(row.appointment.id) && row.appointment.patient !== null,
  );
  const missing = new Map<string, Missing>();
  for (const about of Map.groupBy(rows, ({ subject }) => subject).values()) {
    const { willBelieve } = threadOf(about, now);
    const [newest] = about.toSorted((a, b) => b.createdAt - a.createdAt);
    if (!newest || willBelieve.type === "cancelled" || about.some(isElsewhere)) continue;
    if (about.every(({ state }) => state === "skipped" || state === "rejected")) continue;
    const { id, patient, start } = newest.appointment;
    missing.set(id, { appointmentId: id, name: patient?.name ?? "", start });
  }
  return [...missing.values()].sort((a, b) => a.start.localeCompare(b.start));
}

const isElsewhere = ({ changed, appointment }: Message): boolean =>
  changed !== null && changed.start !== appointment.start;

type Missing = Extract<BulkDay, { ok: true }>["missing"][number];

/** The number that could be texted, also where this text cannot be. */
function phoneOf(known: Knowledge, { patient }: Appointment, { sending }: Settings): string | null {
  return e164Of(known.phone ?? patient?.phone ?? "", sending.countries);
}

/** Prices of the distinct kinds of text, each asked once by a dry run; estimated where GoSMS does not answer. */
export async function quotes({ samples }: Input<"bulk.quote">): Promise<Quote[]> {
  const { channel } = (await loadSettings()).sending;
  return Promise.all(
    samples.map(async ({ text, phone, country, parts }): Promise<Quote> => {
      const answer = channel === null ? null : await gateway.quote({ text, phone, channel });
      return answer?.ok
        ? { country, parts, price: answer.value.price, currency: answer.value.currency, estimated: false }
        : { country, parts, price: estimatePrice(country, parts), currency: "CZK", estimated: true };
    }),
  );
}
