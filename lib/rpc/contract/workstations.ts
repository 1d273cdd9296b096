import { z } from "zod";
import { RegistryProblem } from "../../domain/claims/trouble.ts";
import { Workstations } from "../../domain/workstations.ts";
import { Nothing, procedure } from "./procedure.ts";

/** How this computer shares texts with others. */

const { urls, user, name, mode, sends, withoutAsking } = Workstations.shape;
/** An empty password is the one that is stored. The hosts have been granted by now. */
const Given = { urls: urls.min(1), user, password: z.string().max(1000) };

export const workstationsProcedures = {
  /** Tries it out and stores nothing. */
  "workstations.test": procedure({
    from: "extension",
    needsRecovery: false,
    input: z.strictObject(Given),
    output: z.discriminatedUnion("ok", [
      z.strictObject({ ok: z.literal(true), version: z.string() }),
      z.strictObject({ ok: z.literal(false), problem: RegistryProblem }),
    ]),
  }),
  "workstations.join": procedure({
    from: "extension",
    needsRecovery: false,
    input: z.strictObject({ ...Given, name }),
    output: Nothing,
  }),
  "workstations.decide": procedure({
    from: "extension",
    needsRecovery: false,
    input: z
      .strictObject({
        ...{ mode, sends, name, withoutAsking },
        /** That the registry knows less than it did is right: this computer tells it anew what it sent. */
        acceptsOlder: z.literal(true),
      })
      .partial(),
    output: Nothing,
  }),
};
