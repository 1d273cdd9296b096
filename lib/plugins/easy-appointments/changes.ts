import type { Appointment, AppointmentChange, UnseenCreation } from "../../plugin-api/index.ts";
import { mayBeAnotherPatient } from "../../plugin-kit/patient.ts";
import { unseenDayWait } from "../../plugin-kit/waits.ts";
import { appointmentOf, instantOf, isBooked, type Row, standingOf, zoneOf } from "./read.ts";
import type { Save } from "./request.ts";

/**
 * What Easy!Appointments' server has said so far, by its lists and by its yes to what this page asked. A change is
 * news when this page asked for it and the server said yes; what merely differs between two lists never is.
 *
 * Pure: time comes in with every call. `order` is the page's own count of requests and answers (`NetworkWrite`).
 */
interface Known {
  readonly row: Row;
  /** When the first list that had it was answered, in the count of requests and answers. */
  readonly since: number;
  /** When this page last changed it: a list that was asked for before may still show the old state. */
  readonly changed: number;
  /** Whether the patient counts on it: it is booked, or was before it became a draft. */
  readonly wasBooked: boolean;
}

/** Accepted, but its id is not known before the next list. */
interface Created {
  readonly row: Partial<Row>;
  readonly begun: number;
  readonly answered: number;
  readonly at: number;
  told: boolean;
}

interface Listing {
  readonly from: string;
  readonly until: string;
  readonly ids: Set<string>;
}

export interface Order {
  /** `NetworkWrite.id`: when the request began. */
  readonly begun: number;
  /** `NetworkWrite.answerId` */
  readonly answered: number;
}

const maxKnown = 20_000;
/** A month has six weeks at most. */
const mostDays = 42;
const digits = (text = ""): string => text.replace(/\D/g, "").slice(-9);
const fold = (text = ""): string => text.trim().toLowerCase();

export class Changes {
  readonly #known = new Map<string, Known>();
  /** When this page deleted them: a list that was asked for before may still show them. */
  readonly #deleted = new Map<string, number>();
  #created: Created[] = [];
  /** Given to a provider whose clock no list has told yet. */
  readonly #unsure = new Map<string, { readonly before: Known; readonly answered: number }>();
  #listing: Listing | null = null;
  readonly #onUnseen: (creation: UnseenCreation) => void;

  /** @param onUnseen gets what was created and is in no list yet, and once more when a list came without it */
  constructor(onUnseen: (creation: UnseenCreation) => void = () => {}) {
    this.#onUnseen = onUnseen;
  }

  /** How many appointments the last list has; `null` before the first one. */
  get count(): number | null {
    return this.#listing && this.#shown().length;
  }

