import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { calendarObject } from "./icalendar.ts";

/** Servers of feeds that say whatever a test has them say. */

export interface FeedServer extends AsyncDisposable {
  /** Of a calendar by its name, as iCal. */
  ical(name: string): string;
  /** The same as CalDAV. */
  dav(name: string): string;
  /** What a calendar holds from now on: an event's text, or those of several of one UID, for each. */
  say(name: string, events: readonly string[]): void;
  /** Whatever the CalDAV calendar says of an event that it no longer lists, by the event's UID. */
  refuse(name: string, uid: string, status: number): void;
  /** It answers nothing that helps from now on. */
  break(name: string): void;
}

const escaped = (text: string): string => text.replace(/&/gu, "&amp;").replace(/</gu, "&lt;");
const hash = (text: string): string =>
  `"${[...text].reduce((sum, one) => (sum * 31 + one.charCodeAt(0)) | 0, 7)}"`;
const uidOf = (event: string): string => /^UID:(.*)$/mu.exec(event)?.[1]?.trim() ?? "";

export async function startFeedServer(): Promise<FeedServer> {
  const calendars = new Map<string, readonly string[]>();
  const broken = new Set<string>();
  const refused = new Map<string, number>();
  const answerDav = (name: string, body: string, response: ServerResponse): void => {
    const path = `/dav/${name}/`;
    const events = calendars.get(name) ?? [];
    const ok = (href: string, props: string): string =>
      `<d:response><d:href>${href}</d:href><d:propstat><d:prop>${props}</d:prop>` +
      "<d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>";
    const etag = (event: string): string => `<d:getetag>${escaped(hash(event))}</d:getetag>`;
    const data = (event: string): string =>
      `<c:calendar-data>${escaped(calendarObject(event))}</c:calendar-data>`;
    const hrefOf = (event: string): string => `${path}${uidOf(event)}.ics`;
    const refusals = [...refused]
      .filter(([href]) => body.includes(`>${href}<`))
      .map(
        ([href, status]) =>
          `<d:response><d:href>${href}</d:href><d:status>HTTP/1.1 ${status} -</d:status></d:response>`,
      );
    const answers = body.includes("calendar-multiget")
      ? events
          .filter((event) => body.includes(`>${hrefOf(event)}<`))
          .map((event) => ok(hrefOf(event), etag(event) + data(event)))
          .concat(refusals)
      : body.includes("calendar-query")
        ? events.map((event) => ok(hrefOf(event), etag(event)))
        : [
            ok(
              path,
              "<d:resourcetype><d:collection/><c:calendar/></d:resourcetype>" +
                `<cs:getctag>${escaped(hash(events.join("")))}</cs:getctag>`,
            ),
          ];
    response
      .writeHead(207, { "Content-Type": "application/xml; charset=utf-8" })
      .end(
        '<?xml version="1.0"?><d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav" ' +
          `xmlns:cs="http://calendarserver.org/ns/">${answers.join("")}</d:multistatus>`,
      );
  };
  const server = createServer(async (request, response) => {
    const [, kind, name = ""] = (request.url ?? "").split("/");
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    if (broken.has(name)) response.writeHead(500).end();
    else if (kind === "dav") answerDav(name, Buffer.concat(parts).toString(), response);
    else response.end(calendarObject(...(calendars.get(name) ?? [])));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ical: (name) => `${origin}/ical/${name}/basic.ics`,
    dav: (name) => `${origin}/dav/${name}/`,
    refuse: (name, uid, status) => {
      refused.set(`/dav/${name}/${uid}.ics`, status);
    },
    break: (name) => {
      broken.add(name);
    },
    say: (name, events) => {
      calendars.set(name, events);
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
