import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody, sendText, startWebServer } from "../web-server.ts";

/**
 * OpenEMR's calendar as its public source draws it: a shell with frames, a page by the server, a dialog in a frame of
 * its own whose form is posted, and an answer that makes the calendar load itself anew.
 */
export interface Visit {
  readonly eid: number;
  readonly pid: number;
  /** `Last, First` */
  readonly name: string;
  /** `2026-11-25T09:00` */
  readonly start: string;
  readonly status: string;
  readonly kind: "appointment" | "in" | "out" | "reserved";
}

export interface OpenEmr extends AsyncDisposable {
  readonly url: string;
  readonly visits: readonly Visit[];
  seed(visits: readonly Partial<Visit>[]): void;
  /** From now on saves end in the form again. */
  refuses: boolean;
  /** How the server writes hours. */
  twelveHours: boolean;
}

const folder = "/openemr/interface/main/calendar";
const escaped = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.codePointAt(0)};`);
const compact = (day: string): string => day.replaceAll("-", "");
/** The week around a day. */
export const calendarPath = (day: string): string =>
  `${folder}/index.php?module=PostCalendar&func=view&viewtype=week&Date=${compact(day)}`;
const page = (body: string): string =>
  `<!doctype html><html><head><meta charset="utf-8"><title>OpenEMR</title><link rel="icon" href="data:,">
