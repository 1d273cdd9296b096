import { useState } from "preact/hooks";
import { BusyButton } from "../ui/busy-button.tsx";
import type { DayState } from "./use-day.ts";
import { useWords } from "./words.ts";

/** Instead of the appointments: that they are being read, or why they cannot be. */
export function DayProblem({
  state,
  checkUrl,
  onRetry,
}: {
  state: DayState;
  /** The window in which what is read is confirmed. */
  checkUrl: string;
  onRetry: () => Promise<unknown>;
}) {
  const { common, bulk } = useWords();
  const [busy, setBusy] = useState(false);
  if (state.phase === "loading") {
    return (
      <p class="empty mute" role="status">
        {bulk.loading}
      </p>
    );
  }
  const { title, text, isDoubt = false } = explain();
  return (
    <div class="empty" role="alert">
      <strong>{title}</strong>
      <p class="mute">{text}</p>
      {isDoubt && (
        <a class="button primary" href={checkUrl}>
          {bulk.checkReading}
        </a>
      )}
      <BusyButton
        busy={busy}
        busyLabel={bulk.loading}
        onPress={async () => {
          setBusy(true);
          await onRetry();
          setBusy(false);
        }}
      >
        {common.tryAgain}
      </BusyButton>
    </div>
  );

  function explain(): { title: string; text: string; isDoubt?: boolean } {
    const answer = state.phase === "answered" ? state.answer : null;
    if (!answer || answer.ok) return { title: bulk.loadFailedTitle, text: bulk.loadFailed };
    if (answer.problem === "unread") return { title: bulk.unreadableTitle, text: answer.detail };
    if (answer.problem === "storage") return { title: bulk.loadFailedTitle, text: answer.detail };
    if (answer.problem === "unconfirmed" || answer.problem === "changed")
      return { ...bulk.doubts[answer.problem], isDoubt: true };
    return answer.problem === "closed"
      ? { title: bulk.closedTitle, text: bulk.closed }
      : answer.problem === "noCalendar"
        ? { title: bulk.noCalendarTitle, text: bulk.noCalendar }
        : { title: bulk.unreadableTitle, text: bulk.unreadable(answer.detail) };
  }
}
