// @vitest-environment node

import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import { appointmentOf } from "../../lib/declarative/entry.ts";
import { readPage } from "../../lib/declarative/page-reading.ts";
import { parsePhone } from "../../lib/domain/phone.ts";
import { parseManifest } from "../../lib/plugin-api/parse-manifest.ts";
import { zoneNamed } from "../../lib/plugin-kit/zone.ts";
import { likelyAppointments } from "../../lib/teaching/appointments.ts";
import { Lesson } from "../../lib/teaching/lesson.ts";
import { taughtManifest } from "../../lib/teaching/manifest.ts";
import { isStableName } from "../../lib/teaching/stable-selectors.ts";
import fc, { runs } from "../properties.ts";

const clock = zoneNamed("Europe/Prague");
const reference = "2026-11-23";
const home = "https://kal.example/kalendar";

function pageOf(html: string, href = home) {
  const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
  // Without a browser nothing has a shape but what a style gives it.
  for (const element of document.querySelectorAll("*")) {
    const of = (name: string): number =>
      Number(
        new RegExp(`(?:^|;)\\s*${name}:\\s*([\\d.]+)px`).exec(element.getAttribute("style") ?? "")?.[1] ?? 0,
      );
    const [left, top, width, height] = [of("left"), of("top"), of("width"), of("height")];
    const box = { left, top, width, height, right: left + width, bottom: top + height, x: left, y: top };
    element.getBoundingClientRect = () => ({ ...box, toJSON: () => box });
  }
  return { document: document as unknown as Document, href, reference, clock };
}

type TestPage = ReturnType<typeof pageOf>;

function taught(page: TestPage, selector: string): Lesson {
  const lesson = new Lesson(page);
  const target = page.document.querySelector(selector);
  if (!target) throw new Error(`nothing is ${selector}`);
  expect(lesson.begin(target)).toBe(true);
  return lesson;
}

const rowsOf = (lesson: Lesson) =>
  lesson.rows().map(({ day, time, patient, phone }) => [day, time, patient, phone].join(" | "));

/** What an installed plugin makes of the page, through the manifest's own schema. */
async function installed(page: TestPage, lesson: Lesson) {
  const calendar = lesson.calendar();
  const button = lesson.button();
  if (!calendar || !button) throw new Error("not enough was taught");
  const manifest = taughtManifest(
    new URL(page.href),
    { title: "Kalendář", description: "Zkouška", calendar, button },
    [],
  );
  const [stored] = parseManifest(null, JSON.parse(JSON.stringify(manifest))).contributes.calendars;
  if (!stored?.events) throw new Error("no calendar");
  const read = await readPage({ ...stored, events: stored.events } as typeof calendar, page);
  if (read.state !== "read") throw new Error(`not read: ${JSON.stringify(read)}`);
  return { calendar, manifest, days: read.days, appointments: [...read.entries.values()].map(appointmentOf) };
}

const paper = `
<div class="lista"><a href="/kalendar?od=2026-11-16">Předchozí</a> <a href="/kalendar/termin">Nový termín</a></div>
<div class="tyden" id="tyden">
  <section class="den"><h2>pondělí 23. listopadu 2026</h2>
    <article class="termin" data-cislo="T-101"><time>9:00 – 9:30</time> <a class="pacient" href="/t?id=101">Vzorová, Jana</a> <span class="tel">tel.: 601 000 001</span></article>
    <article class="termin" data-cislo="T-105"><time>14:15 – 14:30</time> <a class="pacient" href="/t?id=105">Novák, Petr</a></article>
  </section>
  <section class="den"><h2>úterý 24. listopadu 2026</h2>
    <article class="termin" data-cislo="T-109"><time>8:05 – 9:00</time> <a class="pacient" href="/t?id=109">Čapková, Šárka</a> <span class="tel">tel.: +420 601 000 003</span></article>
  </section>
  <section class="den"><h2>středa 25. listopadu 2026</h2></section>
</div>`;

