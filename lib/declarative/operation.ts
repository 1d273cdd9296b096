import type { Patient } from "../domain/appointment.ts";
import type { Field, NetworkRule } from "../plugin-api/declared-calendar.ts";
import { cut } from "../plugin-kit/words.ts";
import type { Zone } from "../plugin-kit/zone.ts";
import { type Entry, patientOf, type When, whenOf } from "./entry.ts";
import type { Exchange } from "./exchange.ts";
import { type FieldReader, type Place, readFields } from "./fields.ts";
import { listsIn } from "./json-path.ts";

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

interface Several {
  count: number;
  /** How many lists of the request lead to each. */
  lists: number;
}

/** How many appointments a request is about: as many as it has places for ids, or for starts where it has no others. */
function severalIn({ kind, fields = {} }: NetworkRule, exchange: Exchange): Several {
  const placesOf = (field: Field | undefined): Several => {
    const where = typeof field === "string" ? exchange.short(field) : field;
    const each = where ? exchange.textsOfEach(where) : null;
    const isThere = where !== undefined && exchange.text(where) !== null;
    // Some requests name one appointment again and again.
    const isOne = each === null ? isThere : new Set(each).size === 1 && each[0] !== null;
    const lists = Math.max(1, listsIn(where?.request ?? where?.response ?? ""));
    return { count: isOne ? 1 : (each?.length ?? 0), lists };
  };
  const isOld = kind === "move" || kind === "cancel";
  const places = [fields.id, fields.key, isOld ? undefined : fields.start].map(placesOf);
  return places.find(({ count }) => count > 0) ?? { count: 1, lists: 1 };
}

/**
 * The request as it speaks of one of several. What it says once it says of all of them. Of what it says neither once
 * nor for each, nobody can tell whose it is.
 */
const ofOne = (exchange: Exchange, index: number, { count, lists }: Several): Place => ({
  short: exchange.short,
  text(field) {
    const each = exchange.textsOfEach(field, lists);
    if (each === null) return exchange.text(field);
    return each.length === count ? (each[index] ?? null) : null;
  },
});

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
  const { kind } = rule;
  const { status, startedAt, endedAt } = exchange.write;

  function read(place: Place): Operation {
    // The answer tells what the request does not.
    const told = rule.new && (rule.new.every((one) => exchange.holds(one, place.text)) ? "create" : "move");
    const reader = readFields(rule.fields ?? {}, place, reference);
    const cancels = reader.text("status")?.toLowerCase() === "cancelled";
    const id = reader.text("id");
    return {
      kind: (!cancels && told) || kind,
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
    };
  }

  const several = severalIn(rule, exchange);
  if (several.count < 2) return [read(exchange)];
  const all = Array.from({ length: several.count }, (_, index) => read(ofOne(exchange, index, several)));
  // Among those that have an id yet there may be new ones. What has neither is no appointment.
  return all.filter(({ id, key, when }) => id !== null || key !== null || when !== null);
}
