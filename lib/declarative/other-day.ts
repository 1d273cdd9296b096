import type { DeclaredCalendar } from "../plugin-api/declared-calendar.ts";
import { CalendarUnreadable, type NetworkWrite } from "../plugin-api/index.ts";
import type { Zone } from "../plugin-kit/zone.ts";
import { askServer } from "./ask-server.ts";
import { dayAddress } from "./day-address.ts";
import type { Entry } from "./entry.ts";
import { readPage } from "./page-reading.ts";
import { type Requests, textOf } from "./requests.ts";

interface Means {
  clock: Zone;
  signal: AbortSignal;
  /** What the calendar's rules say of an answer. */
  read: Requests["read"];
}

/**
 * Reads a day that the page does not show, from the address in the manifest.
 * @throws CalendarUnreadable
 */
export async function readOtherDay(
  calendar: DeclaredCalendar,
  date: string,
  { clock, signal, read }: Means,
): Promise<Pick<Answered, "entries" | "unread">> {
  const template = calendar.day?.fetch;
  if (template === undefined) throw new CalendarUnreadable("day");
  const startOf = (day: string): number => clock.epochMs(`${day}T00:00:00`);
  const url = new URL(dayAddress(template, date, startOf), document.baseURI);
  if (url.origin !== location.origin) throw new CalendarUnreadable("day");
  let answer: NetworkWrite;
  try {
    answer = await askServer(url.href, signal);
  } catch {
    throw new CalendarUnreadable("loading");
  }
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

async function listIn(answer: NetworkWrite, read: Means["read"], date: string): Promise<Answered> {
  const question = { write: textOf(answer), only: "list", reference: date } as const;
  const reading = await read(question).catch((cause: unknown) => {
    throw new CalendarUnreadable("loading", { cause });
  });
  const list = reading?.list;
  if (!list) throw new CalendarUnreadable("day");
  if (!list.ok)
    throw new CalendarUnreadable(list.field ? "fields" : "data", { detail: list.field ?? undefined });
  return { ...list, entries: new Map(list.entries.map((entry) => [entry.id, entry])) };
}

async function pageIn(
  { status, response, url }: NetworkWrite,
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