describe("a calendar is taught by pointing at one appointment", () => {
  it.each([".pacient", "time", ".termin", ".tel"])(
    "in columns with Czech names of months, at %s",
    async (target) => {
      const page = pageOf(paper);
      const lesson = taught(page, target);
      expect(rowsOf(lesson)).toEqual([
        "2026-11-23 | 09:00 | Jana Vzorová | 601 000 001",
        "2026-11-23 | 14:15 | Petr Novák | ",
        "2026-11-24 | 08:05 | Šárka Čapková | +420 601 000 003",
      ]);
      const { days, appointments, manifest } = await installed(page, lesson);
      expect(days).toEqual(["2026-11-23", "2026-11-24", "2026-11-25"]);
      expect(appointments[0]).toMatchObject({
        id: "T-101",
        start: "2026-11-23T08:00:00Z",
        end: "2026-11-23T08:30:00Z",
        patient: { name: "Jana Vzorová", phone: "601 000 001" },
      });
      expect(manifest).toMatchObject({
        id: "taught-kal-example",
        matches: ["https://kal.example/*"],
        contributes: { toolbar: [{ anchor: ".lista", place: "append" }] },
      });
    },
  );

  it.each(["(+84) 777 123 456", "+40/777 123 456", "0040 (777) 123 456", "+420 - 777 123 456"])(
    "with the country's code of %s, without which it would be another person's number",
    async (written) => {
      const page = pageOf(paper.replace("601 000 001", written));
      const { appointments } = await installed(page, taught(page, ".tel"));
      const isCzech = written.startsWith("+420");
      expect(parsePhone(appointments[0]?.patient?.phone ?? "", ["CZ", "SK"])).toMatchObject(
        isCzech ? { ok: true, e164: "+420777123456" } : { ok: false },
      );
      expect(appointments[0]?.patient?.phone).toContain(written.replace("(+", "+").slice(0, 3));
    },
  );

  it("in a table of day columns, whose hours stand at the side", async () => {
    const cell = (day: string, inside = "") => `<td data-den="${day}">${inside}</td>`;
    const page = pageOf(`<table id="plan"><thead><tr><th></th><th>Po</th><th>Út</th></tr></thead><tbody>
      <tr><th>8:00</th>${cell("2026-11-23", `<div class="obsazeno" data-id="71">Jana Vzorová<br>601 000 001</div>`)}${cell("2026-11-24")}</tr>
      <tr><th>8:30</th>${cell("2026-11-23")}${cell("2026-11-24", `<div class="obsazeno" data-id="75">Petr Novák<br>601 000 002</div>`)}</tr>
    </tbody></table>`);
    const lesson = taught(page, ".obsazeno");
    expect(rowsOf(lesson)).toEqual([
      "2026-11-23 | 08:00 | Jana Vzorová | 601 000 001",
      "2026-11-24 | 08:30 | Petr Novák | 601 000 002",
    ]);
    const { days, appointments } = await installed(page, lesson);
    expect(days).toEqual(["2026-11-23", "2026-11-24"]);
    expect(appointments.map(({ id }) => id)).toEqual(["71", "75"]);
  });

  it("in a week of placed boxes, whose days stand above and whose times are in their text", async () => {
    const box = (left: number, top: number, text: string) =>
      `<div class="css-1x8fk2 sc-bdVaJa udalost" style="left:${left}px;top:${top}px;width:90px;height:20px">${text}</div>`;
    const head = (left: number, text: string) =>
      `<div class="hlava" style="left:${left}px;top:0px;width:100px;height:20px">${text}</div>`;
    const page = pageOf(`<nav class="ovladani"><button>Dnes</button></nav>
      <div class="zahlavi">${head(0, "Po 23. 11.")}${head(100, "Út 24. 11.")}${head(200, "St 25. 11.")}</div>
      <div class="plocha">${box(2, 120, "9:00 Jana Vzorová 601 000 001")}${box(102, 80, "8:00–8:30 Petr Novák")}${box(102, 140, "10:30 Karel Vzor 601000002")}${box(2, 160, "11:00 Eva Malá")}</div>`);
    const lesson = taught(page, ".udalost");
    expect(lesson.calendar()?.events.selector).toBe(".udalost");
    expect(rowsOf(lesson)).toEqual([
      "2026-11-23 | 09:00 | Jana Vzorová | 601 000 001",
      "2026-11-24 | 08:00 | Petr Novák | ",
      "2026-11-24 | 10:30 | Karel Vzor | 601000002",
      "2026-11-23 | 11:00 | Eva Malá | ",
    ]);
  });

  it("in chips of a library, whose classes say what state they are in, and which have no sign of their own", async () => {
    const chip = (time: string, title: string, more = "") =>
      `<div class="fc-timegrid-event-harness"><a class="fc-event ${more} fc-event-start fc-event-today"><div class="fc-event-main"><div class="fc-event-time">${time}</div><div class="fc-event-title-container"><div class="fc-event-title">${title}</div></div></div></a></div>`;
    const page = pageOf(`<div class="fc"><div class="fc-toolbar"><button>Dnes</button></div><table><tr>
      <td class="fc-day fc-day-mon" data-date="2026-11-23"><div class="fc-timegrid-col-events">${chip("9:00 - 9:30", "Jana Vzorová 601 000 001", "fc-draggable")}${chip("10:00 - 10:30", "Petr Novák, kontrola")}</div></td>
      <td class="fc-day fc-day-tue" data-date="2026-11-24"><div class="fc-timegrid-col-events">${chip("8:30 - 9:00", "Eva Malá 601 000 003")}</div></td></tr></table></div>`);
    for (const target of [".fc-event-title", ".fc-event-time", ".fc-event", ".fc-timegrid-event-harness"]) {
      const lesson = taught(page, target);
      expect(rowsOf(lesson)).toEqual([
        "2026-11-23 | 09:00 | Jana Vzorová | 601 000 001",
        "2026-11-23 | 10:00 | Petr Novák | ",
        "2026-11-24 | 08:30 | Eva Malá | 601 000 003",
      ]);
      const { days, calendar } = await installed(page, lesson);
      expect(days).toEqual(["2026-11-23", "2026-11-24"]);
      expect(calendar.events.syntheticId).toEqual(["start", "patient"]);
    }
    expect(likelyAppointments(page.document, reference)).toHaveLength(3);
  });

  it("in a list with everything in data attributes", async () => {
    const item = (id: string, start: string, name: string, phone: string) =>
      `<li data-appointment-id="${id}" data-start="${start}" data-end="${start.replace(":00", ":20")}" data-phone="${phone}" id=":r${id}:"><b>${name}</b> kontrola</li>`;
    const page = pageOf(
      `<ul class="seznam">${item("a81", "2026-11-23T09:00", "Jana Vzorová", "+420601000001")}${item("a84", "2026-11-24T10:00", "Petr Novák", "")}</ul>`,
    );
    const lesson = taught(page, "b");
    expect(rowsOf(lesson)).toEqual([
      "2026-11-23 | 09:00 | Jana Vzorová | +420601000001",
      "2026-11-24 | 10:00 | Petr Novák | ",
    ]);
    const { appointments } = await installed(page, lesson);
    expect(appointments.map(({ id }) => id)).toEqual(["a81", "a84"]);
  });

  it("in the rows of a table, with the day and the hour in cells of their own", async () => {
    const row = (day: string, time: string, name: string, phone: string) =>
      `<tr><td>${day}</td><td>${time}</td><td>${name}</td><td>${phone}</td></tr>`;
    const page =
      pageOf(`<table id="objednani"><thead><tr><th>Den</th><th>Čas</th><th>Pacient</th><th>Telefon</th></tr></thead><tbody>
      ${row("23. 11. 2026", "9:00", "Jana Vzorová", "601 000 001")}${row("23. 11. 2026", "9:30", "Petr Novák", "601 000 002")}${row("24. 11. 2026", "9:00", "Eva Malá", "")}</tbody></table>`);
    const lesson = taught(page, "tbody td:nth-child(3)");
    expect(rowsOf(lesson)).toEqual([
      "2026-11-23 | 09:00 | Jana Vzorová | 601 000 001",
      "2026-11-23 | 09:30 | Petr Novák | 601 000 002",
      "2026-11-24 | 09:00 | Eva Malá | ",
    ]);
    // Without a sign of their own they are told apart by what they say, which proves no change.
    const { calendar, appointments } = await installed(page, lesson);
    expect(calendar.events.syntheticId).toEqual(["start", "patient"]);
    expect(appointments).toHaveLength(3);
  });

  it("on a page of one day, which its heading tells in one of two ways that a person chooses between", () => {
    const page = pageOf(
      `<h1>Denní plán 11/12/2026</h1><p class="visit" data-key="k7">9:00 AM John Sample</p><p class="visit" data-key="k9">2:30 PM Mary Sample</p>`,
    );
    const lesson = taught(page, ".visit");
    expect(lesson.options("day").map(({ reading, kind }) => [kind, reading])).toEqual([
      ["label", "2026-12-11"],
      ["label", "2026-11-12"],
    ]);
    lesson.choose("day", 1);
    expect(rowsOf(lesson)).toEqual([
      "2026-11-12 | 09:00 | John Sample | ",
      "2026-11-12 | 14:30 | Mary Sample | ",
    ]);
  });
});

