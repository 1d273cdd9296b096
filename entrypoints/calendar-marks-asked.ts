import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { followMarks } from "../lib/page/marks.ts";
import { offerMarks } from "../lib/page/offered-marks.ts";
import { askDrawn, forgetDrawn } from "../lib/plugin-api/drawn.ts";

/** The same for a calendar whose page alone knows its elements: its `drawn.ts` is asked. */
export default defineUnlistedScript(() =>
  offerMarks(
    followMarks({
      tell: (_, { contributes: { decorations = [] } }) =>
        askDrawn(decorations.map((one) => one.elements).join()),
      stop: forgetDrawn,
    }),
  ),
);
