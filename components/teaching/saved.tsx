import type { TeachingActions, TeachingModel } from "./model.ts";
import { useWords } from "./words.ts";

/** The calendar is on: what it does by now, and what it can be taught besides. */
export function Saved({ model, actions }: { model: TeachingModel; actions: TeachingActions }) {
  const { teaching } = useWords();
  const { name, automatic, canTry, knowsDays } = model;
  return (
    <>
      <p role="status">{teaching.saved(name)}</p>
      {automatic ? (
        <p>{teaching.savedAutomatic}</p>
      ) : (
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
