import { type Appointment, type Fields, isFields } from "../../plugin-api/index.ts";

/** An appointment as Easy!Appointments keeps it; what it does not tell is empty. */
export interface Row {
  readonly id: string;
  /** The wall clock of its provider, `2026-11-23T10:00:00`. */
  readonly start: string;
  readonly end: string;
  readonly status: string;
  readonly provider: string;
  readonly doctor: string;
  readonly timeZone: string;
  readonly service: string;
  readonly customer: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly mobile: string;
  readonly phone: string;
}

const maxText = 300;

/** A database's number or text, as text. */
export const textOf = (value: unknown): string => {
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  return typeof value === "string" ? value.slice(0, maxText).toWellFormed().trim() : "";
};

const inner = (fields: Fields, name: string): Fields => {
  const value = fields[name];
  return isFields(value) ? value : {};
};

/** `2026-11-23 10:00:00` → `2026-11-23T10:00:00`; empty for anything that is not a moment. */
export function wallOf(value: unknown): string {
  const match = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)(?::(\d\d))?$/.exec(textOf(value));
  if (!match) return "";
  const wall = `${match[1]}T${match[2]}:${match[3] ?? "00"}`;
  return Number.isNaN(Date.parse(`${wall}Z`)) ? "" : wall;
}

/** Whether a flag is set, as databases and forms write it. */
export const isSet = (value: unknown): boolean => /^(1|true)$/.test(String(value));

const fullName = ({ first_name, last_name }: Fields): string =>
  [textOf(first_name), textOf(last_name)].filter((part) => part !== "").join(" ");

/** `null` for what is no appointment of a person: an unavailability, a blocked period, a working plan. */
export function rowOf(record: unknown): Row | null {
  if (!isFields(record) || !isFields(record.customer) || isSet(record.is_unavailability)) return null;
  const id = textOf(record.id);
  const start = wallOf(record.start_datetime);
  if (id === "" || start === "") return null;
  const { customer } = record;
  return {
    id,
    start,
    end: wallOf(record.end_datetime),
    status: textOf(record.status),
    provider: textOf(record.id_users_provider),
    doctor: fullName(inner(record, "provider")),
    timeZone: textOf(inner(record, "provider").timezone),
    service: textOf(inner(record, "service").name),
    customer: textOf(customer.id),
    firstName: textOf(customer.first_name),
    lastName: textOf(customer.last_name),
    mobile: textOf(customer.mobile_number),
    phone: textOf(customer.phone_number),
  };
}

/** Whether it is a person's appointment that lacks what it takes to be one: an id, or a start. */
export const isUnread = (record: unknown): boolean =>
  isFields(record) && isFields(record.customer) && !isSet(record.is_unavailability) && rowOf(record) === null;

/** A record that `isUnread`, for the other half to count. */
export const unreadRecord: Fields = { customer: {} };

/** The record again, with nothing in it that `rowOf` does not read: providers carry their whole working plan. */
export function recordOf(row: Row): Fields {
  return {
    id: row.id,
    start_datetime: row.start,
    end_datetime: row.end,
    status: row.status,
    id_users_provider: row.provider,
    provider: { last_name: row.doctor, timezone: row.timeZone },
    service: { name: row.service },
    customer: {
      id: row.customer,
      first_name: row.firstName,
      last_name: row.lastName,
      mobile_number: row.mobile,
      phone_number: row.phone,
    },
  };
}

/** A draft is no appointment yet: nobody has promised it to the patient. */
type Standing = "booked" | "cancelled" | "draft";

/** A thousand appointments are in a handful of states. */
const states = new Map<string, Standing>();

/** A practice may name the states of its appointments itself. */
export function standingOf({ status }: Pick<Row, "status">): Standing {
  let standing = states.get(status);
  if (standing === undefined) {
    const folded = status.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
    if (/^(cancel|zrus|storno|abgesagt|storniert)/.test(folded)) standing = "cancelled";
    else standing = /^(draft|navrh|koncept|entwurf)/.test(folded) ? "draft" : "booked";
    if (states.size < 1_000) states.set(status, standing);
  }
  return standing;
}

export const isBooked = (row: Row): boolean => standingOf(row) === "booked";

const zones = new Map<string, string>();

/**
 * The zone of a provider's clock. `UTC` is what Easy!Appointments gives to those for whom nobody chose one, while
 * its calendar shows the hours as they were typed, so it counts as the browser's.
 */
export function zoneOf(timeZone: string): string {
  let zone = zones.get(timeZone);
  if (zone === undefined) {
    zone = Temporal.Now.timeZoneId();
    if (!/^(etc\/)?(utc|uct|gmt|zulu|universal)?$/i.test(timeZone)) {
      try {
        zone = Temporal.Now.zonedDateTimeISO(timeZone).timeZoneId;
      } catch {
        // A name that the browser does not know.
      }
    }
    if (zones.size < 1_000) zones.set(timeZone, zone);
  }
  return zone;
}

/** The moment of a wall clock: the first of two, the later one where the clocks skip it. */
export const instantOf = (wall: string, timeZone: string): string =>
  Temporal.PlainDateTime.from(wall).toZonedDateTime(zoneOf(timeZone)).toInstant().toString();

/** Nine digits as mobile numbers begin here, with or without a prefix. */
const mobile = /^(?:(?:00)?42[01])?0?[679]\d{8}$/;

/** What is no mobile number for certain goes with the other: the background takes the first that can be texted. */
function phoneOf(row: Row): string | null {
  const isMobile = mobile.test(row.mobile.replace(/\D/g, ""));
  const numbers = isMobile ? [row.mobile] : [row.mobile, row.phone].filter((number) => number !== "");
  return numbers.join(", ").slice(0, 200) || null;
}

export function appointmentOf(row: Row): Appointment {
  const name = [row.firstName, row.lastName].filter((part) => part !== "").join(" ");
  return {
    id: row.id,
    start: instantOf(row.start, row.timeZone),
    end: row.end === "" ? null : instantOf(row.end, row.timeZone),
    allDay: false,
    title: [row.service, name]
      .filter((part) => part !== "")
      .join(" – ")
      .slice(0, 500),
    ...(row.doctor !== "" && { doctor: row.doctor.slice(0, 200) }),
    patient: {
      id: row.customer === "" ? null : row.customer.slice(0, 200),
      name: name.slice(0, 200),
      phone: phoneOf(row),
    },
  };
}
