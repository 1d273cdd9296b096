import {
  type PlaceholderName,
  type PlaceholderValues,
  placeholderNames,
} from "../../lib/domain/placeholder.ts";
import { useWords } from "./words.ts";

/** What each placeholder stands for, with an example from the practice's own settings where there is one. */
export function PlaceholderList({ values }: { values: PlaceholderValues }) {
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
      </dl>
      <p class="small mute">{words.placeholdersHint}</p>
    </details>
  );
}
