// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AppointmentChange } from "../../lib/domain/appointment.ts";
import { calendarId } from "./support/clinic.ts";
import { Workstation } from "./support/workstation.ts";

/** What the background makes of messages, should a page ever get one through: by who says it, and by its shape. */

const now = Temporal.ZonedDateTime.from("2026-03-10T10:00[Europe/Prague]").epochMilliseconds;
const created = (id: string, more: object = {}): AppointmentChange => ({
  type: "created",
  appointment: {
    id,
    start: "2026-03-12T09:00:00Z",
    end: null,
    allDay: false,
    title: "Jana Vzorová",
    patient: { id: "7", name: "Jana Vzorová", phone: "601 000 001" },
    ...more,
  },
});

let station: Workstation;
beforeEach(async () => {
  station = await Workstation.open(now, ({ practice, sending }) => {
    practice.name = "Ordinace Na Náměstí";
    practice.phone = "+420 234 567 890";
    practice.timeZone = "Europe/Prague";
    sending.channel = 1;
    sending.settleSeconds = 0;
  });
});
afterEach(() => station[Symbol.asyncDispose]());

const { origin } = new URL(calendarId);
const honest = { id: "pipni", url: `${calendarId}/`, origin, tab: { id: 1 }, frameId: 0 };

describe("who says it", () => {
  const { protocol, host } = new URL(calendarId);
  test.for<[string, object]>([
    ["another extension", { ...honest, id: "jine" }],
    ["another port", { ...honest, url: `${origin}:8443/`, origin: `${origin}:8443` }],
    ["another scheme", { ...honest, url: `${protocol === "https:" ? "http:" : "https:"}//${host}/`, origin }],
    ["a name with a stop behind it", { ...honest, url: `${protocol}//${host}./`, origin: `${origin}.` }],
    [
      "a host that begins alike",
      { ...honest, url: `${origin}.evil.example/`, origin: `${origin}.evil.example` },
    ],
    ["a host within another", { ...honest, url: `https://x.${host}/`, origin: `https://x.${host}` }],
    ["an address that names the calendar", { ...honest, url: `https://evil.example/?${calendarId}/` }],
    ["a name before the host", { ...honest, url: `${protocol}//${host}@evil.example/` }],
    ["a document without an address", { ...honest, url: "about:blank", origin: "null" }],
    ["a sandboxed frame", { ...honest, origin: "null" }],
    ["a blob of it", { ...honest, url: `blob:${origin}/1`, origin: "null" }],
    ["no tab", { ...honest, tab: undefined }],
    ["no address", { ...honest, url: undefined }],
    ["a page that calls itself the extension", { ...honest, url: "https://pipni/popup.html" }],
  ])("%s is not let in", async ([, sender]) => {
    for (const [name, input] of Object.entries({
      "page.changed": created("1"),
      "page.looked": { page: "1", reader: "x", questions: [], isWhole: true, days: [] },
      "outbox.release": null,
      "bulk.send": { calendarId, items: [] },
      "sites.list": null,
    }))
      expect(await station.said(name, input, sender), name).toEqual({ error: "not allowed" });
    expect((await station.rows()).all).toEqual([]);
  });

  test("a calendar's page is not let in where only the extension's windows are", async () => {
    const { contract } = await import("../../lib/rpc/contract/index.ts");
    const own = Object.entries(contract).filter(([, { from }]) => from === "extension");
    expect(own.length).toBeGreaterThan(30);
    for (const [name] of own)
      expect(await station.said(name, null, honest), name).toEqual({ error: "not allowed" });
  });

  test.for([
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "",
    "page",
    "page.changed.x",
    1,
    null,
    {},
  ])("nobody answers to %j", async (name) => {
    expect(await station.said(name as string, null, honest)).toBeUndefined();
  });
});

