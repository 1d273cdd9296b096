import { createContext } from "preact";
import { useContext, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

import { mergeDraft } from "./merge-draft.ts";

/** What the page asks of the open section before it leaves it. */
export interface Unsaved {
  dirty: boolean;
  /** False where something stands in the way, which the section then shows. */
  save: () => Promise<boolean>;
}

export const UnsavedGuard = createContext<{ current: Unsaved | null }>({ current: null });

export type SaveState = "idle" | "saving" | "saved" | "invalid" | "conflict" | "failed";

interface DraftOptions<T> {
  /** As it is stored. The draft follows it until somebody edits. */
  saved: T;
  valid: (draft: T) => boolean;
  /** Asks a person about what would follow; `false` leaves all as it is. */
  agree?: (draft: T) => Promise<boolean>;
  store: (draft: T) => Promise<void>;
}

export interface Draft<T> {
  value: T;
  dirty: boolean;
  state: SaveState;
  /** Whether errors should be shown: not before somebody tries to save. */
  tried: boolean;
  edit: (patch: Partial<T>) => void;
  save: () => Promise<boolean>;
  /** A field that is edited here was saved otherwise elsewhere: which of the two is to count. `null` where none was. */
  resolve: ((choice: "draft" | "saved") => void) | null;
}

/** The unsaved state of one section. */
export function useDraft<T extends object>({ saved, valid, agree, store }: DraftOptions<T>): Draft<T> {
  const [edited, setEdited] = useState<T | null>(null);
  const [state, setState] = useState<SaveState>("idle");
  const [tried, setTried] = useState(false);
  // The newest value, for edits that come before the next render.
  const latest = useRef<T | null>(null);
  /** As it was stored when the editing began. */
  const base = useRef(saved);
  if (edited === null) base.current = saved;
  const merge = (preferred: "draft" | "saved") =>
    mergeDraft(base.current, latest.current ?? saved, saved, preferred);
  const { value, isConflict } = merge("draft");
  const dirty = edited !== null && JSON.stringify(value) !== JSON.stringify(saved);

  const edit = (patch: Partial<T>) => {
    if (latest.current === null) base.current = saved;
    latest.current = { ...(latest.current ?? saved), ...patch };
    setEdited(latest.current);
    setState("idle");
  };
  const saving = useRef<Promise<boolean> | null>(null);
  const save = (): Promise<boolean> => {
    saving.current ??= saveNow().finally(() => {
      saving.current = null;
    });
    return saving.current;
  };
  const saveNow = async (): Promise<boolean> => {
    const begun = latest.current;
    const { value: draft, isConflict } = merge("draft");
    setTried(true);
    if (!valid(draft)) {
      setState("invalid");
      return false;
    }
    if (isConflict) {
      setState("conflict");
      return false;
    }
    setState("saving");
    try {
      if (agree && !(await agree(draft))) {
        setState("idle");
        return false;
      }
      await store(draft);
    } catch {
      setState("failed");
      return false;
    }
    // Edits made while it was being stored stay, and begin from what was stored.
    if (latest.current === begun) {
      latest.current = null;
      setEdited(null);
    } else base.current = draft;
    setTried(false);
    setState("saved");
    return true;
  };

  const resolve = (choice: "draft" | "saved") => {
    latest.current = merge(choice).value;
    base.current = saved;
    setEdited(latest.current);
    setState("idle");
  };

  const guard = useContext(UnsavedGuard);
  // With what is on the screen, and not a frame later: whoever acts on what they see must not be asked about the past.
  useLayoutEffect(() => {
    guard.current = { dirty, save };
  });
  useEffect(
    () => () => {
      guard.current = null;
    },
    [guard],
  );
  return {
    value,
    dirty,
    state,
    tried,
    edit,
    save,
    resolve: isConflict && state !== "saving" ? resolve : null,
  };
}
