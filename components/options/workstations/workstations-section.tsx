import { useState } from "preact/hooks";
import { Notice } from "../../ui/controls.tsx";
import { ConfirmRemoval } from "../confirm-removal.tsx";
import { useManaged } from "../managed.ts";
import { Section } from "../section.tsx";
import { useWords } from "../words.ts";
import type { WorkstationsActions, WorkstationsModel } from "./model.ts";
import { PlaceForm } from "./place-form.tsx";

interface WorkstationsSectionProps {
  model: WorkstationsModel;
  actions: WorkstationsActions;
}

const ways = ["alone", "shows", "shared"] as const;
type Way = (typeof ways)[number];

/** How this computer sends, where a practice has several. */
export function WorkstationsSection({ model, actions }: WorkstationsSectionProps) {
  const { common, options } = useWords();
  const words = options.workstations;
  const managed = useManaged()("workstations.mode");
  const { mode, sends } = model.workstations;
  const now: Way = mode === "shared" ? "shared" : sends ? "alone" : "shows";
  const [chosen, setChosen] = useState<Way | null>(null);
  const [failed, setFailed] = useState(false);
  const way = chosen ?? now;

  const choose = (wanted: Way) => {
    setChosen(wanted);
    setFailed(false);
    // What is agreed on begins only once its place is known.
    if (wanted === "shared") return;
    actions
      .decide({ mode: "alone", sends: wanted === "alone" })
      .then(() => setChosen(null))
      .catch(() => setFailed(true));
  };

  return (
    <Section title={options.sections.workstations} lead={words.lead}>
      <OutOfReach model={model} actions={actions} />
      <div class="card">
        <div class="card-body stack">
          <h2>{words.how}</h2>
          <fieldset class="picks" disabled={managed !== null}>
            <legend class="visually-hidden">{words.how}</legend>
            {ways.map((one) => (
              <label key={one} class="pick">
                <input type="radio" name="way" checked={way === one} onChange={() => choose(one)} />
                <span>
                  {words.modes[one]}
                  <br />
                  <span class="small mute">{words.modeHints[one]}</span>
                </span>
              </label>
            ))}
          </fieldset>
          {managed && <p class="hint">{managed}</p>}
          {failed && <Notice tone="bad">{common.failed}</Notice>}
        </div>
      </div>
      {way === "shared" && <PlaceForm model={model} actions={actions} onJoined={() => setChosen(null)} />}
    </Section>
  );
}

/** Nothing leaves, and what a person may do about that. */
function OutOfReach({ model, actions }: WorkstationsSectionProps) {
  const { common, options } = useWords();
  const words = options.workstations;
  const [asks, setAsks] = useState<"without" | "older" | null>(null);
  const { workstations, trouble } = model;
  const { mode, withoutAsking } = workstations;
  if (mode !== "shared" || (trouble === null && !withoutAsking)) return null;
  const isOlder = trouble === "older";
  const decide = (change: Parameters<typeof actions.decide>[0]) =>
    void actions.decide(change).catch(() => {});
  return (
    <Notice tone={withoutAsking ? "warn" : "bad"}>
      <strong>{withoutAsking ? words.withoutOn : isOlder ? words.older : words.out}</strong>
      {trouble && <p>{isOlder ? words.olderLead : common.registry.problems[trouble]}</p>}
      {!withoutAsking && !isOlder && <p>{common.registry.waits}</p>}
      <p>
        {isOlder && (
          <button type="button" class="button" onClick={() => setAsks("older")}>
            {words.olderGoOn}
          </button>
        )}{" "}
        {withoutAsking ? (
          <button type="button" class="button" onClick={() => decide({ withoutAsking: false })}>
            {words.askAgain}
          </button>
        ) : (
          <button type="button" class="button danger" onClick={() => setAsks("without")}>
            {words.withoutAsking}
          </button>
        )}
      </p>
      {asks === "without" && (
        <ConfirmRemoval
          title={words.withoutTitle}
          label={words.withoutYes}
          onCancel={() => setAsks(null)}
          onRemove={() => decide({ withoutAsking: true })}
        >
          <p>{words.withoutText}</p>
        </ConfirmRemoval>
      )}
      {asks === "older" && (
        <ConfirmRemoval
          title={words.olderTitle}
          label={words.olderYes}
          onCancel={() => setAsks(null)}
          onRemove={() => decide({ acceptsOlder: true })}
        >
          <p>{words.olderText}</p>
        </ConfirmRemoval>
      )}
    </Notice>
  );
}
