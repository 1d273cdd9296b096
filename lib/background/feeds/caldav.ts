import { DAVNamespace, davRequest, getDAVAttribute, propfind } from "tsdav";
import { z } from "zod";
import { FeedFailure, problemOf } from "./failure.ts";

/** A calendar on a CalDAV server: its state, and the objects that have changed. `tsdav` speaks the protocol. */

/** Asked for in one request. */
const together = 100;
const mostObjects = 10_000;

/** What is taken of an answer; a name of digits alone comes as a number. */
const Word = z.union([z.string(), z.number()]).transform(String);
const Text = z.union([Word, z.object({ _cdata: Word }).transform(({ _cdata }) => _cdata)]);
const Href = z.object({ href: z.union([Text, z.array(Text).transform(([first = ""]) => first)]) });
const Answer = z.object({
  href: Text.optional(),
  status: z.number().optional(),
  raw: z.unknown(),
  props: z
    .object({
      resourcetype: z.record(z.string(), z.unknown()).optional().catch(undefined),
      displayname: Text.optional().catch(undefined),
      getctag: Text.optional().catch(undefined),
      syncToken: Text.optional().catch(undefined),
      getetag: Text.optional().catch(undefined),
      calendarData: Text.optional().catch(undefined),
      currentUserPrincipal: Href.optional().catch(undefined),
      calendarHomeSet: Href.optional().catch(undefined),
      supportedCalendarComponentSet: z.unknown().optional(),
    })
    .optional()
    .catch(undefined),
});
type Answer = z.infer<typeof Answer>;

const read = (answers: unknown): Answer[] =>
  (Array.isArray(answers) ? answers : []).flatMap((one) => Answer.safeParse(one).data ?? []);

/** The same where all depends on it that nothing is missing: a page to sign in is no empty calendar. */
function readAll(answers: unknown): Answer[] {
  const all = read(answers);
  if (all.some(({ status, props, raw }) => !props && (status !== 207 || typeof raw === "string")))
    throw new FeedFailure("noCalendar");
  if (!Array.isArray(answers) || all.length < answers.length) throw new FeedFailure("unreadable");
  return all;
}

export interface Dav {
  request: typeof fetch;
  url: string;
}

const stateProps = {
  "d:resourcetype": {},
  "d:displayname": {},
  "cs:getctag": {},
  "d:sync-token": {},
  "d:current-user-principal": {},
  "c:calendar-home-set": {},
  "c:supported-calendar-component-set": {},
};

async function look({ request, url }: Dav, depth: "0" | "1"): Promise<Answer[]> {
  return read(await propfind({ url, props: stateProps, depth, fetch: request }));
}

const isCalendar = ({ props }: Answer): boolean => Object.hasOwn(props?.resourcetype ?? {}, "calendar");

/** A list of tasks is a calendar, too. */
const holdsEvents = ({ props }: Answer): boolean => {
  const kinds = JSON.stringify(props?.supportedCalendarComponentSet ?? "VEVENT");
  return !/V[A-Z]+/u.test(kinds) || kinds.includes("VEVENT");
};

export interface FoundCalendar {
  url: string;
  name: string;
}

const asFound = (answer: Answer, base: string): FoundCalendar => {
  const { href } = new URL(answer.href ?? "", base);
  const last = decodeURIComponent(new URL(href).pathname.split("/").filter(Boolean).at(-1) ?? "");
  return { url: href, name: (answer.props?.displayname || last).slice(0, 100) };
};

/** Where a server keeps what belongs to the user, as far as an address leads there. */
async function homeOf({ request, url }: Dav): Promise<string | null> {
  const [here] = await look({ request, url }, "0");
  const own = here?.props?.calendarHomeSet?.href;
  if (own) return new URL(own, url).href;
  const principal = here?.props?.currentUserPrincipal?.href;
  if (!principal) return null;
  const [user] = await look({ request, url: new URL(principal, url).href }, "0");
  const home = user?.props?.calendarHomeSet?.href;
  return home ? new URL(home, url).href : null;
}

/** What an address does not tell, the server's usual one may; a password would be asked for there as well. */
async function ifTold<T>(told: Promise<T>): Promise<T | null> {
  try {
    return await told;
  } catch (error) {
    if (error instanceof FeedFailure && error.problem !== "password") return null;
    throw error;
  }
}

