import type { Fault, PluginProblemCode } from "../domain/plugin-problem.ts";
import type {
  DeclaredEvents,
  Field,
  FieldKey,
  FieldObject,
  Fields,
  NetworkRule,
} from "./declared-calendar.ts";
import { selectorProblem } from "./selector.ts";

interface Described {
  events?: DeclaredEvents | undefined;
  network?: NetworkRule[] | undefined;
}

/** What only shows where values are looked at together: whether they suffice to read a calendar. */

export interface Misplaced extends Fault {
  path: (string | number)[];
}

export function declarationProblems({ events, network = [] }: Described): Misplaced[] {
  if (!events) return [{ path: ["events"], code: "eventsMissing" }];
  const problems: Misplaced[] = [];
  const need = (path: Misplaced["path"], given: unknown, code: PluginProblemCode): void => {
    if (given === undefined) problems.push({ path, code });
  };
  const needIdentity = (path: Misplaced["path"], fields: Fields | undefined): void => {
    need([...path, "start"], fields?.start, "startMissing");
    if (events.syntheticId === undefined) need([...path, "id"], fields?.id, "idMissing");
  };
  if (events.source === "dom") {
    need(["events", "selector"], events.selector, "selectorMissing");
    needIdentity(["events", "fields"], events.fields);
  } else if (!network.some(({ kind }) => kind === "list")) {
    problems.push({ path: ["network"], code: "listMissing" });
  }
  if (events.source === "dom") problems.push(...fieldProblems(events.fields, ["events", "fields"], onPage));
  network.forEach((rule, index) => {
    const { kind, fields, navigates, body, range } = rule;
    const path = ["network", index, "fields"];
    problems.push(...fieldProblems(fields, path, kind === "list" ? inItem : inChange(rule)));
    if (range)
      problems.push(
        ...fieldProblems({ from: range.from, to: range.to }, ["network", index, "range"], inChange(rule)),
      );
    if (kind === "list" && events.source === "network") needIdentity(path, fields);
    if (kind === "list" && events.source === "dom") need([...path, "id"], fields?.id, "itemIdMissing");
    if (kind === "cancel" || kind === "move")
      need([...path, "id"], fields?.id ?? fields?.key, "whichMissing");
    if (kind === "list" && body === "ics") need(["network", index, "range"], range, "rangeMissing");
    const misplaced = (name: string, code: PluginProblemCode): void =>
      void problems.push({ path: ["network", index, name], code });
    if (kind === "list" && navigates) misplaced("navigates", "navigatesOnList");
    if (kind !== "list" && rule.exclude) misplaced("exclude", "excludeOnChange");
    if (rule.new && (kind !== "save" || navigates)) misplaced("new", "newUnheard");
  });
  return problems;
}

/** The fields that are read for placeholders, with their path in the calendar. */
export function placeholderFields({
  events,
  network = [],
}: Described): { name: string; path: Misplaced["path"] }[] {
  const places: [Misplaced["path"], Fields | undefined][] = [
    [["events", "fields"], events?.fields],
    ...network.map(({ fields }, index): [Misplaced["path"], Fields | undefined] => [
      ["network", index, "fields"],
      fields,
    ]),
  ];
  return places.flatMap(([path, fields = {}]) =>
    Object.keys(fields)
      .filter((key) => key.startsWith("#"))
      .map((key) => ({ name: key.slice(1, -1), path: [...path, key] })),
  );
}

/** What is wrong with a field where it stands. */
type Place = (field: string | FieldObject) => Fault | null;

const onPage: Place = (field) => (typeof field === "string" ? selectorProblem(field) : null);

const inItem: Place = (field) =>
  typeof field === "string" && /^(?:request|response|url):/u.test(field)
    ? { code: "sourceInItem", values: { given: field } }
    : null;

/** In a request and its answer. */
const inChange =
  ({ url }: NetworkRule): Place =>
  (field) => {
    if (typeof field !== "string") return field.url === undefined ? null : groupProblem(field.url, url);
    const [, word, rest = ""] = /^(\w+):(.+)$/su.exec(field) ?? [];
    if (word === undefined) return null;
    if (word === "url") return groupProblem(rest, url);
    if (word === "request" || word === "response") return null;
    // A form's own field may have a colon in its name, and is seldom called almost like one of the three.
    return /^(?:r\w{3,9}|u\w{1,3})$/iu.test(word)
      ? { code: "sourceUnknown", values: { word, given: field } }
      : null;
  };

/** A part of the address by a name that the rule's expression does not give. Without one it may be in the query. */
function groupProblem(name: string, pattern: string): Fault | null {
  const groups = [...pattern.matchAll(/\(\?<([^>=!]+)>/gu)].map(([, group]) => group);
  const mayHaveQuery = pattern.includes("\\?") || (groups.length === 0 && !pattern.endsWith("$"));
  if (mayHaveQuery || groups.includes(name)) return null;
  return {
    code: "groupMissing",
    values: { name, known: groups.map((group) => `\`${group}\``).join(", ") || "–" },
  };
}

/** Of fields with all that is tried instead of them or joined to them. */
function fieldProblems(
  fields: Readonly<Record<string, Field>> | Fields = {},
  path: Misplaced["path"],
  place: Place,
): Misplaced[] {
  const problems: Misplaced[] = [];
  function look(field: Field, at: Misplaced["path"]): void {
    const fault = place(field);
    if (fault) problems.push({ ...fault, path: at });
    if (typeof field === "string") return;
    const { from, join = [], or = [] } = field;
    if (from !== undefined && !(from in fields))
      problems.push({ path: [...at, "from"], code: "fromMissing", values: { name: from } });
    for (const [name, others] of [
      ["join", join],
      ["or", or],
    ] as const)
      for (const [index, other] of others.entries()) look(other, [...at, name, index]);
  }
  for (const [name, field] of Object.entries(fields) as [FieldKey, Field][]) look(field, [...path, name]);
  return problems;
}
