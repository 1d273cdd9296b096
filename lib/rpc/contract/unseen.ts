import { z } from "zod";
import { Nothing, procedure } from "./procedure.ts";

/** What was made in a calendar and is yet to be seen there. */

const Which = z.strictObject({ id: z.uuid() });

export const unseenProcedures = {
  /** A person wants nothing told of it. */
  "unseen.drop": procedure({ from: "extension", needsRecovery: false, input: Which, output: Nothing }),
  /** Shows its day in its calendar, which is opened where it is not. */
  "unseen.show": procedure({ from: "extension", needsRecovery: true, input: Which, output: Nothing }),
};
