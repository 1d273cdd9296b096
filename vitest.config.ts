import { defineConfig } from "vitest/config";
import { WxtVitest } from "wxt/testing/vitest-plugin";
import { bound } from "./tests/machine.ts";

export default defineConfig({
  plugins: [WxtVitest()],
  // Time decides nothing here: a busy machine may take its time.
  test: {
    include: ["tests/unit/**/*.test.{ts,tsx}", "tests/cases/*.test.ts", "lib/**/test/*.test.ts"],
    setupFiles: ["tests/unit/support/faked-date.ts"],
    // Tests that start the background many times over would collect garbage for a quarter of their time.
    execArgv: ["--max-semi-space-size=64"],
    testTimeout: bound(60_000),
    hookTimeout: bound(60_000),
  },
});
