import type { ComponentChildren, Ref } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Progress } from "../../lib/domain/bulk/lines.ts";
import { useWords } from "./words.ts";

/** Nothing more happens by itself: what is held waits for a person. */
export const isOver = ({ settled, held, total }: Progress): boolean => settled + held === total;

/** `Odesláno 17 z 25`, and what did not go well. */
function useSaid(progress: Progress | null): string[] {
  const { bulk } = useWords();
  if (!progress) return [];
  const { sent, total, notSent, unknown, held } = progress;
  return [
    bulk.progress(sent, total),
    ...(notSent > 0 ? [bulk.notSent(notSent)] : []),
    ...(unknown > 0 ? [bulk.unknown(unknown)] : []),
    ...(held > 0 ? [bulk.waitingForYou(held)] : []),
  ];
}

interface ProgressBarProps {
  progress: Progress;
  /** Takes the focus once the button that was pressed has gone. */
  focus: Ref<HTMLElement>;
  children?: ComponentChildren;
}

export function ProgressBar({ progress, focus, children }: ProgressBarProps) {
  const { bulk } = useWords();
  const { sent, total, settled, notSent, unknown } = progress;
  const said = useSaid(progress);
  return (
    <div class="progress">
      <div class="row between">
        <strong class="number" tabIndex={-1} ref={focus}>
          {said.join(" · ")}
        </strong>
        {children}
      </div>
      <div
        class="bar"
        role="progressbar"
        aria-label={bulk.progressLabel}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={settled}
        aria-valuetext={said.join(", ")}
      >
        <div
          class={notSent + unknown > 0 ? "bar-failed" : ""}
          style={{ width: `${(100 * settled) / total}%` }}
        />
        <div style={{ width: `${(100 * sent) / total}%` }} />
      </div>
    </div>
  );
}

/** Tells those who do not see the bar that it began, and how it ended; not each step between. */
export function ProgressAnnouncer({ progress }: { progress: Progress | null }) {
  const { bulk } = useWords();
  const said = useSaid(progress);
  const over = progress !== null && isOver(progress);
  const total = progress?.total ?? 0;
  const [announced, setAnnounced] = useState("");
  useEffect(() => {
    if (!progress) setAnnounced("");
    else if (!over) setAnnounced(bulk.started(total));
    // In other words than the bar's own, which stand there as well.
    else if (progress.held === 0)
      setAnnounced([bulk.finished(progress.sent, total), ...said.slice(1)].join(" "));
    else setAnnounced(said.join(", "));
  }, [over, total]);
  return (
    <p class="visually-hidden" role="status">
      {announced}
    </p>
  );
}
