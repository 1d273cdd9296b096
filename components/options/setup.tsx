import { useId } from "preact/hooks";
import { type SectionName, sectionHashes } from "../menu/sections.ts";
import { type StepName, neededSteps as steps } from "./start/steps.ts";
import { useWords } from "./words.ts";

interface SetupProps {
  done: Record<StepName, boolean>;
  current: SectionName;
}

/** What is left to do before the first text can go out; nothing once it is done. */
export function Setup({ done, current }: SetupProps) {
  const { options } = useWords();
  const id = useId();
  const finished = steps.filter((step) => done[step]).length;
  if (finished === steps.length) return null;
  return (
    <aside class="setup card" aria-labelledby={id}>
      <div class="row between">
        <h2 id={id}>{options.setup.title}</h2>
        <span class="small mute number">{options.setup.progress(finished, steps.length)}</span>
      </div>
      <ol>
        {steps.map((step, index) => (
          <li key={step} class={done[step] ? "done" : ""}>
            <span class="step" aria-hidden="true">
              {done[step] ? "✓" : index + 1}
            </span>
            <span>
              {step === current || done[step] ? (
                <strong>{options.setup[step]}</strong>
              ) : (
                <a href={sectionHashes[step]}>{options.setup[step]}</a>
              )}
              <span class="visually-hidden"> ({done[step] ? options.setup.done : options.setup.todo})</span>
            </span>
          </li>
        ))}
      </ol>
    </aside>
  );
}
