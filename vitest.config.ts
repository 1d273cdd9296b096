import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { WxtVitest } from "wxt/testing/vitest-plugin";
import { bound } from "./tests/machine.ts";

/** What takes longest begins first, so that no processor is left with it alone at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => /-(?:model|spin|recovery)\.test\.ts$/u.test(moduleId);
    return (await super.sort(files)).toSorted((a, b) => Number(isLong(b)) - Number(isLong(a)));
  }
}

export default defineConfig({
  plugins: [WxtVitest()],
  // Time decides nothing here: a busy machine may take its time.
  test: {
    include: ["tests/unit/**/*.test.{ts,tsx}", "tests/cases/*.test.ts", "lib/**/test/*.test.ts"],
    setupFiles: ["tests/unit/support/faked-date.ts"],
    sequence: { sequencer: LongestFirst },
    // Tests that start the background many times over would collect garbage for a quarter of their time.
    execArgv: ["--max-semi-space-size=64"],
    testTimeout: bound(60_000),
    hookTimeout: bound(60_000),
  },
});
