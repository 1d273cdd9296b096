import type { RegistryProblem } from "../../domain/claims/trouble.ts";
import type { Message } from "../../domain/outbox/message.ts";
import { isAccountTrouble, isSentElsewhere } from "../../domain/outbox/predicates.ts";
import type { Reason, ReasonCode } from "../../domain/outbox/reason.ts";
import { formatPhone } from "../../domain/phone.ts";
import { isOn, type Language, type Settings, timeZoneOf } from "../../domain/settings.ts";
import { localeOf } from "../../i18n/dictionary.ts";
import type { Notice } from "../../rpc/contract/index.ts";
import { latestSince, messagesByIds, messagesInState } from "../../storage/outbox-queries.ts";
import { loadSettings } from "../../storage/settings.ts";
import { loadTrouble, workstationsItem } from "../../storage/workstations.ts";
import { listSites, notifyTabs } from "../sites/sites.ts";
import { loadLanguage, wordsIn } from "./words.ts";

/** What a calendar's page shows of its texts: each notice says how the row in the outbox stands. */

/** A page that was just loaded shows the texts of so long before, in milliseconds. */
const recent = 60_000;
const maxRecent = 5;
const maxText = 70;
const coalesceMs = 150;

export interface Circumstances {
  settings: Settings;
  language: Language;
  /** Why texts that should have left by now are held, where that holds for all of the account's. */
  trouble: Reason | null;
  online: boolean;
  /** Why the computers of the practice cannot agree on what leaves. */
  registry?: RegistryProblem | null;
  /** Milliseconds since the epoch. */
  now: number;
}

type Standing = Pick<Notice, "status" | "leavesAt" | "tone" | "mayStop" | "phase">;

/** `pá 4. 12. 17:00` */
function momentOf({ appointment: { start, allDay } }: Message, timeZone: string, language: Language): string {
  const { notices } = wordsIn(language);
  const at = Temporal.Instant.from(start).toZonedDateTimeISO(timeZone);
  const locale = localeOf(language);
  const day = at.toLocaleString(locale, { weekday: "short", day: "numeric", month: "numeric" });
  const time = allDay
    ? notices.allDay
    : at.toLocaleString(locale, { hour: "numeric", minute: "2-digit", hourCycle: "h23" });
  return `${day} ${time}`;
}