describe("what it looks like", () => {
  const long = "x".repeat(10_000_000);
  test.for<[string, unknown]>([
    ["a title of 10 MB", created("1", { title: long })],
    ["an id of 10 MB", created(long)],
    ["a name of 10 MB", created("1", { patient: { id: null, name: long, phone: null } })],
    ["a number of 10 MB", created("1", { patient: { id: null, name: "", phone: long } })],
    ["more than a change holds", { ...created("1"), text: "Vyhráli jste" }],
    ["a text of its own", created("1", { text: "Vyhráli jste" })],
    ["a doctor of 10 MB", created("1", { doctor: long })],
    [
      "values without end",
      created("1", {
        placeholders: Object.fromEntries(Array.from({ length: 999 }, (_, at) => [`A${"B".repeat(at)}`, "x"])),
      }),
    ],
    ["values by odd names", created("1", { placeholders: { constructor: "x" } })],
    ["a list for a change", [created("1")]],
    ["a start that is none", created("1", { start: "zítra" })],
  ])("%s is refused, and nothing comes of it", async ([, input]) => {
    const answer = (await station.said("page.changed", input, honest)) as { error: string };
    expect(answer.error).toMatch(/^malformed: /u);
    expect(answer.error.length).toBeLessThan(600);
    await station.rest();
    expect((await station.rows()).all).toEqual([]);
    expect(station.gosms.messages).toEqual([]);
  });

  test("keys that could reach a prototype are ids like others", async () => {
    for (const id of ["__proto__", "constructor", "prototype", "hasOwnProperty", "toString"]) {
      await station.ask(
        "page.changed",
        created(id, { patient: { id, name: "Eva Klíčová", phone: "601 000 005" } }),
      );
      await station.ask("page.unseen", {
        ...{
          start: "2026-03-12T09:00:00Z",
          ids: [id],
          patient: null,
          title: id,
          why: "otherDay",
          isTold: true,
        },
      });
      await station.ask("page.remember", { plugin: "__proto__", key: id, value: '"x"' });
    }
    const polluted = JSON.parse('{"__proto__":{"allDay":true,"active":true}}') as object;
    await station.said("page.changed", Object.assign(polluted, created("9")), honest);
    await station.pass(30_000);
    expect(({} as Record<string, unknown>).active).toBeUndefined();
    expect((await station.rows()).all).toHaveLength(5);
    expect(Object.keys(await station.ask("page.recall", { plugin: "__proto__" }))).toHaveLength(5);
  });

  test("a name cannot turn the number beside it around", async () => {
    await station.ask(
      "page.changed",
      created("1", {
        title: "\u202eJana",
        patient: { id: null, name: "Ja\u2067na\u200f", phone: "\u202e601 000 001" },
      }),
    );
    const [row] = (await station.rows()).all;
    expect(row?.appointment).toMatchObject({
      title: "Jana",
      patient: { name: "Jana", phone: "601 000 001" },
    });
  });

  test("a calendar that tells without end of what it does not show fills no disk, and one row counts the rest", async () => {
    for (let at = 0; at < 320; at++)
      await station.ask("page.unseen", {
        ...{
          start: "2026-03-12T09:00:00Z",
          ids: [`u${at}`],
          patient: null,
          title: `${at}`,
          why: "otherDay",
          isTold: true,
        },
      });
    const { allUnseen } = await import("../../lib/storage/unseen.ts");
    expect(await allUnseen()).toHaveLength(300);
    const { all } = await station.rows();
    expect(all.map(({ state, reason }) => [state, reason])).toEqual([
      ["skipped", { code: "flood", detail: "20" }],
    ]);
    // What is known is still kept up to date.
    const again = {
      start: "2026-03-12T09:00:00Z",
      ids: ["u5"] as string[],
      patient: null,
      title: "5",
      why: "notShown",
      isTold: true,
    } as const;
    expect(await station.ask("page.unseen", again)).toMatchObject({ title: expect.stringMatching(/5/u) });
    expect(await allUnseen()).toHaveLength(300);
  });
});
