import type { ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { bundle } from "../../../../../tests/calendars/bundle.ts";
import {
  packageFile,
  readBody,
  sendFile,
  sendJson,
  sendText,
  startWebServer,
  type WebServerOptions,
} from "../../../../../tests/calendars/web-server.ts";
import { demoEvents, type EventInput } from "./events.ts";
import {
  BUILDS,
  isWrapper,
  renderPage,
  stylesOf,
  VERSIONS,
  type Version,
  WRAPPERS,
  type Wrapper,
} from "./page.ts";

export interface FullCalendarPagesOptions extends WebServerOptions {
  readonly events?: readonly EventInput[];
  /** The day around which the default events lie. */
  readonly today?: string;
}

export interface FullCalendarPages extends AsyncDisposable {
  readonly port: number;
  /** Without a trailing slash. */
  readonly url: string;
  /** What the next fetch of every page gets, unless its address brings events of its own. */
  events: readonly EventInput[];
  /** `query`: view, date, timeZone, toolbar=0, source=inline, events (JSON), navLinks=1, cyclic=1, poll (ms). */
  page(how: Version | Wrapper, query?: Readonly<Record<string, string>>): string;
  /** The same with a form, by which the page's people change the events. */
  office(how: Version | Wrapper, query?: Readonly<Record<string, string>>): string;
  close(): Promise<void>;
}

const eventList = z.array(z.record(z.string(), z.unknown()));

/** What people may give an event; what they leave out stays. */
const eventFields = z
  .strictObject({ title: z.string().min(1), phone: z.string(), start: z.string(), end: z.string() })
  .partial();

const script = (name: string) => fileURLToPath(new URL(`./${name}`, import.meta.url));

const FILES: ReadonlyMap<string, string> = new Map([
  ["/start.js", script("start.js")],
  ["/office.js", script("office.js")],
  ...[
    ...VERSIONS.flatMap((version) => BUILDS[version].scripts),
    ...[...VERSIONS, ...WRAPPERS].flatMap(stylesOf),
  ].map(([name, path]) => [`/packages/${name}/${path}`, packageFile(name, path)] as const),
]);

export async function startFullCalendarPages(
  options: FullCalendarPagesOptions = {},
): Promise<FullCalendarPages> {
  const today = options.today ? Temporal.PlainDate.from(options.today) : Temporal.Now.plainDateISO();
  let events: readonly EventInput[] = options.events ?? demoEvents(today);

  const server = await startWebServer(options, async (req, res, url) => {
    const [, place, key] = url.pathname.split("/");
    const how = VERSIONS.find((known) => known === place) ?? (place && isWrapper(place) ? place : undefined);
    if (how && (key === undefined || key === "office"))
      return sendText(res, 200, renderPage(how, key === "office"), "text/html");
    const wrapper = place === "wrappers" ? key?.replace(/\.js$/, "") : undefined;
    if (wrapper && isWrapper(wrapper))
      return sendText(res, 200, await bundle(script(`wrappers/${wrapper}.js`)), "text/javascript");
    if (place === "events" && req.method === "GET") {
      const own = url.searchParams.get("events");
      const wanted = url.searchParams.get("filter") ?? "";
      const all = own === null ? events : eventList.parse(JSON.parse(own));
      return sendJson(
        res,
        200,
        all.filter(({ title }) => String(title).includes(wanted)),
      );
    }
    if (place === "events") {
      change(req.method ?? "", key, await readBody(req), res);
      return;
    }
    const file = FILES.get(url.pathname);
    if (file) return sendFile(res, file);
    sendText(res, 404, "Not Found");
  });

  // A cancelled event's id is not used again, as in a SQL database.
  let lastId = 1000;

  function change(method: string, key: string | undefined, body: string, res: ServerResponse): void {
    const at = events.findIndex(({ id }) => String(id) === key);
    if (method === "POST") {
      lastId += 1;
      const made = { id: lastId, ...fields(body) };
      events = [...events, made];
      sendJson(res, 201, made);
      return;
    }
    const before = events[at];
    if (!before) {
      sendJson(res, 404, { error: "Takový termín tu není." });
      return;
    }
    if (method === "DELETE") {
      events = events.toSpliced(at, 1);
      res.writeHead(204).end();
      return;
    }
    const after = { ...before, ...(before.daysOfWeek ? repeated(fields(body)) : fields(body)) };
    events = events.with(at, after);
    sendJson(res, 200, after);
  }

  const address = (path: string, query: Readonly<Record<string, string>>): string => {
    const search = new URLSearchParams(query).toString();
    return `${server.url}/${path}${search ? `?${search}` : ""}`;
  };

  return {
    port: server.port,
    url: server.url,
    get events() {
      return events;
    },
    set events(next) {
      events = next;
    },
    page: (how, query = {}) => address(how, query),
    office: (how, query = {}) => address(`${how}/office`, query),
    close: server.close,
    [Symbol.asyncDispose]: server.close,
  };
}

/** What is told of one occurrence, for its whole series. */
function repeated({ start, end, ...others }: EventInput): EventInput {
  if (!start || !end) return others;
  const day = Temporal.PlainDate.from(start.slice(0, 10)).dayOfWeek % 7;
  return { ...others, daysOfWeek: [day], startTime: start.slice(11), endTime: end.slice(11) };
}

/** Without those that were not given: they must not undo what there is. */
const fields = (body: string): EventInput =>
  Object.fromEntries(
    Object.entries(eventFields.parse(JSON.parse(body))).filter(([, value]) => value !== undefined),
  );