/** How the text begins, whole words of it. */
function beginningOf(text: string): string {
  if (text.length <= maxText) return text;
  const cut = text.slice(0, maxText).toWellFormed();
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), maxText / 2))}…`;
}

/** Decided by somebody, or news that is no longer so: nothing is amiss. */
const expected: ReadonlySet<ReasonCode> = new Set(["stoppedByUser", "givenUp", "superseded", "takenBack"]);

/** What is so now, and what comes next. */
function standingOf(message: Message, circumstances: Circumstances): Standing {
  const { state, reason, notBefore, kind } = message;
  const { settings, language, trouble, online, registry, now } = circumstances;
  const { common, notices } = wordsIn(language);
  const waits = (status: string): Standing => ({
    status,
    leavesAt: null,
    tone: "quiet",
    mayStop: true,
    phase: "waits",
  });
  const moves = (status: string, leavesAt: number | null = null): Standing => ({
    status,
    leavesAt,
    tone: "plain",
    mayStop: state !== "sending",
    phase: "live",
  });
  const ends = (status: string, tone: Notice["tone"]): Standing => ({
    status,
    leavesAt: null,
    tone,
    mayStop: false,
    phase: "over",
  });
  const whyWaiting = (why: Reason): string =>
    notices.waits[why.code] ?? notices.waitsBecause(common.reason(why));
  switch (state) {
    case "queued": {
      if (settings.sending.paused) return waits(notices.paused);
      if (settings.sending.channel === null) return waits(whyWaiting({ code: "credentialsMissing" }));
      if (!isOn(settings, kind)) return waits(whyWaiting({ code: "kindOff" }));
      if (!online) return { ...waits(notices.offline), phase: "live" };
      if (registry) {
        const { problems, waits: goesOn } = common.registry;
        return { ...waits(`${problems[registry]} ${goesOn}`), phase: "live" };
      }
      // Put back by GoSMS or the network: it leaves by itself, later.
      if (reason) return moves(common.explain({ state, reason }));
      if (notBefore <= now) return moves(notices.due);
      return moves(trouble ? notices.triesIn(common.reason(trouble)) : notices.leavesIn, notBefore);
    }
    case "held":
      return waits(reason ? whyWaiting(reason) : notices.due);
    case "sending":
      return moves(notices.sending);
    case "sent":
      return ends(reason && isSentElsewhere(message) ? common.reason(reason) : notices.sent, "plain");
    case "skipped":
    case "rejected":
    case "unknown": {
      const tone = state === "skipped" && reason && expected.has(reason.code) ? "quiet" : "bad";
      return ends(reason ? common.explain({ state, reason }) : common.statuses.notSent, tone);
    }
    case "planned":
    case "scheduled":
      return ends(common.statuses.scheduled, "quiet");
    case "withdrawing":
      return ends(common.statuses.withdrawing, "quiet");
  }
}

/** One text as its calendar's page shows it. Pure. */
export function describeNotice(message: Message, circumstances: Circumstances): Notice {
  const { id, kind, appointment, phone, text } = message;
  const { settings, language } = circumstances;
  const { common, notices } = wordsIn(language);
  return {
    id,
    title: `${common.kinds[kind]}: ${appointment.patient?.name || appointment.title || notices.noName}`,
    about: `${momentOf(message, timeZoneOf(settings), language)}, ${formatPhone(phone)}`,
    text: beginningOf(text),
    ...standingOf(message, circumstances),
  };
}

export async function describeNotices(messages: readonly Message[]): Promise<Notice[]> {
  if (messages.length === 0) return [];
  const [settings, language, held] = await Promise.all([
    loadSettings(),
    loadLanguage(),
    messagesInState("held"),
  ]);
  const trouble = held.findLast(isAccountTrouble)?.reason ?? null;
  const circumstances = {
    settings,
    language,
    trouble,
    online: navigator.onLine !== false,
    registry: await registryProblem(),
    now: Date.now(),
  };
  return messages.map((message) => describeNotice(message, circumstances));
}

/** What keeps texts here because nobody can be asked. */
async function registryProblem(): Promise<RegistryProblem | null> {
  const { mode, withoutAsking } = await workstationsItem.load();
  return mode === "alone" || withoutAsking ? null : ((await loadTrouble())?.problem ?? null);
}

const isOf = (calendarId: string) => (message: Message) =>
  message.origin === "auto" && message.calendarId === calendarId;

/** Of the texts whose notices a page shows. */
export const noticesOf = async (calendarId: string, ids: readonly string[]): Promise<Notice[]> =>
  describeNotices((await messagesByIds(ids)).filter(isOf(calendarId)));

/** For a page that was just loaded: saving an appointment may have loaded it. */
export async function recentNotices(calendarId: string): Promise<Notice[]> {
  const isOwn = isOf(calendarId);
  const isOpen = (message: Message) =>
    isOwn(message) && (message.state === "queued" || message.state === "held" || message.state === "sending");
  const found = await latestSince(Date.now() - recent, isOpen, maxRecent);
  return describeNotices(found.reverse());
}

let isDue = false;

/** Tells the pages of calendars, soon and once for any number of calls, that they may show something outdated. */
export function refreshPages(): void {
  if (isDue) return;
  isDue = true;
  setTimeout(() => {
    isDue = false;
    tellPages().catch(console.error);
  }, coalesceMs);
}

async function tellPages(): Promise<void> {
  const sites = (await listSites()).filter(({ enabled, granted }) => enabled && granted);
  await Promise.all(sites.map(({ id }) => notifyTabs(id, { pipni: "outboxChanged" })));
}