describe("a day is never guessed", () => {
  const box = (left: number, top: number, text: string) =>
    `<div class="udalost" style="left:${left}px;top:${top}px;width:90px;height:20px">${text}</div>`;
  const week = `${box(2, 120, "9:00 Jana Vzorová")}${box(102, 121, "9:00 Petr Novák")}${box(202, 160, "10:30 Eva Malá")}`;

  it.each(["Týden od 23. 11. 2026", "23. 11. – 27. 11. 2026", "pondělí 23. 11. 2026"])(
    "from „%s“ above a week",
    (heading) => {
      const lesson = taught(pageOf(`<h1>${heading}</h1><div class="plocha">${week}</div>`), ".udalost");
      expect(lesson.options("day")).toEqual([]);
      expect(lesson.rows().some(({ ok }) => ok)).toBe(false);
    },
  );

  const head = (left: number, text: string, attributes = "") =>
    `<div class="hlava" style="left:${left}px;top:80px;width:90px;height:20px" ${attributes}>${text}</div>`;
  const heads = (...texts: string[]) => texts.map((text, at) => head(2 + 100 * at, text)).join("");

  it.each([
    ["weekdays", heads("Po", "Út", "St")],
    // Which may be one day's, but nothing on the page says so.
    ["doctors", heads("MUDr. Jan Novák", "MUDr. Eva Veselá", "Sestra Dana")],
    ["days of a month", heads("23", "24", "25")],
    ["dates", heads("23. 11.", "24. 11.", "25. 11.")],
    [
      "weekdays, and below them doctors",
      `${heads("Monday", "Tuesday", "Wednesday")}${heads("Dr. Sample", "Dr. Test", "Dr. Try")}`,
    ],
    ["the same word", heads("volno", "volno", "volno")],
    ["one name only", heads("MUDr. Jan Novák")],
    [
      "days in attributes",
      `${head(2, "Novák", 'data-d="2026-11-23"')}${head(102, "Malá", 'data-d="2026-11-24"')}${head(202, "Veselá", 'data-d="2026-11-25"')}`,
    ],
    ["views to choose from", heads("Den", "Týden", "Měsíc")],
  ])("nor from a label above columns of %s", (_, columns) => {
    const lesson = taught(
      pageOf(`<h1>pondělí 23. 11. 2026</h1><div class="plocha">${columns}${week}</div>`),
      ".udalost",
    );
    expect(lesson.rows().every(({ day }) => day !== "2026-11-23" || columns.includes("23"))).toBe(true);
    expect(lesson.options("day").filter(({ kind }) => kind === "label")).toEqual([]);
  });

  it("and the panel says why it is not", () => {
    const lesson = taught(
      pageOf(`<h1>pondělí 23. 11. 2026</h1><div class="plocha">${heads("Po", "Út", "St")}${week}</div>`),
      ".udalost",
    );
    expect(lesson.doubt()).toBe("sideBySide");
  });

  it("from the first of two dates in each appointment", () => {
    const row = (text: string) => `<li class="navsteva">${text}</li>`;
    const lesson = taught(
      pageOf(
        `<ul>${row("objednáno 20. 11. 2026 na 24. 11. 2026 9:00 Jana Vzorová")}${row("objednáno 21. 11. 2026 na 25. 11. 2026 9:30 Petr Novák")}</ul>`,
      ),
      ".navsteva",
    );
    expect(lesson.options("day")).toEqual([]);
  });
});

