// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";
import { type Job, Scheduler } from "../../lib/background/jobs/scheduler.ts";

/** The scheduler by itself: jobs of the test's own on a clock of its own. */

const minute = 60_000;

beforeEach(() => {
  fakeBrowser.reset();
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], now: 1_800_000_000_000 });
  vi.stubGlobal("addEventListener", () => {});
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

/** A job that is due at a moment, and then no more. */
function jobDueAt(due: number | null, change: Partial<Job> = {}) {
  const runs: number[] = [];
  const job: Job = {
    name: "job",
    needsRecovery: false,
    run: async () => {
      runs.push(Date.now());
      if (due !== null && due <= Date.now()) due = null;
    },
    nextAt: async (after) => (due !== null && due > after ? due : null),
    ...change,
  };
  return { job, runs };
}

const recovered = async () => {};
const alarms = () => fakeBrowser.alarms.getAll();
/** In milliseconds from now. */
const alarmIn = async () => ((await alarms())[0]?.scheduledTime ?? 0) - Date.now();

test("there is one alarm, for the earliest of all jobs", async () => {
  const now = Date.now();
  const jobs = [jobDueAt(now + 20 * minute), jobDueAt(now + 5 * minute), jobDueAt(null)];
  await new Scheduler(
    jobs.map(({ job }) => job),
    recovered,
  ).run();
  expect(await alarms()).toHaveLength(1);
  expect(await alarmIn()).toBe(5 * minute);
});

test("with nothing due it looks every six hours all the same: somebody may set the clock", async () => {
  await new Scheduler([jobDueAt(null).job], recovered).run();
  expect(await alarmIn()).toBe(6 * 60 * minute);
});

test("a short wait is exact", async () => {
  const due = Date.now() + 7_300;
  const { job, runs } = jobDueAt(due);
  await new Scheduler([job], recovered).run();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(runs).toContain(due);
  expect(runs).toHaveLength(2);
});

test("what was tried and is still due waits for the alarm, and makes no busy loop", async () => {
  const runs: number[] = [];
  const due = Date.now() - minute;
  const job: Job = {
    name: "job",
    needsRecovery: false,
    run: async () => void runs.push(Date.now()),
    nextAt: async (after) => (due > after ? due : null),
  };
  await new Scheduler([job], recovered).run();
  await vi.advanceTimersByTimeAsync(25_000);
  expect(runs).toHaveLength(1);
  expect(await alarmIn()).toBeLessThan(30_000);
});

describe("what becomes due while a job is at work", () => {
  /** A job that ends when it is told to, and has something due at each of these moments. */
  function longJob(dues: readonly number[], change: Partial<Job> = {}) {
    const end = Promise.withResolvers<void>();
    const runs: number[] = [];
    const run = () => {
      runs.push(Date.now());
      return end.promise;
    };
    const nextAt = async (after: number) => dues.find((due) => due > after) ?? null;
    return { job: { name: "long", needsRecovery: false, run, nextAt, ...change } as Job, runs, end };
  }

  test("waits for its end, and is done then", async () => {
    const now = Date.now();
    const { job, runs, end } = longJob([now + 1000, now + 2000, now + 3000]);
    const other = jobDueAt(null, { name: "other" });
    void new Scheduler([other.job, job], recovered).run();
    await vi.advanceTimersByTimeAsync(4000);
    expect([runs.length, other.runs.length]).toEqual([1, 1]);
    end.resolve();
    await vi.advanceTimersByTimeAsync(10);
    expect(runs).toHaveLength(2);
    expect(await alarmIn()).toBeLessThanOrEqual(30_000);
  });

  test("is done at once where it cannot wait", async () => {
    const now = Date.now();
    const { job, runs } = longJob([now + 1000, now + 2000], { isUrgent: true });
    void new Scheduler([job], recovered).run();
    await vi.advanceTimersByTimeAsync(4000);
    expect(runs).toEqual([now, now + 1000, now + 2000]);
  });

  test("wakes the worker all the same if that has died", async () => {
    const { job } = longJob([Date.now() + 2 * minute]);
    void new Scheduler([job], recovered).run();
    await vi.advanceTimersByTimeAsync(0);
    expect(await alarmIn()).toBe(2 * minute);
  });
});

