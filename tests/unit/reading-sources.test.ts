// @vitest-environment node
import { describe, expect, test } from "vitest";
import { readEvent } from "../../lib/background/reading/event.ts";
import { proposeFor } from "../../lib/background/reading/proposal.ts";
import { writtenIn } from "../../lib/background/reading/written.ts";
import { parsePhone } from "../../lib/domain/phone.ts";
import { countShown, type Shown } from "../../lib/domain/site-reading/count.ts";
import { asConfirmed } from "../../lib/domain/site-reading/excluded.ts";
import { haveNewIds, idsSeen } from "../../lib/domain/site-reading/lasting-ids.ts";
import type { ReadFields } from "../../lib/domain/site-reading/site-reading.ts";

/** What is read of an event once a person has confirmed where it stands, and what is proposed for that. */

const text = (title: string, props: object = {}) => ({ title, fields: JSON.stringify(props) });
const fields = (change: Partial<ReadFields> = {}): ReadFields => ({
  name: [["pacient.jmeno"]],
  phone: [["pacient.telefon"]],
  doctor: [["lekar"]],
  state: [["stav"]],
  patientId: [["pacient.id"]],
  cancelled: ["zrusen"],
  ...change,
});
/** `patient.name` of nothing but that. */
const nested = (path: string, value: string): object =>
  path.split(".").reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as object;
const pacient = { id: 7, jmeno: "Jana Vzorová", telefon: "601 000 001" };
const read = (title: string, props: object, change: Partial<ReadFields> = {}) =>
  readEvent(text(title, props), ["CZ"], { fields: fields(change), excluded: [] });