describe("an appointment is known by its own sign", () => {
  const sign = (attributes: (index: number) => string, link: (index: number) => string) => {
    const items = [4, 7, 9].map(
      (index) =>
        `<div class="akce" ${attributes(index)}><span>${index + 5}:00</span> <a href="${link(index)}">Jana Vzorová</a></div>`,
    );
    const page = pageOf(`<section class="den" data-datum="2026-11-23">${items.join("")}</section>`);
    return taught(page, ".akce").calendar()?.events.fields?.id;
  };

  it.each([
    [
      "an attribute",
      (at: number) => `data-id="${at}" data-pacient-id="${at}5"`,
      () => "#",
      { attr: "data-id" },
    ],
    ["an element's id", (at: number) => `id="termin-${at}${at}"`, () => "#", { attr: "id" }],
    ["a link", () => "", (at: number) => `/termin/${at}${at}`, { sel: "a", attr: "href" }],
    [
      "not that of a doctor or a patient",
      (at: number) => `data-lekar-id="${at}"`,
      (at: number) => `/pacienti/${at}`,
      undefined,
    ],
    ["not a place in a row", (at: number) => `data-index="${at}"`, () => "#", undefined],
    ["not what is made anew with every page", (at: number) => `id=":r${at}:"`, () => "#", undefined],
    [
      "not what tests know it by",
      (at: number) => `data-testid="event-${"abc"[at % 3]}" data-test="x${at}y"`,
      () => "#",
      undefined,
    ],
    [
      "not a counter with a word before it",
      (at: number) => `data-uid="ev-${[4, 7, 9].indexOf(at)}"`,
      () => "#",
      undefined,
    ],
    ["not what all share", () => `data-id="5"`, () => "/termin/5", undefined],
  ])("%s", (_, attributes, link, expected) => {
    const id = sign(attributes, link);
    if (expected) expect(id).toMatchObject(expected);
    else expect(id).toBeUndefined();
  });
});

