import { parseMoment } from "../declarative/dates.ts";
import type { Entry } from "../declarative/entry.ts";
import { exchangeOf } from "../declarative/exchange.ts";
import { fold, foldedWords } from "../domain/fold.ts";
import type { Field, Fields, NetworkRule } from "../plugin-api/declared-calendar.ts";
import { accepted, type NetworkWrite } from "../plugin-api/network.ts";
import { digits } from "../plugin-kit/words.ts";
import type { Zone } from "../plugin-kit/zone.ts";
import {
  addressOf,
  type Body,
  bodyOf,
  conditionsOf,
  decode,
  deed,
  ending,
  type Leaf,
  okOf,
  paramsOf,
  standing,
} from "./request-shape.ts";

/** What the page's own requests say of an appointment that was made, moved or cancelled before our eyes. */

/**
 * Whether the server took it. Nobody hears the answer to a form that loads the next page: what came of it, that page
 * shows.
 */
export const isTaken = (write: NetworkWrite): boolean => write.status === 0 || accepted(write);

const answerOf = (write: NetworkWrite): Pick<NetworkRule, "ok" | "navigates"> =>
  write.status === 0 ? { navigates: true } : { ok: okOf(write) };

const formats = [
  "iso",
  "epoch-ms",
  "epoch-s",
  "cs",
  "d/M/yyyy H:mm",
  "M/d/yyyy H:mm",
  "d/M/yyyy h:mm a",
  "M/d/yyyy h:mm a",
];
const dayFormats = ["iso", "d. M. yyyy", "d/M/yyyy", "M/d/yyyy"];
const hourFormats = ["h:mm a", "H:mm", "H.mm"];

/** Where the start stands, in one value or in two. */
function startFields(leaves: readonly Leaf[], { start, date }: Entry, clock: Zone): Fields | null {
  const short = leaves.filter(({ text }) => text !== "" && text.length <= 60);
  const epochOf = (text: string, format: string): number | null => {
    const moment = parseMoment(text, [format], date);
    if (moment?.epochMs != null) return moment.epochMs;
    return moment?.date && moment.time ? clock.epochMs(`${moment.date}T${moment.time}`) : null;
  };
  for (const { path, text } of short) {
    const format = formats.find((one) => epochOf(text, one) === start);
    if (format !== undefined) return { start: { request: path, format } };
  }
  const time = Temporal.Instant.fromEpochMilliseconds(start)
    .toZonedDateTimeISO(clock.id)
    .toPlainTime()
    .toString();
  const find = (tried: readonly string[], fits: (text: string, format: string) => boolean): Field | null => {
    for (const { path, text } of short) {
      const format = tried.find((one) => fits(text, one));
      if (format !== undefined) return { request: path, format };
    }
    return null;
  };
  const day = find(dayFormats, (text, format) => {
    const moment = parseMoment(text, [format], date);
    return moment?.date === date && moment.time === null;
  });
  const hour = find(hourFormats, (text, format) => {
    const moment = parseMoment(text, [format], date);
    return moment?.time === time && moment.date === null;
  });
  return day && hour ? { date: day, start: hour } : null;
}

function personFields(leaves: readonly Leaf[], { patient, title }: Entry): Fields {
  const wanted = foldedWords(patient?.name || title);
  const named = leaves.find(
    ({ text }) =>
      wanted.length > 0 && text.length <= 200 && wanted.every((word) => foldedWords(text).includes(word)),
  );
  const number = digits(patient?.phone ?? "").slice(-9);
  const numbered = leaves.find(({ text }) => {
    const only = digits(text);
    return number === ""
      ? /^(?:\+|00)?[\d\s]{9,18}$/.test(text.trim()) &&
          only.length >= 9 &&
          only.length <= 14 &&
          !/^1\d{9,12}$/.test(only)
      : only.endsWith(number) && text.length <= 60;
  });
  return {
    ...(named && { patient: { request: named.path } }),
    ...(numbered && { phone: { request: numbered.path } }),
  };
}

/**
 * The rule by which the appointment's creation can be known; `null` where no accepted request tells of it. It never
 * takes the id from the answer: what only edits may go to the same address, and must not count as new. The page has
 * to show a newcomer.
 */
