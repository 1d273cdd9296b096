import type { Appointment, AppointmentChange } from "../../domain/appointment.ts";
import type { Look } from "../../domain/looks/day-look.ts";
import type { UnseenCreation } from "../../domain/looks/unseen.ts";
import { findOtherClock } from "../../domain/other-clock.ts";
import type { ReasonCode } from "../../domain/outbox/reason.ts";
import { timeZoneOf } from "../../domain/settings.ts";
import { localeOf } from "../../i18n/dictionary.ts";
import type { Output } from "../../rpc/contract/index.ts";
import { hasFailpoints, reach } from "../../storage/failpoint.ts";
import { loadSettings } from "../../storage/settings.ts";
import { loadReading } from "../../storage/site-readings.ts";
import type { Site } from "../../storage/sites.ts";
import { attempt } from "../attempt.ts";
import { tick } from "../jobs/index.ts";
import { takeLook } from "../looks/take-look.ts";
import { recordUnseen } from "../looks/unseen.ts";
import { contributedNames } from "../plugins/catalogue.ts";
import { adopt } from "../sending/adopting.ts";
import { asReadIn } from "../sending/as-read.ts";
import type { CalendarFrame } from "../sending/day-listing.ts";
import * as intake from "../sending/intake.ts";
import { clockOf } from "../sites/ask-tab.ts";
import { describeNotices } from "./page-notices.ts";
import { loadLanguage, loadWords, wordsIn } from "./words.ts";

/** Changes in a calendar: what its page is told about what follows from them, in words. */

type Answer = Output<"page.changed">;

/** One change, by the given way into the outbox. */
export async function takeChange(
  decide: typeof intake.recordChange,
  siteId: string,
  change: AppointmentChange,
): Promise<Answer> {
  if (hasFailpoints) await reach("reportReceived");
  const asRead = await asReadIn(siteId, await contributedNames());
  const consequence = await decide(siteId, { ...change, appointment: asRead(change.appointment) });
  if (hasFailpoints) await reach("answering");
  attempt(tick);
  return answerOf(consequence);
}

/** The same answer, and where the calendar shows the appointment at another hour than its text says, both hours. */
export async function withClock(
  answer: Answer,
  appointment: Appointment,
  place: CalendarFrame,
): Promise<Answer> {
  if (answer.notices.length === 0) return answer;
  const { id: appointmentId } = appointment;
  const zone = await clockOf(place, appointmentId);
  if (zone === null) return answer;
  const [settings, { notices }] = await Promise.all([loadSettings(), loadWords()]);
  const other = findOtherClock([appointment], [{ zone, appointmentId }], timeZoneOf(settings));
  if (!other) return answer;
  const about = notices.otherClock(other);
  return { ...answer, notices: answer.notices.map((one) => ({ ...one, about: `${one.about}. ${about}` })) };
}

/** Several changes by one act. */
export async function takeSeries(siteId: string, changes: readonly AppointmentChange[]): Promise<Answer> {
  const asRead = await asReadIn(siteId, await contributedNames());
  const { proposed, later, ...consequence } = await intake.recordSeries(
    siteId,
    changes.map((change) => ({ ...change, appointment: asRead(change.appointment) })),
  );
  attempt(tick);
  const [{ sending }, { common }] = await Promise.all([loadSettings(), loadWords()]);
  const answer = await answerOf(consequence);
  if (proposed === 0 && later === 0) return answer;
  const sentences = [
    answer.skipped ?? "",
    proposed > 0 ? common.seriesProposed(proposed) : "",
    later > 0 ? common.seriesLater(later, sending.seriesDays) : "",
  ];
  return {
    ...answer,
    skipped: sentences.filter(Boolean).join(" "),
    mayLeave: answer.mayLeave || proposed > 0,
  };
}

/** A creation that is not shown: nothing is lost once it is on disk, but the person should know what it waits for. */
export async function takeUnseen(siteId: string, creation: UnseenCreation): Promise<Output<"page.unseen">> {
  const known = await recordUnseen(siteId, creation);
  const [settings, language] = await Promise.all([loadSettings(), loadLanguage()]);
  const { page, notices, common } = wordsIn(language);
  if (!known) return { title: page.noSms, text: common.reason({ code: "flood" }) };
  const { start, patient, title, why, isTold } = known;
  if (!isTold) return null;
  const day = Temporal.Instant.from(start)
    .toZonedDateTimeISO(timeZoneOf(settings))
    .toLocaleString(localeOf(language), { day: "numeric", month: "numeric" });
  const who = patient?.name || title;
  return { title: who ? `${page.notYet}: ${who}` : page.notYet, text: notices.unseen[why](day) };
}

/** What a calendar's page shows. */
export async function answerLook(
  site: Site,
  look: Look,
  place: { tabId: number; frameId: number },
): Promise<Output<"page.looked">> {
  // Of what is no longer read as it was confirmed, nothing follows: not even that something is gone.
  if ((await loadReading(site.id)).standing === "changed") return { notices: [], found: null };
  const asRead = await asReadIn(site.id, await contributedNames());
  const days = look.days.map(({ day, appointments }) => ({ day, appointments: appointments.map(asRead) }));
  const { told, found } = await takeLook(site, { ...look, days }, place);
  if (told.length > 0) attempt(tick);
  // Nobody on the page waits for what other computers sent.
  attempt(() =>
    adopt(
      site.id,
      days.flatMap(({ appointments }) => appointments),
    ),
  );
  const { notices } = await loadWords();
  return {
    notices: await describeNotices(told.flatMap(({ pending }) => pending)),
    found: found > 0 ? notices.found(found) : null,
  };
}

/** What is held for these goes on when a person says so. */
const waitsForPerson: ReadonlySet<ReasonCode> = new Set([
  "proposed",
  "appeared",
  "disappeared",
  "series",
  "burst",
  "dailyCap",
  "appointmentCap",
  "pastUnreadable",
  "newNumber",
  "numberCorrected",
  "otherPatient",
  "struckOut",
  "unconfirmed",
  "readingChanged",
]);

async function answerOf({ pending, skipped, late }: intake.Consequence): Promise<Answer> {
  const { common } = await loadWords();
  const notices = await describeNotices(pending);
  return {
    notices: late
      ? notices.map((notice) => ({ ...notice, title: `${notice.title} (${common.withoutReminder})` }))
      : notices,
    skipped: skipped && common.reason(skipped),
    mayLeave: skipped !== null && waitsForPerson.has(skipped.code),
  };
}
