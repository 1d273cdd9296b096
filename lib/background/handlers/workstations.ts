import { attempt } from "../attempt.ts";
import { tick } from "../jobs/index.ts";
import { decideHere, join, testRegistry } from "../sending/joining.ts";
import type { HandlersOf } from "./server.ts";

export const workstationsHandlers: HandlersOf<"workstations"> = {
  "workstations.test": testRegistry,
  "workstations.join": async ({ name, ...given }) => {
    await join(given, { name, secret: null });
    attempt(tick);
    return null;
  },
  "workstations.decide": async (change) => {
    await decideHere(change);
    attempt(tick);
    return null;
  },
};
