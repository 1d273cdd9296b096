import type { Appointment } from "../appointment.ts";
import type { DirectoryPatient } from "../directory/patient.ts";
import type { Message } from "../outbox/message.ts";
import { isCarrier, isWaiting, standing } from "../outbox/predicates.ts";
import type { Reason } from "../outbox/reason.ts";
import type { MessageLanguage } from "../text/message-language.ts";
import type { Knows } from "../thread/knows.ts";

/** The lines of the bulk window: what the background found for each appointment, and what has become of it since. */

export interface BulkRow {
  appointment: Appointment;
  /** E.164, where there is one that can be texted. */
  phone: string | null;
  country: string | null;
  text: string | null;
  language: MessageLanguage;
  parts: number;
  /** For which doctor's patients alone the text is. */
  forDoctor?: string | undefined;
  blocked: Reason | null;
  latest: Message | null;
  /** Why somebody should think twice before it is sent. */
  doubt: Reason | null;
  /** What the patient knows and has answered; `null` where there is no number. */
  knows: Knows | null;
  /** Own words that the number had or is to have, and why the same ones need not come again. */
  said?: { text: string; reason: Reason }[] | undefined;
  /** Whom of the directory a person should pick, where it hangs on that. */
  candidates?: Candidate[] | undefined;
}

export type Candidate = Pick<DirectoryPatient, "id" | "name" | "code" | "phone">;

/** A row that can be sent as it is. */
export interface Sendable extends BulkRow {
  phone: string;
  country: string;
  text: string;
}

export interface Line {
  row: BulkRow;
  /** The newest text of this kind for this appointment, as it stands now. */
  message: Message | null;
  /** Why it cannot be sent; `null` when it can. */
  blocked: Reason | null;
}

export interface SendableLine extends Line {
  row: Sendable;
}

const isUnfinished = (message: Message): boolean => isWaiting(message) || message.state === "sending";

/** It did not reach the patient, and nobody has said yet what is to become of it. */
export const isFailed = ({ state, delivery, acknowledged }: Message): boolean =>
  !acknowledged && (state === "rejected" || (state === "sent" && delivery === "undelivered"));

/** Reasons that come from an earlier text and change with it. */
const changing = new Set<Reason["code"]>(["alreadySent", "alreadyWaiting", "outcomeUnknown"]);

export function lineOf(row: BulkRow, now: Message | null, refusal: Reason | null): Line {
  const message = now ?? row.latest;
  const lasting = row.blocked && !changing.has(row.blocked.code) ? row.blocked : null;
  // Taken back since the day was read: the appointment is not what this row says.
  const wasSoAtFirst = row.latest !== null && row.latest.id === now?.id && wasTakenBack(row.latest);
  const outdated = now && wasTakenBack(now) && !wasSoAtFirst ? now.reason : null;
  const stands = message && standing(message);
  // The same words once more are asked about.
  const isAsked =
    message?.kind === "own" && stands?.code === "alreadySent" && row.doubt?.code === stands.code;
  return { row, message, blocked: lasting ?? outdated ?? (isAsked ? null : stands) ?? refusal };
}

/** Of such a row the appointment was moved or cancelled, which a person sees where the day is read anew. */
export const wasTakenBack = ({ state, reason }: Message): boolean =>
  state === "skipped" && (reason?.code === "superseded" || reason?.code === "takenBack");

export const canSend = (line: Line): line is SendableLine =>
  line.blocked === null && line.row.text !== null && line.row.phone !== null && line.row.country !== null;

/** Whether two readings of a day say the same of everybody, as far as a text tells it or depends on it. */
export const isSameList = (one: readonly BulkRow[], other: readonly BulkRow[]): boolean =>
  JSON.stringify(one.map(whatIsSaid)) === JSON.stringify(other.map(whatIsSaid));

const whatIsSaid = ({ appointment, phone, text }: BulkRow) => {
  const { id, start, allDay, struckOut, title, doctor, patient } = appointment;
  return [id, start, allDay, struckOut, title, doctor, patient?.name, patient?.phone, phone, text];
};

/** Ticked until somebody unticks it, unless it asks for a second thought: it failed or was stopped before, or what
 * the patient knows speaks against it. */
export const isTickedAtFirst = ({ row, message }: Line): boolean =>
  row.doubt === null &&
  (message === null || !(isFailed(message) || message.reason?.code === "stoppedByUser"));

/** The newest message of each appointment. */
export function newestByAppointment(messages: Iterable<Message>): Map<string, Message> {
  const newest = new Map<string, Message>();
  for (const message of messages) {
    const { id } = message.appointment;
    const known = newest.get(id);
    if (!known || known.createdAt <= message.createdAt) newest.set(id, message);
  }
  return newest;
}

/** The press of "Odeslat" that is still at work on these rows, if one is; the latest of several. */
export function runningBatch(rows: readonly BulkRow[]): string | null {
  const running = rows
    .flatMap(({ latest }) =>
      latest?.batch && latest.origin !== "auto" && isUnfinished(latest) ? [latest] : [],
    )
    .sort((a, b) => b.createdAt - a.createdAt);
  return running[0]?.batch ?? null;
}

export interface Progress {
  total: number;
  sent: number;
  /** Whatever its outcome, it will not change by itself. */
  finished: number;
  notSent: number;
  unknown: number;
  held: number;
}

/** By texts. @param messages of one batch, with repetitions of those that failed */
export function progressOf(messages: Iterable<Message>): Progress {
  const progress: Progress = { total: 0, sent: 0, finished: 0, notSent: 0, unknown: 0, held: 0 };
  for (const message of newestByAppointment(messages).values()) {
    if (!isCarrier(message)) continue;
    progress.total++;
    if (!isUnfinished(message)) progress.finished++;
    switch (message.state) {
      case "sent":
        progress.sent++;
        break;
      case "held":
        progress.held++;
        break;
      case "unknown":
        progress.unknown++;
        break;
      case "rejected":
      case "skipped":
        progress.notSent++;
        break;
    }
  }
  return progress;
}
