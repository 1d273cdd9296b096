import { useState } from "preact/hooks";
import { Notice } from "../../ui/controls.tsx";
import type { Granting, OptionsActions, OptionsModel } from "../model.ts";
import { useWords } from "../words.ts";

/** Calendars that the browser does not let Pípni read yet: a person has to press for each. */
export function GrantList({ model, actions }: { model: OptionsModel; actions: OptionsActions }) {
  const { options } = useWords();
  const words = options.backup.done;
  const [isRefused, setIsRefused] = useState(false);
  // Not through another function first: the browser wants the press of the button.
  const rows = [
    ...model.calendars.map((one) => ({ ...one, grant: () => actions.grantCalendar(one) })),
    ...model.feeds.map((one) => ({ ...one, grant: () => actions.feeds.grant(one) })),
  ].filter(({ enabled, granted }) => enabled && !granted);
  if (rows.length === 0) return null;
  const hear = (granting: Promise<Granting>) => {
    setIsRefused(false);
    granting.then(
      (answer) => setIsRefused(answer === "refused"),
      () => setIsRefused(true),
    );
  };
  return (
    <div class="stack tight">
      <h3>{words.grantTitle}</h3>
      <p>{words.grant}</p>
      <ul class="plain-list">
        {rows.map(({ id, name, origin, grant }) => (
          <li key={id}>
            <div class="row between">
              <span class="breakable">
                <strong>{name}</strong> <span class="small mute">{origin}</span>
              </span>
              <button
                type="button"
                class="button"
                aria-label={words.allowOne(name)}
                onClick={() => hear(grant())}
              >
                {words.allow}
              </button>
            </div>
          </li>
        ))}
      </ul>
      {isRefused && <Notice tone="bad">{words.refused}</Notice>}
    </div>
  );
}
