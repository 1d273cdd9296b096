import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { runProbes } from "../lib/page-world/run.ts";

/** The page's own world of an enabled calendar, from the document's first moment. */
export default defineUnlistedScript(() => {
  runProbes();
});
