import {
  type Part,
  parts,
  type ReadFields,
  type Source,
  titlePath,
} from "../../lib/domain/site-reading/site-reading.ts";
import { Check, Field } from "../ui/controls.tsx";
import type { View } from "./model.ts";
import { useWords } from "./words.ts";

interface SourcesProps {
  view: View;
  onFields: (fields: ReadFields, hasNewState: boolean) => Promise<void>;
}

/** Where each part comes from, and where else it could. */
export function Sources({ view, onFields }: SourcesProps) {
  const { reading } = useWords();
  const { fields } = view;
  return (
    <section class="sources" aria-labelledby="sources">
      <h2 id="sources">{reading.sources}</h2>
      {fields ? (
        <div class="source-fields">
          {parts.map((part) => (
            <Choice
              key={part}
              part={part}
              chosen={fields[part]}
              view={view}
              onChange={(sources) => onFields({ ...fields, [part]: sources }, part === "state")}
            />
          ))}
        </div>
      ) : (
        <Described view={view} />
      )}
      {fields && fields.state.length > 0 && view.states.length > 0 && (
        <fieldset class="states">
          <legend>{reading.cancelledStates}</legend>
          {view.states.map(({ value, label, count }) => (
            <Check
              key={value}
              label={reading.state(label, count)}
              checked={fields.cancelled.includes(value)}
              onChange={() => onFields({ ...fields, cancelled: toggled(fields.cancelled, value) }, false)}
            />
          ))}
        </fieldset>
      )}
    </section>
  );
}

const toggled = (all: readonly string[], one: string): string[] =>
  all.includes(one) ? all.filter((other) => other !== one) : [...all, one];

/** `pacient.telefon`, `jmeno + prijmeni`, `název termínu` */
function usePlace(): (sources: readonly Source[]) => string {
  const { reading } = useWords();
  const nameOf = (path: string) => (path === titlePath ? reading.titlePlace : path);
  return (sources) => sources.map((source) => source.map(nameOf).join(" + ")).join(reading.orElse);
}

interface ChoiceProps {
  part: Part;
  chosen: Source[];
  view: View;
  onChange: (sources: Source[]) => void;
}

function Choice({ part, chosen, view, onChange }: ChoiceProps) {
  const { reading } = useWords();
  const place = usePlace();
  const value = JSON.stringify(chosen);
  const known = view.options[part].map((option) => ({ ...option, value: JSON.stringify(option.sources) }));
  const options =
    chosen.length === 0 || known.some((option) => option.value === value)
      ? known
      : [{ sources: chosen, example: "", value }, ...known];
  return (
    <Field label={reading.parts[part]}>
      {(aria) => (
        <select
          {...aria}
          value={value}
          onChange={({ currentTarget }) => onChange(JSON.parse(currentTarget.value) as Source[])}
        >
          <option value="[]">{reading.nowhere}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.example
                ? reading.example(place(option.sources), option.example)
                : place(option.sources)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** What a plugin made of data says itself. It is changed by teaching the calendar anew. */
function Described({ view }: { view: View }) {
  const { reading } = useWords();
  const named = [
    ["time", reading.time],
    ["name", reading.parts.name],
    ["phone", reading.parts.phone],
    ["state", reading.parts.state],
  ] as const;
  return (
    <>
      <dl class="described">
        {named.map(([key, label]) => (
          <div key={key}>
            <dt>{label}</dt>
            <dd>{view.described[key] ? reading.takenFrom(view.described[key]) : reading.notRead}</dd>
          </div>
        ))}
      </dl>
      <p class="small mute">{reading.teachAnew}</p>
    </>
  );
}
