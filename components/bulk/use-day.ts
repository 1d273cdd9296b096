import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { MessageKind } from "../../lib/domain/text/message-kind.ts";
import type { BulkActions, BulkDay } from "./model.ts";

export type DayState = { phase: "loading" } | { phase: "failed" } | { phase: "answered"; answer: BulkDay };

/** A day and a kind: what the window is about. */
export const viewOf = (day: string, kind: MessageKind): string => `${day} ${kind}`;

/** Stepping through days with the button held down must not ask the calendar for each. */
const restMs = 120;

/**
 * The calendar's day. Only the answer for what is chosen now counts, however late another comes in.
 * @returns the state, and what reads the day anew without hiding what is shown
 */
export function useDay(
  actions: Pick<BulkActions, "loadDay">,
  day: string,
  kind: MessageKind,
): [DayState, () => Promise<BulkDay | null>] {
  const view = viewOf(day, kind);
  const [state, setState] = useState<DayState & { view: string }>({ view, phase: "loading" });
  const asked = useRef(0);

  const load = useCallback(async (): Promise<BulkDay | null> => {
    const mine = ++asked.current;
    try {
      const answer = await actions.loadDay(day, kind);
      if (mine === asked.current) setState({ view, phase: "answered", answer });
      return answer;
    } catch {
      if (mine === asked.current) setState({ view, phase: "failed" });
      return null;
    }
  }, [actions, day, kind, view]);

  const first = useRef(true);
  useEffect(() => {
    const rest = first.current ? 0 : restMs;
    first.current = false;
    const timer = setTimeout(() => void load(), rest);
    return () => {
      clearTimeout(timer);
      asked.current++;
    };
  }, [load]);

  // Rows of the day before must not stand under the new date, not even for a moment.
  return [state.view === view ? state : { phase: "loading" }, load];
}
