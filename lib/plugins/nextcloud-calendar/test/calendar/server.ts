import { readFile } from "node:fs/promises";
import http, { type IncomingMessage, type ServerResponse } from "node:http";
import { join } from "node:path";
import { bundle } from "../../../../../tests/calendars/bundle.ts";
import {
  sendText,
  startWebServer,
  type WebServerOptions,
} from "../../../../../tests/calendars/web-server.ts";
import { type Radicale, startRadicale } from "./radicale.ts";

/**
 * A stand-in for Nextcloud with its calendar app: the same component (FullCalendar in Vue), the same addresses,
 * marks and requests, and a real CalDAV server behind it.
 */
export interface NextcloudOptions extends WebServerOptions {
  readonly timeZone?: string;
}

export interface Nextcloud extends AsyncDisposable {
  /** Without a trailing slash. */
  readonly url: string;
  readonly radicale: Radicale;
  readonly timeZone: string;
  /**
   * The calendar's page on a day. `query`: transport (xhr, fetch), timeZone.
   */
  page(shown: { day: string; view?: string }, query?: Readonly<Record<string, string>>): string;
  /** Another client, which speaks to the calendar server itself. */
  readonly elsewhere: Elsewhere;
  close(): Promise<void>;
}

export interface Elsewhere {
  /** Makes or replaces an object. @param name without `.ics` */
  put(name: string, text: string): Promise<void>;
  /** Replaces all there is. Each object goes by its UID. */
  fill(text: string): Promise<void>;
  remove(name: string): Promise<void>;
  /** The objects of the practice's calendar: names and texts. */
  all(): Promise<Map<string, string>>;
}

const root = "/apps/calendar";
const davRoot = "/remote.php/dav/calendars";
const calendars = [
  { id: "personal", name: "Osobní", color: "#0082c9" },
  { id: "work", name: "Práce", color: "#499836" },
];
const web = join(import.meta.dirname, "web");

export class UnexpectedAnswer extends Error {
  override name = "UnexpectedAnswer";
}

function renderPage(config: object): string {
  return `<!doctype html>
<html lang="cs">
<head>
<meta charset="utf-8">
<title>Kalendář – Nextcloud</title>
<link rel="stylesheet" href="${root}/style.css">
</head>
<body id="body-user">
<div id="content-vue" class="app-calendar"></div>
<script type="application/json" id="config">${JSON.stringify(config).replaceAll("<", "\\u003c")}</script>
<script type="module" src="${root}/main.js"></script>
</body>
</html>
`;
}

/** Nextcloud keeps the session; the calendar server behind it is told who is there. */
function passOn(radicale: Radicale, req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const passed = http.request(
    radicale.url + url.pathname.slice(davRoot.length),
    {
      method: req.method,
      headers: { ...req.headers, ...credentials(radicale), "x-script-name": davRoot },
    },
    (answer) => {
      const status = asSabre(req, answer.statusCode ?? 502);
      if (status === 204) {
        const { "content-length": _length, "content-type": _type, ...headers } = answer.headers;
        res.writeHead(status, headers).end();
        answer.resume();
      } else {
        res.writeHead(status, answer.headers);
        answer.pipe(res);
      }
      answer.on("end", resolve);
      answer.on("error", reject);
    },
  );
  passed.on("error", reject);
  req.pipe(passed);
  return promise;
}

/** Nextcloud's server answers an update and a deletion with 204, where Radicale says 201 and 200. */
function asSabre({ method, headers }: IncomingMessage, status: number): number {
  const isUpdate = method === "PUT" && status === 201 && headers["if-match"] !== undefined;
  return isUpdate || (method === "DELETE" && status === 200) ? 204 : status;
}

const credentials = ({ user }: Radicale) => ({
  authorization: `Basic ${Buffer.from(`${user}:anything`).toString("base64")}`,
});