describe("read where it was confirmed", () => {
  test("and nowhere else", () => {
    const props = { pacient, lekar: "MUDr. Karel", stav: "potvrzen", terapeut: { telefon: "602 000 009" } };
    expect(read("Kontrola 603 000 000", props)).toEqual({
      patient: { id: "7", name: "Jana Vzorová", phone: "601 000 001" },
      cancelled: false,
      doctor: "MUDr. Karel",
    });
    const { patient } = read("Kontrola 603 000 000", { ...props, pacient: { ...pacient, telefon: "" } });
    expect(patient?.phone).toBeNull();
  });

  test("the second source where the first says nothing", () => {
    const phone = [["pacient.telefon"], ["$title"]];
    expect(read("Jana 603 000 000", { pacient: { jmeno: "Jana" } }, { phone }).patient?.phone).toBe(
      "603 000 000",
    );
    expect(read("Jana 603 000 000", { pacient }, { phone }).patient?.phone).toBe("601 000 001");
  });

  test("a name of two fields, and one from a title without its number", () => {
    const props = { first: "Jana", last: "Vzorová", tel: "601000001" };
    expect(read("Kontrola", props, { name: [["first", "last"]], phone: [["tel"]] }).patient?.name).toBe(
      "Jana Vzorová",
    );
    expect(
      read("Jana Vzorová, tel. 601000001", {}, { name: [["$title"]], phone: [["$title"]] }).patient,
    ).toEqual({
      id: null,
      name: "Jana Vzorová",
      phone: "601000001",
    });
  });

  test.for([
    ["Alena Nová 603 000 000", {}],
    ["Kontrola", { klient: { telefon: "603 000 000" } }],
    ["Kontrola", { poznamka: "volat 603000000" }],
    ["Schůzka, PIN 603 000 000", {}],
  ] as const)("%s %j: digits elsewhere are for a person, and no number of the patient", ([title, props]) => {
    const { patient } = read(title, props);
    expect(patient?.phone).toContain("000");
    expect(parsePhone(patient?.phone ?? "", ["CZ"]).ok).toBe(false);
    // Nor do they count as a number where it is measured how the calendar is read.
    const appointment = { id: "1", start: "2026-11-24T08:00:00Z", end: null, allDay: false, title, patient };
    const { people, names, phones } = countShown([{ appointment, cancelled: false, hasOwnId: true }]);
    expect([people, names, phones]).toEqual([1, 0, 0]);
  });

  test("lunch has a title and nobody in it", () => {
    expect(read("Oběd", {}, { name: [["$title"]] }).patient).toBeNull();
  });

  const repeated = ["raw.title", "title", "text", "subject", "event.name", "appointment.summary", "nazev"];

  test.for(repeated)("nor has it where the app hangs that title on the event once more, as %s", (path) => {
    const once = (title: string, more: object = {}) => text(title, { ...nested(path, title), ...more });
    const jana = once("Jana Vzorová", { telefon: "601 000 001" });
    const confirmed = (name: ReadFields["name"]) => ({
      fields: fields({ name, phone: [["telefon"]] }),
      excluded: [],
    });
    for (const name of [
      [[path]],
      [["$title"]],
      [[path], ["$title"]],
      proposeFor([jana, once("Oběd")]).fields.name,
    ]) {
      expect(readEvent(once("Oběd"), ["CZ"], confirmed(name)).patient).toBeNull();
      expect(readEvent(once(" OBĚD"), ["CZ"], confirmed(name)).patient).toBeNull();
      expect(readEvent(jana, ["CZ"], confirmed(name)).patient).toEqual({
        id: null,
        name: "Jana Vzorová",
        phone: "601 000 001",
      });
    }
    // What stands there otherwise is what a person has said it is.
    const other = text("Kontrola", nested(path, "Jana Vzorová"));
    expect(readEvent(other, ["CZ"], confirmed([[path]])).patient?.name).toBe("Jana Vzorová");
  });

  test.for(["patient.name", "clientName", "jmeno", "raw.pacient", "customer.title"])(
    "%s is a person's, even if the calendar shows it as the title",
    (path) => {
      const jana = text("Jana Vzorová", nested(path, "Jana Vzorová"));
      expect(read("Jana Vzorová", nested(path, "Jana Vzorová"), { name: [[path]] }).patient).toEqual({
        id: null,
        name: "Jana Vzorová",
        phone: null,
      });
      expect(proposeFor([jana]).fields.name).not.toContainEqual(["$title"]);
    },
  );

  test.for<[string, boolean, object]>([
    ["zrušen", true, { stav: "Zrušen" }],
    ["another state", false, { stav: "potvrzen" }],
    ["the state of something else", false, { stav: "potvrzen", payment_status: "zrusen" }],
    ["no state", false, {}],
    ["a flag beside the state", false, { stav: "potvrzen", is_cancelled: true, zruseno_dne: "2026-11-20" }],
    ["another state beside it", false, { stav: "potvrzen", appointment: { status: "cancelled" } }],
    ["a flag where there is no state", false, { deleted_at: "2026-11-20 10:00:00" }],
  ])("cancelled: %s", ([, cancelled, props]) => {
    expect(read("Kontrola", { pacient, ...props }).cancelled).toBe(cancelled);
  });

  test.each(["ZRUŠENO Jana Vzorová", "Canceled: Jana Vzorová", "Jana Vzorová (storno)"])(
    "the title %s cancels nothing where the state stands elsewhere, and is left to a person",
    (title) => {
      expect(read(title, { pacient, stav: "potvrzen" }).cancelled).toBe(false);
      expect(read(title, { pacient }).cancelled).toBe(false);
      expect(read(title, { pacient, stav: "Zrušen" }).cancelled).toBe(true);
      const appointment = {
        ...{ id: "1", start: "2026-11-24T08:00:00Z", end: null, allDay: false, title },
        patient: { id: null, name: "Jana Vzorová", phone: "601000001" },
      };
      expect(asConfirmed(appointment, { excluded: [] }).struckOut).toBe(true);
      expect(asConfirmed({ ...appointment, title: "Kontrola" }, { excluded: [] }).struckOut).toBeUndefined();
      // Of a plugin that was written for just this calendar nobody has confirmed anything.
      expect(asConfirmed(appointment, null).struckOut).toBeUndefined();
    },
  );

  test("a title tells where no state was confirmed", () => {
    expect(read("ZRUŠENO Jana Vzorová", { pacient, stav: "potvrzen" }, { state: [] }).cancelled).toBe(true);
    expect(read("Jana Vzorová", { pacient, stav: "zrušen" }, { state: [] }).cancelled).toBe(false);
  });

  test("any moment of a cancellation says the same", () => {
    const change = { state: [["zrusenoDne"]], cancelled: ["datum"] };
    expect(read("Kontrola", { pacient, zrusenoDne: "2026-11-20T10:00:00Z" }, change).cancelled).toBe(true);
    expect(read("Kontrola", { pacient, zrusenoDne: "2026-11-21" }, change).cancelled).toBe(true);
    expect(read("Kontrola", { pacient, zrusenoDne: null }, change).cancelled).toBe(false);
  });
});

