// @vitest-environment node
import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import { kindOf, reduceAddress } from "../../lib/domain/calendar-report/kinds.ts";
import { isReduced, reduceName } from "../../lib/domain/calendar-report/names.ts";
import { CalendarReport } from "../../lib/domain/calendar-report/report.ts";
import { shapeOf, shapeOfText } from "../../lib/domain/calendar-report/shape-of-data.ts";
import { shapeOfPage } from "../../lib/domain/calendar-report/shape-of-page.ts";
import fc from "../properties.ts";

const pageOf = (html: string): string[] =>
  shapeOfPage(
    parseHTML(`<!doctype html><html><body>${html}</body></html>`).document.documentElement as never,
  );

describe("a report about a calendar", () => {
  it("keeps how a page is built", () => {
    const visit = (id: number, name: string) =>
      `<div class="event ${name}" data-eid="${id}" id="2026-${id}"><b>9:3${id % 10}</b> <a href="/pacient/${id}?jmeno=${name}">${name}, 601 000 00${id % 10}</a></div>`;
    expect(
      pageOf(`<td class="schedule" date="20261125">${visit(57, "Dvorakova")}${visit(58, "Novak")}</td>`),
    ).toEqual([
      "html",
      "  body",
      "    td.schedule[date=date]",
      "      div#0-0.event.*[data-eid=number] (many)",
      "        b time",
      "        a[href=/pacient/0?jmeno=words] phone+words",
    ]);
  });

  it("keeps the names and kinds of what is sent and answered", () => {
    const item = {
      id: 5,
      start_datetime: "2026-11-25 09:00:00",
      customer: { name: "Jana", phoneNumber: "601000001" },
    };
    expect(shapeOf({ appointments: [item, { ...item, customer: null }] })).toEqual({
      appointments: [
        {
          id: "number",
          start_datetime: "date+time",
          customer: { name: "words", phoneNumber: "phone" },
        },
      ],
    });
    expect(shapeOfText("appointment[start]=2026-11-25&customer[phone]=601000001")).toEqual({
      "appointment[start]": "date",
      "customer[phone]": "phone",
    });
    expect(reduceAddress("https://kal.example/ordinace/novak/2026-11-25?od=2026-11-25")).toBe(
      "/ordinace/*/0-0-0?od=date",
    );
    expect([kindOf("Jana"), kindOf("jana@posta.example"), kindOf("57"), kindOf("25. 11. 2026 9:00")]).toEqual(
      ["words", "mail+words", "number", "date+time"],
    );
  });

  it("takes no word over that it does not know, however it is written", () => {
    expect(
      ["patientName", "janaVzorova", "data-novak-id", "r601000001", "文date", "PATIENT_ID"].map(reduceName),
    ).toEqual(["patientName", "*", "data-*-id", "*0", "*date", "PATIENT_ID"]);
  });
});

/** What must not be in a report, wherever it stood. Nothing of it is a word of calendars. */
const first = fc.constantFrom(
  "Jana",
  "Žofie",
  "Přemysl",
  "Eliška",
  "Ľudmila",
  "Jürgen",
  "Xenie",
  "OLGA",
  "bohuš",
);
const last = fc.constantFrom(
  "Dvořáková",
  "Nezvalová",
  "Příhoda",
  "Ščasný",
  "Weiß",
  "O'Brien",
  "Vzorová-Malá",
  "Kučerák",
);
const digits = (from: number, to: number) => fc.integer({ min: from, max: to }).map(String);
const secret = fc.oneof(
  fc.tuple(first, last).map(([a, b]) => `${a} ${b}`),
  fc.tuple(first, last).map(([a, b]) => `${b}${a}`),
  first,
  last,
  digits(601_000_000, 799_999_999),
  digits(100_000_000, 999_999_999).map((number) => `+420 ${number.replace(/(\d{3})(?=\d)/gu, "$1 ")}`),
  fc.tuple(first, last).map(([a, b]) => `${a}.${b}@posta.example`.normalize("NFD").replace(/[^\w.@]/gu, "")),
  fc.tuple(digits(1, 28), digits(1, 12), digits(1920, 2030)).map(([d, m, y]) => `${d}. ${m}. ${y}`),
  fc.tuple(digits(10, 12), digits(10, 28), digits(1920, 2030)).map(([m, d, y]) => `${y}-${m}-${d}`),
  digits(1_000, 99_999),
);

