import { defineContentScript } from "wxt/utils/define-content-script";
import { probes } from "../lib/plugin-host/probe/registry.ts";
import { runProbes } from "../lib/plugin-host/probe/run.ts";

/** The page's own world of an enabled calendar. */
export default defineContentScript({
  registration: "runtime",
  runAt: "document_start",
  world: "MAIN",
  main() {
    runProbes(probes);
  },
});
