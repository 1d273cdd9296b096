import { useEffect, useState } from "preact/hooks";
import type { Brake } from "../../lib/domain/bulk/brake.ts";
import { BusyButton } from "../ui/busy-button.tsx";
import { useWords } from "./words.ts";

/** Whole seconds until a moment, counted down; 0 once it has come. */
function useSecondsUntil(moment: number | null): number {
  const left = () => (moment === null ? 0 : Math.max(0, Math.ceil((moment - Date.now()) / 1000)));
  const [, redraw] = useState(0);
  useEffect(() => {
    if (moment === null) return;
    const timer = setInterval(() => {
      redraw((count) => count + 1);
      if (Date.now() >= moment) clearInterval(timer);
    }, 250);
    return () => clearInterval(timer);
  }, [moment]);
  return left();
}

interface BrakeControlsProps {
  brake: Brake;
  paused: boolean;
  busy: boolean;
  onStop: () => void;
}

/** What a bulk send is about to do, and "Zastavit". */
export function BrakeControls({ brake, paused, busy, onStop }: BrakeControlsProps) {
  const { bulk } = useWords();
  const seconds = useSecondsUntil(brake.leavesAt);
  return (
    <>
      <span class="small mute number">
        {brake.leavesAt !== null && seconds > 0 && !paused
          ? bulk.leavesIn(brake.waiting, seconds)
          : bulk.canClose}
      </span>
      {(brake.waiting > 0 || busy) && (
        <div class="controls-buttons">
          <BusyButton tone="danger" busy={busy} busyLabel={bulk.stopping} onPress={onStop}>
            {brake.leavesAt === null ? bulk.stopRest(brake.waiting) : bulk.stop}
          </BusyButton>
        </div>
      )}
    </>
  );
}
