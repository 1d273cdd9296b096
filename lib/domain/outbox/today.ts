import { type Message, type MessageStatus, statusOf } from "./message.ts";
import {
  cameTooLate,
  comesInFloods,
  heldIn,
  heldKey,
  isAhead,
  isCarrier,
  isFlood,
  isForNewNumber,
  isMendable,
  isOverCap,
  isProposal,
  needsDecision,
  needsPerson,
} from "./predicates.ts";
import type { Reason, ReasonCode } from "./reason.ts";

/** What of the outbox one glance should tell: how many, what waits for a person, and what to show of a long day. */

export const countNames = ["sent", "waiting", "scheduled", "unknown", "undelivered", "notSent"] as const;
export type CountName = (typeof countNames)[number];
export type Counts = Record<CountName, number>;

const countedAs: Record<MessageStatus, CountName> = {
  waiting: "waiting",
  sending: "waiting",
  sent: "sent",
  delivered: "sent",
  undelivered: "undelivered",
  notSent: "notSent",
  unknown: "unknown",
  scheduled: "scheduled",
  withdrawing: "waiting",
};

/**
 * A text that a newer one replaced is no news to anybody: its successor tells the story. Unless a person wanted it
 * sent again, and has to learn why it was not.
 */
export const isNews = ({ state, reason, origin }: Pick<Message, "state" | "reason" | "origin">): boolean =>
  origin === "again" || !(state === "skipped" && reason !== null && replaced.has(reason.code));

const replaced: ReadonlySet<ReasonCode> = new Set([
  "superseded",
  "takenBack",
  "toldCancelled",
  "declined",
  "confirmed",
  "otherPatient",
]);

/** How a day counts a row: rows that share another one's text only take room in its list. */
export type DayCount = CountName | "shared";
export const dayCounts: readonly DayCount[] = [...countNames, "shared"];

/** `null` for what is no news. */
export const countName = (row: Message): DayCount | null =>
  isNews(row) ? (isCarrier(row) ? countedAs[statusOf(row)] : "shared") : null;

/** By which a row belongs to a day: a reminder to the one on which it leaves. In milliseconds since the epoch. */
export const dayMoment = ({ schedule, createdAt }: Pick<Message, "schedule" | "createdAt">): number =>
  schedule?.sendAt ?? createdAt;

export function countsOf(rows: readonly Message[]): Counts {
  const counts: Counts = { sent: 0, waiting: 0, scheduled: 0, unknown: 0, undelivered: 0, notSent: 0 };
  for (const row of rows) if (isNews(row) && isCarrier(row)) counts[countedAs[statusOf(row)]]++;
  return counts;
}

export interface HeldGroup {
  reason: Reason;
  count: number;
  /** Of which calendar, where that makes a group of its own. */
  calendarId?: string;
}

/** Held rows by why they are, the commonest reason first. */
export function heldGroups(rows: readonly Message[]): HeldGroup[] {
  const groups = new Map<string, HeldGroup>();
  for (const row of rows) {
    const { state, reason } = row;
    if (state !== "held" || !reason) continue;
    const key = heldKey(reason, heldIn(row));
    const group = groups.get(key);
    if (group) group.count++;
    else groups.set(key, { reason, count: 1, ...heldIn(row) });
  }
  return [...groups.values()].sort((a, b) => b.count - a.count);
}

/** More than so many held for one reason that comes in floods are one line, not as many rows. */
export const mostListed = 5;

/** Without the rows of a flood, for whom its one line speaks. */
export function withoutFlood(rows: readonly Message[]): Message[] {
  const groups = Map.groupBy(rows.filter(comesInFloods), (row) =>
    row.reason ? heldKey(row.reason, heldIn(row)) : "",
  );
  const flood = new Set([...groups.values()].filter(({ length }) => length > mostListed).flat());
  return rows.filter((row) => !flood.has(row));
}

/** As many rows as fit, in their order. What needs a person is never what is left out for want of room. */
export function pickRows(rows: readonly Message[], limit: number): Message[] {
  const news = rows.filter(isNews);
  if (news.length <= limit) return news;
  const urgent = new Set(news.filter(needsPerson).slice(0, limit));
  let room = limit - urgent.size;
  return news.filter((row) => urgent.has(row) || room-- > 0);
}

/** Texts about a recurring appointment that wait for a person, by the act that made them; the next first. */
export function seriesGroups(rows: readonly Message[]): Message[][] {
  const waiting = rows.filter(({ state, reason }) => state === "held" && reason?.code === "series");
  return [...Map.groupBy(waiting, ({ batch }) => batch).values()]
    .filter(({ length }) => length > 1)
    .map((group) =>
      group.toSorted((a, b) => Date.parse(a.appointment.start) - Date.parse(b.appointment.start)),
    );
}

export interface TodayView {
  counts: Counts;
  series: Message[][];
  /** But for those. */
  held: HeldGroup[];
  /** Newest first, like the rows that were given. */
  today: Message[];
  /** Of earlier days, what still needs a person. */
  earlier: Message[];
  /** Rows of both that found no room. */
  left: number;
}

/**
 * @param rows those of today, newest first
 * @param attention those of any day that need a person, newest first
 */
export function todayView(
  rows: readonly Message[],
  attention: readonly Message[],
  limits: { today: number; earlier: number },
): TodayView {
  const ofToday = new Set(rows.map(({ id }) => id));
  const before = attention.filter(({ id }) => !ofToday.has(id));
  const listed = new Set(withoutFlood([...rows, ...before]));
  const isListed = (row: Message) => listed.has(row);
  const ofDay = rows.filter(isListed);
  const others = before.filter(isListed);
  const today = pickRows(ofDay, limits.today);
  const earlier = others.slice(0, limits.earlier);
  const series = seriesGroups([...rows, ...before]);
  const grouped = new Set(series.flat());
  return {
    counts: countsOf(rows),
    series,
    held: heldGroups([...rows, ...before].filter((row) => !grouped.has(row))),
    today,
    earlier,
    left: ofDay.filter(isNews).length - today.length + others.length - earlier.length,
  };
}

export type Choice =
  | "send"
  | "wasSent"
  | "isThere"
  | "isGone"
  | "sendAgain"
  | "sendMended"
  | "doNotSend"
  | "dismiss"
  | "keep";

/** What is made of the row itself; the others make a new one. */
export type Decision = Exclude<Choice, "sendAgain" | "sendMended">;

/** What a person can do about a row here and now, the likeliest first. @param now in milliseconds since the epoch */
export function choicesFor(message: Message, now: number): Choice[] {
  const { state, origin, reason } = message;
  const open = needsDecision(message);
  if (isProposal(message) || isOverCap(message) || isForNewNumber(message)) return ["send", "doNotSend"];
  if (isMendable(message)) return ["sendMended"];
  if (state === "planned" || state === "scheduled") return open ? ["keep", "doNotSend"] : ["doNotSend"];
  if (state === "withdrawing" && open) return isAhead(message, now) ? ["isGone"] : ["isGone", "wasSent"];
  // What the bulk window sends is stopped there.
  if (state === "held" || (state === "queued" && origin !== "bulk" && origin !== "again"))
    return ["doNotSend"];
  if (!open) return [];
  if (cameTooLate(message) || isFlood(message) || reason?.code === "wentAnyway") return ["dismiss"];
  return state === "unknown" ? [taken(message, now), "sendAgain", "doNotSend"] : ["sendAgain", "dismiss"];
}

/** What a person who has looked into GoSMS can say of a text that it may have. */
export const taken = (message: Message, now: number): "isThere" | "wasSent" =>
  isAhead(message, now) ? "isThere" : "wasSent";
