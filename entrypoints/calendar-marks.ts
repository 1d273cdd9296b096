import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { followMarks } from "../lib/page/marks.ts";
import { offerMarks } from "../lib/page/offered-marks.ts";

/**
 * The isolated world of a calendar that is read by data, and whose appointments are marked. Comes with the engine's code,
 * and never by itself.
 */
export default defineUnlistedScript(() =>
  offerMarks(followMarks({ tell: (adapter) => adapter.drawn?.() ?? [], stop: () => {} })),
);
