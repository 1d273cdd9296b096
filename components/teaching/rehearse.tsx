import type { TeachingActions, TeachingModel } from "./model.ts";
import { useWords } from "./words.ts";

/** A trial appointment, created and cancelled twice: what to do next, and what would have been reported. */
export function Rehearse({ model, actions }: { model: TeachingModel; actions: TeachingActions }) {
  const { teaching, locale } = useWords();
  const { rehearsal, saving, problem } = model;
  if (!rehearsal) return null;
  const { phase, told } = rehearsal;
  const momentOf = (start: string): string =>
    Temporal.Instant.from(start).toLocaleString(locale, { dateStyle: "medium", timeStyle: "short" });
  return (
    <>
      {!rehearsal.problem && (
        <p role="status">
          <strong>{teaching.phases[phase]}</strong>
        </p>
      )}
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
      {rehearsal.problem && (
        <p class="problem" role="alert">
          {teaching.rehearsalProblems[rehearsal.problem]}
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
        {rehearsal.problem && (
          <button type="button" class="primary" onClick={actions.rehearse}>
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
