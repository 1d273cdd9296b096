import { parseMoment } from "../declarative/dates.ts";
import type { Entry } from "../declarative/entry.ts";
import { fold } from "../domain/fold.ts";
import type { Field, Fields, NetworkRule } from "../plugin-api/declared-calendar.ts";
import { accepted, type NetworkWrite } from "../plugin-api/network.ts";
import { digits } from "../plugin-kit/words.ts";
import type { Zone } from "../plugin-kit/zone.ts";

/** What the page's own requests say of an appointment that was made, or cancelled, before our eyes. */

interface Leaf {
  path: string;
  /** The last name in the path, folded. */
  name: string;
  text: string;
}

const maxLeaves = 400;
const plain = /^[\w$-]{1,60}$/;
const words = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];

function leavesOf(value: unknown, path = "$", name = ""): Leaf[] {
  if (typeof value !== "object" || value === null) {
    if (value === undefined || path === "$") return [];
    return [{ path, name: fold(name), text: value === null ? "" : String(value) }];
  }
  return Object.entries(value)
    .slice(0, maxLeaves)
    .flatMap(([key, inner]) => {
      if (Array.isArray(value)) return leavesOf(inner, `${path}[${key}]`, name);
      if (/['"\]]/.test(key) || key.length > 60) return [];
      return leavesOf(inner, plain.test(key) ? `${path}.${key}` : `${path}['${key}']`, key);
    })
    .filter(({ path: full }) => full.length <= 190)
    .slice(0, maxLeaves);
}

const parse = (text: string | null): unknown => {
  try {
    return JSON.parse(text ?? "") as unknown;
  } catch {
    return undefined;
  }
};

type Body = Pick<NetworkRule, "body" | "operation"> & { leaves: Leaf[] };

function bodyOf({ body }: NetworkWrite): Body {
  const text = body ?? "";
  if (/^\s*[[{]/.test(text)) {
    const value = parse(text);
    const leaves = leavesOf(value);
    const operation = leaves.find(({ path }) => path === "$.operationName")?.text;
    return operation
      ? { body: "graphql", operation: operation.slice(0, 100), leaves }
      : { body: "json", leaves };
  }
  const leaves = [...new URLSearchParams(text)].slice(0, maxLeaves).map(([path, value]) => ({
    ...{ path, text: value },
    name: fold(/[^[\]]+(?=\]?$)/.exec(path)?.[0] ?? path),
  }));
  return text === ""
    ? { leaves: [] }
    : { body: "form", leaves: leaves.filter(({ path }) => path.length <= 190) };
}

const variable = /^(?:\d+|[\da-f]{8,}(?:-[\da-f]{4,})*|\w*\d\w*)$/i;
const escapePattern = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The address without what differs from one appointment to the next. */
function addressOf({ url }: NetworkWrite, id: string): { url: string; holdsId: boolean } {
  let holdsId = false;
  const segments = new URL(url, "https://page.invalid").pathname.split("/").map((segment) => {
    if (id !== "" && decode(segment) === id && !holdsId) {
      holdsId = true;
      return "(?<id>[^/?#]+)";
    }
    return variable.test(segment) ? "[^/?#]+" : escapePattern(segment);
  });
  return { url: `^\\w+://[^/]+${segments.join("/")}(?:[?#]|$)`, holdsId };
}

/** Names of what a request is to do, and of how the appointment is to stand afterwards. */
const deed = /^(?:action|akce|op|operation|do|cmd|command|task|method)$/;
const standing = /^(?:status|stav|state)$/;
const ending = /delete|remove|cancel|destroy|zrus|smaz|storn|odstran|vymaz/;
const yes = /^(?:ok|success|succeeded|status|result)$/;

const paramsOf = ({ url }: NetworkWrite): [string, string][] => [
  ...new URL(url, "https://page.invalid").searchParams,
];

type Said = { url?: string; request?: string; equals: string };

/** What tells this request from others to the same address, as far as it stands under such a name. */
function conditionsOf(
  write: NetworkWrite,
  { leaves }: Body,
  fits: (name: string, text: string) => boolean,
): Said[] {
  const isShort = (text: string): boolean => text !== "" && text.length <= 60;
  return [
    ...paramsOf(write)
      .filter(([name, text]) => isShort(text) && fits(fold(name), text))
      .map(([url, equals]) => ({ url, equals })),
    ...leaves
      .filter(({ name, text }) => isShort(text) && fits(name, text))
      .map(({ path, text }) => ({ request: path, equals: text })),
  ].slice(0, 4);
}

function okOf({ status, response }: NetworkWrite): NetworkRule["ok"] {
  const marks = leavesOf(parse(response)).filter(
    ({ path, name, text }) =>
      yes.test(name) && /^\$\.\w+$/.test(path) && /^(?:true|[a-z]{2,20})$/i.test(text),
  );
  const json = Object.fromEntries(marks.map(({ path, text }) => [path, text === "true" ? true : text]));
  return { status: [status], ...(marks.length > 0 && { json }) };
}

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
  const wanted = words(patient?.name || title);
  const named = leaves.find(
    ({ text }) =>
      wanted.length > 0 && text.length <= 200 && wanted.every((word) => words(text).includes(word)),
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
    if (!accepted(write)) continue;
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
      ok: okOf(write),
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
    if (!accepted(write)) continue;
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
      ok: okOf(write),
      fields: { id },
    };
  }
  return null;
}
