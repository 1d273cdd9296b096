import { useId } from "preact/hooks";
import { SwitchField } from "../ui/switch.tsx";
import { useWords } from "./words.ts";

interface MarksCardProps {
  isShown: boolean;
  /** Holds at once, also on pages that are open. */
  onChange: (shown: boolean) => void;
}

/** What calendars show beside their appointments. */
export function MarksCard({ isShown, onChange }: MarksCardProps) {
  const words = useWords().options.calendars.marks;
  const id = useId();
  return (
    <section class="card card-body stack" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{words.title}</h2>
      <SwitchField label={words.label} hint={words.hint} checked={isShown} onChange={onChange} />
    </section>
  );
}
