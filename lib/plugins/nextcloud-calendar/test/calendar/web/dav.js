/** CalDAV as Nextcloud's calendar speaks it. */

const DAV = "DAV:";
const CALDAV = "urn:ietf:params:xml:ns:caldav";

/** The server did not do what it was asked for. */
export class Refused extends Error {
  constructor(status) {
    super(status === 0 ? "Server neodpovídá." : `Server odpověděl ${status}.`);
    this.status = status;
  }
}

/** As axios does it. */
function overXhr({ method, url, headers, body, signal }) {
  const { promise, resolve, reject } = Promise.withResolvers();
  const xhr = new XMLHttpRequest();
  xhr.open(method.toUpperCase(), url, true);
  xhr.onloadend = () => {
    if (xhr.status === 0) reject(new Refused(0));
    else resolve({ status: xhr.status, text: xhr.responseText, etag: xhr.getResponseHeader("etag") });
  };
  for (const [name, value] of Object.entries(headers)) xhr.setRequestHeader(name, value);
  signal?.addEventListener("abort", () => xhr.abort());
  xhr.send(body ?? null);
  return promise;
}

async function overFetch({ method, url, headers, body, signal }) {
  let response;
  try {
    response = await fetch(url, { method, headers, body, signal });
  } catch {
    throw new Refused(0);
  }
  return { status: response.status, text: await response.text(), etag: response.headers.get("etag") };
}

/** What the server does not have, it names with a status of its own. */
function parseMultiStatus(text) {
  const answers = new DOMParser().parseFromString(text, "application/xml");
  return [...answers.getElementsByTagNameNS(DAV, "response")].map((response) => {
    const found = [...response.getElementsByTagNameNS(DAV, "propstat")].filter((part) =>
      / 2\d\d/.test(part.getElementsByTagNameNS(DAV, "status")[0]?.textContent),
    );
    const value = (namespace, name) =>
      found.map((part) => part.getElementsByTagNameNS(namespace, name)[0]).find(Boolean)?.textContent ?? null;
    return {
      url: response.getElementsByTagNameNS(DAV, "href")[0].textContent,
      etag: value(DAV, "getetag"),
      text: value(CALDAV, "calendar-data"),
    };
  });
}

/** Nextcloud's names are random, in capitals. */
const newName = () => `${crypto.randomUUID().toUpperCase()}.ics`;

const stamp = (date) => `${date.toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;

export function connect(root, transport) {
  const send = transport === "fetch" ? overFetch : overXhr;

  async function request(method, url, headers = {}, body) {
    const answer = await send({
      method,
      url,
      headers: { Depth: "0", "Content-Type": "application/xml; charset=utf-8", ...headers },
      body,
    });
    if (answer.status < 200 || answer.status > 299) throw new Refused(answer.status);
    return answer;
  }

  return {
    calendarUrl: (id) => `${root}${id}/`,

    /** Everything that touches the range. */
    async report(calendar, from, to) {
      const { text } = await request(
        "REPORT",
        calendar,
        { Depth: "1" },
        `<x1:calendar-query xmlns:x1="${CALDAV}"><x0:prop xmlns:x0="${DAV}"><x0:getcontenttype/><x0:getetag/>` +
          `<x0:resourcetype/><x1:calendar-data/></x0:prop><x1:filter><x1:comp-filter name="VCALENDAR">` +
          `<x1:comp-filter name="VEVENT"><x1:time-range start="${stamp(from)}" end="${stamp(to)}"/>` +
          `</x1:comp-filter></x1:comp-filter></x1:filter></x1:calendar-query>`,
      );
      return parseMultiStatus(text).filter((object) => object.text !== null);
    },

    async find(url) {
      const { text } = await request(
        "PROPFIND",
        url,
        {},
        `<x0:propfind xmlns:x0="${DAV}"><x0:prop><x0:getcontenttype/><x0:getetag/><x0:resourcetype/>` +
          `<x1:calendar-data xmlns:x1="${CALDAV}"/></x0:prop></x0:propfind>`,
      );
      return parseMultiStatus(text)[0];
    },

    async create(calendar, text) {
      const url = calendar + newName();
      const { etag } = await request("PUT", url, { "Content-Type": "text/calendar; charset=utf-8" }, text);
      const stored = await this.find(url);
      return { url, text: stored.text ?? text, etag: stored.etag ?? etag };
    },

    async update({ url, etag }, text) {
      const answer = await request(
        "PUT",
        url,
        { "Content-Type": "text/calendar; charset=utf-8", "If-Match": etag },
        text,
      );
      return { url, text, etag: answer.etag ?? (await this.find(url)).etag };
    },

    async remove({ url }) {
      await request("DELETE", url);
    },

    async move({ url }, calendar) {
      const destination = calendar + url.split("/").at(-1);
      await request("MOVE", url, {
        Depth: "Infinity",
        Destination: new URL(destination, location.origin).href,
        Overwrite: "F",
      });
      return destination;
    },
  };
}
