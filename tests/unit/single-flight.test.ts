import { describe, expect, test } from "vitest";
import { singleFlight } from "../../lib/background/single-flight.ts";

/** Work whose runs end when the test says so. */
function atHand() {
  const runs: PromiseWithResolvers<number>[] = [];
  const work = () => {
    const run = Promise.withResolvers<number>();
    runs.push(run);
    return run.promise;
  };
  return { runs, work };
}

const turn = () => new Promise((resolve) => setTimeout(resolve));

test("all who call during a run share it, and its failure", async () => {
  const { runs, work } = atHand();
  const call = singleFlight(work);
  const [first, second] = [call(), call()];
  runs[0]?.resolve(1);
  expect(await Promise.all([first, second])).toEqual([1, 1]);
  const failing = [call(), call()];
  runs[1]?.reject(new Error("no"));
  for (const one of failing) await expect(one).rejects.toThrow("no");
  void call();
  expect(runs).toHaveLength(3);
});

test("work that throws at once is begun anew the next time", async () => {
  let tries = 0;
  const call = singleFlight((): Promise<number> => {
    if (++tries === 1) throw new Error("no");
    return Promise.resolve(tries);
  });
  await expect(call()).rejects.toThrow("no");
  expect(await call()).toBe(2);
});

describe("trailing", () => {
  test("a call during a run makes it run once more, for any number of calls, and waits for that", async () => {
    const { runs, work } = atHand();
    const call = singleFlight(work, { trailing: true });
    const calls = [call(), call(), call()];
    runs[0]?.resolve(1);
    await turn();
    expect(runs).toHaveLength(2);
    runs[1]?.resolve(2);
    expect(await Promise.all(calls)).toEqual([2, 2, 2]);
    await turn();
    expect(runs).toHaveLength(2);
  });

  test.for([0, 1, 2, 3, 4, 5, 6, 7, 8])(
    "a call %i turns after the work has ended is not lost",
    async (turns) => {
      const { runs, work } = atHand();
      const call = singleFlight(work, { trailing: true });
      void call();
      await turn();
      runs[0]?.resolve(1);
      for (let passed = 0; passed < turns; passed++) await Promise.resolve();
      void call();
      await turn();
      expect(runs).toHaveLength(2);
    },
  );
});

describe("keeping", () => {
  test("a result that is to be kept is the answer to all later calls", async () => {
    const { runs, work } = atHand();
    const call = singleFlight(work, { keep: (result) => result > 1 });
    for (const result of [1, 2]) {
      const answer = call();
      await turn();
      runs.at(-1)?.resolve(result);
      expect(await answer).toBe(result);
    }
    expect(await call()).toBe(2);
    expect(runs).toHaveLength(2);
  });

  test("a failure never is", async () => {
    const { runs, work } = atHand();
    const call = singleFlight(work, { keep: () => true });
    const failing = call();
    runs[0]?.reject(new Error("no"));
    await expect(failing).rejects.toThrow("no");
    const answer = call();
    runs[1]?.resolve(1);
    expect(await answer).toBe(1);
  });
});
