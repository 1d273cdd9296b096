import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Semaphore } from "../../lib/background/sending/semaphore.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test("gives as many places as there are, and the next as one is left", async () => {
  const semaphore = new Semaphore(() => 1);
  const first = await semaphore.acquire(1000);
  const second = semaphore.acquire(1000);
  await vi.advanceTimersByTimeAsync(500);
  first?.release();
  expect(await second).not.toBeNull();
  await vi.advanceTimersByTimeAsync(1000);
});

test("a place that is left twice is given once", async () => {
  const semaphore = new Semaphore(() => 1);
  {
    using first = await semaphore.acquire(1000);
    first?.release();
  }
  expect(await semaphore.acquire(1000)).not.toBeNull();
  const third = semaphore.acquire(1000);
  await vi.advanceTimersByTimeAsync(1000);
  expect(await third).toBeNull();
});

test("who lost patience is given no place that comes later", async () => {
  const semaphore = new Semaphore(() => 1);
  const first = await semaphore.acquire(1000);
  const second = semaphore.acquire(1000);
  await vi.advanceTimersByTimeAsync(1000);
  expect(await second).toBeNull();
  first?.release();
  expect(await semaphore.acquire(0)).not.toBeNull();
});

test("with fewer places than were given, the next has to wait for as many to be left", async () => {
  let limit = 2;
  const semaphore = new Semaphore(() => limit);
  const [first, second] = [await semaphore.acquire(1000), await semaphore.acquire(1000)];
  limit = 1;
  const third = semaphore.acquire(1000);
  first?.release();
  await vi.advanceTimersByTimeAsync(999);
  second?.release();
  expect(await third).not.toBeNull();
});
