import { useEffect, useRef, useState } from "preact/hooks";
import type { LogPage, LogQuery } from "../../lib/domain/outbox/log.ts";
import type { OptionsActions } from "./model.ts";

export type LogFilter = Omit<LogQuery, "before" | "limit">;

const pageSize = 50;
/** A bulk send changes rows many times a second. */
const refreshEveryMs = 400;

export interface Log {
  /** `null` until the first answer. */
  page: LogPage | null;
  failed: boolean;
  loading: boolean;
  more: () => void;
}

/** The log as filtered: its newest rows, further ones on request, and always as they stand now. */
export function useLog(actions: Pick<OptionsActions, "queryLog" | "watchLog">, filter: LogFilter): Log {
  const [page, setPage] = useState<LogPage | null>(null);
  const [failed, setFailed] = useState(false);
  const [loading, setLoading] = useState(true);
  const current = useRef<LogPage | null>(null);
  const generation = useRef(0);
  // One after another, so that "more" and a refresh do not undo each other.
  const queue = useRef(Promise.resolve());
  // A slow log must not fall further and further behind.
  const refreshQueued = useRef(false);
  const key = JSON.stringify(filter);

  const enqueue = (read: (shown: LogPage | null) => Promise<LogPage>) => {
    const mine = generation.current;
    queue.current = queue.current.then(async () => {
      if (mine !== generation.current) return;
      try {
        const answer = await read(current.current);
        if (mine !== generation.current) return;
        current.current = answer;
        setPage(answer);
        setFailed(false);
      } catch {
        if (mine === generation.current) setFailed(true);
      }
      if (mine === generation.current) setLoading(false);
    });
  };
  const refresh = () =>
    enqueue((shown) => {
      refreshQueued.current = false;
      return actions.queryLog({ ...filter, limit: Math.max(pageSize, shown?.rows.length ?? 0) });
    });

  useEffect(() => {
    generation.current++;
    refreshQueued.current = false;
    current.current = null;
    setLoading(true);
    refresh();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = actions.watchLog(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        if (refreshQueued.current) return;
        refreshQueued.current = true;
        refresh();
      }, refreshEveryMs);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [key]);
  useEffect(
    () => () => {
      generation.current++;
    },
    [],
  );

  const more = () => {
    setLoading(true);
    enqueue(async (shown) => {
      if (!shown?.next) return shown ?? actions.queryLog({ ...filter, limit: pageSize });
      const further = await actions.queryLog({ ...filter, before: shown.next, limit: pageSize });
      return { ...further, rows: [...shown.rows, ...further.rows], total: further.total ?? shown.total };
    });
  };
  return { page, failed, loading, more };
}
