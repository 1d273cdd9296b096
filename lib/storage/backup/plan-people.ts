import type { Joined } from "../../domain/backup/people.ts";
import type { DirectoryPatient } from "../../domain/directory/patient.ts";
import type { WaitingEntry } from "../../domain/waiting-list/entry.ts";
import type { Choice } from "../choices.ts";

/** What a backup brings that is about people, beside the directory itself. */

/** Whom a person picked here stays picked. */
export function planChoices(
  brought: readonly Choice[],
  here: { choices: readonly Choice[]; patients: readonly DirectoryPatient[] },
  { idOf: idHere }: Joined,
): Choice[] {
  const known = new Set(here.choices.map(({ key }) => key));
  const people = new Set(here.patients.map(({ id }) => id));
  return brought.flatMap(({ key, patientId }) => {
    const id = idHere.get(patientId) ?? (people.has(patientId) ? patientId : undefined);
    return known.has(key) || id === undefined ? [] : [{ key, patientId: id }];
  });
}

/** Whoever is on the list here stays as they are. */
export function planWaitingList(
  brought: readonly WaitingEntry[],
  here: readonly WaitingEntry[],
): { put: WaitingEntry[]; counted: { added: number; unchanged: number } } {
  const listed = new Set(here.map(({ id }) => id));
  const put = brought.filter(({ id }) => !listed.has(id));
  return { put, counted: { added: put.length, unchanged: brought.length - put.length } };
}
