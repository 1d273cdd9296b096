import type { Patient } from "../domain/appointment.ts";
import type { NetworkRule } from "../plugin-api/declared-calendar.ts";
import { cut } from "../plugin-kit/words.ts";
import type { Zone } from "../plugin-kit/zone.ts";
import { type Entry, patientOf, type When, whenOf } from "./entry.ts";
import type { Exchange } from "./exchange.ts";
import { type FieldReader, readFields } from "./fields.ts";

/** What a request of this page does to one appointment, according to the request and its answer. */
export interface Operation {
  kind: Exclude<NetworkRule["kind"], "list">;
  id: string | null;
  key: string | null;
  when: When | null;
  /** For a move that only says by how much. */
  shiftMs: number | null;
  title: string | null;
  patient: Patient | null;
  placeholders?: Entry["placeholders"];
  /** The appointment is marked as cancelled. */
  cancels: boolean;
  /** The answer says that something new was created. */
  isNew: boolean;
  /** The server accepted it. Otherwise it counts only once the calendar shows it. */
  accepted: boolean;
  /** Milliseconds since the epoch. */
  startedAt: number;
  endedAt: number;
}

/** Several ids if one request is about several appointments. */
function idsOf({ fields }: NetworkRule, exchange: Exchange, reader: FieldReader): (string | null)[] {
  const field = fields?.id;
  const where = typeof field === "string" ? exchange.short(field) : field;
  if (where && !where.regex && !where.join && !where.map) {
    const texts = exchange.texts(where).filter((text) => text !== "");
    if (texts.length > 1) return texts;
  }
  return [reader.text("id")];
}

function shiftOf(reader: FieldReader): number | null {
  const days = Number(reader.text("days") ?? 0);
  const minutes = Number(reader.text("minutes") ?? 0);
  const shift = days * 86_400_000 + minutes * 60_000;
  return Number.isFinite(shift) && shift !== 0 ? shift : null;
}

/** @param reference a date without a year is the one nearest to this day */
export function operationsOf(
  rule: NetworkRule,
  exchange: Exchange,
  clock: Zone,
  reference: string,
): Operation[] {
  if (rule.kind === "list") return [];
  // The answer tells what the request does not.
  const told = rule.new && (rule.new.every(exchange.holds) ? "create" : "move");
  const reader = readFields(rule.fields ?? {}, exchange, reference);
  const { status, startedAt, endedAt } = exchange.write;
  const cancels = reader.text("status")?.toLowerCase() === "cancelled";
  const kind = (!cancels && told) || rule.kind;
  return idsOf(rule, exchange, reader).map((id) => ({
    kind,
    id: id === null ? null : cut(id, 250),
    key: reader.text("key"),
    when: whenOf(reader, clock, () => null),
    shiftMs: shiftOf(reader),
    title: reader.text("title"),
    patient: patientOf(reader),
    placeholders: reader.placeholders(),
    cancels,
    isNew: status === 201,
    accepted: !rule.navigates,
    startedAt,
    endedAt,
  }));
}
