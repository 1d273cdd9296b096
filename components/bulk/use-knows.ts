import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { type BulkRow, wasTakenBack } from "../../lib/domain/bulk/lines.ts";
import type { MessageKind } from "../../lib/domain/text/message-kind.ts";
import { throttled } from "../ui/throttled.ts";
import type { BulkActions, BulkCalendar, Known } from "./model.ts";

/** A whole day is worked out anew each time. */
const refreshEveryMs = 1000;

/**
 * A day's rows with what patients were told and answered since it was read, live. The calendar is not asked again, for
 * that may turn what a person looks at.
 * @param isStill whether nothing is being sent from here: the choice must not change under a running send
 */
export function useKnows(
  actions: Pick<BulkActions, "knows" | "watch">,
  calendar: BulkCalendar,
  kind: MessageKind,
  isStill: boolean,
): readonly BulkRow[] {
  const [heard, setHeard] = useState<{ calendar: BulkCalendar; known: readonly Known[] } | null>(null);
  const still = useRef(isStill);
  still.current = isStill;
  const missed = useRef<(() => void) | null>(null);

  useEffect(() => {
    let isShown = true;
    const appointments = calendar.rows.map(({ appointment }) => appointment);
    const refresh = throttled(async () => {
      missed.current = still.current ? null : refresh;
      if (!isShown || missed.current) return;
      const known = await actions.knows(calendar.calendarId, kind, appointments);
      if (isShown && still.current) setHeard({ calendar, known });
      else missed.current = refresh;
    }, refreshEveryMs);
    const stop = actions.watch(refresh);
    return () => {
      stop();
      isShown = false;
      missed.current = null;
    };
  }, [actions, calendar, kind]);

  useEffect(() => {
    if (isStill) missed.current?.();
  }, [isStill]);

  return useMemo(() => {
    if (heard?.calendar !== calendar) return calendar.rows;
    const byId = new Map(heard.known.map(({ appointmentId, ...known }) => [appointmentId, known]));
    return calendar.rows.map((row) => {
      const { latest = null, ...known } = byId.get(row.appointment.id) ?? {};
      return { ...row, ...known, latest: latest && !wasTakenBack(latest) ? latest : row.latest };
    });
  }, [calendar, heard]);
}
