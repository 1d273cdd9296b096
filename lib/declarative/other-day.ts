import type { DayQuestion, DayRequest, RequestText } from "../domain/reading.ts";
import type { DeclaredCalendar } from "../plugin-api/declared-calendar.ts";
import { CalendarUnreadable } from "../plugin-api/index.ts";
import type { Zone } from "../plugin-kit/zone.ts";
import { askServer } from "./ask-server.ts";
import type { Entry } from "./entry.ts";
import { readPage } from "./page-reading.ts";
import type { Requests } from "./requests.ts";

interface Means {
  clock: Zone;
  signal: AbortSignal;
  /** What the calendar's rules say of an answer. */
  read: Requests["read"];
  /** How they ask for a day. */
  ask(question: DayQuestion): Promise<unknown>;
}

/** @throws CalendarUnreadable where nobody answers */
const whileLoading = <T>(answer: Promise<T>): Promise<T> =>
  answer.catch((cause: unknown) => {
    throw new CalendarUnreadable("loading", { cause });
  });

/**
 * Reads a day that the page does not show, from the address in the manifest.
 * @throws CalendarUnreadable
 */
export async function readOtherDay(
  calendar: DeclaredCalendar,
  date: string,
  { clock, signal, read, ask }: Means,
): Promise<Pick<Answered, "entries" | "unread">> {
  // Whoever answers has made it by `dayRequest`.
  const request = await whileLoading(ask({ day: date }) as Promise<DayRequest | null>);
  if (!request) throw new CalendarUnreadable("day");
  const url = new URL(request.url, document.baseURI);
  if (url.origin !== location.origin) throw new CalendarUnreadable("day");
  const answer = await whileLoading(askServer(url.href, signal, request));
  const found =
    calendar.events.source === "network"
      ? await listIn(answer, read, date)
      : await pageIn(answer, calendar, clock, date);
  if (found.days && !found.days.includes(date)) throw new CalendarUnreadable("day");
  return found;
}

/** `days` is `null` if the answer does not say which days it covers. */
interface Answered {
  entries: ReadonlyMap<string, Entry>;
  days: readonly string[] | null;
  /** How many more it holds that could not be read. */
  unread: number;
}

async function listIn(answer: RequestText, read: Means["read"], date: string): Promise<Answered> {
  const reading = await whileLoading(read({ write: answer, only: "list", reference: date }));
  const list = reading?.list;
  if (!list) throw new CalendarUnreadable("day");
  if (!list.ok)
    throw new CalendarUnreadable(list.field ? "fields" : "data", { detail: list.field ?? undefined });
  return { ...list, entries: new Map(list.entries.map((entry) => [entry.id, entry])) };
}

async function pageIn(
  { status, response, url }: RequestText,
  calendar: DeclaredCalendar,
  clock: Zone,
  date: string,
): Promise<Answered> {
  if (status < 200 || status > 299 || response === null) throw new CalendarUnreadable("data");
  const fetched = new DOMParser().parseFromString(response, "text/html");
  const found = await readPage(calendar, { document: fetched, href: url, clock, reference: date });
  if (found.state === "unreadable") throw new CalendarUnreadable("fields", { detail: found.field });
  // This may be a login page, for example.
  if (found.state !== "read") throw new CalendarUnreadable("data");
  return { ...found, days: found.days.length > 0 ? found.days : null };
}
