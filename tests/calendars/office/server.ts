import type { ServerResponse } from "node:http";
import { z } from "zod";
import { type Alias, bundle } from "../bundle.ts";
import { packageFile, readBody, sendFile, sendJson, sendText, startWebServer } from "../web-server.ts";

/** What stands in an office's calendar, with wall clocks; a weekly one is told once for each week. */
export interface OfficeEvent {
  readonly id: number;
  readonly title: string;
  readonly start: string;
  readonly end: string;
  readonly allDay?: boolean;
  readonly weekly?: boolean;
  readonly [more: string]: unknown;
}

export interface OfficePage {
  /** The script that mounts the calendar, made as apps are: by a bundler. */
  readonly entry: string;
  readonly alias?: Alias;
  /** Packages and paths of style sheets. */
  readonly styles: readonly (readonly [packageName: string, path: string])[];
  /** Further rules of the page's own. */
  readonly css?: string;
}

export interface Office extends AsyncDisposable {
  /** Without a trailing slash. */
  readonly url: string;
  events: readonly OfficeEvent[];
  /** `query`: date, view, timeZone, cyclic. */
  page(query?: Readonly<Record<string, string>>): string;
}

/** What people may give an event; what they leave out stays. */
const eventFields = z
  .strictObject({ title: z.string().min(1), phone: z.string(), start: z.string(), end: z.string() })
  .partial();

const pageOf = ({ styles, css = "" }: OfficePage): string => `<!doctype html>
<html lang="cs">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Ordinace</title>
${styles.map(([name, path]) => `<link rel="stylesheet" href="/packages/${name}/${path}">`).join("\n")}
<style>
body { font-family: system-ui, sans-serif; margin: 1rem auto; max-width: 75rem; padding: 0 0.5rem; }
#calendar { height: 800px; margin: 0.5rem 0; overflow: auto; }
${css}
</style>
</head>
<body>
<nav id="bar">
<button name="previous">Dříve</button>
<button name="next">Později</button>
<button name="day">Den</button>
<button name="week">Týden</button>
<button name="month">Měsíc</button>
<button name="again">Překreslit</button>
<output id="shown"></output>
</nav>
<form id="office" autocomplete="off">
<label>Jméno <input name="title" required></label>
<label>Telefon <input name="phone"></label>
<label>Začátek <input name="start" type="datetime-local" required></label>
<label>Konec <input name="end" type="datetime-local" required></label>
<button type="submit">Uložit</button>
<button type="button" name="remove">Zrušit termín</button>
<button type="reset">Nový</button>
<label>Hledat <input name="filter" type="search"></label>
<output role="alert"></output>
</form>
<div id="calendar"></div>
<script type="module" src="/office.js"></script>
</body>
</html>
`;

/** The occurrences that begin or end within the days. */
function* shownOf(event: OfficeEvent, from: string, to: string): Generator<OfficeEvent> {
  const { weekly, ...one } = event;
  if (!weekly) {
    if (one.start < to && one.end >= from) yield one;
    return;
  }
  const shift = (wall: string, weeks: number) =>
    Temporal.PlainDateTime.from(wall).add({ weeks }).toString({ smallestUnit: "minute" });
  for (let weeks = 0; weeks < 60; weeks++) {
    const [start, end] = [shift(one.start, weeks), shift(one.end, weeks)];
    if (start < to && end >= from) yield { ...one, start, end };
  }
}

export async function startOffice(page: OfficePage): Promise<Office> {
  let events: readonly OfficeEvent[] = [];
  // A cancelled event's id is not used again, as in a SQL database.
  let lastId = 1000;

  const server = await startWebServer({}, async (req, res, url) => {
    const [, place, key, ...rest] = url.pathname.split("/");
    if (place === "" || place === undefined) return sendText(res, 200, pageOf(page), "text/html");
    if (place === "office.js")
      return sendText(res, 200, await bundle(page.entry, page.alias), "text/javascript");
    if (place === "packages") {
      const style = page.styles.find(([name, path]) => `${name}/${path}` === [key, ...rest].join("/"));
      if (style) return sendFile(res, packageFile(...style));
    }
    if (place === "events" && req.method === "GET") {
      const [from = "", to = "", filter = ""] = ["from", "to", "filter"].map(
        (name) => url.searchParams.get(name) ?? "",
      );
      const wanted = events.filter(({ title }) => title.includes(filter));
      return sendJson(
        res,
        200,
        wanted.flatMap((event) => [...shownOf(event, from, to)]),
      );
    }
    if (place === "events") return change(req.method ?? "", key, await readBody(req), res);
    sendText(res, 404, "Not Found");
  });

  function change(method: string, key: string | undefined, body: string, res: ServerResponse): void {
    const at = events.findIndex(({ id }) => String(id) === key);
    if (method === "POST") {
      lastId += 1;
      const { title = "", start = "", end = "", ...others } = fields(body);
      const made = { ...others, title, start, end, id: lastId };
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
    const after = { ...before, ...fields(body) };
    events = events.with(at, after);
    sendJson(res, 200, after);
  }

  return {
    url: server.url,
    get events() {
      return events;
    },
    set events(next) {
      events = next;
    },
    page: (query = {}) => `${server.url}/?${new URLSearchParams(query)}`,
    [Symbol.asyncDispose]: server.close,
  };
}

/** Without those that were not given: they must not undo what there is. */
const fields = (body: string): Partial<OfficeEvent> =>
  Object.fromEntries(
    Object.entries(eventFields.parse(JSON.parse(body))).filter(([, value]) => value !== undefined),
  );