describe("what only looked like an id", () => {
  const item = (uid: string, time: string, name: string) =>
    `<div class="akce" data-uid="${uid}"><b>${time}</b> <i>${name}</i></div>`;
  const people = [
    ["9:00", "Jana Vzorová"],
    ["9:30", "Petr Novák"],
    ["10:00", "Eva Malá"],
  ] as const;
  const draw = (
    page: TestPage,
    first: number,
    day = "2026-11-23",
    shown: readonly (readonly [string, string])[] = people,
  ) => {
    page.document.body.innerHTML = `<section class="den" data-datum="${day}">${shown
      .map(([time, name], at) => item(String(first + 3 * at), time, name))
      .join("")}</section>`;
  };

  it.each<[string, (page: TestPage) => void, boolean]>([
    ["is none when the page is drawn anew with others", (page) => draw(page, 90), false],
    [
      "nor when another day has the same",
      (page) =>
        draw(page, 40, "2026-11-24", [
          ["8:00", "Ivan Ukázkový"],
          ["8:30", "Olga Zkušební"],
          ["9:00", "Karel Vzor"],
        ]),
      false,
    ],
    ["stays one when it stays", (page) => draw(page, 40), true],
    ["stays one on another day", (page) => draw(page, 70, "2026-11-24"), true],
  ])("%s", (_, redraw, stays) => {
    const page = pageOf("");
    draw(page, 40);
    const lesson = taught(page, ".akce");
    lesson.lookAgain();
    expect(lesson.calendar()?.events.fields?.id).toEqual({ attr: "data-uid" });
    redraw(page);
    lesson.lookAgain();
    expect(lesson.calendar()?.events.fields?.id !== undefined).toBe(stays);
  });

  it("stays one where some appointments lack it, and these prove nothing", async () => {
    const page = pageOf(
      `<section class="den" data-datum="2026-11-23">${item("41", "9:00", "Jana Vzorová")}${item("48", "9:30", "Petr Novák")}<div class="akce"><b>10:00</b> <i>Eva Malá</i></div></section>`,
    );
    const lesson = taught(page, ".akce");
    const { calendar, appointments } = await installed(page, lesson);
    expect(calendar.events.fields?.id).toEqual({ attr: "data-uid" });
    expect(appointments.map(({ id }) => id.slice(0, 2))).toEqual(["41", "48", "~1"]);
  });
});

