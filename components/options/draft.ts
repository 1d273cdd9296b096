import { createContext } from "preact";
import { useContext, useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";

/** What the page asks of the open section before it leaves it. */
export interface Unsaved {
  dirty: boolean;
  /** False where something stands in the way, which the section then shows. */
  save: () => Promise<boolean>;
}

export const UnsavedGuard = createContext<{ current: Unsaved | null }>({ current: null });

export type SaveState = "idle" | "saving" | "saved" | "invalid" | "failed";

interface DraftOptions<T> {
  /** As it is stored. The draft follows it until somebody edits. */
  saved: T;
  valid: (draft: T) => boolean;
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
}

/** The unsaved state of one section. */
export function useDraft<T extends object>({ saved, valid, store }: DraftOptions<T>): Draft<T> {
  const [edited, setEdited] = useState<T | null>(null);
  const [state, setState] = useState<SaveState>("idle");
  const [tried, setTried] = useState(false);
  // The newest value, for edits that come before the next render.
  const latest = useRef<T | null>(null);
  const value = edited ?? saved;
  const dirty = edited !== null && JSON.stringify(edited) !== JSON.stringify(saved);

  const edit = (patch: Partial<T>) => {
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
    const draft = latest.current ?? saved;
    setTried(true);
    if (!valid(draft)) {
      setState("invalid");
      return false;
    }
    setState("saving");
    try {
      await store(draft);
    } catch {
      setState("failed");
      return false;
    }
    // Edits made while it was being stored stay.
    if (latest.current === draft) {
      latest.current = null;
      setEdited(null);
    }
    setTried(false);
    setState("saved");
    return true;
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
  return { value, dirty, state, tried, edit, save };
}
