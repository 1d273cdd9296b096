import { useWords } from "./words.ts";

interface DryControlsProps {
  count: number;
  onEnd: () => void;
}

/** In place of what sends: a dry run shows, and nothing leaves. */
export function DryControls({ count, onEnd }: DryControlsProps) {
  const { bulk } = useWords();
  return (
    <div class="controls">
      <strong role="status">{bulk.dry.says(count)}</strong>
      <div class="controls-buttons">
        <button type="button" class="button" onClick={onEnd}>
          {bulk.dry.end}
        </button>
      </div>
    </div>
  );
}
