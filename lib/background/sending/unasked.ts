import type { Workstations } from "../../domain/workstations.ts";
import { noteClaims } from "../../storage/open-claims.ts";
import { messageById, messagesOfText } from "../../storage/outbox-queries.ts";
import { subjectKey } from "../claims/fingerprints.ts";
import { type OpenRegistry, openRegistry } from "../claims/open.ts";
import { freely, quietly, type Right } from "./rights.ts";
import { settle } from "./settling.ts";

/** Texts that leave without being claimed. Whoever asks the others by the time they have left tells them. */

/** How it is set up by now. */
type Current = () => Workstations;

/** Of a computer that shares with nobody, as long as it does. */
export const byItself = (id: string, taken: Workstations, current: Current): Right => ({
  ...freely,
  // What it sent is told as it joins, and that may have been before this one was on its way.
  begin: async () => current().mode === taken.mode && current().stamp === taken.stamp,
  end: () =>
    quietly(async () => {
      if (current().mode === "shared") await tellEnd(await openRegistry(current()), id);
    }),
});

/** Of one that a person lets send out of the others' reach, who may be back before it has left. */
export const outOfReach = (id: string, open: OpenRegistry): Right => ({
  ...freely,
  async begin() {
    const row = await messageById(id);
    for (const one of row ? await messagesOfText(row) : [])
      await noteClaims([[one.id, { key: await subjectKey(open.key, one), attempt: one.id, told: null }]]);
    return true;
  },
  end: () => quietly(() => tellEnd(open, id)),
});

async function tellEnd(open: OpenRegistry, id: string): Promise<void> {
  const row = await messageById(id);
  await settle(open, row && row.bundle.length > 0 ? row.bundle : [id]);
}
