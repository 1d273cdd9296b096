import { createContext } from "preact";
import { useContext } from "preact/hooks";
import { useWords } from "./words.ts";

/** What an administrator has set for many computers, by its place: `practice.name`. */
export const ManagedFields = createContext<ReadonlySet<string>>(new Set());

/** @returns the sentence that says so in the place of a field's hint; `null` where a person may change it */
export function useManaged(): (field: string) => string | null {
  const managed = useContext(ManagedFields);
  const { options } = useWords();
  return (field) => (managed.has(field) ? options.managed.field : null);
}
