import type { IncomingMessage, ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { Book, type Entry } from "../declarative/book.ts";
import { readBody, sendFile, sendJson, sendText, startWebServer } from "../web-server.ts";
import { drawn } from "./drawn.ts";

/** Calendars of no make that anybody knows, each built in another way, over one book. Made to be taught. */
export interface TaughtPages extends AsyncDisposable {
  readonly url: string;
  readonly book: Book;
  /** What the server says no to from now on. */
  refuses: boolean;
}

const script = fileURLToPath(new URL("./web/app.js", import.meta.url));

const page = `<!doctype html>
<html lang="cs"><head><meta charset="utf-8"><title>Diář</title><link rel="icon" href="data:,">
<style>
body { font-family: system-ui, sans-serif; margin: 1rem; }
#root { max-width: 30rem; }
.okno { height: 18rem; overflow: auto; border: 1px solid #ccc; }
label { display: block; }
</style></head><body><div id="root"></div>
<form id="office"><input type="hidden" name="id">
<label>Jméno <input name="name"></label><label>Telefon <input name="phone"></label><label>Čas <input name="time"></label>
<button type="submit">Uložit</button> <button type="button" id="remove">Zrušit termín</button>
<button type="button" id="undo">Vrátit</button><p role="alert"></p></form>
<script src="/diar/app.js"></script></body></html>`;

/** A portal around the calendar, of the same site. */
const portal = (inner: string): string => `<!doctype html><html lang="cs"><head><meta charset="utf-8">
<title>Portál</title><link rel="icon" href="data:,"></head><body style="margin:0"><header><h1>Portál praxe</h1></header>
<iframe title="Diář" src="${inner}" style="width:100%;height:760px;border:0"></iframe></body></html>`;

const Change = z.object({
  id: z.string().optional(),
  name: z.string().optional(),
  phone: z.string().optional(),
  start: z.string().optional(),
});
type Change = z.infer<typeof Change>;

const idOf = (id = ""): number => Number(id.replace(/^v-/, ""));
const split = (name: string): [string, string] => [
  name.split(" ")[0] ?? "",
  name.split(" ").slice(1).join(" "),
];

/** As an app of today tells it. */
function visitOf({ id, name, phone, start }: Entry) {
  const [firstName, lastName] = split(name);
  const startsAt = Temporal.PlainDateTime.from(start).toZonedDateTime("Europe/Prague").epochMilliseconds;
  return {
    id: `v-${id}`,
    startsAt,
    state: "BOOKED",
    patient: { id: `p-${id}`, firstName, lastName, mobile: phone },
  };
}
const rowOf = ({ id, name, phone, start }: Entry) => ({
  ...{ id: `v-${id}`, klient: name, tel: phone ?? "" },
  ...{ den: start.slice(0, 10), od: start.slice(11) },
});

function create(book: Book, { name = "", phone = "", start = "" }: Change): Entry {
  return book.add({ name, phone: phone || null, start, end: `${start.slice(0, 11)}23:00` });
}

const within = (book: Book, from: string, to: string): Entry[] =>
  book.entries.filter(({ start }) => start.slice(0, 10) >= from && start.slice(0, 10) < to);

export async function startTaughtPages(): Promise<TaughtPages> {
  const book = new Book();
  const pages = { refuses: false };
  /** What was told so far, for the list that brings changes only. */
  const versions: string[] = [];
  const version = (): number => {
    const now = JSON.stringify(book.entries);
    if (versions.at(-1) !== now) versions.push(now);
    return versions.length - 1;
  };

  async function rest(req: IncomingMessage, res: ServerResponse, url: URL, id: string | undefined) {
    if (req.method === "GET") {
      const [from = "", to = ""] = ["from", "to"].map((name) => url.searchParams.get(name) ?? "");
      return sendJson(res, 200, { data: { items: within(book, from, to).map(visitOf) } });
    }
    if (pages.refuses) return sendJson(res, 409, { error: "conflict" });
    if (req.method === "DELETE") {
      book.remove(idOf(id));
      return void res.writeHead(204).end();
    }
    const change = Change.parse(JSON.parse(await readBody(req)));
    if (id === undefined) return sendJson(res, 201, { data: visitOf(create(book, change)) });
    book.change(idOf(id), { start: change.start ?? "" });
    const entry = book.find(idOf(id));
    return sendJson(res, 200, { data: entry && visitOf(entry) });
  }

  async function graphql(req: IncomingMessage, res: ServerResponse) {
    const { operationName, variables } = z
      .object({ operationName: z.string(), variables: z.record(z.string(), z.unknown()) })
      .parse(JSON.parse(await readBody(req)));
    if (operationName === "ListPatients")
      return sendJson(res, 200, { data: { patients: book.entries.map((one) => visitOf(one).patient) } });
    if (operationName === "ListVisits") {
      const { from, to } = z.object({ from: z.string(), to: z.string() }).parse(variables);
      const edges = within(book, from, to).map((one) => ({ cursor: `c${one.id}`, node: visitOf(one) }));
      return sendJson(res, 200, { data: { visits: { pageInfo: { hasNextPage: false }, edges } } });
    }
    if (pages.refuses) return sendJson(res, 200, { data: null, errors: [{ message: "obsazeno" }] });
    const change = Change.parse(variables);
    if (operationName === "CreateVisit") create(book, change);
    else if (operationName === "MoveVisit") book.change(idOf(change.id), { start: change.start ?? "" });
    else book.remove(idOf(change.id));
    return sendJson(res, 200, { data: { done: { ok: true } } });
  }

  async function rpc(req: IncomingMessage, res: ServerResponse) {
    const { method, params } = z
      .object({ method: z.string(), params: z.record(z.string(), z.unknown()) })
      .parse(JSON.parse(await readBody(req)));
    if (method === "visits.list") {
      const { from, to } = z.object({ from: z.string(), to: z.string() }).parse(params);
      return sendJson(res, 200, { result: within(book, from, to).map(rowOf) });
    }
    if (pages.refuses) return sendJson(res, 200, { success: false });
    const change = Change.parse(params);
    if (method === "visits.save" && change.id) book.change(idOf(change.id), { start: change.start ?? "" });
    else if (method === "visits.save") create(book, change);
    else book.remove(idOf(change.id));
    return sendJson(res, 200, { success: true });
  }

  async function delta(req: IncomingMessage, res: ServerResponse, url: URL) {
    const since = url.searchParams.get("since");
    const now = version();
    if (req.method === "GET") {
      const before =
        since === null
          ? []
          : z.array(z.object({ id: z.number() }).loose()).parse(JSON.parse(versions[Number(since)] ?? "[]"));
      const known = new Map(before.map((one) => [one.id, JSON.stringify(one)]));
      const changed = book.entries.filter((one) => known.get(one.id) !== JSON.stringify(one));
      const removed = [...known.keys()].filter((id) => !book.find(id)).map((id) => `v-${id}`);
      return sendJson(res, 200, { syncToken: now, visits: changed.map(rowOf), removed });
    }
    if (pages.refuses) return sendJson(res, 422, {});
    const form = new URLSearchParams(await readBody(req));
    const [id = "", name = "", phone = "", start = ""] = ["id", "name", "phone", "start"].map(
      (field) => form.get(field) ?? "",
    );
    if (url.pathname.endsWith("/cancel")) book.remove(idOf(id));
    else if (id === "") create(book, { name, phone, start });
    else book.change(idOf(id), { start });
    return sendJson(res, 200, { ok: true });
  }

  const server = await startWebServer({}, async (req, res, url) => {
    const [, place, build, , id] = url.pathname.split("/");
    if (place === "papir") return drawn(book, () => pages.refuses, req, res, url);
    if (url.pathname === "/diar/app.js") return sendFile(res, script);
    const inner = url.searchParams.has("kniha") ? "/papir/den" : "/diar/graphql";
    if (place === "portal") return sendText(res, 200, portal(`${inner}${url.search}`), "text/html");
    if (place === "diar") return sendText(res, 200, page, "text/html");
    if (place !== "api") return sendText(res, 404, "Not Found");
    if (build === "rest") return rest(req, res, url, id);
    if (build === "graphql") return graphql(req, res);
    if (build === "rpc") return rpc(req, res);
    return delta(req, res, url);
  });
  return Object.assign(pages, { url: server.url, book, [Symbol.asyncDispose]: server.close });
}
