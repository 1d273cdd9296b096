import type { ComponentChildren } from "preact";
import { createContext } from "preact";
import { useContext, useMemo, useRef, useState } from "preact/hooks";
import { isSecondClick } from "../ui/second-click.ts";
import { useWords } from "./words.ts";

interface Doing {
  /** Whether something of this group is being done. */
  busy: (group: string) => boolean;
  /** One thing of a group at a time. */
  run: (group: string, act: () => Promise<unknown>) => void;
}

export const DoingContext = createContext<Doing>({ busy: () => false, run: () => {} });

/** What is being done, by group, and whether the last thing failed. */
export function useDoing(): Doing & { failed: boolean } {
  // Read at once by the next press, which may come before the next rendering.
  const groups = useRef(new Set<string>());
  const [shown, setShown] = useState<ReadonlySet<string>>(new Set());
  const [failed, setFailed] = useState(false);
  return useMemo(
    () => ({
      failed,
      busy: (group) => shown.has(group),
      run: async (group, act) => {
        if (groups.current.has(group)) return;
        groups.current.add(group);
        setShown(new Set(groups.current));
        setFailed(false);
        try {
          await act();
        } catch {
          setFailed(true);
        }
        groups.current.delete(group);
        setShown(new Set(groups.current));
      },
    }),
    [shown, failed],
  );
}

interface ActProps {
  /** Buttons of the same group block each other while one works. */
  group: string;
  act: () => Promise<unknown>;
  children: ComponentChildren;
  look?: "link" | "button" | "primary";
  tone?: "danger";
  label?: string;
}

/** A button that tells when it works. `aria-disabled` rather than `disabled`, which would drop the keyboard focus. */
export function Act({ group, act, children, look = "link", tone, label }: ActProps) {
  const { waiting } = useWords();
  const { busy, run } = useContext(DoingContext);
  const [mine, setMine] = useState(false);
  const working = busy(group);
  if (!working && mine) setMine(false);
  return (
    <button
      type="button"
      class={[look === "link" ? "link" : "button", look === "primary" && "primary", tone]
        .filter(Boolean)
        .join(" ")}
      aria-disabled={working ? "true" : undefined}
      aria-label={label}
      onClick={(event) => {
        if (working || isSecondClick(event)) return;
        setMine(true);
        // Not one `await` before this: the browser asks its questions only within the press.
        run(group, act);
      }}
    >
      {working && mine ? waiting.working : children}
    </button>
  );
}
