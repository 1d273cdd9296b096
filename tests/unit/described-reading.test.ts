// @vitest-environment node
import { beforeEach, describe, expect, test } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";
import { addPlugin, manifestOf } from "../../lib/background/plugins/catalogue.ts";
import { placesIn } from "../../lib/background/reading/described.ts";
import { takeReader } from "../../lib/background/sites/reading.ts";
import type { Measure } from "../../lib/domain/site-reading/site-reading.ts";
import type { DeclaredCalendar, Fields } from "../../lib/plugin-api/declared-calendar.ts";
import { gateOf, loadReading, saveReading } from "../../lib/storage/site-readings.ts";
import { sitesItem } from "../../lib/storage/sites.ts";

/** A plugin made of data whose appointments stand in what the page receives, and what a person confirmed of it. */

const siteId = "https://kalendar.example";
const measure: Measure = {
  people: 12,
  names: 12,
  phones: 12,
  ids: 12,
  others: [],
  days: 5,
  hasNewIds: false,
};
const fields: Fields = { id: "id", start: "start", patient: "patient.name", phone: "patient.phone" };
const list = {
  kind: "list" as const,
  method: "GET",
  url: "/api/visits",
  items: "$.items",
  fields,
};
const create = {
  kind: "create" as const,
  method: "POST",
  url: "/api/visits$",
  fields: { id: "response:id", start: "request:start", patient: "request:name", phone: "request:phone" },
};

const plugin = (calendar: DeclaredCalendar): string =>
  JSON.stringify({
    id: "rezervace",
    version: "1.0.0",
    apiVersion: 1,
    name: "Rezervace",
    description: "Ukázka",
    matches: [`${siteId}/*`],
    activationEvents: ["onElement:#kalendar"],
    contributes: { calendars: [{ id: "rezervace", title: "Rezervace", ...calendar }] },
  });
const listed = (change: Partial<DeclaredCalendar> = {}): DeclaredCalendar => ({
  present: ["#kalendar"],
  events: { source: "network" },
  network: [list, create],
  ...change,
});
const drawn: DeclaredCalendar = {
  present: ["#kalendar"],
  events: {
    source: "dom",
    selector: ".visit",
    fields: { id: { attr: "data-id" }, start: { attr: "data-at" } },
  },
};

const add = async (calendar: DeclaredCalendar): Promise<void> =>
  expect(await addPlugin(plugin(calendar))).toMatchObject({ ok: true });

/** Its page was opened, and a person has said that all is read right. */
async function confirm(): Promise<void> {
  const { reader } = await takeReader(siteId, "rezervace", measure);
  expect(await gateOf(siteId)).toEqual({ code: "unconfirmed" });
  await saveReading({
    ...{ version: 1, siteId, plugin: "rezervace", described: reader?.described ?? "?", fields: null },
    ...{ excluded: [], measured: measure, confirmedAt: 1000, since: 0 },
  });
  expect((await loadReading(siteId)).standing).toBe("confirmed");
}

beforeEach(async () => {
  fakeBrowser.reset();
  await sitesItem.save([{ id: siteId, origin: siteId, name: "Rezervace", plugin: null, enabled: true }]);
});

describe("nothing leaves before a person has looked again where an update of the plugin reads", () => {
  const doctors = { ...fields, phone: "doctor.phone" };
  test.for<[string, Partial<DeclaredCalendar>]>([
    ["the number elsewhere", { network: [{ ...list, fields: doctors }, create] }],
    ["the hour elsewhere", { network: [{ ...list, fields: { ...fields, start: "booked" } }, create] }],
    ["another list", { network: [{ ...list, url: "/api/blocked" }, create] }],
    ["other items of it", { network: [{ ...list, items: "$.all" }, create] }],
    [
      "the number of what is made elsewhere",
      { network: [list, { ...create, fields: { ...create.fields, phone: "request:doctor" } }] },
    ],
  ])("%s", async ([, change]) => {
    await add(listed());
    await confirm();
    await add(listed(change));
    expect((await takeReader(siteId, "rezervace", measure)).standing).toBe("unconfirmed");
    expect(await gateOf(siteId)).toEqual({ code: "unconfirmed" });
  });

  test("the page, and a list that says more about the person elsewhere", async () => {
    await add({ ...drawn, network: [list] });
    await confirm();
    await add({ ...drawn, network: [{ ...list, fields: doctors }] });
    expect((await takeReader(siteId, "rezervace", measure)).standing).toBe("unconfirmed");
  });
});

test("the same again, and what only tells when a server has said yes, need no second look", async () => {
  await add(listed());
  await confirm();
  await add(listed());
  expect((await takeReader(siteId, "rezervace", measure)).standing).toBe("confirmed");
  await add(listed({ network: [list, { ...create, ok: { status: [200] } }] }));
  expect((await takeReader(siteId, "rezervace", measure)).standing).toBe("confirmed");
});

test("what was confirmed of the page alone, by a version before, stands", async () => {
  await add(drawn);
  const { reader } = await takeReader(siteId, "rezervace", measure);
  expect(reader?.described).toBe(JSON.stringify([{ events: drawn.events }]));
});

test("whoever confirms is told where in the list all stands", async () => {
  await add(listed());
  const manifest = await manifestOf("rezervace");
  expect(manifest && placesIn(manifest)).toEqual({
    name: "patient.name",
    phone: "patient.phone",
    time: "start",
    state: "",
  });
});
