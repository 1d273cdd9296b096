import {
  type ContributedPlaceholder,
  type PlaceholderName,
  type PlaceholderValues,
  placeholderNames,
} from "../../lib/domain/text/placeholder.ts";
import { useWords } from "./words.ts";

interface PlaceholderListProps {
  values: PlaceholderValues;
  contributed: readonly ContributedPlaceholder[];
}

/** What each placeholder stands for, with an example from the practice's own settings where there is one. */
export function PlaceholderList({ values, contributed }: PlaceholderListProps) {
  const { options } = useWords();
  const words = options.messages;
  const { namePlaceholder, phonePlaceholder, addressPlaceholder, doctorPlaceholder } = options.practice;
  const invented: Partial<Record<PlaceholderName, string>> = {
    ZARIZENI: namePlaceholder,
    TELEFON: phonePlaceholder,
    ADRESA: addressPlaceholder,
    LEKAR: doctorPlaceholder,
  };
  return (
    <details class="placeholders">
      <summary>{words.placeholdersTitle}</summary>
      <dl>
        {placeholderNames.map((name) => (
          <div key={name}>
            <dt>
              <code>#{name}#</code>
            </dt>
            <dd>
              {words.placeholders[name]},{" "}
              <span class="mute">{words.example(values[name].trim() || (invented[name] ?? ""))}</span>
            </dd>
          </div>
        ))}
        {contributed.map(({ name, description, example }) => (
          <div key={name}>
            <dt>
              <code>#{name}#</code>
            </dt>
            <dd class="breakable">
              {description}, <span class="mute">{words.example(example)}</span>
            </dd>
          </div>
        ))}
      </dl>
      <p class="small mute">{words.placeholdersHint}</p>
    </details>
  );
}