/** Browsers follow the server's redirection, and tell no more than where it ended. */
async function wellKnown({ request, url }: Dav): Promise<string | null> {
  const known = new URL("/.well-known/caldav", url).href;
  const answer = await request(known, { method: "PROPFIND", headers: { Depth: "0" } });
  return homeOf({ request, url: answer.url || known });
}

/**
 * The calendars to which an address leads: the one that it is, or those of the user whose server it is. Empty where
 * it is no CalDAV.
 */
export async function findCalendars({ request, url }: Dav): Promise<FoundCalendar[]> {
  const [here] = (await ifTold(look({ request, url }, "0"))) ?? [];
  if (here && isCalendar(here)) return [asFound({ ...here, href: here.href ?? url }, url)];
  const home =
    (here?.props ? await ifTold(homeOf({ request, url })) : null) ??
    (await ifTold(wellKnown({ request, url })));
  if (!home) return [];
  const all = await look({ request, url: home }, "1");
  return all.filter((one) => isCalendar(one) && holdsEvents(one)).map((one) => asFound(one, home));
}

/** What the server calls the state of the calendar; `null` where it has no name for it. */
export async function stateOf(dav: Dav): Promise<string | null> {
  const [here] = await look(dav, "0");
  if (!here || !isCalendar(here)) throw new FeedFailure("noCalendar");
  return here.props?.syncToken ?? here.props?.getctag ?? null;
}

const stamp = (epochMs: number): string =>
  `${new Date(epochMs).toISOString().slice(0, 19).replace(/[-:]/gu, "")}Z`;

/** The library's own functions for this take a refusal of one object for one of all. */
async function report({ request, url }: Dav, name: string, body: object): Promise<Answer[]> {
  const _attributes = getDAVAttribute([DAVNamespace.DAV, DAVNamespace.CALDAV]);
  const answers = await davRequest({
    url,
    init: {
      method: "REPORT",
      headers: { depth: "1" },
      namespace: "c",
      body: { [name]: { _attributes, ...body } },
    },
    fetch: request,
  });
  return readAll(answers);
}

/** The objects that take place in the time, by their paths, with the name of each one's state. */
export async function listObjects(
  { request, url }: Dav,
  { from, to }: { from: number; to: number },
): Promise<Map<string, string>> {
  const time = { _attributes: { start: stamp(from), end: stamp(to) } };
  const event = { _attributes: { name: "VEVENT" }, "time-range": time };
  const listed = await report({ request, url }, "calendar-query", {
    "d:prop": { "d:getetag": {} },
    filter: { "comp-filter": { _attributes: { name: "VCALENDAR" }, "comp-filter": event } },
  });
  const refused = listed.map(({ status = 207 }) => problemOf(status)).find((problem) => problem !== null);
  // Some servers list a part, and say so in its midst.
  if (refused) throw new FeedFailure(refused);
  const found = listed.flatMap(({ href, props }) =>
    href && props?.getetag ? [[new URL(href, url).pathname, props.getetag] as const] : [],
  );
  if (found.length > mostObjects) throw new FeedFailure("tooLarge");
  return new Map(found);
}

export interface DavObject {
  href: string;
  etag: string;
  text: string;
}

export interface Fetched {
  found: DavObject[];
  /** By their paths: they are there, and nobody here may read them. */
  forbidden: string[];
}

/** @returns of the wanted what is there; rejects where that cannot be told of each */
export async function fetchObjects({ request, url }: Dav, hrefs: readonly string[]): Promise<Fetched> {
  const fetched: Fetched = { found: [], forbidden: [] };
  for (let at = 0; at < hrefs.length; at += together) {
    const answers = await report({ request, url }, "calendar-multiget", {
      "d:prop": { "d:getetag": {}, "c:calendar-data": {} },
      "d:href": hrefs.slice(at, at + together),
    });
    for (const { href, props, status = 207 } of answers) {
      if (!href) continue;
      const { pathname } = new URL(href, url);
      const problem = problemOf(status);
      if (props?.getetag && props.calendarData)
        fetched.found.push({ href: pathname, etag: props.getetag, text: props.calendarData });
      else if (problem === "forbidden") fetched.forbidden.push(pathname);
      else if (problem !== null && problem !== "gone") throw new FeedFailure(problem);
    }
  }
  return fetched;
}
