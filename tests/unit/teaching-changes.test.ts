// @vitest-environment node
import { describe, expect, it } from "vitest";
import { appointmentOf, type Entry } from "../../lib/declarative/entry.ts";
import { exchangeOf } from "../../lib/declarative/exchange.ts";
import { operationsOf } from "../../lib/declarative/operation.ts";
import { NetworkRule } from "../../lib/plugin-api/declared-calendar.ts";
import type { NetworkWrite } from "../../lib/plugin-api/network.ts";
import { zoneNamed } from "../../lib/plugin-kit/zone.ts";
import { cancelRule, createRule } from "../../lib/teaching/recording.ts";
import { Trial, type TrialState } from "../../lib/teaching/trial.ts";

const clock = zoneNamed("Europe/Prague");

const entry = (id: string, date: string, time: string, name: string, phone: string | null = null): Entry => ({
  ...{
    id,
    base: id,
    key: null,
    date,
    title: name,
    end: null,
    allDay: false,
    cancelled: false,
    synthetic: false,
  },
  start: clock.epochMs(`${date}T${time}:00`),
  patient: { id: null, name, phone },
});

const trial = entry("r104", "2026-11-24", "13:00", "Zkouška Zkušební");
const other = entry("r977", "2026-12-01", "09:30", "Pokus Pokusný");

const write = (
  method: string,
  path: string,
  body: object | string | null,
  response: object | string = "",
  status = 200,
): NetworkWrite => ({
  ...{
    id: 1,
    answerId: 2,
    method,
    url: `https://kal.example${path}`,
    status,
    location: null,
    redirected: false,
  },
  body: typeof body === "string" || body === null ? body : JSON.stringify(body),
  response: typeof response === "string" ? response : JSON.stringify(response),
  ...{ startedAt: 1_000, endedAt: 1_200 },
});

/** What a learnt rule, through the manifest's schema, makes of another request. */
function told(rule: NetworkRule | null, request: NetworkWrite) {
  const exchange = exchangeOf(request, NetworkRule.parse(JSON.parse(JSON.stringify(rule))));
  return exchange?.accepted ? operationsOf(NetworkRule.parse(rule), exchange, clock, "2026-11-24") : [];
}

/** The same request for one appointment and another, as different calendars send it. */
const creations: [
  string,
  (one: Entry, day: string, czech: string, time: string, phone: string) => NetworkWrite,
][] = [
  [
    "JSON with the start in one value",
    ({ title }, day, _, time, phone) =>
      write(
        "POST",
        "/api/termin",
        { nazev: title, klient: { mobil: phone }, zacatek: `${day} ${time}`, konec: `${day} 18:00` },
        { ok: true },
      ),
  ],
  [
    "a form with names in brackets",
    ({ title }, day, _, time, phone) => {
      const [first = "", last = ""] = title.split(" ");
      const form = {
        "appointment[start]": `${day} ${time}:00`,
        "appointment[id]": "",
        "customer[name]": `${last} ${first}`,
        "customer[phone]": phone,
      };
      return write("POST", "/index.php/calendar/save", new URLSearchParams(form).toString(), {
        success: true,
      });
    },
  ],
  [
    "day and hour apart, as Czechs write them",
    ({ title }, _, czech, time, phone) =>
      write(
        "POST",
        "/ulozit?action=create",
        new URLSearchParams({ datum: czech, od: time, do: "18:00", jmeno: title, telefon: phone }).toString(),
        "uloženo",
      ),
  ],
  [
    "GraphQL",
    ({ title }, day, _, time, phone) =>
      write(
        "POST",
        "/graphql",
        {
          operationName: "CreateVisit",
          query: "mutation CreateVisit",
          variables: { input: { patient: title, phone, start: `${day}T${time}:00` } },
        },
        { data: { createVisit: { id: "x" } } },
      ),
  ],
  [
    "milliseconds",
    ({ title, start }) =>
      write(
        "PUT",
        "/visits/8f3a2b1c-0000-4000-8000-123456789abc",
        { who: title, at: start },
        { status: "created" },
        201,
      ),
  ],
];

