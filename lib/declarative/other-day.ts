import type { DeclaredCalendar } from "../plugin-api/declared-calendar.ts";
import { CalendarUnreadable, type NetworkWrite } from "../plugin-api/index.ts";
import { askServer } from "./ask-server.ts";
import { dayAddress } from "./day-address.ts";
import type { Entry, EntryRules } from "./entry.ts";
import { exchangeOf } from "./exchange.ts";
import { readList } from "./list-reading.ts";
import { readPage } from "./page-reading.ts";

interface Means {
  rules: EntryRules;
  signal: AbortSignal;
  /** Turns iCalendar in an answer into JSON. */
  inJson(answer: NetworkWrite): Promise<NetworkWrite>;
}

/**
 * Reads a day that the page does not show, at the address that the manifest gives for it.
 * @throws CalendarUnreadable
 */
export async function readOtherDay(
  calendar: DeclaredCalendar,
  date: string,
  { rules, signal, inJson }: Means,
): Promise<ReadonlyMap<string, Entry>> {
  const template = calendar.day?.fetch;
  if (template === undefined) throw new CalendarUnreadable("day");
  const startOf = (day: string): number => rules.clock.epochMs(`${day}T00:00:00`);
  const url = new URL(dayAddress(template, date, startOf), document.baseURI);
  if (url.origin !== location.origin) throw new CalendarUnreadable("day");
  let answer: NetworkWrite;
  try {
    answer = await inJson(await askServer(url.href, signal));
  } catch {
    throw new CalendarUnreadable("loading");
  }
  const { entries, days } =
    calendar.events.source === "network"
      ? listIn(answer, calendar, rules, date)
      : await pageIn(answer, calendar, rules, date);
  if (days && !days.includes(date)) throw new CalendarUnreadable("day");
  return entries;
}

/** `days` is `null` where the answer does not say which ones it covers. */
interface Answered {
  entries: ReadonlyMap<string, Entry>;
  days: readonly string[] | null;
}

function listIn(
  answer: NetworkWrite,
  { network = [] }: DeclaredCalendar,
  rules: EntryRules,
  date: string,
): Answered {
  for (const rule of network) {
    const exchange = rule.kind === "list" ? exchangeOf(answer, rule) : null;
    if (!exchange) continue;
    const list = readList(rule, exchange, rules, date);
    if (list.ok) return list;
    throw new CalendarUnreadable(list.field ? "fields" : "data", { detail: list.field ?? undefined });
  }
  throw new CalendarUnreadable("day");
}

async function pageIn(
  { status, response, url }: NetworkWrite,
  calendar: DeclaredCalendar,
  { clock }: EntryRules,
  date: string,
): Promise<Answered> {
  if (status < 200 || status > 299 || response === null) throw new CalendarUnreadable("data");
  const fetched = new DOMParser().parseFromString(response, "text/html");
  const found = await readPage(calendar, { document: fetched, href: url, clock, reference: date });
  if (found.state === "unreadable") throw new CalendarUnreadable("fields", { detail: found.field });
  // A login page, say.
  if (found.state !== "read") throw new CalendarUnreadable("data");
  return { entries: found.entries, days: found.days.length > 0 ? found.days : null };
}
