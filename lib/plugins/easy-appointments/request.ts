import { type Fields, isFields, type NetworkWrite } from "../../plugin-api/index.ts";
import { isSet, isUnread, type Row, rowOf, textOf, wallOf } from "./read.ts";

/** What a request of the page, once its server has said yes to it, means. */
export type Request =
  | {
      readonly type: "list";
      /** The first day that it covers, and the first one that it no longer does. */
      readonly from: string;
      readonly until: string;
      /** `null` where the answer was too long to be handed over. */
      readonly rows: readonly Row[] | null;
      /** How many more there are that cannot be read. */
      readonly unread?: number;
    }
  | Save
  | { readonly type: "delete"; readonly id: string };

export interface Save {
  readonly type: "save";
  /** Empty for a new one. */
  readonly id: string;
  /** What the request gives, and nothing that it leaves as it was. */
  readonly given: Partial<Row>;
}

const maxRows = 5_000;

const json = (text: string | null): Fields | null => {
  try {
    const value: unknown = JSON.parse(text ?? "");
    return isFields(value) ? value : null;
  } catch {
    return null;
  }
};

const dayAfter = (day: string): string => Temporal.PlainDate.from(day).add({ days: 1 }).toString();
const isDay = (text: string | null): text is string => {
  try {
    return text !== null && Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
};

function listOf(write: NetworkWrite, form: URLSearchParams, isTable: boolean): Request | null {
  const [from, to] = [form.get("start_date"), form.get("end_date")];
  if (!isDay(from) || !isDay(to) || write.redirected) return null;
  // The table's last day is one that it shows, the other view's the first that it does not.
  const until = isTable ? dayAfter(to) : to;
  if (write.response === null) return { type: "list", from, until, rows: null };
  const appointments = json(write.response)?.appointments;
  if (!Array.isArray(appointments)) return null;
  const records = appointments.slice(0, maxRows);
  const rows = records.map(rowOf).filter((row) => row !== null);
  const unread = records.filter(isUnread).length;
  return { type: "list", from, until, rows, ...(unread > 0 && { unread }) };
}

/** By which the page has shortened a list; `null` for one that has everything. */
export function filterOf({ body }: Pick<NetworkWrite, "body">): string | null {
  const form = new URLSearchParams(body ?? "");
  const record = form.get("record_id") ?? "all";
  return record === "all" ? null : `${form.get("filter_type") ?? ""} ${record}`;
}

/** Form field → ours. What is not given stays as it was. */
const appointmentFields: readonly (readonly [string, keyof Row])[] = [
  ["start_datetime", "start"],
  ["end_datetime", "end"],
  ["status", "status"],
  ["id_users_provider", "provider"],
  ["id_users_customer", "customer"],
];
const customerFields: readonly (readonly [string, keyof Row])[] = [
  ["id", "customer"],
  ["first_name", "firstName"],
  ["last_name", "lastName"],
  ["mobile_number", "mobile"],
  ["phone_number", "phone"],
];

function saveOf(form: URLSearchParams): Save | null {
  if (isSet(form.get("appointment_data[is_unavailability]"))) return null;
  const given: { -readonly [K in keyof Row]?: Row[K] } = {};
  const take = (group: string, fields: typeof appointmentFields): void => {
    for (const [name, field] of fields) {
      const value = form.get(`${group}[${name}]`);
      if (value !== null) given[field] = /^(start|end)$/.test(field) ? wallOf(value) : textOf(value);
    }
  };
  take("appointment_data", appointmentFields);
  take("customer_data", customerFields);
  if (given.start === "") return null;
  return { type: "save", id: textOf(form.get("appointment_data[id]")), given };
}

/** `null` for what is of no interest, and for whatever the server did not say yes to, in so many words. */
export function requestOf(write: NetworkWrite): Request | null {
  const [, name] = /\/calendar\/(\w+)\/?$/.exec(URL.parse(write.url)?.pathname ?? "") ?? [];
  if (write.method !== "POST" || name === undefined || write.body === null) return null;
  if (write.status < 200 || write.status > 299) return null;
  const form = new URLSearchParams(write.body);
  switch (name) {
    case "get_calendar_appointments":
      return listOf(write, form, false);
    case "get_calendar_appointments_for_table_view":
      return listOf(write, form, true);
    case "save_appointment":
      return json(write.response)?.success === true ? saveOf(form) : null;
    case "delete_appointment": {
      const id = textOf(form.get("appointment_id"));
      return id !== "" && json(write.response)?.success === true ? { type: "delete", id } : null;
    }
    default:
      return null;
  }
}
