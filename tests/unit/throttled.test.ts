import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { throttled } from "../../components/ui/throttled.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** How often something that takes so long runs while it is called all the time, in milliseconds. */
async function runsWithin(ms: number, takesMs: number): Promise<number> {
  let runs = 0;
  const call = throttled(async () => {
    runs++;
    await new Promise((resolve) => setTimeout(resolve, takesMs));
  }, 200);
  for (let passed = 0; passed < ms; passed += 10) {
    call();
    await vi.advanceTimersByTimeAsync(10);
  }
  return runs;
}

test("what is called all the time runs as often as is said", async () => {
  expect(await runsWithin(10_000, 5)).toBeGreaterThan(40);
});

test("what takes long runs less often, and now and then all the same", async () => {
  expect(await runsWithin(10_000, 100)).toBeLessThan(15);
  const rare = await runsWithin(20_000, 1000);
  expect(rare).toBeGreaterThan(5);
  expect(rare).toBeLessThan(15);
});

test("a single call is heard, also where the work has failed before", async () => {
  let runs = 0;
  const call = throttled(async () => {
    runs++;
    throw new Error("no");
  }, 200);
  for (let time = 1; time <= 3; time++) {
    call();
    await vi.advanceTimersByTimeAsync(200);
    expect(runs).toBe(time);
  }
});
