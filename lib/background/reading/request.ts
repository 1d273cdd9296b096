import type { WriteText } from "../../domain/reading.ts";
import { namesEvent } from "./field-names.ts";

/**
 * What a request says, whatever its dialect: JSON, forms, GraphQL, iCalendar. Only single values under names;
 * what they mean is for others to weigh.
 */
export interface Leaf {
  /** Names from the outside in, array positions left out. */
  path: readonly string[];
  value: string;
}

const maxLeaves = 2000;
const maxDepth = 8;

export function flatten(value: unknown, path: readonly string[], out: Leaf[], depth = 0): void {
  if (out.length >= maxLeaves || depth > maxDepth || value === null || value === undefined) return;
  if (typeof value === "object") {
    if (Array.isArray(value)) for (const item of value) flatten(item, path, out, depth + 1);
    else for (const [key, item] of Object.entries(value)) flatten(item, [...path, key], out, depth + 1);
    return;
  }
  const text = String(value);
  // Some put JSON into a form field.
  if (/^\s*[[{]/.test(text) && text.length < 100_000) {
    try {
      flatten(JSON.parse(text), path, out, depth + 1);
      return;
    } catch {
      // Text that only begins like it.
    }
  }
  out.push({ path, value: text });
}

export function jsonLeaves(text: string | null): Leaf[] | null {
  if (text === null || !/^\s*[[{"\d]/.test(text)) return null;
  try {
    const out: Leaf[] = [];
    flatten(JSON.parse(text), [], out);
    return out;
  } catch {
    return null;
  }
}

/** `appointment[start]=…` → path `appointment`, `start` */
export function formLeaves(body: string): Leaf[] {
  const out: Leaf[] = [];
  for (const [name, value] of new URLSearchParams(body)) {
    const path = name.split(/[[\].]+/).filter((part) => part !== "" && !/^\d+$/.test(part));
    flatten(value, path, out);
  }
  return out;
}

function calendarLeaves(body: string): Leaf[] {
  const out: Leaf[] = [];
  for (const line of body.replace(/\r?\n[ \t]/g, "").split(/\r?\n/)) {
    const match = /^([A-Za-z-]+)(?:;[^:]*)?:(.*)$/.exec(line);
    if (match) out.push({ path: [match[1] ?? ""], value: match[2] ?? "" });
  }
  return out;
}

export function bodyLeaves(body: string | null): Leaf[] {
  if (body === null || body === "") return [];
  const json = jsonLeaves(body);
  if (json) return json;
  if (/BEGIN:VCALENDAR/i.test(body)) return calendarLeaves(body);
  if (/^[^\s=&]+=/.test(body)) return formLeaves(body);
  return [{ path: [], value: body.slice(0, 20_000) }];
}

export const decode = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

/** `57.json` → `57` */
export const bare = (part: string): string => part.replace(/\.(ics|json|php|html?|aspx?|xml)$/i, "");

/** Ids in the answer to a write, unless it is a list. */
export function answerIds(write: Pick<WriteText, "location" | "response">): Set<string> {
  const ids = new Set<string>();
  const last = bare(
    write.location
      ?.replace(/[?#].*$/s, "")
      .split("/")
      .filter(Boolean)
      .at(-1) ?? "",
  );
  if (last !== "") ids.add(decode(last));
  if (write.response === null) return ids;
  let body: unknown;
  try {
    body = JSON.parse(write.response);
  } catch {
    return ids;
  }
  if (typeof body === "number" || typeof body === "string") ids.add(String(body));
  if (isListing(body)) return ids;
  const leaves: Leaf[] = [];
  flatten(body, [], leaves);
  for (const { path, value } of leaves) if (value.length <= 250 && namesEvent(path)) ids.add(value);
  return ids;
}

function isListing(value: unknown, depth = 0): boolean {
  if (typeof value !== "object" || value === null || depth > 4) return false;
  if (Array.isArray(value)) {
    const objects = value.filter((item) => typeof item === "object" && item !== null);
    if (objects.length > 1 && objects.some((item) => "id" in item || "uid" in item || "start" in item))
      return true;
    return value.some((item) => isListing(item, depth + 1));
  }
  return Object.values(value).some((item) => isListing(item, depth + 1));
}