describe("a creation is learnt from the page's own request", () => {
  it.each(creations)("%s", (_, request) => {
    const rule = createRule(
      [
        write("POST", "/log", { event: "click" }),
        request(trial, "2026-11-24", "24. 11. 2026", "13:00", "601 000 009"),
        write("POST", "/log", {}),
      ],
      trial,
      clock,
    );
    const [operation] = told(
      rule,
      request(other, "2026-12-01", "1. 12. 2026", "9:30".padStart(5, "0"), "601 000 008"),
    );
    expect(operation).toMatchObject({ kind: "create", when: { start: other.start, date: other.date } });
    expect(operation?.patient?.name.split(" ").sort()).toEqual(["Pokus", "Pokusný"]);
    // An answer's id would make an edit by the same address look new.
    expect(operation?.id).toBeNull();
  });

  it("not from what was refused, speaks of another time, or names nobody", () => {
    const body = { nazev: trial.title, mobil: "601000009", zacatek: "2026-11-24 13:00" };
    const learn = (request: NetworkWrite) => createRule([request], trial, clock);
    expect(learn(write("POST", "/api/termin", body, { ok: true }))).not.toBeNull();
    expect(learn(write("POST", "/api/termin", body, { ok: false }))).toBeNull();
    expect(learn(write("POST", "/api/termin", body, "", 500))).toBeNull();
    expect(
      learn(write("POST", "/api/termin", { ...body, zacatek: "2026-11-24 14:00" }, { ok: true })),
    ).toBeNull();
    expect(learn(write("POST", "/api/termin", { zacatek: body.zacatek }, { ok: true }))).toBeNull();
  });

  it("and an edit by the same address is told from it by the id that it carries", () => {
    const body = (id: string) => ({ id, nazev: trial.title, zacatek: "2026-11-24 13:00" });
    const rule = createRule([write("POST", "/save", body(""), { ok: true })], trial, clock);
    expect(told(rule, write("POST", "/save", body(""), { ok: true }))).toHaveLength(1);
    expect(told(rule, write("POST", "/save", body("r104"), { ok: true }))).toEqual([]);
    expect(told(rule, write("POST", "/save", body(""), { ok: false }))).toEqual([]);
  });
});

const endings: [string, (id: string) => NetworkWrite][] = [
  ["DELETE at its address", (id) => write("DELETE", `/api/termin/${id}`, null, "", 204)],
  ["an address that says so", (id) => write("POST", `/kalendar/${id}/zrusit`, null, { ok: true })],
  [
    "a form with its id",
    (id) => write("POST", "/delete_appointment", `appointment_id=${id}`, { success: true }),
  ],
  [
    "an action in the query",
    (id) => write("POST", `/ajax?action=cancelVisit&visit=${id}`, "csrf=aaa", { ok: true }),
  ],
  ["a status", (id) => write("PATCH", "/visits", { id, status: "CANCELLED" }, { ok: true })],
  [
    "GraphQL",
    (id) =>
      write(
        "POST",
        "/graphql",
        { operationName: "CancelVisit", query: "mutation CancelVisit", variables: { id } },
        { data: {} },
      ),
  ],
];

describe("a cancellation is learnt from the page's own request", () => {
  it.each(endings)("%s", (_, request) => {
    const rule = cancelRule([request("r104"), write("POST", "/log", { id: "r1" })], trial);
    expect(told(rule, request("r977"))).toMatchObject([{ kind: "cancel", id: "r977" }]);
  });

  it("not from a request that merely saves it: it might as well change a word", () => {
    expect(
      cancelRule([write("PUT", "/visits/r104", { id: "r104", note: "x" }, { ok: true })], trial),
    ).toBeNull();
    expect(
      cancelRule([write("PATCH", "/visits", { id: "r104", status: "3" }, { ok: true })], trial),
    ).toBeNull();
    const rule = cancelRule(
      [write("PATCH", "/visits", { id: "r104", status: "cancelled" }, { ok: true })],
      trial,
    );
    expect(told(rule, write("PATCH", "/visits", { id: "r104", status: "confirmed" }, { ok: true }))).toEqual(
      [],
    );
  });

  it("nor from one that names another appointment, or was refused", () => {
    expect(cancelRule([write("DELETE", "/api/termin/r1041", null, "", 204)], trial)).toBeNull();
    expect(cancelRule([write("DELETE", "/api/termin/r104", null, { ok: false })], trial)).toBeNull();
    expect(cancelRule([write("DELETE", "/api/termin/r104", null, "", 403)], trial)).toBeNull();
  });
});

