import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { type BulkRow, newestByAppointment, runningBatch } from "../../lib/domain/bulk/lines.ts";
import type { Message } from "../../lib/domain/outbox/message.ts";
import { throttled } from "../ui/throttled.ts";
import type { BulkActions } from "./model.ts";

/** A bulk send changes rows many times a second. */
const refreshEveryMs = 150;

type Reading = Pick<BulkActions, "messagesByIds" | "messagesOfBatch" | "watch">;

export interface Followed {
  /** The newest text of each appointment, by the appointment's id. */
  newest: ReadonlyMap<string, Message>;
  /** Texts of the press of "Odeslat" whose progress is shown. */
  batch: readonly Message[] | null;
  /** Follows a new batch from now on. Ends once its rows are shown. */
  followBatch(batch: string): Promise<void>;
  /** Follows further rows. Ends once they are shown. */
  followIds(ids: readonly string[]): Promise<void>;
}

interface Sources {
  view: string;
  ids: Set<string>;
  batch: string | null;
}

interface Shown {
  view: string;
  messages: Message[];
  batch: Message[] | null;
}

const nothing: ReadonlyMap<string, Message> = new Map();

/** How the texts of a day stand, live. `view` names the day; a change of it starts anew. */
export function useMessages(actions: Reading, view: string, rows: readonly BulkRow[]): Followed {
  const [shown, setShown] = useState<Shown | null>(null);
  const sources = useRef<Sources>({ view, ids: new Set(), batch: null });
  // One after another, so that an older reading never replaces a newer one.
  const queue = useRef(Promise.resolve());

  if (sources.current.view !== view) sources.current = { view, ids: new Set(), batch: null };

  const refresh = useCallback((): Promise<void> => {
    const wanted = sources.current;
    queue.current = queue.current.then(async () => {
      if (wanted !== sources.current) return;
      try {
        const [known, batch] = await Promise.all([
          actions.messagesByIds([...wanted.ids]),
          wanted.batch ? actions.messagesOfBatch(wanted.batch) : null,
        ]);
        if (wanted !== sources.current) return;
        setShown({ view: wanted.view, messages: [...known, ...(batch ?? [])], batch });
      } catch {
        // The next change, or the next opening of the window, reads it again.
      }
    });
    return queue.current;
  }, [actions]);

  useEffect(() => {
    const { current } = sources;
    for (const { latest } of rows) if (latest) current.ids.add(latest.id);
    current.batch = runningBatch(rows) ?? current.batch;
    if (current.ids.size > 0 || current.batch) void refresh();
  }, [rows, refresh]);

  useEffect(() => actions.watch(throttled(refresh, refreshEveryMs)), [actions, refresh]);

  const followBatch = useCallback(
    (batch: string) => {
      const { current } = sources;
      // What the batch before told of its rows is kept.
      for (const message of shown?.batch ?? []) current.ids.add(message.id);
      current.batch = batch;
      return refresh();
    },
    [refresh, shown],
  );
  const followIds = useCallback(
    (ids: readonly string[]) => {
      for (const id of ids) sources.current.ids.add(id);
      return refresh();
    },
    [refresh],
  );

  const current = shown?.view === view ? shown : null;
  const newest = useMemo(() => (current ? newestByAppointment(current.messages) : nothing), [current]);
  return { newest, batch: current?.batch ?? null, followBatch, followIds };
}
