import { fileURLToPath } from "node:url";
import { z } from "zod";
import {
  packageFile,
  sendFile,
  sendJson,
  sendText,
  startWebServer,
  type WebServerOptions,
} from "../web-server.ts";
import { demoEvents, type EventInput } from "./events.ts";
import { BUILDS, renderPage, VERSIONS, type Version } from "./page.ts";

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
  /** `query`: view, date, timeZone, toolbar=0, source=inline, events (JSON), navLinks=1, poll (ms). */
  page(version: Version, query?: Readonly<Record<string, string>>): string;
  close(): Promise<void>;
}

const eventList = z.array(z.record(z.string(), z.unknown()));

const START = fileURLToPath(new URL("./start.js", import.meta.url));

const FILES: ReadonlyMap<string, string> = new Map(
  VERSIONS.flatMap((version) => {
    const build = BUILDS[version];
    const styles = build.styles.map((path) => [build.package, path] as const);
    return [...styles, ...build.scripts].map(
      ([name, path]) => [`/packages/${name}/${path}`, packageFile(name, path)] as const,
    );
  }),
);

export async function startFullCalendarPages(
  options: FullCalendarPagesOptions = {},
): Promise<FullCalendarPages> {
  const today = options.today ? Temporal.PlainDate.from(options.today) : Temporal.Now.plainDateISO();
  let events: readonly EventInput[] = options.events ?? demoEvents(today);

  const server = await startWebServer(options, async (_req, res, url) => {
    const version = VERSIONS.find((known) => url.pathname === `/${known}`);
    if (version) return sendText(res, 200, renderPage(version), "text/html");
    if (url.pathname === "/start.js") return sendFile(res, START);
    if (url.pathname === "/events") {
      const own = url.searchParams.get("events");
      return sendJson(res, 200, own === null ? events : eventList.parse(JSON.parse(own)));
    }
    const file = FILES.get(url.pathname);
    if (file) return sendFile(res, file);
    sendText(res, 404, "Not Found");
  });

  return {
    port: server.port,
    url: server.url,
    get events() {
      return events;
    },
    set events(next) {
      events = next;
    },
    page: (version, query = {}) => {
      const search = new URLSearchParams(query).toString();
      return `${server.url}/${version}${search ? `?${search}` : ""}`;
    },
    close: server.close,
    [Symbol.asyncDispose]: server.close,
  };
}
