import "./notices.css";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Message } from "../../lib/domain/outbox/message.ts";
import { isReleasedTogether } from "../../lib/domain/outbox/predicates.ts";
import type { ReasonCode } from "../../lib/domain/outbox/reason.ts";
import { heldGroups } from "../../lib/domain/outbox/today.ts";
import { BusyButton } from "../ui/busy-button.tsx";
import { Notice } from "../ui/controls.tsx";
import { formatAsOf, formatMoment, instantOf } from "../ui/moment.ts";
import type { AccountAnswer, BulkCalendar } from "./model.ts";
import { useWords } from "./words.ts";

/** A sentence with one thing to do about it. */
function ActionNotice({
  children,
  label,
  onPress,
}: {
  children: ComponentChildren;
  label: string;
  onPress: () => Promise<void>;
}) {
  const { bulk } = useWords();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  return (
    <Notice tone="warn">
      <div class="row between">
        <div class="notice-text">{children}</div>
        <BusyButton
          busy={busy}
          busyLabel={bulk.working}
          onPress={async () => {
            setBusy(true);
            setFailed(false);
            await onPress().catch(() => setFailed(true));
            setBusy(false);
          }}
        >
          {label}
        </BusyButton>
      </div>
      {failed && <p>{bulk.failed}</p>}
    </Notice>
  );
}

export function PausedNotice({ onResume }: { onResume: () => Promise<void> }) {
  const { bulk } = useWords();
  return (
    <ActionNotice label={bulk.resume} onPress={onResume}>
      {bulk.paused}
    </ActionNotice>
  );
}

/** Texts that wait for a person. */
export function HeldNotice({
  messages,
  paused,
  timeZone,
  onRelease,
}: {
  messages: readonly Message[];
  paused: boolean;
  timeZone: string;
  onRelease: () => Promise<void>;
}) {
  const { common, bulk, locale } = useWords();
  // While sending is stopped nothing can go on, and that has its own notice.
  const reasons = paused ? [] : heldGroups(messages);
  if (reasons.length === 0) return null;
  const sentences = reasons.map(({ reason }) => (
    <p key={reason.code}>
      {common.explain(
        { state: "held", reason },
        reason.at === undefined ? "" : formatMoment(instantOf(reason.at), timeZone, locale),
      )}
    </p>
  ));
  if (!reasons.some(isReleasedTogether)) return <Notice tone="warn">{sentences}</Notice>;
  return (
    <ActionNotice label={bulk.release} onPress={onRelease}>
      {sentences}
    </ActionNotice>
  );
}

/** What the settings page can mend. Anything else may pass by itself. */
const mendable = new Set<ReasonCode>(["credentialsMissing", "credentials", "channel", "forbidden"]);

export function AccountNotice({
  account,
  hasChannel,
  settingsUrl,
}: {
  account: AccountAnswer | null;
  hasChannel: boolean;
  settingsUrl: string;
}) {
  const { common, bulk } = useWords();
  const failure = account && !account.ok ? account.reason : null;
  if (failure && hasChannel && !mendable.has(failure.code))
    return <Notice tone="warn">{common.reason(failure)}</Notice>;
  const reason =
    failure && mendable.has(failure.code)
      ? failure
      : hasChannel
        ? null
        : ({ code: "credentialsMissing" } as const);
  if (!reason) return null;
  return (
    <Notice tone="bad">
      <div class="row between">
        <div class="notice-text">{common.reason(reason)}</div>
        <a href={settingsUrl} target="_blank" rel="noreferrer">
          {bulk.settings}
        </a>
      </div>
    </Notice>
  );
}

/** Of a calendar without a page: how old the list is. */
export function FeedAge({ age, timeZone }: { age: BulkCalendar["age"]; timeZone: string }) {
  const { bulk, locale } = useWords();
  if (!age) return null;
  const at = formatAsOf(age.readAt, timeZone, locale);
  if (age.problem === null) return <p class="mute small">{bulk.asOf(at)}</p>;
  return (
    <Notice tone="warn">
      {bulk.outOfDate(at)} {bulk.feedProblems[age.problem]}
    </Notice>
  );
}
