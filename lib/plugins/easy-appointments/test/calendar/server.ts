import type { ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import {
  packageFile,
  readBody,
  sendFile,
  sendJson,
  sendText,
  startWebServer,
  type WebServerOptions,
} from "../../../../../tests/calendars/web-server.ts";
import { Conflict, Database, Failed } from "./database.ts";
import type { Stored } from "./model.ts";
import { renderPage } from "./page.ts";

/**
 * Stands in for Easy!Appointments 1.6, written after what its server and page were seen to do: its own code is under
 * another licence. Saving, dragging, deleting, conflicts, the questions on the way, the views, the filter and the reload
 * every minute are here; logging in, settings, e-mails and other calendars are not.
 */
export interface EasyAppointments extends AsyncDisposable {
  /** Without a trailing slash. */
  readonly url: string;
  /** Changes made here are changes made at another workstation. */
  readonly db: Database;
  /** How often a person went on in spite of a conflict. */
  forced(): number;
  /** `query`: view=table, date, fcview, poll (ms), timezone (of all providers, for everybody from then on). */
  page(query?: Readonly<Record<string, string>>): string;
  close(): Promise<void>;
}

const ASSETS: ReadonlyMap<string, string> = new Map([
  ["/assets/jquery.js", packageFile("jquery", "dist/jquery.min.js")],
  ["/assets/fullcalendar.js", packageFile("fullcalendar-6", "index.global.min.js")],
  ...["app.js", "dialogs.js"].map(
    (name) => [`/assets/${name}`, fileURLToPath(new URL(`./web/${name}`, import.meta.url))] as const,
  ),
]);

const calendar = "/index.php/calendar";
const token = "c5f0a1";
const minute = 60_000;

/** `appointment_data[id]=7` → the group's fields; `null` where the form has none of them. */
function groupOf(form: URLSearchParams, group: string): Record<string, string> | null {
  const prefix = `${group}[`;
  const own = [...form].filter(([name]) => name.startsWith(prefix));
  return own.length === 0
    ? null
    : Object.fromEntries(own.map(([name, value]) => [name.slice(prefix.length, -1), value]));
}

export async function startEasyAppointments(options: WebServerOptions = {}): Promise<EasyAppointments> {
  const db = new Database();
  let forced = 0;

  const server = await startWebServer(options, async (req, res, url) => {
    const asset = ASSETS.get(url.pathname);
    if (asset) return sendFile(res, asset);
    if (url.pathname === calendar && req.method === "GET") {
      db.timeZone = url.searchParams.get("timezone") ?? "Europe/Prague";
      const view = url.searchParams.get("view") === "table" ? "table" : "default";
      const pollMs = Number(url.searchParams.get("poll") ?? minute);
      return sendText(res, 200, renderPage({ view, pollMs, token }), "text/html");
    }
    if (url.pathname === "/index.php/customers")
      return sendText(res, 200, '<main id="customers-page"><h1>Customers</h1></main>', "text/html");
    if (url.pathname === "/index.php/customers/search" && req.method === "POST")
      return sendJson(res, 200, db.customers.slice(0, 50));
    if (url.pathname.startsWith(`${calendar}/`) && req.method === "POST") {
      const form = new URLSearchParams(await readBody(req));
      answer(res, url.pathname.slice(calendar.length + 1), form);
      return;
    }
    sendText(res, 404, "Not Found");
  });

  function answer(res: ServerResponse, name: string, form: URLSearchParams): void {
    if (form.get("csrf_token") !== token) {
      sendText(res, 403, "The action you have requested is not allowed.");
      return;
    }
    try {
      sendJson(res, 200, respond(name, form));
    } catch (error) {
      if (error instanceof Conflict)
        sendJson(res, 200, { success: false, conflict: true, message: error.message });
      else if (error instanceof Failed)
        sendJson(res, 500, { success: false, message: error.message, trace: [] });
      else throw error;
    }
  }

  function respond(name: string, form: URLSearchParams): object {
    const [from = "", to = ""] = [form.get("start_date") ?? "", form.get("end_date") ?? ""];
    switch (name) {
      case "get_calendar_appointments": {
        const [record, type] = [Number(form.get("record_id")), form.get("filter_type")];
        const shown: Readonly<Record<string, (one: Stored) => boolean>> = {
          provider: (one) => one.id_users_provider === record,
          service: (one) => one.id_services === record,
        };
        return db.list(from, to, shown[type ?? ""]);
      }
      case "get_calendar_appointments_for_table_view":
        return db.list(from, to);
      case "save_appointment":
        if (form.get("force_save") === "1") forced++;
        db.save(
          groupOf(form, "appointment_data") ?? {},
          groupOf(form, "customer_data"),
          form.get("force_save") === "1",
        );
        return { success: true };
      case "delete_appointment":
        db.remove(Number(form.get("appointment_id")));
        return { success: true };
      default:
        throw new Failed("There is no such thing here.");
    }
  }

  return {
    url: server.url,
    db,
    forced: () => forced,
    page: (query = {}) => `${server.url}${calendar}?${new URLSearchParams(query)}`,
    close: server.close,
    [Symbol.asyncDispose]: server.close,
  };
}
