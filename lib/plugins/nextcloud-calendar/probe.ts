import { defineProbe, type NetworkWrite } from "../../plugin-api/index.ts";
import { watchCalendars } from "../fullcalendar/watch.ts";
import type { Reading } from "./ledger.ts";
import { type FromServer, maxChunk, maxObject } from "./messages.ts";
import { id } from "./plugin.json";

/** The half that runs in the page: watches its FullCalendar, and what its server answers over CalDAV. */

const DAV = "DAV:";
const CALDAV = "urn:ietf:params:xml:ns:caldav";

const statusOf = (element: Element): number =>
  Number(/ (\d{3})\b/.exec(element.getElementsByTagNameNS(DAV, "status")[0]?.textContent ?? "")?.[1] ?? 0);

/** What a WebDAV answer says of each address: its text, or that nothing is there. */
function* readingsIn({ id, answerId, response }: NetworkWrite): Generator<Reading> {
  const answer = new DOMParser().parseFromString(response ?? "", "application/xml");
  for (const element of answer.getElementsByTagNameNS(DAV, "response")) {
    const url = element.getElementsByTagNameNS(DAV, "href")[0]?.textContent;
    if (!url) continue;
    const parts = [...element.getElementsByTagNameNS(DAV, "propstat")];
    // What the server does not have, it names with a status of its own.
    const found = parts.find((part) => {
      const status = statusOf(part);
      return status >= 200 && status < 300 && part.getElementsByTagNameNS(CALDAV, "calendar-data").length > 0;
    });
    const text = found?.getElementsByTagNameNS(CALDAV, "calendar-data")[0]?.textContent;
    if (text && text.length <= maxObject) yield { url, text, id, answerId };
    else if (parts.length === 0 && statusOf(element) === 404) yield { url, text: null, id, answerId };
  }
}

function* readings(read: NetworkWrite): Generator<Reading> {
  const { method, url, status, response, id, answerId } = read;
  if (method !== "GET") {
    if (status === 207) yield* readingsIn(read);
  } else if (status === 200 && response?.startsWith("BEGIN:VCALENDAR") && response.length <= maxObject)
    yield { url, text: response, id, answerId };
}

export default defineProbe(id, (context) => {
  const say = (chunk: Reading[]): void =>
    context.send({ type: "server", readings: chunk } satisfies FromServer);
  const heard = context.onDavRead((read) => {
    let chunk: Reading[] = [];
    let length = 0;
    for (const reading of readings(read)) {
      chunk.push(reading);
      length += reading.url.length + (reading.text?.length ?? 0);
      if (length < maxChunk) continue;
      say(chunk);
      chunk = [];
      length = 0;
    }
    if (chunk.length > 0) say(chunk);
  });
  context.signal.addEventListener("abort", () => heard[Symbol.dispose]());
  watchCalendars(context);
});
