import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import {
  packageFile,
  readBody,
  sendFile,
  sendText,
  startWebServer,
  type WebServerOptions,
} from "../web-server.ts";
import { type ApiAnswer, answer, refusal, send } from "./api.ts";
import { PracticeDatabase, readPracticeFile } from "./database.ts";
import { type Failure, Faults } from "./faults.ts";
import { type PracticeData, practiceData } from "./model.ts";
import { renderPage, type Transport } from "./page.ts";
import { demoData, emptyData } from "./seed.ts";

export interface PracticeOptions extends WebServerOptions {
  /** What the practice starts with, when there is no file from an earlier run. */
  readonly seed?: "demo" | "empty" | PracticeData;
  /** Kept between runs when given; otherwise all is forgotten at the end. */
  readonly file?: string;
  /** The day that the calendar takes for today; the real one otherwise. */
  readonly today?: string;
  readonly timeZone?: string;
  readonly practiceName?: string;
  /** Every API answer comes this late. */
  readonly latencyMs?: number;
  /** How often the page asks for changes made elsewhere; 0 never. */
  readonly pollMs?: number;
  /** Refusals answer 200 with `{"ok": false, "error": …}`, as some systems do. */
  readonly softErrors?: boolean;
  /** The page's address may choose the other one: `?transport=xhr`. */
  readonly transport?: Transport;
}

export interface PracticeRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** As it came. */
  readonly body: string;
  /** Null when the connection was dropped instead. */
  readonly status: number | null;
}

export interface Practice extends AsyncDisposable {
  readonly port: number;
  /** Without a trailing slash. */
  readonly url: string;
  /** Changes made here are changes made at another workstation. */
  readonly db: PracticeDatabase;
  /** What the API was asked, oldest first. */
  readonly requests: readonly PracticeRequest[];
  readonly writes: readonly PracticeRequest[];
  failNext(failure: Failure): void;
  close(): Promise<void>;
}

const web = (name: string) => fileURLToPath(new URL(`./web/${name}`, import.meta.url));

const ASSETS: ReadonlyMap<string, string> = new Map([
  ["/assets/fullcalendar.js", packageFile("fullcalendar-6", "index.global.min.js")],
  ["/assets/fullcalendar.cs.js", packageFile("@fullcalendar/core", "locales/cs.global.min.js")],
  ...["main.js", "editor.js", "patient-picker.js", "server.js", "style.css", "icon.svg"].map(
    (name) => [`/assets/${name}`, web(name)] as const,
  ),
]);

const CONTENT_POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'";

export async function startPractice(options: PracticeOptions = {}): Promise<Practice> {
  const timeZone = options.timeZone ?? "Europe/Prague";
  const today = options.today ? Temporal.PlainDate.from(options.today) : Temporal.Now.plainDateISO(timeZone);
  const stored = options.file === undefined ? null : readPracticeFile(options.file);
  const data = stored ?? seeded(options.seed ?? "demo", today, timeZone);
  const db = new PracticeDatabase(data, timeZone, options.file ?? null);
  const faults = new Faults();
  const requests: PracticeRequest[] = [];

  const server = await startWebServer(options, async (req, res, url) => {
    const method = req.method ?? "GET";
    if (url.pathname.startsWith("/api/")) {
      const body = await readBody(req);
      if (options.latencyMs) await sleep(options.latencyMs);
      const made = respond(method, url, body);
      const query = Object.fromEntries(url.searchParams);
      requests.push({ method, path: url.pathname, query, body, status: made?.status ?? null });
      if (made) send(res, made);
      else res.destroy();
      return;
    }
    if (method !== "GET" && method !== "HEAD") return sendText(res, 405, "Method Not Allowed");
    const asset = ASSETS.get(url.pathname);
    if (asset) return sendFile(res, asset);
    if (url.pathname !== "/") return sendText(res, 404, "Not Found");
    const asked = url.searchParams.get("transport") ?? options.transport;
    res.setHeader("content-security-policy", CONTENT_POLICY);
    const page = renderPage(db, options.practiceName ?? "Ordinace Na Výsluní", {
      transport: asked === "xhr" ? "xhr" : "fetch",
      pollMs: options.pollMs ?? 30_000,
      today: options.today ? today.toString() : null,
    });
    sendText(res, 200, page, "text/html");
  });

  /** Null: the connection is to be dropped. */
  function respond(method: string, url: URL, body: string): ApiAnswer | null {
    const failure = method === "GET" ? null : faults.take(`${method} ${url.pathname} ${body}`);
    if (failure === "drop") return null;
    if (failure === "soft") return softly("Uložení se nezdařilo, zkuste to znovu.");
    if (typeof failure === "number")
      return { status: failure, body: { error: "Server teď nemůže vyhovět." } };
    try {
      const made = answer(db, method, url, body);
      return failure === "dropAfter" ? null : made;
    } catch (error) {
      const refused = refusal(error);
      if (!refused) throw error;
      if (options.softErrors) return softly(refused.message);
      return { status: refused.status, body: { error: refused.message } };
    }
  }

  return {
    port: server.port,
    url: server.url,
    db,
    requests,
    get writes() {
      return requests.filter(({ method }) => method !== "GET");
    },
    failNext: (failure) => faults.failNext(failure),
    close: server.close,
    [Symbol.asyncDispose]: server.close,
  };
}

const softly = (error: string): ApiAnswer => ({ status: 200, body: { ok: false, error } });

function seeded(
  seed: "demo" | "empty" | PracticeData,
  today: Temporal.PlainDate,
  timeZone: string,
): PracticeData {
  if (seed === "demo") return demoData(today, timeZone);
  if (seed === "empty") return emptyData(today, timeZone);
  return structuredClone(practiceData.parse(seed));
}
