import type { TeachingActions, TeachingModel } from "./model.ts";
import { useWords } from "./words.ts";

/** A trial appointment, created, moved and cancelled twice: what to do next, and what would have been reported. */
export function TrialStep({ model, actions }: { model: TeachingModel; actions: TeachingActions }) {
  const { teaching, locale } = useWords();
  const { trial, saving, problem } = model;
  if (!trial) return null;
  const { phase, place, told } = trial;
  const momentOf = (start: string): string =>
    Temporal.Instant.from(start).toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" });
  return (
    <>
      {!trial.problem && trial.hint !== "looking" && (
        <p role="status">
          <strong>
            {phase === "done"
              ? teaching.trialDone
              : `${teaching.trialStep(place.step, place.of)} ${teaching.phases[phase]}`}
          </strong>
        </p>
      )}
      {trial.hint && <p role="status">{teaching.trialHints[trial.hint]}</p>}
      {told.length > 0 && (
        <>
          <p id="would">{teaching.would}</p>
          <ul aria-labelledby="would">
            {told.map(({ type, start, who, phone }) => (
              <li key={`${type} ${start}`}>
                {teaching.told[type]}: {who}, {momentOf(start)}, {phone ?? teaching.phoneless}
              </li>
            ))}
          </ul>
        </>
      )}
      {trial.problem && (
        <p class="problem" role="alert">
          {teaching.trialProblems[trial.problem]}
        </p>
      )}
      {problem && (
        <p class="problem" role="alert">
          {teaching[problem]}
        </p>
      )}
      <div class="buttons">
        <button type="button" onClick={() => actions.go("saved")}>
          {teaching.keepProposing}
        </button>
        {phase === "move" && !trial.problem && (
          <button type="button" onClick={actions.leaveOutMove}>
            {teaching.leaveOutMove}
          </button>
        )}
        {trial.problem && (
          <button type="button" class="primary" onClick={actions.startTrial}>
            {teaching.retry}
          </button>
        )}
        {phase === "done" && (
          <button
            type="button"
            class="primary"
            aria-disabled={saving ? "true" : undefined}
            onClick={() => !saving && actions.store()}
          >
            {saving ? teaching.saving : teaching.store}
          </button>
        )}
      </div>
    </>
  );
}
