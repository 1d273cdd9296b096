// @vitest-environment node
import { describe, expect, test } from "vitest";
import { selectorProblem } from "../../lib/plugin-api/selector.ts";

describe("a selector", () => {
  test.for([
    ".termin",
    "#tyden > .den",
    "[data-den]",
    "[role=grid] [role=columnheader][data-date]",
    "form[action^='/kalendar/']",
    "td:not(.volno, .obed) ~ td",
    "tr:has(> td.cas)",
    ":scope > td:nth-of-type(2)",
    "li:nth-child(2n + 1)",
    ".md\\:flex",
    ".\\31 23",
    "*",
    "a.--x",
    ".pacient-jméno",
    "[data-x='1.5'], [data-y=\"a]b\"]",
  ])("%s is taken", (selector) => {
    expect(selectorProblem(selector)).toBeNull();
  });

  test.for([
    ["..termin"],
    [".termin["],
    ["[data-id=12]"],
    [".2den"],
    [".a >"],
    ["> .a"],
    ["a,"],
    [".a {}"],
    ["#"],
    [".termin:contains('Novák')", ":contains"],
    [".termin:visible", ":visible"],
    [".den:eq(2)", ":eq"],
    ["request:od", ":od"],
    [".a::before", "::before"],
    [":not(.a:first)", ":first"],
    ["a || b"],
    ["[data-x='y"],
  ] as [string, string?][])("%s is refused", ([selector, odd]) => {
    expect(selectorProblem(selector)).toMatchObject({
      code: "selectorSyntax",
      ...(odd && { values: { odd } }),
    });
  });
});