  /** The page has read its calendar again. */
  listed(
    list: Pick<Listing, "from" | "until"> & { readonly rows: readonly Row[] },
    order: Order,
    at: number,
  ): AppointmentChange[] {
    const { from, until, rows } = list;
    const ids = new Set<string>();
    const settled: AppointmentChange[] = [];
    for (const row of rows) {
      if (order.begun < (this.#deleted.get(row.id) ?? 0)) continue;
      ids.add(row.id);
      const known = this.#known.get(row.id);
      if (known && order.begun < known.changed) continue;
      this.#know(row, known?.since ?? order.answered, known?.changed ?? 0);
      const unsure = this.#unsure.get(row.id);
      if (!unsure || order.begun < unsure.answered) continue;
      this.#unsure.delete(row.id);
      settled.push(...this.#compare(unsure.before, row));
    }
    this.#listing = { from, until, ids };
    const changes = [...settled, ...this.#identify(at)];
    for (const one of this.#created) {
      if (one.told || order.begun < one.answered) continue;
      one.told = true;
      this.#tellUnseen(one);
    }
    return changes;
  }

  /** The server has accepted what this page saved. */
  saved({ id, given }: Save, order: Order, at: number): AppointmentChange[] {
    if (id === "") {
      if (given.start === undefined || standingOf({ status: "", ...given }) !== "booked") return [];
      const { begun, answered } = order;
      const created = { row: given, begun, answered, at, told: false };
      this.#created.push(created);
      const changes = this.#identify(at);
      if (this.#created.includes(created)) this.#tellUnseen(created);
      return changes;
    }
    const known = this.#known.get(id);
    // Never listed here: what it was before is anybody's guess.
    if (!known) return [];
    const before = known.row;
    const zone = this.#zoneAfter(before, given);
    const after: Row = {
      ...before,
      ...ofTheSame(before, given),
      ...given,
      doctor: this.#doctorAfter(before, given),
      timeZone: zone ?? "",
    };
    this.#know(after, known.since, order.answered);
    if (zone === null) {
      this.#unsure.set(id, { before: known, answered: order.answered });
      return [];
    }
    return this.#compare(known, after);
  }

  /** What the server's yes has made of an appointment. */
  #compare(known: Known, after: Row): AppointmentChange[] {
    const before = known.row;
    // One that becomes a draft again is not called off yet.
    if (standingOf(after) === "draft") return [];
    if (!isBooked(after))
      return known.wasBooked ? [{ type: "cancelled", appointment: appointmentOf(before) }] : [];
    if (!isBooked(before)) return [{ type: "created", appointment: appointmentOf(after) }];
    const previousStart = instantOf(before.start, before.timeZone);
    const appointment = appointmentOf(after);
    const isMoved = appointment.start !== previousStart;
    const { patient: previousPatient } = appointmentOf(before);
    if (previousPatient && mayBeAnotherPatient(previousPatient, appointment.patient)) {
      const moved = isMoved ? { previousStart } : {};
      return [{ type: "patientChanged", appointment, previousPatient, ...moved }];
    }
    return isMoved ? [{ type: "moved", appointment, previousStart }] : [];
  }

  /** The list may have left it out, or not reach so far. */
  #tellUnseen({ row, told }: Created): void {
    const { start = "", provider, customer, firstName, lastName, mobile, phone } = row;
    const isCovered = this.#listing !== null && start >= this.#listing.from && start < this.#listing.until;
    this.#onUnseen({
      start: instantOf(start, this.#zoneOf(provider) ?? ""),
      ids: [],
      patient: {
        id: customer || null,
        name: [firstName, lastName].filter(Boolean).join(" ").slice(0, 200),
        phone: mobile || phone || null,
      },
      title: "",
      why: isCovered ? "notShown" : "otherDay",
      isTold: told,
    });
  }

  /** The server has deleted what this page asked it to. */
  deleted(id: string, order: Order): AppointmentChange[] {
    const known = this.#unsure.get(id)?.before ?? this.#known.get(id);
    this.#unsure.delete(id);
    this.#deleted.set(id, order.answered);
    this.#known.delete(id);
    this.#listing?.ids.delete(id);
    if (!known?.wasBooked) return [];
    return [{ type: "cancelled", appointment: appointmentOf(known.row) }];
  }

  /** By whose clock an appointment is shown. */
  zoneOf(id: string): string | null {
    const known = this.#known.get(id);
    return known ? zoneOf(known.row.timeZone) : null;
  }

  /** What the last list has, by day; `null` before the first one. */
  shown(): Map<string, Appointment[]> | null {
    if (!this.#listing) return null;
    const days = new Map<string, Appointment[]>();
    for (let day = this.#listing.from; day < this.#listing.until && days.size < mostDays; ) {
      days.set(day, []);
      day = Temporal.PlainDate.from(day).add({ days: 1 }).toString();
    }
    for (const row of this.#shown()) days.get(row.start.slice(0, 10))?.push(appointmentOf(row));
    return days;
  }

  /** The day's appointments by start; `null` where the last list does not cover it. */
  on(day: string): Appointment[] | null {
    if (!this.#listing || day < this.#listing.from || day >= this.#listing.until) return null;
    return this.#shown()
      .filter(({ start }) => start.startsWith(day))
      .sort((a, b) => (a.start < b.start ? -1 : Number(a.start > b.start)))
      .map(appointmentOf);
  }

  #shown(): Row[] {
    const rows = [...(this.#listing?.ids ?? [])].map((id) => this.#known.get(id)?.row);
    return rows.filter((row) => row !== undefined && isBooked(row)) as Row[];
  }

  #know(row: Row, since: number, changed: number): void {
    // What was last heard of goes last.
    const standing = standingOf(row);
    const wasBooked = standing === "draft" ? !!this.#known.get(row.id)?.wasBooked : standing === "booked";
    this.#known.delete(row.id);
    this.#known.set(row.id, { row, since, changed, wasBooked });
    const [oldest] = this.#known.size > maxKnown ? this.#known.keys() : [];
    if (oldest !== undefined) this.#known.delete(oldest);
  }

  /** `null` where no list has told. */
  #zoneOf(provider: string | undefined): string | null {
    for (const { row } of this.#known.values()) if (row.provider === provider) return row.timeZone;
    return null;
  }

  #zoneAfter({ provider, timeZone }: Row, given: Partial<Row>): string | null {
    return (given.provider ?? provider) === provider ? timeZone : this.#zoneOf(given.provider);
  }

  /** Empty where no list has told. */
  #doctorAfter({ provider, doctor }: Row, given: Partial<Row>): string {
    if ((given.provider ?? provider) === provider) return doctor;
    for (const { row } of this.#known.values()) if (row.provider === given.provider) return row.doctor;
    return "";
  }

  /** Finds what was created among what no list had before it was asked for. */
  #identify(at: number): AppointmentChange[] {
    const changes: AppointmentChange[] = [];
    const taken = new Set<string>();
    this.#created = this.#created.filter((created) => {
      const found = [...this.#known.values()]
        .filter(({ row, since }) => since > created.begun && !taken.has(row.id) && isSame(row, created.row))
        .sort((a, b) => Number(a.row.id) - Number(b.row.id))[0];
      if (!found) return at - created.at < unseenDayWait;
      taken.add(found.row.id);
      // So that another creation does not find it once more.
      this.#know(found.row, 0, found.changed);
      changes.push({ type: "created", appointment: appointmentOf(found.row) });
      return false;
    });
    return changes;
  }
}

/**
 * What a save leaves as it was: a drag gives no customer, and the form does not show every number. Nothing of another
 * customer, and no number beside one that was typed anew.
 */
function ofTheSame(before: Row, given: Partial<Row>): Partial<Row> {
  if (given.customer !== undefined && given.customer !== before.customer)
    return { firstName: "", lastName: "", mobile: "", phone: "" };
  const isNew = given.phone !== undefined && digits(given.phone) !== digits(before.phone);
  return isNew ? { mobile: "" } : {};
}

/** The same start with the same provider, and the same person as far as the request says who that is. */
function isSame(row: Row, created: Partial<Row>): boolean {
  if (!isBooked(row) || row.start !== created.start || row.provider !== created.provider) return false;
  if (created.customer) return row.customer === created.customer;
  const numbers = [digits(created.mobile), digits(created.phone)].filter((number) => number !== "");
  if (numbers.length > 0) return numbers.includes(digits(row.mobile)) || numbers.includes(digits(row.phone));
  return fold(row.firstName) === fold(created.firstName) && fold(row.lastName) === fold(created.lastName);
}
