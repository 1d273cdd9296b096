import type { MessageStatus } from "../../lib/domain/outbox/message.ts";

const looks: Record<MessageStatus, { tone: "ok" | "wait" | "warn" | "bad"; mark: string }> = {
  waiting: { tone: "wait", mark: "…" },
  sending: { tone: "wait", mark: "…" },
  sent: { tone: "ok", mark: "✓" },
  delivered: { tone: "ok", mark: "✓✓" },
  undelivered: { tone: "bad", mark: "✕" },
  notSent: { tone: "bad", mark: "✕" },
  unknown: { tone: "warn", mark: "?" },
  scheduled: { tone: "wait", mark: "◷" },
  withdrawing: { tone: "wait", mark: "…" },
};

/** A state as people see it: a colour, a mark for those who do not see colours, and the word. */
export function StatusPill({ status, label }: { status: MessageStatus; label: string }) {
  const { tone, mark } = looks[status];
  return (
    <span class={`status ${tone}`}>
      <span aria-hidden="true">{mark}</span>
      <span>{label}</span>
    </span>
  );
}