describe("what is shown can be understood", () => {
  it("offers the plain name, the hour of a number, and the number that every text would go to", () => {
    const item = (at: number, name: string, phone: string) =>
      `<li class="navsteva" data-start="${1_795_766_400_000 + at * 1_800_000}"><span class="kdo">${name}</span> <span class="tel">${phone}</span></li>`;
    const page = pageOf(
      `<ul>${item(0, "Vzorová, Jana", "792/792 478")}${item(1, "Novák, Petr", "792/792 479")}${item(2, "Malá, Eva", "+420 792 792 480")}</ul>`,
    );
    const lesson = taught(page, ".navsteva");
    expect(lesson.options("start")[0]?.reading).toMatch(/^09:00/);
    expect(lesson.options("patient").map(({ reading }) => reading)).toEqual(
      expect.arrayContaining(["Jana Vzorová", "Vzorová, Jana"]),
    );
    expect(rowsOf(lesson)).toEqual([
      "2026-11-27 | 09:00 | Jana Vzorová | 792/792 478",
      "2026-11-27 | 09:30 | Petr Novák | 792/792 479",
      "2026-11-27 | 10:00 | Eva Malá | +420 792 792 480",
    ]);
  });

  it("takes what turns the page for no appointment", () => {
    const page = pageOf(
      `<div class="ovladani"><a class="odkaz" data-od="2026-11-16T00:00">Předchozí období</a><a class="odkaz" data-od="2026-11-30T00:00">Následující období</a></div>
       <section class="den" data-datum="2026-11-23"><div class="akce" data-uid="41"><b>9:00</b> <i>Jana Vzorová</i></div></section>`,
    );
    expect(likelyAppointments(page.document, reference).map(({ className }) => className)).toEqual(["akce"]);
    const link = page.document.querySelector(".odkaz") as unknown as Element;
    expect(new Lesson(page).begin(link)).toBe(false);
  });
});

describe("a person corrects what was inferred", () => {
  const html = `<section class="den" data-datum="2026-11-23">
    <div class="akce" data-id="31"><i class="lekar">Karel Lékař</i><span class="kdy">9:00</span><span class="kdo">Jana Vzorová</span><span class="a">601 000 001</span><span class="b">777 000 001</span></div>
    <div class="akce" data-id="35"><i class="lekar">Karel Lékař</i><span class="kdy">9:30</span><span class="kdo">Petr Novák</span><span class="a">601 000 002</span><span class="b">777 000 002</span></div></section>`;

  it("by pointing at another element, or choosing among what was found", () => {
    const page = pageOf(html);
    const lesson = taught(page, ".kdy");
    const point = (topic: Parameters<Lesson["pointAt"]>[0], selector: string) =>
      lesson.pointAt(topic, page.document.querySelector(selector) as Element);
    expect(point("patient", ".lekar")).toBe(true);
    expect(rowsOf(lesson)[0]).toBe("2026-11-23 | 09:00 | Karel Lékař | 601 000 001");
    expect(point("patient", ".kdo")).toBe(true);
    expect(point("phone", ".b")).toBe(true);
    expect(rowsOf(lesson)[1]).toBe("2026-11-23 | 09:30 | Petr Novák | 777 000 002");
    // Where there is nothing of the kind nothing changes.
    expect(point("start", ".kdo")).toBe(false);
    expect(point("phone", ".kdo")).toBe(false);
    expect(rowsOf(lesson)[1]).toBe("2026-11-23 | 09:30 | Petr Novák | 777 000 002");
    lesson.choose("phone", -1);
    expect(rowsOf(lesson)[0]).toBe("2026-11-23 | 09:00 | Jana Vzorová | ");
  });
});

