import { parse, type Selector } from "css-what";
import type { Fault } from "../domain/plugin-problem.ts";

/** Selectors are checked when a plugin is added, where no page is at hand: one that a browser refuses reads nothing. */

/** What browsers know and what makes sense of a page that is only looked at. */
const pseudos = new Set(
  `any-link autofill checked default defined disabled empty enabled first-child first-of-type focus focus-visible
  focus-within has has-slotted host hover in-range indeterminate invalid is lang last-child last-of-type link modal
  not nth-child nth-last-child nth-last-of-type nth-of-type only-child only-of-type open optional out-of-range
  placeholder-shown popover-open read-only read-write required root scope target valid visited where active`.split(
    /\s+/u,
  ),
);

const combinators = new Set(["child", "sibling", "adjacent", "descendant"]);

/** Of what the parser takes, what no browser does. */
function oddIn(selectors: readonly (readonly Selector[])[], isRelative = false): string | null {
  for (const parts of selectors) {
    const [first] = parts;
    const last = parts.at(-1);
    if (!first || !last || combinators.has(last.type)) return ">";
    if (!isRelative && combinators.has(first.type)) return ">";
    for (const part of parts) {
      if (part.type === "column-combinator" || part.type === "parent") return "||";
      if (part.type === "pseudo-element") return `::${part.name}`;
      if (part.type !== "pseudo") continue;
      if (!pseudos.has(part.name)) return `:${part.name}`;
      const inner = Array.isArray(part.data) ? oddIn(part.data, part.name === "has") : null;
      if (inner !== null) return inner;
    }
  }
  return null;
}

/** A class or an id that begins like no name, and a number without quotation marks. */
function unnamedIn(selector: string): string | null {
  const bare = selector.replace(/\\./gu, "x").replace(/"[^"]*"|'[^']*'/gu, "''");
  const outside = bare.replace(/\[[^\]]*\]/gu, "");
  return (
    /[.#](?!-?[\p{L}_]|--)[^\s,>+~:[]*/u.exec(outside)?.[0] ?? /=\s*-?\d[^\]\s]*/u.exec(bare)?.[0] ?? null
  );
}

/** Why a plugin may not use the selector; `null` when it may. */
export function selectorProblem(selector: string): Fault | null {
  let odd: string | null;
  try {
    odd = oddIn(parse(selector)) ?? unnamedIn(selector);
  } catch (error) {
    odd = error instanceof Error ? error.message : "?";
  }
  return odd === null ? null : { code: "selectorSyntax", values: { odd: odd.slice(0, 100) } };
}