export function createRule(writes: readonly NetworkWrite[], made: Entry, clock: Zone): NetworkRule | null {
  for (const write of writes.toReversed()) {
    if (!isTaken(write)) continue;
    const body = bodyOf(write);
    const start = startFields(body.leaves, made, clock);
    const person = personFields(body.leaves, made);
    if (!start || Object.keys(person).length === 0) continue;
    const blank = body.leaves.filter(({ name, text }) => /(?:^|_)id$/.test(name) && text === "").slice(0, 3);
    const when = [
      ...conditionsOf(write, body, (name) => deed.test(name)),
      ...blank.map(({ path }) => ({ request: path, empty: true })),
    ];
    return {
      kind: "create",
      method: write.method,
      url: addressOf(write, "").url,
      ...(body.body && { body: body.body }),
      ...(body.operation !== undefined && { operation: body.operation }),
      ...(when.length > 0 && { when }),
      ...answerOf(write),
      fields: { ...start, ...person },
    };
  }
  return null;
}

/** Where the request names the appointment. */
function idField(write: NetworkWrite, { leaves }: Body, id: string, isInPath: boolean): Field | null {
  if (isInPath) return { url: "id" };
  const [param] = paramsOf(write).find(([, value]) => value === id) ?? [];
  if (param !== undefined) return { url: param };
  const leaf = leaves.find(({ text }) => text === id);
  return leaf ? { request: leaf.path } : null;
}

/**
 * The same for its cancellation. The request has to name the appointment and to say that it ends it: one that merely
 * saves it, and might as well change a word, would cancel what still stands.
 */
export function cancelRule(writes: readonly NetworkWrite[], gone: Entry): NetworkRule | null {
  for (const write of writes.toReversed()) {
    if (!isTaken(write)) continue;
    const body = bodyOf(write);
    const { url, holdsId } = addressOf(write, gone.base);
    const id = idField(write, body, gone.base, holdsId);
    const ends = (name: string, text: string): boolean =>
      ending.test(fold(text)) || (ending.test(name) && /^(?:true|1|yes|ano)$/i.test(text));
    const when = conditionsOf(
      write,
      body,
      (name, text) => deed.test(name) || ((standing.test(name) || ending.test(name)) && ends(name, text)),
    );
    const place = fold(
      `${decode(new URL(write.url, "https://page.invalid").pathname)} ${body.operation ?? ""}`,
    );
    const isEnd =
      write.method === "DELETE" ||
      ending.test(place) ||
      when.some(({ url: param, request, equals }) => ends(fold(param ?? request ?? ""), equals));
    if (!id || !isEnd) continue;
    return {
      kind: "cancel",
      method: write.method,
      url,
      ...(body.body && { body: body.body }),
      ...(body.operation !== undefined && { operation: body.operation }),
      ...(when.length > 0 && { when }),
      ...answerOf(write),
      fields: { id },
    };
  }
  return null;
}

/** The same for its move: the request names the appointment, and tells the new start. */
export function moveRule(
  writes: readonly NetworkWrite[],
  before: Entry,
  after: Entry,
  clock: Zone,
): NetworkRule | null {
  for (const write of writes.toReversed()) {
    if (!isTaken(write)) continue;
    const body = bodyOf(write);
    const { url, holdsId } = addressOf(write, before.base);
    const id = idField(write, body, before.base, holdsId);
    const start = startFields(body.leaves, after, clock);
    if (!id || !start) continue;
    const when = [
      ...conditionsOf(write, body, (name) => deed.test(name)),
      ...(typeof id === "string" || holdsId ? [] : [{ ...id, empty: false }]),
    ];
    return {
      kind: "move",
      method: write.method,
      url,
      ...(body.body && { body: body.body }),
      ...(body.operation !== undefined && { operation: body.operation }),
      ...(when.length > 0 && { when }),
      ...answerOf(write),
      fields: { id, ...start },
    };
  }
  return null;
}

/** The rule for creating, so that a request by which something was moved is none: what names an appointment makes none. */
export function toldFromMoves(
  create: NetworkRule,
  { fields }: NetworkRule,
  moves: readonly NetworkWrite[],
): NetworkRule {
  const id = fields?.id;
  const isTold = !moves.some((write) => exchangeOf(write, create));
  if (isTold || typeof id !== "object" || (id.url === undefined && id.request === undefined)) return create;
  return { ...create, when: [...(create.when ?? []), { ...id, empty: true }] };
}
