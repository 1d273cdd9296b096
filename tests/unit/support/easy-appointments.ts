import type { NetworkWrite } from "../../../lib/plugin-api/index.ts";
import { Changes } from "../../../lib/plugins/easy-appointments/changes.ts";
import { type Row, rowOf } from "../../../lib/plugins/easy-appointments/read.ts";
import type { Save } from "../../../lib/plugins/easy-appointments/request.ts";

/** What Easy!Appointments' server sends and is sent, and a page's day of it. */

export const record = {
  id: 7,
  start_datetime: "2026-11-23 10:00:00",
  end_datetime: "2026-11-23 10:30:00",
  status: "Booked",
  is_unavailability: 0,
  id_users_provider: 2,
  provider: { id: 2, timezone: "Europe/Prague", settings: { working_plan: "{}" } },
  service: { id: 1, name: "Prohlídka" },
  customer: {
    id: 31,
    first_name: "Jana",
    last_name: "Vzorová",
    phone_number: "+420 601 000 001",
    mobile_number: "",
  },
};

export const rowWith = (change: object): Row => {
  const row = rowOf({ ...record, ...change });
  if (!row) throw new Error("no row");
  return row;
};

const base = "https://kal.example/index.php/calendar/";
export const write = (
  name: string,
  form: Record<string, string>,
  answer: unknown = { success: true },
): NetworkWrite => ({
  id: 1,
  answerId: 2,
  method: "POST",
  url: base + name,
  body: new URLSearchParams(form).toString(),
  status: 200,
  response: typeof answer === "string" ? answer : JSON.stringify(answer),
  location: null,
  redirected: false,
  startedAt: 0,
  endedAt: 1,
});
/** A page's day: each step counts on, as its requests and answers do. */
export class Play {
  readonly unseen: string[] = [];
  readonly kept: string[] = [];
  readonly detector = new Changes(({ start, isTold, why }) => {
    if (isTold) this.unseen.push(start);
    this.kept.push(`${why} ${isTold ? "told" : "kept"}`);
  });
  #order = 0;

  /** A page that has shown these, and nothing has happened since. */
  static showing(...rows: Row[]): Play {
    const page = new Play();
    page.list(rows);
    return page;
  }

  begin(): number {
    return ++this.#order;
  }

  list(rows: readonly Row[], begun = this.begin(), { from = "2026-11-23", until = "2026-11-30" } = {}) {
    const told = this.detector.listed({ from, until, rows }, { begun, answered: ++this.#order }, 0);
    return told.map(words);
  }

  save(given: Partial<Row>, id = "", begun = this.begin(), at = 0) {
    const save: Save = { type: "save", id, given };
    return this.detector.saved(save, { begun, answered: ++this.#order }, at).map(words);
  }

  delete(id: string, begun = this.begin()) {
    return this.detector.deleted(id, { begun, answered: ++this.#order }).map(words);
  }

  on(day: string) {
    return this.detector.on(day)?.map(({ id, start }) => `${id} ${start}`) ?? null;
  }
}
export const words = ({
  type,
  appointment,
}: {
  type: string;
  appointment: { id: string; start: string };
}): string => `${type} ${appointment.id} ${appointment.start}`;
