// @vitest-environment node
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { appointment, type Clinic, calendarId, openClinic } from "./support/clinic.ts";

/** A row on which sending fails in a way that nobody foresaw: it waits, and no other one waits for it. */

const departure = "../../lib/background/sending/departure.ts";
const failing = new Set<string>();
let clinic: Clinic;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["performance", "Date"] });
  vi.spyOn(console, "error").mockImplementation(() => {});
  failing.clear();
  vi.doMock(departure, async (importOriginal) => {
    const original = await importOriginal<typeof import("../../lib/background/sending/departure.ts")>();
    return {
      ...original,
      lastDecision: async (...asked: Parameters<typeof original.lastDecision>) => {
        if (failing.has(asked[0])) throw new Error("nobody foresaw this");
        return original.lastDecision(...asked);
      },
    };
  });
  clinic = await openClinic();
});

afterEach(async () => {
  await clinic[Symbol.asyncDispose]();
  vi.doUnmock(departure);
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const ids = Array.from({ length: 12 }, (_, at) => String(at + 1));
const press = (some: readonly string[]) =>
  clinic.intake.sendBulk(
    calendarId,
    some.map((id) => ({
      appointment: appointment(id, 9),
      kind: "reminder" as const,
      text: `Zveme vas ${id}`,
    })),
  );
const texts = () => clinic.gosms.messages.map(({ text }) => text).sort();
const textsOf = (some: readonly string[]) => some.map((id) => `Zveme vas ${id}`).sort();
async function fail(...some: string[]): Promise<void> {
  for (const row of await clinic.outbox.listSince(0, Number.MAX_SAFE_INTEGER))
    if (some.includes(row.appointment.id)) failing.add(row.id);
}
/** As the scheduler does it, whenever a rest is over. */
async function dispatch(times: number): Promise<void> {
  for (let time = 0; time < times; time++) {
    await clinic.dispatcher.dispatch();
    vi.advanceTimersByTime(31_000);
  }
}

test.for<[string, string[]]>([
  ["the first", ["1"]],
  ["two in the middle", ["6", "7"]],
])("of %s no other one waits, not for a moment, nor does what comes later", async ([, bad]) => {
  await press(ids);
  await fail(...bad);
  await clinic.dispatcher.dispatch();
  const good = ids.filter((id) => !bad.includes(id));
  expect(texts()).toEqual(textsOf(good));
  await press(["20", "21"]);
  await clinic.dispatcher.dispatch();
  expect(texts()).toEqual(textsOf([...good, "20", "21"]));
  // Whatever it was is over.
  failing.clear();
  await dispatch(2);
  expect(texts()).toEqual(textsOf([...ids, "20", "21"]));
});

test("of as many as are handed over at once the others wait for no more than two rests, and go before them", async () => {
  const bad = ids.slice(0, 6);
  await press(ids);
  await fail(...bad);
  await dispatch(3);
  expect(texts()).toEqual(textsOf(ids.slice(6)));
  failing.clear();
  await dispatch(2);
  expect(texts()).toEqual(textsOf(ids));
});

const tries = () => vi.mocked(console.error).mock.calls.filter(([what]) => what === "dispatch").length;

test("it is tried again after a rest, for which the worker is woken, and not before", async () => {
  await press(["1"]);
  await fail("1");
  for (let time = 0; time < 5; time++) await clinic.dispatcher.dispatch();
  expect(tries()).toBe(1);
  expect(await clinic.dispatcher.nextDispatch(Date.now())).toBe(Date.now() + 30_000);
  await dispatch(3);
  expect(tries()).toBe(3);
});

test("where every one fails, the others are not tried one after another", async () => {
  await press(ids);
  await fail(...ids);
  for (let time = 0; time < 5; time++) await clinic.dispatcher.dispatch();
  expect(tries()).toBeLessThanOrEqual(6);
});