async function ask(
  radicale: Radicale,
  method: string,
  path: string,
  init: RequestInit = {},
): Promise<Response> {
  const response = await fetch(`${radicale.url}/${radicale.user}/${path}`, {
    ...init,
    method,
    headers: { ...credentials(radicale), ...init.headers },
  });
  if (!response.ok) throw new UnexpectedAnswer(`${method} ${path}: ${response.status}`);
  return response;
}

const makeCalendar = (name: string) =>
  `<mkcalendar xmlns="urn:ietf:params:xml:ns:caldav" xmlns:d="DAV:"><d:set><d:prop>` +
  `<d:displayname>${name}</d:displayname></d:prop></d:set></mkcalendar>`;

const everything =
  '<c:calendar-query xmlns:c="urn:ietf:params:xml:ns:caldav" xmlns:d="DAV:"><d:prop><c:calendar-data/></d:prop>' +
  '<c:filter><c:comp-filter name="VCALENDAR"/></c:filter></c:calendar-query>';

const decoded = (text: string): string =>
  text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replace(/&#(\d+);/gu, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll("&amp;", "&");

function elsewhere(radicale: Radicale): Elsewhere {
  const path = (name: string) => `personal/${encodeURIComponent(name)}.ics`;
  const remove = async (name: string) => void (await ask(radicale, "DELETE", path(name)));
  const all = async () => {
    const found = new Map<string, string>();
    for (const { id } of calendars) {
      const headers = { depth: "1", "content-type": "application/xml" };
      const response = await ask(radicale, "REPORT", `${id}/`, { headers, body: everything });
      for (const [, href = "", text = ""] of (await response.text()).matchAll(
        /<href>([^<]*)<\/href>.*?calendar-data>([^<]*)</gsu,
      )) {
        found.set(
          decodeURIComponent(href)
            .split("/")
            .at(-1)
            ?.replace(/\.ics$/u, "") ?? "",
          decoded(text),
        );
      }
    }
    return found;
  };
  return {
    async put(name, text) {
      await ask(radicale, "PUT", path(name), { body: text, headers: { "content-type": "text/calendar" } });
    },
    async fill(text) {
      for (const { id, name } of calendars) {
        await ask(radicale, "DELETE", `${id}/`);
        await ask(radicale, "MKCALENDAR", `${id}/`, { body: makeCalendar(name) });
      }
      await ask(radicale, "PUT", "personal/", { body: text, headers: { "content-type": "text/calendar" } });
    },
    remove,
    all,
  };
}

export async function startNextcloud(options: NextcloudOptions = {}): Promise<Nextcloud> {
  const timeZone = options.timeZone ?? "Europe/Prague";
  const code = await bundle(join(web, "main.js"));
  const radicale = await startRadicale();
  try {
    for (const { id, name } of calendars)
      await ask(radicale, "MKCALENDAR", `${id}/`, { body: makeCalendar(name) });
    const html = renderPage({ root, dav: `${davRoot}/${radicale.user}/`, timeZone, calendars });
    const style = await readFile(join(web, "style.css"), "utf8");
    const server = await startWebServer(options, async (req, res, url) => {
      if (url.pathname.startsWith(`${davRoot}/`)) return passOn(radicale, req, res, url);
      switch (url.pathname) {
        case `${root}/main.js`:
          return sendText(res, 200, code, "text/javascript");
        case `${root}/style.css`:
          return sendText(res, 200, style, "text/css");
      }
      if (url.pathname === root || url.pathname.startsWith(`${root}/`))
        return sendText(res, 200, html, "text/html");
      sendText(res, 404, "Not Found");
    });
    const close = async () => {
      await server.close();
      await radicale[Symbol.asyncDispose]();
    };
    return {
      url: server.url,
      radicale,
      timeZone,
      page: ({ day, view = "timeGridWeek" }, query = {}) => {
        const search = new URLSearchParams(query).toString();
        return `${server.url}${root}/${view}/${day}${search ? `?${search}` : ""}`;
      },
      elsewhere: elsewhere(radicale),
      close,
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await radicale[Symbol.asyncDispose]();
    throw error;
  }
}
