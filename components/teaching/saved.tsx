import type { TeachingActions, TeachingModel } from "./model.ts";
import { useWords } from "./words.ts";

/** The calendar is on: what it can do by now, what it cannot, and what it can be taught besides. */
export function Saved({ model, actions }: { model: TeachingModel; actions: TeachingActions }) {
  const { teaching } = useWords();
  const { name, abilities, canTry, knowsDays } = model;
  const automatic = abilities?.create && abilities.cancel;
  return (
    <>
      <p role="status">{teaching.saved(name)}</p>
      {abilities && <AbilityList abilities={abilities} />}
      {!automatic && (
        <>
          <p>{knowsDays ? teaching.savedProposes : teaching.savedProposesMoves}</p>
          <p>{canTry ? teaching.savedMoves : teaching.savedMovesAtOnce}</p>
          <p>{canTry ? teaching.trialLead : teaching.trialImpossible}</p>
        </>
      )}
      <div class="buttons">
        {!automatic && canTry && (
          <button type="button" onClick={actions.startTrial}>
            {teaching.startTrial}
          </button>
        )}
        <button type="button" class="primary" onClick={actions.close}>
          {teaching.close}
        </button>
      </div>
    </>
  );
}

function AbilityList({ abilities }: { abilities: NonNullable<TeachingModel["abilities"]> }) {
  const { teaching } = useWords();
  const { otherDays, create, move, cancel } = abilities;
  const all = [
    ["bulk", true],
    ["otherDays", otherDays],
    ["create", create],
    ["move", move],
    ["cancel", cancel],
  ] as const;
  return (
    <>
      <h3 id="abilities">{teaching.abilitiesTitle}</h3>
      <ul class="abilities" aria-labelledby="abilities">
        {all.map(([what, can]) => (
          <li key={what} class={can ? "can" : "cannot"}>
            {can ? teaching.can[what] : teaching.cannot[what]}
          </li>
        ))}
      </ul>
    </>
  );
}
