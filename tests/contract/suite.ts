import { test } from "@playwright/test";
import { cases } from "./cases.ts";
import type { Driver } from "./driver.ts";
import { type Run, startRun } from "./run.ts";

/**
 * Defines one test for each promise of the plugin contract. The browser and the calendar's server are shared.
 * What the calendar does not have is skipped, and the reason is printed.
 */
export function contractSuite(name: string, start: () => Promise<Driver>): void {
  test.describe(name, () => {
    let run: Run;

    test.beforeAll(async () => {
      run = await startRun(await start());
    });
    test.afterAll(async () => {
      await run?.[Symbol.asyncDispose]();
      await run?.driver[Symbol.asyncDispose]();
    });
    // A case that failed must not leave its page to the next one.
    test.afterEach(async () => {
      for (const page of run.extension.context.pages())
        if (page.url().startsWith(run.driver.url)) await page.close();
    });

    for (const { name: title, needs = [], check } of cases) {
      test(title, async () => {
        const missing = needs.filter((ability) => run.driver.absent[ability] !== undefined);
        const reason = missing.map((ability) => `${ability}: ${run.driver.absent[ability]}`).join("; ");
        if (missing.length > 0) console.log(`${name}: skipped "${title}": ${reason}`);
        test.skip(missing.length > 0, reason);
        await check(run);
      });
    }
  });
}
