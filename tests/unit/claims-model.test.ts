// @vitest-environment node
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import fc, { runs } from "../properties.ts";
import { appointment, calendarId } from "./support/clinic.ts";
import { realTimeout, shortWaits } from "./support/short-waits.ts";
import { type Computer, Practice } from "./support/two-computers.ts";

/**
 * Two computers of one practice, each of which may die at every step to its disk, to the registry and to GoSMS, and a
 * registry that may be out of reach or lose its answers. Whatever happens: nobody is texted twice, nothing leaves while
 * the registry is out of reach, and what did not leave for certain is shown to a person.
 */

shortWaits(1);
beforeEach(() => {
  // Whoever dies with a lock in hand gives it back.
  vi.stubGlobal("navigator", {
    onLine: true,
    languages: ["cs"],
    locks: { request: async (_: string, work: () => Promise<unknown>) => work() },
  });
  // That nobody answers is what this is about.
  vi.spyOn(console, "error").mockImplementation(() => {});
});
afterEach(() => {
  vi.restoreAllMocks();
});

const who = fc.nat({ max: 1 });
const patient = fc.nat({ max: 1 }).map((at) => String(at + 1));
const action = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant("press" as const), who, patient }) },
  { weight: 4, arbitrary: fc.record({ type: fc.constant("pressBoth" as const), patient }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant("dispatch" as const), who }) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant("stallIn" as const),
      who,
      steps: fc.integer({ min: 1, max: 30 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant("wake" as const), who }) },
  { weight: 4, arbitrary: fc.constant({ type: "both" as const }) },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant("dieIn" as const),
      who,
      steps: fc.integer({ min: 1, max: 40 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ type: fc.constant("restart" as const), who }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant("cut" as const),
      how: fc.constantFrom("before" as const, "after" as const, null),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ type: "time" as const }) },
);
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

const textOf = (id: string) => `Zveme vas ${id}`;

/** Hours pass in all stories together, and no appointment is to begin in the middle of one. */
const began = Date.now();

async function play(actions: readonly Action[]): Promise<void> {
  vi.setSystemTime(began);
  const practice = await Practice.open(["recepce 1", "recepce 2"]);
  const { computers, registry, account } = practice;
  const pressed = new Set<string>();
  const at = (who: number) => computers[who] as Computer;
  const begin = async (computer: Computer) => {
    if (computer.isDead) await computer.start();
  };
  const dispatch = async (some: readonly Computer[]) => {
    const before = account.texts.length;
    const wasCut = registry.cut !== null;
    await Promise.all(
      some.filter(({ isDead, isAsleep }) => !isDead && !isAsleep).map((one) => one.dispatch()),
    );
    if (wasCut) expect(account.texts.length, "sent out of reach").toBe(before);
  };
  const press = async (computer: Computer, one: { patient: string }) => {
    if (computer.isDead || computer.isAsleep) return;
    const item = {
      appointment: appointment(one.patient, 9),
      kind: "reminder" as const,
      text: textOf(one.patient),
    };
    await computer.alive(
      computer.sending
        .sendBulk(calendarId, [item])
        .then(({ queued }) => queued.length > 0 && pressed.add(one.patient)),
    );
  };
  for (const one of actions) {
    switch (one.type) {
      case "press":
        await press(at(one.who), one);
        break;
      case "pressBoth":
        for (const computer of computers) await press(computer, one);
        break;
      case "stallIn":
        at(one.who).stallsIn = one.steps;
        break;
      case "wake":
        at(one.who).wake();
        break;
      case "dispatch":
        await dispatch([at(one.who)]);
        break;
      case "both":
        await dispatch(computers);
        break;
      case "dieIn":
        if (!at(one.who).isDead) at(one.who).diesIn = one.steps;
        break;
      case "restart":
        await at(one.who).start();
        break;
      case "cut":
        registry.cut = one.how;
        break;
      case "time":
        practice.passTime();
        break;
    }
  }
  registry.cut = null;
  // Who is away, is away for long.
  for (let round = 0; round < 4; round++) {
    practice.passTime();
    await dispatch(computers);
  }
  for (const computer of computers) computer.wake();
  await new Promise((resolve) => realTimeout(resolve, 5));
  for (const computer of computers) {
    computer.diesIn = computer.isDead ? computer.diesIn : Number.POSITIVE_INFINITY;
    await begin(computer);
  }
  for (let round = 0; round < 5; round++) {
    practice.passTime();
    await dispatch(computers);
  }
  const rows = (await Promise.all(computers.map((one) => one.rows()))).flat();
  for (const id of pressed) {
    const arrived = account.texts.filter(({ text }) => text === textOf(id)).length;
    expect(arrived, `texts to ${id}`).toBeLessThanOrEqual(1);
    const about = rows.filter(({ appointment }) => appointment.id === id);
    for (const { state } of about) expect(["sent", "unknown"]).toContain(state);
    // What did not arrive is not shown as sent, on any computer, unless somebody is asked about it.
    if (arrived === 0) expect(about.some(({ state }) => state === "unknown")).toBe(true);
    if (arrived === 0) expect(about.every(({ state }) => state === "unknown")).toBe(true);
  }
}

/** What comes after a death, a sleep or a cut at one step of the first computer's way. */
const afterwards: Record<string, readonly Action[]> = {
  "it dies, and starts before the other sends": [
    { type: "restart", who: 0 },
    { type: "dispatch", who: 0 },
    { type: "dispatch", who: 1 },
  ],
  "it dies, and the other sends first": [
    { type: "dispatch", who: 1 },
    { type: "time" },
    { type: "dispatch", who: 1 },
    { type: "restart", who: 0 },
  ],
  "it sleeps until the other has waited long enough": [
    { type: "dispatch", who: 1 },
    { type: "time" },
    { type: "dispatch", who: 1 },
    { type: "wake", who: 0 },
    { type: "both" },
  ],
};

/** Steps from the dispatch of one text to its end, and some of the next one. */
async function countSteps(): Promise<number> {
  const { computers } = await Practice.open(["recepce 1", "recepce 2"]);
  const [computer] = computers as [Computer];
  const item = { appointment: appointment("1", 9), kind: "reminder" as const, text: textOf("1") };
  await computer.sending.sendBulk(calendarId, [item]);
  const many = 10_000;
  computer.diesIn = many;
  await computer.dispatch();
  return many - computer.diesIn + 4;
}

test.for(Object.entries(afterwards))("at every step: %s", async ([what, then]) => {
  const mostSteps = await countSteps();
  expect(mostSteps).toBeGreaterThan(20);
  for (let steps = 1; steps <= mostSteps; steps++)
    await play([
      { type: "pressBoth", patient: "1" },
      { type: what.includes("sleeps") ? "stallIn" : "dieIn", who: 0, steps },
      { type: "dispatch", who: 0 },
      ...then,
    ]).catch((error) => {
      throw new Error(`at step ${steps}`, { cause: error });
    });
});

test("no patient is texted twice, and nothing is lost in silence", async () => {
  await fc.assert(fc.asyncProperty(fc.array(action, { minLength: 4, maxLength: 16 }), play), {
    numRuns: runs(60),
  });
});
