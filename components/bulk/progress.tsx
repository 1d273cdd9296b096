import type { ComponentChildren, Ref } from "preact";
import type { Brake } from "../../lib/domain/bulk/brake.ts";
import type { Progress } from "../../lib/domain/bulk/lines.ts";
import { Announcer } from "../ui/announcer.tsx";
import { useWords } from "./words.ts";

/** Nothing more happens by itself: what is held waits for a person. */
export const isOver = ({ finished, held, total }: Progress): boolean => finished + held === total;

/** `Odesláno 17 z 25`, and what did not go well. */
function useSaid(progress: Progress | null, stopped: number): string[] {
  const { bulk } = useWords();
  if (!progress) return [];
  const { sent, total, notSent, unknown, held } = progress;
  return [
    bulk.progress(sent, total),
    ...(stopped > 0 ? [bulk.stopped(stopped)] : []),
    ...(notSent > stopped ? [bulk.notSent(notSent - stopped)] : []),
    ...(unknown > 0 ? [bulk.unknown(unknown)] : []),
    ...(held > 0 ? [bulk.waitingForYou(held)] : []),
  ];
}

interface ProgressBarProps {
  progress: Progress;
  /** Texts that a person stopped, of those that were not sent. */
  stopped: number;
  /** Takes the focus once the button that was pressed has gone. */
  focus: Ref<HTMLElement>;
  children?: ComponentChildren;
}

export function ProgressBar({ progress, stopped, focus, children }: ProgressBarProps) {
  const { bulk } = useWords();
  const { sent, total, finished, notSent, unknown } = progress;
  const said = useSaid(progress, stopped);
  const failed = notSent - stopped + unknown;
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
        aria-valuenow={finished}
        aria-valuetext={said.join(", ")}
      >
        <div
          class={failed > 0 ? "bar-failed" : "bar-stopped"}
          style={{ width: `${(100 * (failed > 0 ? finished : sent + stopped)) / total}%` }}
        />
        <div style={{ width: `${(100 * sent) / total}%` }} />
      </div>
    </div>
  );
}

/** Tells those who do not see the bar that it began, and how it ended; not each step between. */
export function ProgressAnnouncer({ progress, brake }: { progress: Progress | null; brake: Brake }) {
  const { bulk } = useWords();
  const said = useSaid(progress, brake.stopped);
  // In other words than the bar's own, which stand there as well.
  const words = !progress
    ? ""
    : !isOver(progress)
      ? brake.leavesAt === null
        ? bulk.started(progress.total)
        : bulk.canStop(progress.total)
      : progress.held === 0
        ? [bulk.finished(progress.sent, progress.total), ...said.slice(1)].join(" ")
        : said.join(", ");
  return <Announcer>{words}</Announcer>;
}
