/**
 * Takes WebDAV answers apart, response by response, so that whoever reads a long one can pause in between: the
 * browser's own parser takes a thousand events in one go. What is written in an unusual way is left to that parser.
 */

/** What an answer says of an address: its text, or `null` where nothing is there. */
export interface Found {
  url: string;
  text: string | null;
}

const DAV = "DAV:";
const CALDAV = "urn:ietf:params:xml:ns:caldav";

class Unusual extends Error {}

const attributes = /\s+([\w.:-]+)\s*=\s*("[^"<]*"|'[^'<]*')/g;
/** A tag and the text behind it. Comments, CDATA and names beyond ASCII do not match. */
const tag = /<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>([^<]*)/y;

const entities: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

/** @throws Unusual */
function plain(text: string): string {
  const even = text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
  if (!even.includes("&")) return even;
  // A server that keeps the line ends of iCalendar writes one at every line.
  return even
    .replaceAll("&#13;", "\r")
    .replace(/&(?:#(\d+)|#x([\da-f]+)|(\w*));?/gi, (all, ten, hex, name) => {
      const code = ten ? Number(ten) : hex ? Number.parseInt(hex, 16) : 0;
      const character = code > 0 && code < 0x110000 ? String.fromCodePoint(code) : entities[name];
      if (character === undefined || !all.endsWith(";")) throw new Unusual();
      return character;
    });
}

/** Where the two namespaces are declared at the root, and nowhere else: `d:` and `cal:`, or nothing. */
function prefixes(root: string): { dav: string; caldav: string } {
  let [dav, caldav] = ["", ""];
  let isKnown = false;
  for (const [, name = "", value = ""] of root.matchAll(attributes)) {
    const [declares, prefix] = /^xmlns(?::(.+))?$/.exec(name) ?? [];
    if (declares === undefined) continue;
    const written = prefix === undefined ? "" : `${prefix}:`;
    if (value.slice(1, -1) === DAV) {
      if (isKnown) throw new Unusual();
      isKnown = true;
      dav = written;
    } else if (value.slice(1, -1) === CALDAV) {
      if (caldav !== "") throw new Unusual();
      caldav = written;
    }
  }
  // The default namespace cannot be both.
  if (!isKnown || caldav === "") throw new Unusual();
  return { dav, caldav };
}

const isFine = (status: number): boolean => status >= 200 && status < 300;
const codeOf = (status: string): number => Number(/ (\d{3})\b/.exec(status)?.[1] ?? 0);

interface Part {
  status: string | null;
  text: string | null;
}

/** What stands in one `response`, as far as it was read. */
interface Answer extends Part {
  url: string | null;
  parts: Part[];
}

function foundIn({ url, status, parts }: Answer): Found | null {
  if (!url) return null;
  // What the server does not have, it names with a status of its own.
  const found = parts.find((part) => part.text !== null && isFine(codeOf(part.status ?? "")));
  if (found?.text) return { url, text: found.text };
  return parts.length === 0 && codeOf(status ?? "") === 404 ? { url, text: null } : null;
}

/** @throws Unusual */
function* scanned(xml: string): Generator<Found> {
  tag.lastIndex = /^\s*(?:<\?xml[^<>]*\?>\s*)?/.exec(xml)?.[0].length ?? 0;
  const open: string[] = [];
  let at = tag.lastIndex;
  let names: { response: string; href: string; propstat: string; status: string; data: string } | null = null;
  let answer: Answer | null = null;
  let part: Part | null = null;
  let isValue = false;
  while (at < xml.length) {
    // Others may read another answer while this one pauses.
    tag.lastIndex = at;
    const [all, isEnd, name = "", given = "", isEmpty, behind = ""] = tag.exec(xml) ?? [];
    if (all === undefined) throw new Unusual();
    at += all.length;
    if (names === null) {
      const { dav, caldav } = prefixes(given);
      if (isEnd || isEmpty || name !== `${dav}multistatus`) throw new Unusual();
      names = {
        response: `${dav}response`,
        href: `${dav}href`,
        propstat: `${dav}propstat`,
        status: `${dav}status`,
        data: `${caldav}calendar-data`,
      };
    } else if (open.length === 0 || given.includes("xmlns")) throw new Unusual();
    if (isEnd) {
      if (open.pop() !== name) throw new Unusual();
      isValue = false;
      if (name === names.propstat) part = null;
      else if (name === names.response && answer) {
        const found = foundIn(answer);
        answer = null;
        if (found) yield found;
      }
      continue;
    }
    // A value in pieces is for the other parser to put together.
    if (isValue) throw new Unusual();
    const text = (): string => (isEmpty ? "" : plain(behind));
    if (!isEmpty) {
      open.push(name);
      isValue = name === names.href || name === names.status || name === names.data;
    }
    if (name === names.response) {
      if (answer) throw new Unusual();
      answer = { url: null, status: null, text: null, parts: [] };
    } else if (answer && name === names.propstat) {
      if (part) throw new Unusual();
      part = { status: null, text: null };
      answer.parts.push(part);
    } else if (answer && name === names.href) answer.url ??= text();
    else if (answer && name === names.status) (part ?? answer).status ??= text();
    else if (part && name === names.data) part.text ??= text();
  }
  if (open.length > 0) throw new Unusual();
}

/** As the browser reads it. */
function* parse(xml: string): Generator<Found> {
  const answer = new DOMParser().parseFromString(xml, "application/xml");
  const textIn = (element: Element, namespace: string, name: string): string | null =>
    element.getElementsByTagNameNS(namespace, name)[0]?.textContent ?? null;
  for (const element of answer.getElementsByTagNameNS(DAV, "response")) {
    const found = foundIn({
      url: textIn(element, DAV, "href"),
      status: textIn(element, DAV, "status"),
      text: null,
      parts: [...element.getElementsByTagNameNS(DAV, "propstat")].map((part) => ({
        status: textIn(part, DAV, "status"),
        text: textIn(part, CALDAV, "calendar-data"),
      })),
    });
    if (found) yield found;
  }
}

/** Every address of which the answer says something that is of use, one at a time. */
export function* foundInAnswer(xml: string): Generator<Found> {
  let count = 0;
  try {
    for (const found of scanned(xml)) {
      yield found;
      count += 1;
    }
  } catch (error) {
    if (!(error instanceof Unusual)) throw error;
    yield* parse(xml).drop(count);
  }
}
