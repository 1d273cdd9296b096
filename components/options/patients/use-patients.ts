import { useEffect, useState } from "preact/hooks";
import type { DirectoryPatient } from "../../../lib/domain/directory/patient.ts";
import { type Entry, entryOf, inOrder } from "../../../lib/domain/directory/search.ts";
import type { PatientActions } from "../model.ts";

/** Several changes at once, as a bulk window makes them, are read once. */
const restMs = 150;

/** So many are made ready at once: of ten thousand in one go the page would stand still. */
const step = 200;

async function entriesInSteps(patients: readonly DirectoryPatient[]): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (let at = 0; at < patients.length; at += step) {
    if (at > 0) await new Promise((resolve) => setTimeout(resolve));
    entries.push(...patients.slice(at, at + step).map(entryOf));
  }
  return inOrder(entries);
}

/** The whole directory, made ready for search, as it stands now; `null` until it was read. */
export function usePatients(actions: Pick<PatientActions, "all" | "watch">): {
  entries: readonly Entry[] | null;
  failed: boolean;
} {
  const [entries, setEntries] = useState<readonly Entry[] | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let asked = 0;
    const read = async () => {
      const mine = ++asked;
      try {
        const found = await entriesInSteps(await actions.all());
        if (mine === asked) setEntries(found);
        setFailed(false);
      } catch {
        setFailed(true);
      }
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = actions.watch(() => {
      clearTimeout(timer);
      timer = setTimeout(() => void read(), restMs);
    });
    void read();
    return () => {
      stop();
      clearTimeout(timer);
      asked++;
    };
  }, [actions]);
  return { entries, failed };
}
