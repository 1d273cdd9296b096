import type { Message, MessageStatus } from "../outbox/message.ts";
import { statusOf } from "../outbox/message.ts";
import type { MessageKind } from "../text/message-kind.ts";
import { heardAt, leavesAt, type Thread } from "./thread.ts";

/** What a thread comes down to for people: the words beside an appointment are made of this. */
export interface Knows {
  believes: {
    what: "at" | "cancelled";
    start: string;
    kind: MessageKind;
    at: number;
    isUnknown: boolean;
  } | null;
  answer: { verdict: "confirms" | "declines"; text: string; at: number } | null;
  unread: string | null;
  coming: { kind: MessageKind; status: MessageStatus; at: number } | null;
}

export function knowsOf({ believes, answer, unread, coming }: Thread): Knows {
  const [next] = coming
    .filter(({ state }) => state !== "withdrawing")
    .toSorted((a, b) => momentOf(a) - momentOf(b));
  return {
    believes:
      believes.type === "nothing"
        ? null
        : {
            what: believes.type,
            start: believes.by.appointment.start,
            kind: believes.by.kind,
            at: heardAt(believes.by),
            isUnknown: believes.by.state === "unknown",
          },
    answer: answer && { verdict: answer.verdict, text: answer.text, at: answer.at },
    unread: unread?.text ?? null,
    coming: next ? { kind: next.kind, status: statusOf(next), at: momentOf(next) } : null,
  };
}

const momentOf = (row: Message): number => (row.schedule ? leavesAt(row) : row.notBefore);
