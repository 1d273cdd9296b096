import { CalendarReport, type SeenRequest } from "../../lib/domain/calendar-report/report.ts";
import type { Shape } from "../../lib/domain/calendar-report/shape-of-data.ts";

/** What a manifest could read of a page whose report somebody has sent, and what it would lack. */

/** `null` for another file. */
export function parseReport(text: string): CalendarReport | null {
  try {
    return CalendarReport.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Fields of an appointment, by the names and kinds that tell them. */
const signs: readonly [field: string, name: RegExp, kind: RegExp][] = [
  ["id", /(?:^|[_.-])(?:\w?id|uid|uuid|key|klic)$|Id$/u, /number|text|words|phone/u],
  ["start", /start|begin|from|(?:^|_)od$|zacatek|date|datum|time|cas/iu, /date|time|number/u],
  ["patient", /name|jmeno|patient|pacient|client|klient|customer|title|nazev/iu, /words/u],
  ["phone", /phone|tel|mobil|cell/iu, /phone|number|null|empty/u],
];

type Flat = Record<string, string>;

function flatten(shape: Shape, path = "", into: Flat = {}): Flat {
  if (typeof shape === "string") into[path] = shape;
  else if (!Array.isArray(shape))
    for (const [name, one] of Object.entries(shape))
      flatten(one, path === "" ? name : `${path}.${name}`, into);
  return into;
}

/** Every list of objects in an answer, by its path. */
function listsIn(shape: Shape, path = "$"): [path: string, item: Flat][] {
  if (typeof shape === "string") return [];
  if (Array.isArray(shape)) {
    const [item] = shape;
    return typeof item === "string" ? [] : [[path, flatten(item)], ...listsIn(item, `${path}[*]`)];
  }
  return Object.entries(shape).flatMap(([name, one]) => listsIn(one, `${path}.${name}`));
}

function fieldsOf(item: Flat): Map<string, string> {
  const found = new Map<string, string>();
  for (const [field, name, kind] of signs) {
    const path = Object.keys(item).find((one) => name.test(one) && kind.test(item[one] ?? ""));
    if (path !== undefined) found.set(field, path);
  }
  return found;
}

const told = (fields: ReadonlyMap<string, string>): string =>
  signs.map(([field]) => `${field}: ${fields.get(field) ?? "–"}`).join(", ");

const nameOf = ({ method, address }: SeenRequest): string => `${method.toUpperCase()} ${address}`;

/** Elements that repeat and have a time in them, with what stands in them. */
function repeatedIn(page: readonly string[]): string[] {
  const depthOf = (line: string): number => line.length - line.trimStart().length;
  return page.flatMap((line, index) => {
    if (!line.endsWith("(many)")) return [];
    const rest = page.slice(index + 1);
    const end = rest.findIndex((other) => depthOf(other) <= depthOf(line));
    const block = [line, ...rest.slice(0, end < 0 ? undefined : end)];
    return block.some((one) => /\btime\b/u.test(one)) ? [block.map((one) => one.trim()).join(" > ")] : [];
  });
}

export function printReport({ of, health, plugin, frames }: CalendarReport): string {
  const lines = [`A report of Pípni ${of}: ${health}, plugin: ${plugin}, frames: ${frames.length}`];
  const missing = new Set([
    "a list or repeated elements with a time",
    "phone",
    "requests that change something",
  ]);
  for (const { address, page, requests } of frames) {
    lines.push("", `Page ${address}`);
    for (const request of requests)
      for (const [path, item] of listsIn(request.answer)) {
        const fields = fieldsOf(item);
        if (!fields.has("start")) continue;
        lines.push(`  list ${nameOf(request)}, items ${path}: ${told(fields)}`);
        missing.delete("a list or repeated elements with a time");
        if (fields.has("phone")) missing.delete("phone");
      }
    for (const block of repeatedIn(page)) {
      lines.push(`  repeats: ${block}`);
      missing.delete("a list or repeated elements with a time");
      if (/\bphone\b/u.test(block)) missing.delete("phone");
    }
    const days = page.filter((line) => /=date\]/u.test(line)).map((line) => line.trim());
    for (const day of new Set(days.slice(0, 5))) lines.push(`  may tell a day: ${day}`);
    for (const form of page.filter((line) => /^form\b/u.test(line.trim()))) lines.push(`  ${form.trim()}`);
    for (const request of requests) {
      if (request.method === "get" || listsIn(request.answer).some(([, item]) => fieldsOf(item).has("start")))
        continue;
      lines.push(`  change? ${nameOf(request)}: ${told(fieldsOf(flatten(request.sent)))}`);
      missing.delete("requests that change something");
    }
  }
  lines.push("", missing.size === 0 ? "Nothing is missing." : `Missing: ${[...missing].join("; ")}.`);
  return lines.join("\n");
}
