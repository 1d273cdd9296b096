// @vitest-environment node
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { DeclaredCalendar } from "../../lib/plugin-api/declared-calendar.ts";
import { Refusal, readPluginFile } from "../plugin-tools/manifest-file.ts";
import { proposeList } from "../plugin-tools/propose-list.ts";
import { examineTraffic } from "../plugin-tools/traffic.ts";
import { readRecording } from "../replay/read.ts";
import type { Recorded, Recording } from "../replay/recording.ts";

const origin = "https://kalendar.example";
const today = "2027-03-01";

const recorded = (change: Partial<Recorded> & { json?: unknown }): Recorded => {
  const { json, ...rest } = change;
  return {
    ...{ method: "GET", url: `${origin}/`, body: null, requestType: null, status: 200, headers: [] },
    ...{
      type: "application/json",
      content: Buffer.from(JSON.stringify(json ?? {})),
      at: 0,
      isDocument: false,
    },
    ...rest,
  };
};
const recording = (...exchanges: Recorded[]): Recording => ({
  ...{ address: `${origin}/`, at: null, exchanges, isSnapshot: false, problems: [] },
});

const visit = (id: string, start: string, name: string, mobil: string | null) => ({
  ...{ id, zacatek: start, konec: start.replace(":00", ":30"), klient: { jmeno: name, mobil } },
});
const visits = [
  visit("a-7", "2027-03-01T08:00", "Jana Vzorová", "601000001"),
  visit("a-9", "2027-03-02T09:00", "Petr Zkušební", "602 000 002"),
  visit("a-4", "2027-03-04T10:00", "Karel Němý", null),
];
const list = recorded({
  url: `${origin}/api/terminy?od=2027-03-01&do=2027-03-08`,
  json: { data: { terminy: visits }, lekari: [{ id: 1, jmeno: "MUDr. Smyšlená" }] },
});

describe("a list in a server's answers", () => {
  const proposal = proposeList(recording(recorded({}), list), "Europe/Prague", today);

  it("is proposed with the fields that teaching would choose", () => {
    expect(proposal).toMatchObject({ read: 3, phones: 2 });
    expect(proposal?.calendar.network?.[0]).toMatchObject({
      ...{ kind: "list", method: "GET", url: "/api/terminy\\?", items: "$.data.terminy" },
      fields: { id: "id", end: { path: "konec" }, patient: "klient.jmeno", phone: { path: "klient.mobil" } },
    });
  });

  it("is not said to cover a last day of which nothing was seen, and a person is told to look", () => {
    expect(proposal?.calendar.network?.[0]?.range).toEqual({
      from: "url:od",
      to: "url:do",
      inclusive: false,
    });
    expect(proposal?.notes).toEqual([
      expect.stringMatching(/^network\[0\]\.range\.inclusive is false: see which days/),
    ]);
    const whole = recorded({
      url: list.url,
      json: [...visits, visit("a-5", "2027-03-08T08:00", "Eva Příkladná", "603000003")],
    });
    expect(
      proposeList(recording(whole), "Europe/Prague", today)?.calendar.network?.[0]?.range?.inclusive,
    ).toBe(true);
  });

  it("is read by the engine as it is proposed", () => {
    const { days, read, lists, remarks } = examineTraffic(
      proposal?.calendar as DeclaredCalendar,
      recording(list),
      today,
    );
    expect(days).toEqual(["01", "02", "03", "04", "05", "06", "07"].map((day) => `2027-03-${day}`));
    expect(read.map(({ id, start, patient }) => [id, start, patient?.name, patient?.phone])).toEqual([
      ["a-7", "2027-03-01T07:00:00Z", "Jana Vzorová", "601000001"],
      ["a-9", "2027-03-02T08:00:00Z", "Petr Zkušební", "602 000 002"],
      ["a-4", "2027-03-04T09:00:00Z", "Karel Němý", null],
    ]);
    expect(lists).toEqual([expect.stringMatching(/: 3 appointments, covers 2027-03-01 to 2027-03-07$/)]);
    expect(remarks).toEqual([]);
  });
});

