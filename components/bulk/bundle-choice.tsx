import { useWords } from "./words.ts";

interface BundleChoiceProps {
  isOn: boolean;
  disabled: boolean;
  onChange: (isOn: boolean) => Promise<void>;
  onFailed: () => void;
}

/** "Sloučit pro stejné číslo". */
export function BundleChoice({ isOn, disabled, onChange, onFailed }: BundleChoiceProps) {
  const { bulk } = useWords();
  return (
    <label class="bundle">
      <input
        type="checkbox"
        checked={isOn}
        disabled={disabled}
        onChange={({ currentTarget }) => {
          onChange(currentTarget.checked).catch(() => {
            currentTarget.checked = isOn;
            onFailed();
          });
        }}
      />
      <span>
        {bulk.bundle} <span class="small mute">{bulk.bundleHint}</span>
      </span>
    </label>
  );
}
