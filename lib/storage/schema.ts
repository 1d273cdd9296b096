import type { DBSchema } from "idb";
import type { DirectoryPatient } from "../domain/directory/patient.ts";
import type { DayLook } from "../domain/looks/day-look.ts";
import type { UnseenRow } from "../domain/looks/unseen.ts";
import type { Message } from "../domain/outbox/message.ts";
import type { DayCount } from "../domain/outbox/today.ts";
import type { Totals } from "../domain/outbox/totals.ts";

/** What lies in the database. */

/** Derived from the message at every write, so that the log can be filtered without reading it all. */
export interface Indexed {
  status: string;
  /** Set, to the time of the last change, while a person should look at it. */
  attention?: number;
  /** The same by the moment for which `counted` counts it. Neither is set of what `flood-tally.ts` counts. */
  urgent?: number;
  /** Set unless a newer text tells its story: how a day counts it, and the moment by which it belongs to a day. */
  counted?: [DayCount, number];
  /** Set while it is held: why; see `heldKey`. */
  held?: string;
  /** Set while what gave way to it is yet to come back. */
  owes?: 1;
  /** Set while GoSMS is to be asked for the delivery. */
  receiptAt?: number;
  /** Folded beginnings to search by: names, numbers, words of the text. */
  words: string[];
}

export type StoredMessage = Message & { indexed: Indexed };

export type StoredPatient = DirectoryPatient & {
  /** Derived at every write: what an appointment's patient is looked up by. */
  indexed: { codes: string[]; name: string; phones: string[] };
};

/** How many rows are held for a reason that comes in floods. */
export interface FloodTally {
  /** Why; see `heldKey`. */
  key: string;
  /** By the quarter of an hour, counted since the epoch, in which `dayMoment` lies. */
  quarters: Record<string, number>;
}

/** A row that could not be read. */
export interface SetAside {
  id: string;
  /** When the row was made, where it tells, or else when it was found; in milliseconds since the epoch. */
  since: number;
  /** A person has dealt with it: it no longer counts on the badge. */
  acknowledged: boolean;
}

export interface PipniSchema extends DBSchema {
  outbox: {
    key: string;
    value: StoredMessage;
    indexes: {
      key: string;
      subject: string;
      appointment: [string, string];
      batch: string;
      createdAt: number;
      due: [string, number];
      status: [string, number];
      kind: [string, number];
      attention: number;
      receiptAt: number;
      words: string;
      start: string;
      counted: [DayCount, number];
      urgent: number;
      held: string;
      owes: 1;
    };
  };
  /** See `flood-tally.ts`. */
  floods: { key: string; value: FloodTally };
  /** Ids of rows whose second copies are yet to be written; see `uncopied.ts`. */
  uncopied: { key: string; value: string[] };
  /** Keys of rows that were deleted by age; see `deletion.ts`. */
  deleted: { key: number; value: { keys: string[] }; indexes: { keys: string } };
  /** How many those were, by the day and the quarter of an hour of their `dayMoment`, both counted since the epoch. */
  sums: { key: number; value: { day: number; quarters: Record<string, Totals> } };
  /** Rows of the outbox that could not be read; see `set-aside.ts`. */
  aside: { key: string; value: SetAside };
  /** The practice's directory. */
  patients: {
    key: string;
    value: StoredPatient;
    indexes: { codes: string; name: string; phones: string };
  };
  /** Whom a person picked where the directory could not tell; see `choiceKey`. */
  choices: {
    key: string;
    value: { key: string; patientId: string };
    indexes: { patientId: string };
  };
  /** What was made in a calendar and is yet to be seen there. */
  unseen: { key: string; value: UnseenRow; indexes: { key: string; calendarId: string } };
  /** How each day of a calendar looked when it was last read; see `looks.ts`. */
  looks: {
    key: [calendarId: string, way: string, day: string];
    value: DayLook;
    indexes: { calendarId: string; day: string };
  };
  /** What the database knows of itself; see `isWhole`. */
  meta: { key: string; value: true };
  /** Out of reach of content scripts, which in Firefox can read `storage.local`. */
  secrets: { key: string; value: unknown };
}
