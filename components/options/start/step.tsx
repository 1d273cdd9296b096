import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { useWords } from "../words.ts";

interface StepProps {
  number: number;
  title: string;
  done: boolean;
  /** What came of it, in a few words. */
  summary: string | null;
  isOpen: boolean;
  /** Opened because the one before is done, so that whoever uses the keyboard goes on here. */
  isNext: boolean;
  onToggle: () => void;
  children: ComponentChildren;
}

/** One step of several, of which one is open at a time. */
export function Step({ number, title, done, summary, isOpen, isNext, onToggle, children }: StepProps) {
  const { options } = useWords();
  const words = options.start;
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isNext) button.current?.focus();
  }, [isNext]);
  return (
    <li class={done ? "card start-step done" : "card start-step"}>
      <h2 class="start-title">
        <button
          type="button"
          ref={button}
          aria-expanded={isOpen ? "true" : "false"}
          aria-controls={isOpen ? id : undefined}
          onClick={onToggle}
        >
          <span class="step" aria-hidden="true">
            {done ? "✓" : number}
          </span>
          <span class="start-name">
            {title}
            <span class="visually-hidden"> ({done ? options.setup.done : options.setup.todo})</span>
            {summary && <span class="small mute start-summary">{summary}</span>}
          </span>
          <span class="chevron" aria-hidden="true" />
        </button>
      </h2>
      {isOpen && (
        <section id={id} class="start-body stack" aria-label={words.contentOf(title)}>
          {children}
        </section>
      )}
    </li>
  );
}
