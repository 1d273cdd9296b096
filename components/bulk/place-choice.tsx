import { useId } from "preact/hooks";
import type { DayPlaces } from "./model.ts";
import { useWords } from "./words.ts";

/** Of which calendar the day is. */
export function PlaceChoice({ places: { open, shown, choose } }: { places: DayPlaces }) {
  const { bulk } = useWords();
  const id = useId();
  return (
    <span class="row small">
      <label class="mute" for={id}>
        {bulk.calendar}
      </label>
      <select id={id} value={shown ?? ""} onChange={(event) => choose(event.currentTarget.value)}>
        {open.map(({ key, name }) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </select>
    </span>
  );
}
