import { useMemo, useState } from "preact/hooks";
import { type BulkRow, canSend, isTickedAtFirst, type Line, lineOf } from "../../lib/domain/bulk/lines.ts";
import { type BulkText, bundleByNumber, eachAlone, ownByNumber } from "../../lib/domain/bulk/texts.ts";
import type { Message } from "../../lib/domain/outbox/message.ts";
import type { Reason, ReasonCode } from "../../lib/domain/outbox/reason.ts";
import type { Settings } from "../../lib/domain/settings.ts";
import type { OwnWords } from "../../lib/domain/text/kept-text.ts";
import type { MessageKind } from "../../lib/domain/text/message-kind.ts";

export interface Selection {
  lines: readonly Line[];
  sendable: readonly Line[];
  isTicked: (line: Line) => boolean;
  tick: (lines: readonly Line[], ticked: boolean) => void;
  /** Whether something speaks against sending it that nobody has been asked about. */
  isDoubted: (line: Line) => boolean;
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
  ownWords: OwnWords;
  settings: Settings;
}

/** A person's word about one line. */
interface Tick {
  ticked: boolean;
  /** The doubt that they were shown. */
  despite: ReasonCode | null;
}

/** Whom of a day a person chose, and what would leave. */
export function useSelection({ rows, newest, refusals, kind, ownWords, settings }: Given): Selection {
  const [ticks, setTicks] = useState<ReadonlyMap<string, Tick>>(new Map());
  const lines = useMemo(
    () =>
      rows.map((row) => {
        const { id } = row.appointment;
        const refusal = refusals.get(id) ?? null;
        // Read anew, the row itself says what the background would not send it for, and it can be asked about.
        const isDoubt = row.doubt !== null && row.doubt.code === refusal?.code;
        return lineOf(row, newest.get(id) ?? null, isDoubt ? null : refusal);
      }),
    [rows, newest, refusals],
  );
  const tickOf = ({ row }: Line) => ticks.get(row.appointment.id);
  const isDoubted = (line: Line) => line.row.doubt !== null && tickOf(line)?.despite !== line.row.doubt.code;
  const isTicked = (line: Line) => {
    const tick = tickOf(line);
    return tick ? tick.ticked && !isDoubted(line) : isTickedAtFirst(line);
  };
  const sendable = lines.filter(canSend);
  const chosen = sendable.filter(isTicked);
  const isJoining = settings.sending.joinSameNumber;
  const texts =
    kind === "own"
      ? ownByNumber(chosen, ownWords, settings)
      : isJoining
        ? bundleByNumber(chosen, kind, settings)
        : eachAlone(chosen);
  return {
    lines,
    sendable,
    isTicked,
    tick: (of, ticked) =>
      setTicks((before) => {
        const after = new Map(before);
        for (const { row } of of) {
          const { id } = row.appointment;
          // Asked once, nobody is asked again for a tick that they took away and set anew.
          const shown = ticked ? row.doubt?.code : before.get(id)?.despite;
          after.set(id, { ticked, despite: shown ?? null });
        }
        return after;
      }),
    isDoubted,
    forgetTicked: () => setTicks((before) => new Map([...before].filter(([, { ticked }]) => !ticked))),
    chosen,
    texts,
    hasSameNumber: new Set(sendable.map(({ row }) => row.phone)).size < sendable.length,
  };
}
