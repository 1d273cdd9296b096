import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { reduceAddress } from "../lib/domain/calendar-report/kinds.ts";
import { shapeOfPage } from "../lib/domain/calendar-report/shape-of-page.ts";

/** Put into an open page for one look: what shape it has, without anything that stands in it. Changes nothing. */
export default defineUnlistedScript(() => {
  // The background calls it, in the same world.
  Object.assign(globalThis, {
    pipniReport: () => ({
      address: reduceAddress(location.href),
      page: shapeOfPage(document.documentElement),
    }),
  });
});
