import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchChromium } from "../e2e/chromium.ts";
import { startGosms } from "../gosms/server.ts";
import { processorTime } from "./processor-time.ts";
import { forInformation, type Measure, median, ms, spread } from "./report.ts";

/** The browser ends the worker after half a minute without work, and starts it for whatever comes next. */

const times = 30;
/** Until all that a start does by itself is done. */
const afterwardsMs = 300;

export async function wake(): Promise<Measure[]> {
  // In a practice nobody watches each request of the worker.
  process.env.PLAYWRIGHT_DISABLE_SERVICE_WORKER_NETWORK = "1";
  await using gosms = await startGosms();
  const profile = await mkdtemp(join(tmpdir(), "pipni-profile-"));
  await using stack = new AsyncDisposableStack();
  stack.defer(() => rm(profile, { recursive: true, force: true }));
  await using extension = await launchChromium({ gosms, calendars: [], profile });
  await extension.configure(gosms.account);
  const waits: number[] = [];
  const { cpu } = await processorTime(profile, async () => {
    for (let time = 0; time < times; time++) {
      await extension.stopWorker();
      const began = performance.now();
      await extension.call("feeds.list", null);
      waits.push(performance.now() - began);
      await new Promise((resolve) => setTimeout(resolve, afterwardsMs));
    }
  });
  return [
    forInformation(
      `from a message to a worker that was ended until its answer (${spread(waits)})`,
      ms(median(waits)),
    ),
    forInformation("  processor time of the whole browser, with all that a start does", ms(cpu / times)),
  ];
}