describe("what is no appointment is left out", () => {
  const item = (id: number, name: string, change: { mark?: string; style?: string; inner?: string } = {}) =>
    `<div class="akce ${change.mark ?? ""}" data-uid="u${id}x" style="${change.style ?? ""}"><b>${(id % 8) + 8}:00</b> ${change.inner ?? `<i>${name}</i>`}</div>`;
  const page = (...items: string[]) =>
    pageOf(`<section class="den" data-datum="2026-11-23">${items.join("")}</section>`);
  const people = [item(41, "Jana Vzorová"), item(48, "Petr Novák"), item(53, "Eva Malá")];
  const names = (lesson: Lesson): (string | null)[] => lesson.rows().map(({ patient }) => patient);

  it.each([
    ["struck out by a tag", item(60, "", { inner: "<s>Karel Zrušil</s>" })],
    ["struck out by a style", item(60, "Karel Zrušil", { style: "text-decoration:line-through" })],
    ["cancelled by a class", item(60, "Karel Zrušil", { mark: "zruseno" })],
    [
      "cancelled by a class of what is in it",
      item(60, "", { inner: '<i class="stav-storno">Karel Zrušil</i>' }),
    ],
  ])("by itself where it is %s", async (_, ended) => {
    const lesson = taught(page(...people, ended), ".akce");
    expect(names(lesson)).toEqual(["Jana Vzorová", "Petr Novák", "Eva Malá"]);
    expect(lesson.leftOut()).toBe(1);
    const { appointments } = await installed(page(...people, ended), lesson);
    expect(appointments.map(({ patient }) => patient?.name)).toEqual(names(lesson));
    lesson.takeIn();
    expect(names(lesson)).toHaveLength(4);
  });

  it("but not for a struck price in it", () => {
    const cheap = item(60, "", { inner: "<i>Karel Levný</i> <small>sleva na <s>900 Kč</s></small>" });
    expect(taught(page(...people, cheap), ".akce").leftOut()).toBe(0);
  });

  it("by one click, with what is marked alike", async () => {
    const break1 = item(60, "Polední Pauza", { mark: "blok" });
    const break2 = item(61, "Dlouhá Porada", { mark: "blok" });
    const lesson = taught(page(...people, break1, break2), ".akce");
    expect(lesson.leaveOut(3)).toBe(true);
    expect(names(lesson)).toEqual(["Jana Vzorová", "Petr Novák", "Eva Malá"]);
    expect(lesson.leaveOut(0)).toBe(false);
    expect(names(lesson)).toHaveLength(3);
    const { calendar } = await installed(page(...people, break1, break2), lesson);
    expect(calendar.events.exclude).toEqual([".blok"]);
  });
});

describe("a week without appointments", () => {
  it("is an empty one, and not one that cannot be read", async () => {
    const lesson = taught(pageOf(paper), ".pacient");
    const empty = pageOf(paper.replaceAll(/<article.*<\/article>/g, ""));
    const { appointments, days } = await installed(empty, lesson);
    expect([appointments, days]).toEqual([[], ["2026-11-23", "2026-11-24", "2026-11-25"]]);
  });

  it("is one where only a label says the day, or each appointment its own", async () => {
    const visit = (rest: string) =>
      `<p class="visit" data-key="k7">${rest}</p><p class="visit" data-key="k9">${rest.replace("9:00", "9:30")}</p>`;
    const plan = '<div class="plan"><h1>Denní plán 23. 11. 2026</h1>';
    const labelled = taught(pageOf(`${plan}${visit("9:00 Jana Vzorová")}</div>`), ".visit");
    expect((await installed(pageOf(`${plan}</div>`), labelled)).appointments).toEqual([]);
    const list = '<ul class="seznam" id="seznam">';
    const dated = taught(pageOf(`${list}${visit("23. 11. 2026 9:00 Jana Vzorová")}</ul>`), ".visit");
    expect((await installed(pageOf(`${list}</ul>`), dated)).appointments).toEqual([]);
  });
});

describe("what is generated is not relied on", () => {
  it.each(["termin", "data-cislo", "calendarEvent", "event__title", "pacient-jmeno", "čtvrtek", "sx__event"])(
    "%s is a name",
    (name) => {
      expect(isStableName(name)).toBe(true);
    },
  );
  it.each([
    "css-1x8fk2",
    "sc-bdVaJa",
    "jss123",
    "_3fK2x",
    "event-42",
    "is-active",
    "mt-2",
    "bg-white",
    "bdVaJa",
    "svelte-1tky8bj",
    "hover:flex",
    "xkzqj",
  ])("%s is none", (name) => {
    expect(isStableName(name)).toBe(false);
  });
});