describe("a trial", () => {
  const made = write(
    "POST",
    "/api/termin",
    { nazev: trial.title, mobil: "601000009", zacatek: "2026-11-24 13:00" },
    { ok: true },
  );
  const gone = write("DELETE", "/api/termin/r104", null, "", 204);
  const at = made.endedAt + 5_000;
  const entries = (...all: Entry[]) => new Map(all.map((one) => [one.id, one]));
  const seen = entry("r1", "2026-11-24", "09:00", "Jana Vzorová");
  const created = { type: "created", appointment: appointmentOf(other) } as const;
  const cancelled = { type: "cancelled", appointment: appointmentOf(other) } as const;

  const shifted: Entry = { ...trial, start: clock.epochMs("2026-11-24T14:30:00") };
  const pushed = write("POST", "/api/termin/r104", { zacatek: "2026-11-24 14:30" }, { ok: true });
  const moved = {
    type: "moved",
    appointment: appointmentOf(other),
    previousStart: "2026-12-01T08:30:00Z",
  } as const;

  function learnt(): Trial {
    const learning = new Trial(clock);
    learning.look(entries(seen), at);
    learning.hear(made);
    learning.look(entries(seen, trial), at);
    expect(learning.phase).toBe("move");
    learning.hear(pushed);
    learning.look(entries(seen, shifted), at);
    expect(learning.phase).toBe("cancel");
    learning.hear(gone);
    learning.look(entries(seen), at);
    expect(learning.phase).toBe("createAgain");
    return learning;
  }

  it("is over once all three were learnt, and all three were told right", () => {
    const learning = learnt();
    learning.report(created);
    expect(learning.phase).toBe("moveAgain");
    learning.report(moved);
    expect(learning.phase).toBe("cancelAgain");
    learning.report(cancelled);
    expect([learning.phase, learning.problem]).toEqual(["done", null]);
    expect(learning.rules()?.map(({ kind }) => kind)).toEqual(["cancel", "move", "create"]);
  });

  it("leaves moving out where nothing can be moved", () => {
    const learning = new Trial(clock);
    learning.look(entries(seen), at);
    learning.hear(made);
    learning.look(entries(seen, trial), at);
    learning.leaveOutMove();
    expect([learning.phase, learning.place]).toEqual(["cancel", { step: 2, of: 4 }]);
    learning.hear(gone);
    learning.look(entries(seen), at);
    learning.report(created);
    expect(learning.phase).toBe("cancelAgain");
    learning.report(cancelled);
    expect([learning.phase, learning.problem]).toEqual(["done", null]);
    expect(learning.rules()?.map(({ kind }) => kind)).toEqual(["cancel", "create"]);
  });

  it("goes on where the page was loaded anew in the middle of it", () => {
    const form = (path: string, body: string) => ({ ...write("POST", path, body, "", 0), response: null });
    let learning = new Trial(clock);
    const reload = (): void => {
      learning = new Trial(clock, JSON.parse(JSON.stringify(learning.state)) as TrialState);
    };
    learning.look(entries(seen), at);
    learning.hear(form("/ulozit", "id=&datum=24.+11.+2026&od=13:00&jmeno=Zkouška+Zkušební&tel=601000009"));
    reload();
    learning.look(entries(seen, trial), at);
    expect(learning.phase).toBe("move");
    learning.hear(
      form("/ulozit", "id=r104&datum=24.+11.+2026&od=14:30&jmeno=Zkouška+Zkušební&tel=601000009"),
    );
    reload();
    learning.look(entries(seen, shifted), at);
    expect(learning.phase).toBe("cancel");
    learning.hear(form("/zrusit", "id=r104"));
    reload();
    learning.look(entries(seen), at);
    expect(learning.phase).toBe("createAgain");
    const rules = learning.rules() ?? [];
    expect(rules.map(({ kind, navigates }) => `${kind} ${navigates}`)).toEqual([
      "cancel true",
      "move true",
      "create true",
    ]);
    const kindsOf = (request: NetworkWrite) =>
      rules.flatMap((rule) => (exchangeOf(request, NetworkRule.parse(rule)) ? [rule.kind] : []));
    expect(kindsOf(form("/ulozit", "id=&datum=1.+12.+2026&od=9:30&jmeno=Pokus"))).toEqual(["create"]);
    expect(kindsOf(form("/ulozit", "id=r9&datum=1.+12.+2026&od=9:30&jmeno=Pokus"))).toEqual(["move"]);
  });

  it("takes a new id from an answer only where moving is another request", () => {
    const answer = write(
      "POST",
      "/api/termin",
      { nazev: trial.title, zacatek: "2026-11-24 13:00" },
      { id: "r104" },
    );
    const same = write(
      "POST",
      "/api/termin",
      { nazev: trial.title, uid: "r104", zacatek: "2026-11-24 14:30" },
      {},
    );
    for (const [move, id] of [
      [pushed, { response: "$.id" }],
      [same, { response: "$.id" }],
    ] as const) {
      const learning = new Trial(clock);
      learning.look(entries(seen), at);
      learning.hear(answer);
      learning.look(entries(seen, trial), at, [], () => "$.id");
      learning.hear(move);
      learning.look(entries(seen, shifted), at);
      learning.hear(gone);
      learning.look(entries(seen), at);
      const create = learning.rules()?.find(({ kind }) => kind === "create");
      expect(create?.fields?.id).toEqual(id);
      // What names an appointment makes none.
      expect(create && exchangeOf(move, create)).toBeNull();
    }
  });

  it("waits for the server's own appointment where the page draws a stand-in first", () => {
    const learning = new Trial(clock);
    learning.look(entries(seen), 0);
    learning.hear(made);
    learning.look(entries(seen, { ...trial, id: "new-1", base: "new-1" }), made.endedAt + 100);
    expect(learning.phase).toBe("create");
    learning.look(entries(seen, trial), made.endedAt + 2_000);
    learning.hear(pushed);
    learning.look(entries(seen, shifted), at);
    learning.hear(gone);
    learning.look(entries(seen), at);
    expect(learning.phase).toBe("createAgain");
  });

  it("says so when the page's requests tell nothing, or what was learnt tells nothing or something else", () => {
    const silent = new Trial(clock);
    silent.look(entries(seen), at);
    for (const later of [0, 5_000, 9_000]) silent.look(entries(seen, trial), at + later);
    expect(silent.problem).toBe("noTraffic");

    const untold = learnt();
    for (const later of [0, 5_000, 9_000]) untold.look(entries(seen, other), at + later);
    expect(untold.problem).toBe("notTold");

    const wrong = learnt();
    wrong.report(cancelled);
    expect(wrong.problem).toBe("toldOther");
    const strange = learnt();
    strange.report(created);
    strange.report({ type: "cancelled", appointment: appointmentOf(seen) });
    expect([strange.phase, strange.problem]).toEqual(["moveAgain", "toldOther"]);
  });

  it("asks for nothing before it knows what is there already", () => {
    const learning = new Trial(clock);
    expect(learning.hint).toBe("looking");
    learning.look(entries(seen), at);
    expect(learning.hint).toBeNull();
  });

  it("says what was seen since, while nothing goes on", () => {
    const days = ["2026-11-24"];
    const creating = new Trial(clock);
    creating.look(entries(seen), 0, days);
    creating.look(entries(seen), 20_000, days);
    expect(creating.hint).toBeNull();
    creating.look(entries(seen), 31_000, days);
    expect(creating.hint).toBe("nothing");
    creating.hear({ ...made, status: 422, endedAt: 40_000 });
    creating.look(entries(seen), 42_000, days);
    expect(creating.hint).toBe("refused");
    creating.hear({ ...made, endedAt: 50_000 });
    creating.look(entries(seen), 52_000, days);
    expect(creating.hint).toBeNull();
    creating.look(entries(seen), 57_000, days);
    expect(creating.hint).toBe("notShown");
    creating.hear({
      ...write("POST", "/ulozit", "datum=1.+12.+2026&od=9%3A30&jmeno=Pokus"),
      endedAt: 60_000,
    });
    creating.look(entries(seen), 67_000, days);
    expect(creating.hint).toBe("otherDay");

    const cancelling = new Trial(clock);
    cancelling.look(entries(seen), at);
    cancelling.hear(made);
    cancelling.look(entries(seen, trial), at);
    cancelling.hear({ ...pushed, endedAt: at + 1_000 });
    cancelling.look(entries(seen, trial), at + 8_000);
    expect([cancelling.phase, cancelling.hint]).toEqual(["move", "notMoved"]);
    cancelling.leaveOutMove();
    cancelling.hear({ ...gone, endedAt: at + 9_000 });
    cancelling.look(entries(seen, trial), at + 16_000);
    expect([cancelling.phase, cancelling.hint]).toEqual(["cancel", "stillShown"]);
  });

  it("says whether what the page shows was refused, or told by nothing", () => {
    for (const [heard, problem] of [
      [{ ...made, status: 422 }, "onlyRefused"],
      [write("POST", "/api/ping", { ok: 1 }), "untelling"],
    ] as const) {
      const stuck = new Trial(clock);
      stuck.look(entries(seen), at);
      stuck.hear(heard);
      for (const later of [0, 5_000, 9_000]) stuck.look(entries(seen, trial), at + later);
      expect(stuck.problem).toBe(problem);
    }
  });

  it("takes another week for no trial", () => {
    const learning = new Trial(clock);
    learning.look(entries(seen), at);
    learning.hear(made);
    learning.look(entries(trial, other), at);
    learning.look(entries(trial, other), at + 60_000);
    expect([learning.phase, learning.problem]).toEqual(["create", null]);
  });
});
