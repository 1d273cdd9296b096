import { useMemo, useState } from "preact/hooks";
import { type BulkRow, canSend, isTickedAtFirst, type Line, lineOf } from "../../lib/domain/bulk/lines.ts";
import { type BulkText, bundled, eachAlone } from "../../lib/domain/bulk/texts.ts";
import type { Message } from "../../lib/domain/outbox/message.ts";
import type { Reason } from "../../lib/domain/outbox/reason.ts";
import type { Settings } from "../../lib/domain/settings.ts";
import type { MessageKind } from "../../lib/domain/text/message-kind.ts";

export interface Selection {
  lines: readonly Line[];
  sendable: readonly Line[];
  isTicked: (line: Line) => boolean;
  tick: (lines: readonly Line[], ticked: boolean) => void;
  /** A tick is a wish for once; what was unticked stays so. */
  forgetTicked: () => void;
  /** The appointments that are ticked, and the texts that would leave for them. */
  chosen: readonly Line[];
  texts: readonly BulkText[];
  /** Whether several of those that can be sent go to one number. */
  hasSameNumber: boolean;
}

interface Given {
  rows: readonly BulkRow[];
  /** The newest text of each appointment. */
  newest: ReadonlyMap<string, Message>;
  refusals: ReadonlyMap<string, Reason>;
  kind: MessageKind;
  settings: Settings;
}

/** Whom of a day a person chose, and what would leave. */
export function useSelection({ rows, newest, refusals, kind, settings }: Given): Selection {
  const [ticks, setTicks] = useState<ReadonlyMap<string, boolean>>(new Map());
  const lines = useMemo(
    () =>
      rows.map((row) => {
        const { id } = row.appointment;
        return lineOf(row, newest.get(id) ?? null, refusals.get(id) ?? null);
      }),
    [rows, newest, refusals],
  );
  const isTicked = (line: Line) => ticks.get(line.row.appointment.id) ?? isTickedAtFirst(line);
  const sendable = lines.filter(canSend);
  const chosen = sendable.filter(isTicked);
  return {
    lines,
    sendable,
    isTicked,
    tick: (of, ticked) =>
      setTicks(
        (before) => new Map([...before, ...of.map(({ row }) => [row.appointment.id, ticked] as const)]),
      ),
    forgetTicked: () => setTicks((before) => new Map([...before].filter(([, ticked]) => !ticked))),
    chosen,
    texts: settings.sending.joinSameNumber ? bundled(chosen, kind, settings) : eachAlone(chosen),
    hasSameNumber: new Set(sendable.map(({ row }) => row.phone)).size < sendable.length,
  };
}