describe("what rules make of recorded requests", () => {
  const calendar = (network: DeclaredCalendar["network"]): DeclaredCalendar => ({
    events: { source: "network" },
    network,
  });
  const fields = { id: "id", start: "zacatek" };
  const saved = recorded({
    method: "POST",
    url: `${origin}/api/zrusit`,
    body: "duvod=x",
    status: 409,
    json: { ok: false },
  });

  it.each<[string, DeclaredCalendar["network"], string, RegExp]>([
    [
      "no such list",
      [{ kind: "list", method: "GET", url: "/terminy", items: "$.nic", fields }],
      "network[0].items",
      /^`\$\.nic` is not in the answer to GET/,
    ],
    [
      "a field that is elsewhere",
      [
        {
          kind: "list",
          method: "GET",
          url: "/terminy",
          items: "$.data.terminy",
          fields: { ...fields, phone: "tel" },
        },
      ],
      "network[0].fields.phone",
      /^gives nothing for any of the 3 appointments in the answer/,
    ],
    [
      "no days",
      [
        {
          kind: "list",
          method: "GET",
          url: "/terminy",
          items: "$.data.terminy",
          fields,
          range: { from: "url:x", to: "url:y", inclusive: true },
        },
      ],
      "network[0].range",
      /^tells no days for GET/,
    ],
    [
      "a refusal",
      [{ kind: "cancel", method: "POST", url: "/zrusit$", fields: { id: "request:id" } }],
      "network[0].ok",
      /^takes the answer to POST .* \(409\) for a refusal$/,
    ],
    [
      "an id that was not sent",
      [{ kind: "cancel", method: "POST", url: "/zrusit$", fields: { id: "request:id" } }],
      "network[0].fields.id",
      /^is not in POST/,
    ],
    [
      "a rule that nothing is meant by",
      [{ kind: "move", method: "PUT", url: "/x$", fields: { id: "url:id" } }],
      "network[0]",
      /^no request of the recording is meant by it \(move: PUT/,
    ],
  ])("say where they miss: %s", (_what, network, place, said) => {
    const { remarks } = examineTraffic(calendar(network), recording(list, saved), today);
    expect(remarks.filter((one) => one.place === place)).toEqual([
      { place, said: expect.stringMatching(said) },
    ]);
  });

  it("leave out, and tell, what they do not speak of", () => {
    expect(examineTraffic(calendar([]), recording(list, saved), today).unknown).toEqual([saved]);
  });
});

describe("files that cannot be used", () => {
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "pipni-files-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const file = async (name: string, text: string): Promise<string> => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };
  const refusal = async (reading: Promise<unknown>): Promise<string> => {
    const error: unknown = await reading.then(
      () => null,
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(Error);
    return error instanceof Error ? `${error.name}: ${error.message}` : "";
  };

  it("are told in sentences: manifests, with every problem", async () => {
    expect(await refusal(readPluginFile(join(folder, "nic.json")))).toMatch(
      /^Refusal: There is no file .*nic\.json\.$/,
    );
    const broken = await file("a.json", "{");
    expect(await refusal(readPluginFile(broken))).toMatch(
      /cannot be used:\n {2}plugin: \(the whole file\): is not valid JSON \(/,
    );
    const poor = await file("b.json", `{ "id": "b", "apiVersion": 1 }`);
    const said = await refusal(readPluginFile(poor));
    expect(said).toMatch(/\n {2}b: version: is missing: add text\n/);
    expect(said).toMatch(/\n {2}b: contributes: is missing: add an object$/);
    expect(new Refusal("x").name).toBe("Refusal");
  });

  it("are told in sentences: recordings", async () => {
    expect(await refusal(readRecording(join(folder, "x.har")))).toMatch(
      /There is no file .*x\.har that can be read\.$/,
    );
    expect(await refusal(readRecording(await file("c.har", "{")))).toMatch(/The HAR is no JSON/);
    expect(await refusal(readRecording(await file("d.png", "PNG")))).toMatch(
      /is neither a HAR \(\.har\) nor a saved page/,
    );
  });
});
