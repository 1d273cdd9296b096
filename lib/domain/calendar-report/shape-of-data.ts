import { kindOf } from "./kinds.ts";
import { reduceName } from "./names.ts";

/** Names and kinds of what stands in a request or an answer. A list has the shape of all its items together. */
export type Shape = string | [Shape] | { [name: string]: Shape };

const mostNames = 60;
const mostItems = 50;
const deepest = 8;

const kindsIn = (kind: string): string[] => kind.split("|");

/** The shape that both have. */
function join(one: Shape | undefined, other: Shape): Shape {
  if (one === undefined) return other;
  if (Array.isArray(one) && Array.isArray(other)) return [join(one[0], other[0])];
  if (typeof one === "object" && typeof other === "object" && !Array.isArray(one) && !Array.isArray(other)) {
    const both = new Map(Object.entries(one));
    for (const [name, shape] of Object.entries(other)) both.set(name, join(both.get(name), shape));
    return Object.fromEntries(both);
  }
  if (typeof one === "string" && typeof other === "string")
    return [...new Set([...kindsIn(one), ...kindsIn(other)])].sort().join("|");
  // What is sometimes nothing.
  return typeof one === "string" ? other : one;
}

export function shapeOf(value: unknown, depth = 0): Shape {
  if (value === null || value === undefined) return "null";
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "number") return "number";
  if (typeof value === "string") return kindOf(value) || "empty";
  if (depth >= deepest) return "object";
  if (Array.isArray(value)) {
    const items = value.slice(0, mostItems).map((item) => shapeOf(item, depth + 1));
    return [items.reduce((joined: Shape | undefined, item) => join(joined, item), undefined) ?? "empty"];
  }
  const named = new Map<string, Shape>();
  for (const [name, one] of Object.entries(value as object).slice(0, mostNames)) {
    const reduced = reduceName(name) || "?";
    named.set(reduced, join(named.get(reduced), shapeOf(one, depth + 1)));
  }
  return Object.fromEntries(named);
}

/** Of a body: JSON, a form, or the kind of another text. */
export function shapeOfText(text: string | null): Shape {
  if (text === null || text.trim() === "") return "empty";
  const begun = text.trimStart();
  if (/^[[{]/u.test(begun)) {
    try {
      return shapeOf(JSON.parse(begun));
    } catch {
      return "text";
    }
  }
  if (begun.startsWith("BEGIN:VCALENDAR")) return "calendar";
  if (begun.startsWith("<")) return /^<(?:!doctype html|html)/iu.test(begun) ? "html" : "xml";
  if (/^[^\s=&]{1,100}=[^\s]*$/u.test(begun)) return shapeOf(Object.fromEntries(new URLSearchParams(begun)));
  return kindOf(begun);
}