describe("a page that means no good", () => {
  it("gives no appointments where nothing looks like one", () => {
    const page = pageOf(
      `<nav class="lista"><a href="/">Úvod</a><a href="/a">Ceník</a></nav><p>${"Dlouhý text. ".repeat(200)}</p>`,
    );
    const lesson = new Lesson(page);
    for (const element of page.document.querySelectorAll("body *")) expect(lesson.begin(element)).toBe(false);
    expect(lesson.calendar()).toBeNull();
    expect(likelyAppointments(page.document, reference)).toEqual([]);
  });

  it("cannot make a manifest that Pípni would not take, nor make it fail", async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        "9:00",
        "24. 11. 2026",
        "601 000 001",
        "Jana Vzorová",
        "(a+)+$",
        "#PACIENT#",
        "</div>",
        "\u202e",
        "25:99",
        "1764000000000",
      ),
      fc.string({ maxLength: 12 }),
    );
    const attribute = fc.tuple(
      fc.constantFrom(
        "class",
        "data-id",
        "data-start",
        "data-date",
        "id",
        "datetime",
        "title",
        "href",
        "data-x]y",
        "style",
      ),
      fc.oneof(
        piece,
        fc.constantFrom("a b c", 'x"]y', "2026-11-24", "2026-11-24T09:00", "__proto__", "constructor"),
      ),
    );
    const escaped = (text: string) => text.replace(/[&<>"]/g, (char) => `&#${char.codePointAt(0)};`);
    const { tree } = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc
        .tuple(
          fc.constantFrom("div", "td", "tr", "time", "li", "section", "h2", "a"),
          fc.uniqueArray(attribute, { maxLength: 4, selector: ([name]) => name }),
          fc.array(fc.oneof({ depthSize: "small" }, piece.map(escaped), tie("tree")), { maxLength: 4 }),
        )
        .map(
          ([tag, attributes, children]) =>
            `<${tag} ${attributes.map(([name, value]) => `${name.replace("]", "")}="${escaped(value)}"`).join(" ")}>${children.join(" ")}</${tag}>`,
        ),
    }));
    await fc.assert(
      fc.asyncProperty(fc.array(tree, { minLength: 1, maxLength: 5 }), async (trees) => {
        const page = pageOf(trees.join(""));
        for (const element of [...page.document.querySelectorAll("body *")].slice(0, 12)) {
          const lesson = new Lesson(page);
          if (!lesson.begin(element) || !lesson.calendar()) continue;
          const { calendar } = await installed(page, lesson).catch((error: unknown) => {
            if (error instanceof Error && error.message.startsWith("not read"))
              return { calendar: lesson.calendar() };
            throw error;
          });
          expect(calendar?.events.selector).toBeTruthy();
          expect(lesson.rows()).toHaveLength(lesson.elements().length);
        }
      }),
      { numRuns: runs(150) },
    );
  });
});

describe("a plugin that was taught", () => {
  const button = { anchor: "body", place: "prepend" } as const;
  const calendar = {
    events: { source: "dom", selector: ".a", fields: { id: { attr: "id" }, start: "time" } },
  } as const;
  const taughtFor = (origin: string, others: Parameters<typeof taughtManifest>[2] = []) =>
    taughtManifest(
      new URL(origin),
      { title: "K", description: "K", calendar: structuredClone(calendar) as never, button },
      others,
    );

  it("is for its own origin, replaces only its own predecessor, and goes by a name of its own", () => {
    const one = taughtFor("https://kal-a.example/x?y");
    expect(one.matches).toEqual(["https://kal-a.example/*"]);
    expect(taughtFor("https://kal-a.example", [one]).id).toBe(one.id);
    expect(taughtFor("https://kal.a.example", [one]).id).toBe(`${one.id}-2`);
    expect(taughtFor("http://127.0.0.1:8080").matches).toEqual(["http://127.0.0.1:8080/*"]);
    expect(() => parseManifest(null, taughtFor(`https://${"a".repeat(60)}.example`))).not.toThrow();
  });
});
