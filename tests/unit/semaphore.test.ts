import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Places } from "../../lib/background/sending/semaphore.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("gives as many places as there are, and the next as one is left", async () => {
  const places = new Places(() => 1);
  const first = await places.take(1000);
  const second = places.take(1000);
  await vi.advanceTimersByTimeAsync(500);
  first?.leave();
  expect(await second).not.toBeNull();
  await vi.advanceTimersByTimeAsync(1000);
});

test("a place that is left twice is given once", async () => {
  const places = new Places(() => 1);
  {
    using first = await places.take(1000);
    first?.leave();
  }
  expect(await places.take(1000)).not.toBeNull();
  const third = places.take(1000);
  await vi.advanceTimersByTimeAsync(1000);
  expect(await third).toBeNull();
});

test("who lost patience is given no place that comes later", async () => {
  const places = new Places(() => 1);
  const first = await places.take(1000);
  const second = places.take(1000);
  await vi.advanceTimersByTimeAsync(1000);
  expect(await second).toBeNull();
  first?.leave();
  expect(await places.take(0)).not.toBeNull();
});

test("with fewer places than were given, the next has to wait for as many to be left", async () => {
  let limit = 2;
  const places = new Places(() => limit);
  const [first, second] = [await places.take(1000), await places.take(1000)];
  limit = 1;
  const third = places.take(1000);
  first?.leave();
  await vi.advanceTimersByTimeAsync(999);
  second?.leave();
  expect(await third).not.toBeNull();
});