<style>.event { background: #dbeafe; margin: 2px } .schedule { vertical-align: top; min-width: 7rem }</style></head>${body}</html>`;

/** Two frames, as the tabs of the real one. */
const shell = (day: string): string =>
  page(`<body><iframe name="cal" src="${calendarPath(day)}" style="width: 100%; height: 700px"></iframe>
<div id="dialogs"></div><script>
function openDialog(url) {
  const dialog = document.createElement("iframe");
  dialog.name = "dialog";
  dialog.src = url;
  dialog.style = "width: 550px; height: 270px";
  document.getElementById("dialogs").replaceChildren(dialog);
}
function closeDialog() { document.getElementById("dialogs").replaceChildren(); }
</script></body>`);

/** A calendar within two framesets, as portals of old have it. */
const portal = (inner: string): string =>
  page(`<frameset rows="40,*"><frame src="about:blank"><frame src="${inner}"></frameset>`);

class Server implements OpenEmr {
  /** That the shell shows first. */
  readonly #day: string;
  url = "";
  refuses = false;
  twelveHours = false;
  visits: Visit[] = [];
  #lastEid = 500;
  close: () => Promise<void> = async () => {};

  constructor(day: string) {
    this.#day = day;
  }

  seed(visits: readonly Partial<Visit>[]): void {
    this.visits = visits.map((visit) => this.#made(visit));
  }

  #made(visit: Partial<Visit>): Visit {
    this.#lastEid += 1;
    return { ...this.#blank(), ...visit, eid: visit.eid ?? this.#lastEid };
  }

  #hour(wall: string): string {
    const hour = Number(wall.slice(11, 13));
    return `${this.twelveHours && hour > 12 ? hour - 12 : hour}:${wall.slice(14, 16)}`;
  }

  #event({ eid, pid, name, start, status, kind }: Visit): string {
    const day = start.slice(0, 10);
    const inner =
      kind === "appointment"
        ? `<span class='appointment'><a class='event_time' title='Click to edit'>${this.#hour(start)}</a>${escaped(status)}
<a class='link_title' data-pid='${pid}' href='javascript:void 0'><i title='View Patient'></i>${escaped(name)}</a></span>`
        : kind.toUpperCase();
    return `<div data-eid='${eid}' class='event event_${kind}' id='${compact(day)}-${eid}-1' ondblclick="edit('${day}', ${eid})">${inner}</div>`;
  }

  calendar(asked: string): string {
    const date = Temporal.PlainDate.from(asked);
    const first = date.subtract({ days: date.dayOfWeek - 1 });
    const days = Array.from({ length: 7 }, (_, after) => first.add({ days: after }).toString());
    const columns = days.map((day) => {
      const drawn = this.visits.filter(({ start }) => start.startsWith(day)).map((one) => this.#event(one));
      return `<td class='schedule work-day' date='${compact(day)}' provider='1'><div class='calendar_day'>${drawn.join("")}</div></td>`;
    });
    const slots = Array.from(
      { length: 10 },
      (_, after) => `${asked}T${String(8 + after).padStart(2, "0")}:00`,
    );
    const times = slots.map((slot) => `<tr><td class='timeslot'><a>${this.#hour(slot)}</a></td></tr>`);
    return page(`<body class="calsearch_body"><div id="topToolbarRight"><div id="functions">
<input type="button" value="Add" onclick="open_('add_edit_event.php?date=${compact(asked)}&eid=0')"></div></div>
<form name="theform" method="post" action="index.php?module=PostCalendar&func=view"><input type="hidden" name="jumpdate" value="${asked}"></form>
<div id="bigCal"><table><tr><td id='times'><table>${times.join("")}</table></td>${columns.join("")}</tr></table></div>
<script>
function open_(url) { parent.openDialog(new URL(url, location.href).href); }
function edit(day, eid) { open_("add_edit_event.php?date=" + day.replaceAll("-", "") + "&eid=" + eid); }
function refreshme() { document.forms[0].submit(); }
</script></body>`);
  }

  dialog(eid: number, error = ""): string {
    const visit = this.visits.find((one) => one.eid === eid) ?? this.#blank();
    const [day = "", time = ""] = visit.start.split("T");
    const [hour = "", minute = ""] = time.split(":");
    const half = this.twelveHours ? `<input name="form_ampm" value="${Number(hour) >= 12 ? 2 : 1}">` : "";
    const shown = this.twelveHours ? ((Number(hour) + 11) % 12) + 1 : Number(hour);
    return page(`<body>${error}<form id="theform" method="post" action="add_edit_event.php?eid=${eid}">
<input type="hidden" name="form_action"><label>Patient <input name="form_patient" value="${escaped(visit.name)}"></label>
<input name="form_pid" value="${visit.pid}"><label>Date <input name="form_date" value="${day}"></label>
<label>Hour <input name="form_hour" value="${shown}"></label><input name="form_minute" value="${minute}">${half}
<label>Status <input name="form_apptstatus" value="${escaped(visit.status)}"></label>
<label>Repeats <input type="checkbox" name="form_repeat" value="1"></label>
<input type="button" value="Save" onclick="act('save')"><input type="button" value="Delete" onclick="act('delete')">
<input type="button" value="Cancel" onclick="parent.closeDialog()"></form>
<script>function act(what) { const form = document.forms[0]; form.form_action.value = what; form.submit(); }</script></body>`);
  }

  #blank(): Visit {
    return { eid: 0, pid: 0, name: "", start: `${this.#day}T09:00`, status: "-", kind: "appointment" };
  }

  save(eid: number, sent: URLSearchParams): string {
    if (this.refuses) return this.dialog(eid, "<p>Provider not available</p>");
    const text = (name: string): string => sent.get(name) ?? "";
    if (text("form_action") === "delete") this.visits = this.visits.filter((one) => one.eid !== eid);
    else {
      const typed = Number(text("form_hour"));
      const hour = sent.has("form_ampm") ? (typed % 12) + (text("form_ampm") === "2" ? 12 : 0) : typed;
      const saved = {
        pid: Number(text("form_pid")),
        name: text("form_patient"),
        start: `${text("form_date")}T${String(hour).padStart(2, "0")}:${text("form_minute")}`,
        status: text("form_apptstatus"),
      };
      this.visits =
        eid === 0
          ? [...this.visits, this.#made(saved)]
          : this.visits.map((one) => (one.eid === eid ? { ...one, ...saved } : one));
    }
    return page("<body><script>parent.frames.cal.refreshme(); parent.closeDialog();</script></body>");
  }

  async answer(req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> {
    const html = (text: string): void => sendText(res, 200, text, "text/html");
    const eid = Number(url.searchParams.get("eid"));
    switch (`${req.method} ${url.pathname}`) {
      case "GET /openemr/":
        return html(shell(this.#day));
      case "GET /openemr/portal":
        return html(portal("/openemr/department"));
      case "GET /openemr/department":
        return html(portal(calendarPath(this.#day)));
      case `GET ${folder}/index.php`:
      case `POST ${folder}/index.php`: {
        const sent = new URLSearchParams(req.method === "POST" ? await readBody(req) : "");
        const asked = (url.searchParams.get("Date") ?? "").replace(/^(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3");
        return html(this.calendar(sent.get("jumpdate") ?? asked));
      }
      case `GET ${folder}/add_edit_event.php`:
        return html(this.dialog(eid));
      case `POST ${folder}/add_edit_event.php`:
        return html(this.save(eid, new URLSearchParams(await readBody(req))));
      default:
        sendText(res, 404, "Not Found");
    }
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}

/** @param day that it shows first */
export async function startOpenEmr(day: string): Promise<OpenEmr> {
  const made = new Server(day);
  const { url, close } = await startWebServer({}, (req, res, address) => made.answer(req, res, address));
  made.url = url;
  made.close = close;
  return made;
}
