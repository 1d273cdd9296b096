import { useEffect, useRef, useState } from "preact/hooks";
import type { MessageKind } from "../../lib/domain/text/message-kind.ts";
import { shiftDay } from "./days.ts";
import type { BulkActions, BulkDay } from "./model.ts";
import { type DayState, useDay } from "./use-day.ts";

/** The next appointment is looked for no further ahead. */
const daysAhead = 14;

export interface ChosenDay {
  day: string;
  /** Whether a person chose it. */
  isChosen: boolean;
  choose: (day: string) => void;
  state: DayState;
  reload: () => Promise<BulkDay | null>;
}

/**
 * The day that the window shows. Where nobody chose one it is the next with appointments: from `first` on, day by
 * day. A day that cannot be read ends the search, and so does a person's choice.
 */
export function useChosenDay(
  actions: Pick<BulkActions, "loadDay">,
  kind: MessageKind,
  first: string,
  wasChosen: boolean,
): ChosenDay {
  const [day, setDay] = useState(first);
  const [isChosen, setChosen] = useState(wasChosen);
  const [isSearching, setSearching] = useState(!wasChosen);
  const [state, reload] = useDay(actions, day, kind);
  const tried = useRef(0);

  useEffect(() => {
    if (!isSearching || state.phase === "loading") return;
    const isEmpty = state.phase === "answered" && state.answer.ok && state.answer.rows.length === 0;
    tried.current += 1;
    if (isEmpty && tried.current < daysAhead) return setDay(shiftDay(day, 1));
    setSearching(false);
    if (isEmpty) setDay(first);
  }, [isSearching, state]);

  const choose = (chosen: string) => {
    setSearching(false);
    setChosen(true);
    setDay(chosen);
  };
  return { day, isChosen, choose, state: isSearching ? { phase: "loading" } : state, reload };
}
