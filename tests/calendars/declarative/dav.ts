import type { IncomingMessage, ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import { readBody, sendFile, sendText } from "../web-server.ts";
import type { Book, Entry } from "./book.ts";
import { screenPage } from "./screen.ts";

/** The calendar that draws itself, whose server speaks CalDAV: events are iCalendar texts, each at its own address. */
const SCRIPT = fileURLToPath(new URL("./web/dav.js", import.meta.url));

const textOf = (value: string): string => value.replace(/[\\;,]/g, "\\$&").replace(/\r?\n/g, "\\n");
const plainOf = (text: string): string => text.replace(/\\(.)/gs, (_, char) => (char === "n" ? "\n" : char));

const nameOf = ({ id, extra }: Entry): string => (typeof extra?.uid === "string" ? extra.uid : `r${id}`);

/** `;TZID=Europe/Prague:20261124T090000` */
const timeOf = (wall: string): string =>
  wall.includes("T")
    ? `;TZID=Europe/Prague:${wall.replace(/[-:]/g, "")}00`
    : `;VALUE=DATE:${wall.replaceAll("-", "")}`;

const eventOf = (entry: Entry): string[] => [
  "BEGIN:VEVENT",
  `UID:${nameOf(entry)}`,
  "DTSTAMP:20260101T000000Z",
  `DTSTART${timeOf(entry.start)}`,
  `DTEND${timeOf(entry.end)}`,
  `SUMMARY:${textOf(entry.name)}`,
  ...(entry.impersonal ? [] : [`DESCRIPTION:Pacient: ${textOf(entry.name)}`]),
  ...(entry.phone === null ? [] : [`CONTACT:${textOf(entry.phone)}`]),
  "END:VEVENT",
];

const calendarOf = (entries: readonly Entry[]): string =>
  [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Kal//CS",
    ...entries.flatMap(eventOf),
    "END:VCALENDAR",
    "",
  ].join("\r\n");

const escaped = (text: string): string => text.replace(/[&<>\r]/g, (char) => `&#${char.codePointAt(0)};`);

const multistatus = (entries: readonly Entry[]): string =>
  `<?xml version="1.0" encoding="utf-8"?>
<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">${entries
    .map(
      (entry) => `<d:response><d:href>/dav/kal/${nameOf(entry)}.ics</d:href><d:propstat><d:prop>
<c:calendar-data>${escaped(calendarOf([entry]))}</c:calendar-data></d:prop>
<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>`,
    )
    .join("")}</d:multistatus>`;

const dayOf = (stamp: string | undefined): string =>
  Temporal.Instant.from(stamp ?? "")
    .toZonedDateTimeISO("Europe/Prague")
    .toPlainDate()
    .toString();

function within(book: Book, from: string, to: string): Entry[] {
  return book.entries.filter(({ start }) => start.slice(0, 10) >= from && start.slice(0, 10) < to);
}

/** What a page has put: one event, in the words of `web/dav.js`. */
function visitOf(text: string) {
  const line = (name: string): string => {
    const found = new RegExp(`^${name}[^:\\r\\n]*:(.*)$`, "m").exec(text)?.[1] ?? "";
    return plainOf(found.trim());
  };
  const wall = (name: string): string =>
    line(name).replace(/^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d)?$/, (_, year, month, day, hour, minute) =>
      hour === undefined ? `${year}-${month}-${day}` : `${year}-${month}-${day}T${hour}:${minute}`,
    );
  return {
    name: line("SUMMARY"),
    phone: line("CONTACT") || null,
    start: wall("DTSTART"),
    end: wall("DTEND"),
  };
}

export async function dav(book: Book, req: IncomingMessage, res: ServerResponse, url: URL): Promise<boolean> {
  const [, place, part, file] = url.pathname.split("/");
  if (place !== "dav") return false;
  const xml = (entries: readonly Entry[]): void =>
    sendText(res, 207, multistatus(entries), "application/xml");
  if (part === undefined) sendText(res, 200, screenPage("/dav/dav.js"), "text/html");
  else if (part === "dav.js") await sendFile(res, SCRIPT);
  else if (part === "export.ics") {
    const [from = "", to = ""] = ["od", "do"].map((name) => url.searchParams.get(name) ?? "");
    sendText(res, 200, calendarOf(within(book, from, to)), "text/calendar");
  } else if (part === "kal" && req.method === "REPORT") {
    const body = await readBody(req);
    const stamp = (name: string) => new RegExp(`${name}="([^"]+)"`).exec(body)?.[1];
    xml(within(book, dayOf(stamp("start")), dayOf(stamp("end"))));
  } else if (part === "kal" && file) await change(book, req, res, file.replace(/\.ics$/, ""));
  else return false;
  return true;
}

async function change(book: Book, req: IncomingMessage, res: ServerResponse, uid: string): Promise<void> {
  const entry = book.entries.find((one) => nameOf(one) === uid);
  if (req.method === "DELETE") {
    res.writeHead(entry && book.remove(entry.id) ? 204 : 404).end();
    return;
  }
  const visit = visitOf(await readBody(req));
  if (entry) book.change(entry.id, { start: visit.start, end: visit.end });
  else book.add({ ...visit, extra: { uid } });
  res.writeHead(entry ? 204 : 201).end();
}
