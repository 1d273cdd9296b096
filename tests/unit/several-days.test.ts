// @vitest-environment node
import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { daysOn } from "../../lib/declarative/days.ts";
import { tellsSeveralDays } from "../../lib/declarative/several-days.ts";

const reference = "2026-11-24";

describe("what is never one day's", () => {
  test.for([
    "23. 11. – 29. 11. 2026",
    "23.–29. 11. 2026",
    "23. – 29. listopadu 2026",
    "30. listopadu – 6. prosince 2026",
    "Týden od 23. 11. 2026",
    "Týden 48, 23. 11.",
    "Week of November 23, 2026",
    "November 23 – 29, 2026",
    "Nov 23 – Dec 1",
    "2026-11-23 až 2026-11-29",
    "po 23. 11. a út 24. 11.",
    "KW 48 (23.11.2026)",
  ])("%s", (text) => {
    expect(tellsSeveralDays(text, reference)).toBe(true);
  });

  test.for([
    "úterý 24. listopadu 2026",
    "Út 24. 11.",
    "24. 11. 2026 9:00 – 17:00",
    "Ordinace, 2. patro, 24. 11. 2026",
    "Tuesday, November 24, 2026",
    "24. 11. (24. listopadu 2026)",
    "Týdenní přehled: 24. 11. 2026",
    "11/12/2026",
    "9 – 12 hodin, 24. 11.",
    "2026-11-24",
    "",
  ])("but %s is", (text) => {
    expect(tellsSeveralDays(text, reference)).toBe(false);
  });
});

describe("on a page", () => {
  type Box = [left: number, top: number, width: number, height: number];
  function page(heading: string, boxes: Box[] = [], href = "https://kal.example/") {
    const items = boxes.map(() => `<p class="termin">9:00 Jana Vzorová</p>`).join("");
    const { document } = parseHTML(`<body><h1>${heading}</h1><main>${items}</main></body>`);
    document.querySelectorAll(".termin").forEach((element: Element, index: number) => {
      const [left, top, width, height] = boxes[index] as Box;
      element.getBoundingClientRect = () =>
        ({ left, top, width, height, right: left + width, bottom: top + height }) as DOMRect;
    });
    return (day: Parameters<typeof daysOn>[0]) => {
      const days = daysOn(day, document as unknown as Document, href, reference, ".termin");
      const first = document.querySelector(".termin");
      return [days.shown(), first && days.of(first)];
    };
  }
  const label = { label: { sel: "h1", format: "cs" } };
  const below: Box[] = [
    [0, 100, 200, 20],
    [0, 140, 200, 20],
  ];

  test("a heading with two dates, or of a week, names no day", () => {
    expect(page("24. 11. 2026", below)(label)).toEqual([["2026-11-24"], "2026-11-24"]);
    for (const heading of ["23. 11. – 29. 11. 2026", "Týden od 23. 11. 2026"])
      expect(page(heading, below)(label)).toEqual([[], null]);
    const alone = { columns: { sel: "main", regex: "(\\d+\\. \\d+\\. \\d+)", format: "cs" } };
    expect(page("", below)(alone)[0]).toEqual([]);
  });

  test("nor does one above appointments that stand side by side", () => {
    const week: Box[] = [
      [0, 100, 100, 20],
      [100, 105, 100, 20],
      [200, 140, 100, 20],
    ];
    expect(page("pondělí 23. 11. 2026", week)(label)).toEqual([[], null]);
    const inAddress = { url: { regex: "den=(\\d{4}-\\d\\d-\\d\\d)" } };
    expect(page("", week, "https://kal.example/?den=2026-11-23")(inAddress)).toEqual([[], null]);
  });

  test("two at the same time share the width of one", () => {
    const shared: Box[] = [
      [0, 100, 100, 20],
      [100, 100, 100, 20],
      [0, 140, 200, 20],
    ];
    expect(page("24. 11. 2026", shared)(label)).toEqual([["2026-11-24"], "2026-11-24"]);
  });

  test("nor an address from one day to another, unless it is said how many there are", () => {
    const href = "https://kal.example/?od=2026-11-23&do=2026-11-30";
    const regex = "od=(\\d{4}-\\d\\d-\\d\\d)";
    expect(page("", below, href)({ url: { regex } })[0]).toEqual([]);
    expect(page("", below, href)({ url: { regex, span: 7 } })[0]).toHaveLength(7);
  });

  test("a column's appointments may tell further dates", () => {
    const { document } = parseHTML(
      `<body><section class="den"><h2>úterý 24. listopadu 2026</h2><p class="termin">9:00 Jana Vzorová, nar. 1. 2. 1980</p></section></body>`,
    );
    const columns = { sel: ".den", regex: "^\\p{L}+ (\\d{1,2}\\. \\p{L}+ \\d{4})", format: "cs" };
    expect(
      daysOn({ columns }, document as unknown as Document, "https://k.example/", reference).shown(),
    ).toEqual(["2026-11-24"]);
  });
});

describe("below headers", () => {
  type Box = [left: number, top: number, width: number, height: number];
  const at = (element: Element, [left, top, width, height]: Box): void => {
    element.getBoundingClientRect = () =>
      ({ left, top, width, height, right: left + width, bottom: top + height }) as DOMRect;
  };
  /** The days of appointments below or above the headers that tell them. */
  function daysOf(headers: readonly [string, Box][], appointments: readonly Box[]): (string | null)[] {
    const { document } = parseHTML(`<body>${headers.map(([text]) => `<h2>${text}</h2>`).join("")}
      ${appointments.map(() => `<p class="termin">9:00 Jana Vzorová</p>`).join("")}</body>`);
    document.querySelectorAll("h2").forEach((element: Element, index: number) => {
      at(element, headers[index]?.[1] as Box);
    });
    const all = [...document.querySelectorAll(".termin")] as unknown as Element[];
    for (const [index, element] of all.entries()) at(element, appointments[index] as Box);
    const days = daysOn(
      { headers: { sel: "h2", format: "cs" } },
      document as unknown as Document,
      "https://kal.example/",
      reference,
      ".termin",
    );
    return all.map((element) => days.of(element));
  }

  test("an appointment that is scrolled past its column's sticky header keeps its day", () => {
    const columns: [string, Box][] = [
      ["po 23. 11. 2026", [0, 0, 100, 30]],
      ["út 24. 11. 2026", [100, 0, 100, 30]],
    ];
    expect(
      daysOf(columns, [
        [0, 100, 100, 20],
        [0, -400, 100, 20],
        [100, 5, 100, 20],
        [250, 100, 100, 20],
      ]),
    ).toEqual(["2026-11-23", "2026-11-23", "2026-11-24", null]);
  });

  test("in a list of days the nearest header above counts, and none below", () => {
    const list: [string, Box][] = [
      ["po 23. 11. 2026", [0, 50, 300, 20]],
      ["út 24. 11. 2026", [0, 150, 300, 20]],
    ];
    expect(
      daysOf(list, [
        [0, 80, 300, 20],
        [0, 180, 300, 20],
        [0, 10, 300, 20],
      ]),
    ).toEqual(["2026-11-23", "2026-11-24", null]);
  });

  test("a header that is drawn twice is no second day", () => {
    const twice: [string, Box][] = [
      ["po 23. 11. 2026", [0, 0, 100, 30]],
      ["po 23. 11. 2026", [0, 200, 100, 30]],
    ];
    expect(daysOf(twice, [[0, 100, 100, 20]])).toEqual(["2026-11-23"]);
  });
});
