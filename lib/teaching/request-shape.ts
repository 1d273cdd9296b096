import { fold } from "../domain/fold.ts";
import type { NetworkRule } from "../plugin-api/declared-calendar.ts";
import type { NetworkWrite } from "../plugin-api/network.ts";

/** What of a page's request tells it from others, and what stands where in it. */

export interface Leaf {
  path: string;
  /** The last name in the path, folded. */
  name: string;
  text: string;
}

const maxLeaves = 400;
const plain = /^[\w$-]{1,60}$/;

export function leavesOf(value: unknown, path = "$", name = ""): Leaf[] {
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

export const parse = (text: string | null): unknown => {
  try {
    return JSON.parse(text ?? "") as unknown;
  } catch {
    return undefined;
  }
};

export type Body = Pick<NetworkRule, "body" | "operation"> & { leaves: Leaf[] };

export function bodyOf({ body }: NetworkWrite): Body {
  const text = body ?? "";
  if (/^\s*[[{]/.test(text)) {
    const value = parse(text);
    const leaves = leavesOf(value);
    const at = (wanted: string): string => leaves.find(({ path }) => path === wanted)?.text ?? "";
    const operation = at("$.operationName") || /^\s*(?:query|mutation)\s+(\w+)/.exec(at("$.query"))?.[1];
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
export const decode = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The address without what differs from one appointment to the next. */
export function addressOf({ url }: NetworkWrite, id: string): { url: string; holdsId: boolean } {
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
export const deed = /^(?:action|akce|op|operation|do|cmd|command|task|_?method)$/;
export const standing = /^(?:status|stav|state)$/;
export const ending = /delete|remove|cancel|destroy|zrus|smaz|storn|odstran|vymaz/;
const yes = /^(?:ok|success|succeeded|status|result)$/;

export const paramsOf = ({ url }: NetworkWrite): [string, string][] => [
  ...new URL(url, "https://page.invalid").searchParams,
];

type Said = { url?: string; request?: string; equals: string };

/** What tells this request from others to the same address, as far as it stands under such a name. */
export function conditionsOf(
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

export function okOf({ status, response }: NetworkWrite): NetworkRule["ok"] {
  const marks = leavesOf(parse(response)).filter(
    ({ path, name, text }) =>
      yes.test(name) && /^\$\.\w+$/.test(path) && /^(?:true|[a-z]{2,20})$/i.test(text),
  );
  const json = Object.fromEntries(marks.map(({ path, text }) => [path, text === "true" ? true : text]));
  return { status: [status], ...(marks.length > 0 && { json }) };
}