describe("what was confirmed, as the calendar writes it", () => {
  const texts = [text("Oběd s Janou", { stav: "Zrušeno" }), text("Kontrola", { stav: "potvrzen" })];
  const titles = texts.map(({ title }) => title);
  const kept = { fields: fields({ cancelled: ["zruseno", "odrekl", "datum"] }), excluded: ["oběd s janou"] };

  test("states and titles, and nothing else of it", () => {
    expect(writtenIn(titles, texts, kept)).toEqual({ zruseno: "Zrušeno", "oběd s janou": "Oběd s Janou" });
  });

  test("also what is out of sight just now", () => {
    const before = { odrekl: "Odřekl", zruseno: "ZRUŠENO", jine: "Jiné" };
    expect(writtenIn([], [], kept, before)).toEqual({ odrekl: "Odřekl", zruseno: "ZRUŠENO" });
    expect(writtenIn(titles, texts, kept, before)).toMatchObject({ odrekl: "Odřekl", zruseno: "Zrušeno" });
  });

  test("where the plugin says itself where all stands, the titles", () => {
    const own = { fields: null, excluded: ["oběd s janou"] };
    expect(writtenIn(titles, [], own)).toEqual({ "oběd s janou": "Oběd s Janou" });
  });
});

describe("a proposal", () => {
  const traps = ["Jana Vzorová", "Petr Zkusmo", "Eva Odhlášená"].map((name, at) =>
    text(`Kontrola: ${name}`, {
      patient: { id: at, name, phone: at === 1 ? "" : `601 000 00${at}` },
      therapist: { name: "Karel Léčitel", phone: "602 000 009" },
      stav: at === 2 ? "zrušen" : "potvrzen",
      payment_status: "cancelled",
    }),
  );

  test("takes each part from where most of them have it", () => {
    const { fields: proposed } = proposeFor([...traps, text("Oběd"), text("Schůzka, PIN 603 111 222")]);
    expect(proposed).toMatchObject({
      name: [["patient.name"]],
      phone: [["patient.phone"]],
      state: [["stav"]],
      patientId: [["patient.id"]],
      cancelled: ["zrusen"],
    });
  });

  test("offers every other place, each with an example", () => {
    const { options } = proposeFor(traps);
    expect(options.phone).toContainEqual({ sources: [["therapist.phone"]], example: "602 000 009" });
    expect(options.state).toContainEqual({ sources: [["payment_status"]], example: "cancelled" });
    expect(options.name[0]).toEqual({ sources: [["patient.name"]], example: "Jana Vzorová" });
  });

  test("finds names and numbers in titles", () => {
    const titles = ["Jana Vzorová 601000001", "Petr Zkusmo 601000002"].map((title) => text(title));
    expect(proposeFor(titles).fields).toMatchObject({ name: [["$title"]], phone: [["$title"]] });
  });

  test("says nothing of an empty calendar", () => {
    expect(proposeFor([]).fields).toMatchObject({ name: [], phone: [], state: [], cancelled: [] });
  });
});

describe("what is measured", () => {
  const shown = (ids: string): Shown[] =>
    Array.from({ length: 6 }, (_, at) => ({
      appointment: {
        id: `${ids}${at}`,
        start: `2026-11-2${at}T07:00:00Z`,
        end: null,
        allDay: false,
        title: `Pacient ${at}`,
        patient: { id: null, name: `Pacient ${at}`, phone: at === 0 ? null : "601000001" },
      },
      cancelled: false,
      hasOwnId: true,
    }));

  test("leaves out what is cancelled or lasts all day", () => {
    const [first, second, ...others] = shown("a");
    if (!first || !second) throw new Error("nothing shown");
    const allDay = { ...second, appointment: { ...second.appointment, allDay: true } };
    expect(countShown([{ ...first, cancelled: true }, allDay, ...others])).toEqual({
      people: 4,
      names: 4,
      phones: 4,
      ids: 4,
      others: [],
      days: 4,
    });
  });

  test.for<[string, boolean, (before: Shown[]) => Shown[]]>([
    ["ids that do not last", true, () => shown("b")],
    ["the same ids", false, () => shown("a")],
    ["one appointment with another id", false, ([, ...others]) => [...shown("b").slice(0, 1), ...others]],
    [
      "another week",
      false,
      () =>
        shown("c").map((one) => ({
          ...one,
          appointment: { ...one.appointment, start: one.appointment.start.replace("-11-", "-12-") },
        })),
    ],
    ["the same twice in one place", false, () => [...shown("b"), ...shown("c")]],
  ])("%s", ([, isNews, now]) => {
    expect(haveNewIds(idsSeen(shown("a")), idsSeen(now(shown("a"))))).toBe(isNews);
  });
});

test("29: what a person said is no appointment has nobody in it, whatever is read there", () => {
  const appointment = {
    id: "1",
    start: "2026-11-24T07:00:00Z",
    end: null,
    allDay: false,
    title: " PORADA  týmu ",
    patient: { id: null, name: "Jana", phone: "601000001" },
  };
  expect(asConfirmed(appointment, { excluded: ["porada týmu"] }).patient).toBeNull();
  expect(asConfirmed(appointment, { excluded: ["oběd"] }).patient).not.toBeNull();
  expect(asConfirmed(appointment, null).patient).not.toBeNull();
});
