import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { probes } from "../lib/plugin-host/probe/registry.ts";
import { runProbes } from "../lib/plugin-host/probe/run.ts";

/** The page's own world of an enabled calendar, from the document's first moment. */
export default defineUnlistedScript(() => {
  runProbes(probes);
});
