import type { Appointment } from "../../domain/appointment.ts";
import type { Reason } from "../../domain/outbox/reason.ts";
import { loadTrouble, workstationsItem } from "../../storage/workstations.ts";
import { openRegistry } from "../claims/open.ts";
import { ifReadable, RegistryFailure } from "../claims/registry.ts";
import { addresseeOf, placesOf, refusedElsewhere } from "./refusals.ts";

/**
 * What the practice's other computers have against texting people whom a window shows here. Each text is asked for once
 * more as it is claimed; this is so that a person knows before.
 */

export interface Person {
  /** E.164; `null` where none can be texted. */
  phone: string | null;
  appointment: Appointment;
}

const shown = new Map<string, Reason>();
const mostShown = 2000;

const keyOf = ({ phone, appointment: { patient } }: Person): string =>
  JSON.stringify([phone, patient?.id, patient?.name]);

/** By the last time they were asked about. */
export const refusalShown = (person: Person): Reason | null => shown.get(keyOf(person)) ?? null;

/** Asks about all of them. Never rejects: what could not be learnt stays as it was. */
export async function askRefusals(people: readonly Person[]): Promise<void> {
  try {
    const workstations = await workstationsItem.load();
    if (workstations.mode === "alone" || (await loadTrouble())) return;
    const { key, me, registry } = await openRegistry(workstations);
    const asked = people.flatMap((one) => (one.phone === null ? [] : { ...one, phone: one.phone }));
    const whom = await Promise.all(asked.map((one) => addresseeOf(key, one)));
    if (whom.length === 0) return;
    const { found } = await registry.lookUp([...new Set(whom.flatMap(placesOf))]);
    for (const [at, one] of asked.entries()) {
      const addressee = whom[at];
      const refused = addressee && ifReadable(() => refusedElsewhere({ history: [] }, addressee, found, me));
      shown.delete(keyOf(one));
      if (refused) shown.set(keyOf(one), refused);
    }
    for (const oldest of [...shown.keys()].slice(0, Math.max(0, shown.size - mostShown)))
      shown.delete(oldest);
  } catch (error) {
    if (!(error instanceof RegistryFailure)) console.error("refusals", error);
  }
}