test("the alarm that woke the worker runs the jobs, and those of earlier versions are cleared", async () => {
  for (const name of ["due", "look", "forget"])
    await fakeBrowser.alarms.create(name, { periodInMinutes: 360 });
  const { job, runs } = jobDueAt(null);
  const scheduler = new Scheduler([job], recovered);
  scheduler.listen();
  await scheduler.run();
  await vi.waitFor(async () => expect(await alarms()).toMatchObject([{ name: "wake" }]));
  const [alarm] = await alarms();
  if (alarm) await fakeBrowser.alarms.onAlarm.trigger(alarm);
  await vi.waitFor(() => expect(runs).toHaveLength(2));
});

test("nothing of a job that needs it is done before the outbox is recovered, and others do not wait", async () => {
  const recovery = Promise.withResolvers<void>();
  const gated = jobDueAt(null, { name: "gated", needsRecovery: true });
  const free = jobDueAt(null, { name: "free" });
  const run = new Scheduler([gated.job, free.job], () => recovery.promise).run();
  await vi.advanceTimersByTimeAsync(1_000);
  expect([gated.runs.length, free.runs.length]).toEqual([0, 1]);
  // It is awake again soon if the worker dies meanwhile.
  expect(await alarms()).toHaveLength(1);
  recovery.resolve();
  await run;
  expect(gated.runs).toHaveLength(1);
});

test("a job whose recovery failed is not done, and the worker wakes to try again", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const gated = jobDueAt(Date.now() - 1, { needsRecovery: true });
  const recovery = vi.fn().mockRejectedValueOnce(new Error("no")).mockResolvedValue(undefined);
  const scheduler = new Scheduler([gated.job], recovery);
  await scheduler.run();
  expect(gated.runs).toEqual([]);
  expect(await alarmIn()).toBe(minute / 2);
  await scheduler.run();
  expect(gated.runs).toHaveLength(1);
});

test("a job that fails stands in no other's way, and its follower goes on", async () => {
  vi.spyOn(console, "error").mockImplementation(() => {});
  const failing: Job = {
    ...jobDueAt(null).job,
    name: "failing",
    run: () => Promise.reject(new Error("no")),
    nextAt: () => Promise.reject(new Error("no")),
  };
  const follower = jobDueAt(null, { name: "follower", after: "failing" });
  const other = jobDueAt(Date.now() + 5 * minute, { name: "other" });
  await new Scheduler([failing, follower.job, other.job], recovered).run();
  expect([follower.runs.length, other.runs.length]).toEqual([1, 1]);
  expect(await alarmIn()).toBe(minute);
});

test("one job waits for the one that goes first", async () => {
  const ended = Promise.withResolvers<void>();
  const first = jobDueAt(null, { name: "first", run: () => ended.promise });
  const second = jobDueAt(null, { name: "second", after: "first" });
  const run = new Scheduler([first.job, second.job], recovered).run();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(second.runs).toEqual([]);
  ended.resolve();
  await run;
  expect(second.runs).toHaveLength(1);
});

test("what falls due by a job's work is planned as it ends, however long the others take", async () => {
  let due: number | null = null;
  const short: Job = {
    ...jobDueAt(null).job,
    name: "short",
    run: async () => {
      due = Date.now() + 3 * minute;
    },
    nextAt: async (after) => (due !== null && due > after ? due : null),
  };
  const long = jobDueAt(null, { name: "long", run: () => new Promise(() => {}) });
  void new Scheduler([short, long.job], recovered).run();
  await vi.advanceTimersByTimeAsync(0);
  expect(await alarmIn()).toBe(3 * minute);
});