/** What of a secret would tell it: each of its words and longer numbers, with and without diacritics. */
const tellings = (text: string): string[] => {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "");
  return (
    [text, plain]
      .flatMap((one) => [one, ...one.split(/[^\p{L}\d]+/u)])
      .filter((part) => part.length > 2 && /\d{2}|\p{L}{3}/u.test(part))
      // The mail's own domain is the test's.
      .filter((part) => !["posta", "example"].includes(part))
      .map((part) => part.toLowerCase())
  );
};

const asName = (text: string): string => text.replace(/[\s"'<>/=&]/gu, "-");

it("holds nothing of names, phones, mails, numbers or dates, wherever they stood", () => {
  fc.assert(
    fc.property(
      fc.array(secret, { minLength: 6, maxLength: 6 }),
      fc.integer({ min: 1, max: 12 }),
      (secrets, times) => {
        const [a = "", b = "", c = "", d = "", e = "", f = ""] = secrets;
        const { document } = parseHTML("<!doctype html><html><body></body></html>");
        for (let index = 0; index < times; index++) {
          const element = document.createElement("div");
          element.id = a;
          element.className = `event ${b} x-${asName(c)} ${asName(d)}Date`;
          for (const [name, value] of [
            ["title", a],
            ["data-name", b],
            ["role", c],
            ["type", d],
            ["style", `color: ${e}`],
            [
              "href",
              `https://${asName(f)
                .normalize("NFD")
                .replace(/[^\w-]/gu, "")}.example/${a}/${b}?${c}=${d}#${e}`,
            ],
            [`data-${asName(e).toLowerCase()}`, "1"],
          ] as const)
            try {
              element.setAttribute(name, value);
            } catch {
              // No such attribute can be.
            }
          element.append(f, document.createElement("b"), e);
          element.append(document.createComment(d));
          document.body.append(element);
        }
        const json = {
          [a]: b,
          appointments: [{ [c]: d, name: e, [`${f}Date`]: [a, { [b]: 7 }] }],
          day: { [d]: { start: e } },
        };
        const form = new URLSearchParams({ [a]: b, "patient[name]": c, [`${d}[phone]`]: e }).toString();
        const report: CalendarReport = {
          pipni: "calendar-report",
          version: 1,
          of: "1.0.0",
          health: "reading",
          plugin: "own",
          frames: [
            {
              address: reduceAddress(`https://kal.example/${a}/week/${b}?day=${c}&${d}=1`),
              page: shapeOfPage(document.documentElement as never),
              requests: [json, form, `${a} ${b}`, `<p>${c}</p>`].map((sent) => ({
                method: "post",
                address: reduceAddress(`/${e}?${f}=${a}`),
                sent: typeof sent === "string" ? shapeOfText(sent) : shapeOf(sent),
                answered: "yes",
                answer: shapeOfText(JSON.stringify(json)),
              })),
            },
          ],
        };
        const saved = JSON.stringify(CalendarReport.parse(report)).toLowerCase();
        for (const telling of secrets.flatMap(tellings)) expect(saved).not.toContain(telling);
        expect(saved.replace('"version":1,"of":"1.0.0"', "")).not.toMatch(/[1-9]/u);
      },
    ),
    { numRuns: 300 },
  );
});

it("is refused where a page has put something into it", () => {
  fc.assert(
    fc.property(secret, (one) => {
      // What is left of it without its signs is a word or a number.
      fc.pre(/\p{L}{2}|[1-9]/u.test(one));
      expect(isReduced(one)).toBe(false);
    }),
  );
});
