import { useEffect, useRef, useState } from "preact/hooks";
import { isReady, type Step, type TeachingActions, type TeachingModel } from "./model.ts";
import { Rows } from "./rows.tsx";
import { Saved } from "./saved.tsx";
import { SourceField } from "./source-field.tsx";
import { TopicField } from "./topic-field.tsx";
import { TrialStep } from "./trial.tsx";
import { useWords, Words, wordsIn } from "./words.ts";

interface PanelProps {
  model: TeachingModel;
  actions: TeachingActions;
}

const steps: readonly Step[] = ["point", "check", "place"];

/** The panel beside the calendar in which a person teaches it. */
export function Panel(props: PanelProps) {
  return (
    <Words.Provider value={wordsIn(props.model.language)}>
      <Lesson {...props} />
    </Words.Provider>
  );
}

function Lesson({ model, actions }: PanelProps) {
  const { teaching } = useWords();
  const { step, pointing, side, language } = model;
  const heading = useRef<HTMLHeadingElement>(null);
  // A new step is read out from its heading on.
  useEffect(() => heading.current?.focus(), [step, pointing === null]);
  const isBar = pointing !== null && step !== "point";
  return (
    <section
      class={`panel ${side}`}
      lang={language}
      aria-labelledby="title"
      onKeyDown={(event) => {
        // The calendar's own shortcuts are not meant.
        event.stopPropagation();
        if (event.key === "Escape") actions.close();
      }}
    >
      <header>
        <h2 id="title" tabIndex={-1} ref={heading}>
          {step === "saved" ? teaching.savedTitle : teaching.title}
        </h2>
        <button type="button" class="quiet" onClick={actions.move}>
          {teaching.otherSide}
        </button>
        <button type="button" class="quiet" onClick={actions.close}>
          {teaching.close}
        </button>
      </header>
      {steps.includes(step) && <p class="more">{teaching.step(steps.indexOf(step) + 1, steps.length)}</p>}
      {model.notThere && (
        <p class="problem" role="alert">
          {teaching.notThere[model.notThere]}
        </p>
      )}
      {isBar && <Pointing model={model} actions={actions} />}
      {!isBar && step === "point" && <PointStep model={model} actions={actions} />}
      {!isBar && step === "check" && <CheckStep model={model} actions={actions} />}
      {!isBar && step === "place" && <PlaceStep model={model} actions={actions} />}
      {step === "trial" && <TrialStep model={model} actions={actions} />}
      {step === "saved" && <Saved model={model} actions={actions} />}
    </section>
  );
}

function Pointing({ model: { pointing }, actions }: PanelProps) {
  const { teaching } = useWords();
  if (!pointing) return null;
  return (
    <>
      <p role="status">
        <strong>{teaching.pointAt[pointing]}</strong> {teaching.escape}
      </p>
      <div class="buttons">
        <button type="button" onClick={actions.stopPointing}>
          {teaching.stopPointing}
        </button>
      </div>
    </>
  );
}

function PointStep({ model: { likely, pointing, notThere, listLack }, actions }: PanelProps) {
  const { teaching } = useWords();
  const [at, setAt] = useState(0);
  return (
    <>
      {notThere === "appointments" && listLack === "early" && (
        <div class="source">
          <p role="status">{teaching.listUnheard}</p>
          <button type="button" onClick={actions.reload}>
            {teaching.reload}
          </button>
        </div>
      )}
      {pointing ? (
        <>
          <p>
            <strong>{teaching.pointAt.appointments}</strong> {teaching.escape}
          </p>
          <div class="row">
            <button type="button" onClick={actions.stopPointing}>
              {teaching.stopPointing}
            </button>
          </div>
        </>
      ) : (
        <div class="row">
          <button type="button" onClick={() => actions.point("appointments")}>
            {teaching.pointTopic(teaching.topics.appointments)}
          </button>
        </div>
      )}
      {likely.length === 0 ? (
        <p role="status">{teaching.listEmpty}</p>
      ) : (
        <>
          <label for="likely">{teaching.list}</label>
          <select
            id="likely"
            size={Math.min(Math.max(likely.length, 2), 6)}
            value={String(at)}
            onFocus={() => actions.glance(at)}
            onChange={(event) => {
              const chosen = Number(event.currentTarget.value);
              setAt(chosen);
              actions.glance(chosen);
            }}
            onKeyDown={(event) => {
              if (event.key === "Enter" && event.isTrusted) actions.pick(at);
            }}
          >
            {likely.map((text, index) => (
              <option key={index} value={String(index)}>
                {text}
              </option>
            ))}
          </select>
          <div class="buttons">
            <button type="button" class="primary" onClick={() => actions.pick(at)}>
              {teaching.pick}
            </button>
          </div>
        </>
      )}
    </>
  );
}

function CheckStep({ model, actions }: PanelProps) {
  const { teaching } = useWords();
  const { rows } = model;
  const ready = isReady(rows);
  const isList = model.sources.chosen >= 0;
  // What a list says of its items needs no pointing.
  const topics = isList
    ? (["day"] as const)
    : (["start", "day", "patient", "phone", "appointments"] as const);
  return (
    <>
      <h3>{teaching.check}</h3>
      <Rows rows={rows} isList={isList} leftOut={model.leftOut} actions={actions} />
      <SourceField model={model} actions={actions} />
      <p class="more">{isList ? teaching.correctionsList : teaching.corrections}</p>
      {topics.map((topic) => (
        <TopicField key={topic} topic={topic} {...model.options[topic]} actions={actions} />
      ))}
      {model.doubt && (
        <p class="problem" role="alert">
          {teaching.doubts[model.doubt]}
        </p>
      )}
      {!ready && <p class="problem">{teaching.notReady}</p>}
      <div class="buttons">
        <button type="button" onClick={() => actions.go("point")}>
          {teaching.back}
        </button>
        <button
          type="button"
          class="primary"
          aria-disabled={ready ? undefined : "true"}
          onClick={() => ready && actions.go("place")}
        >
          {teaching.next}
        </button>
      </div>
    </>
  );
}

function PlaceStep({ model, actions }: PanelProps) {
  const { teaching } = useWords();
  const { name, saving, problem } = model;
  const [asked, setAsked] = useState(false);
  const missing = asked && name.trim() === "";
  return (
    <>
      <TopicField topic="button" {...model.options.button} actions={actions} />
      <label for="name">{teaching.name}</label>
      <input
        id="name"
        type="text"
        maxLength={100}
        autocomplete="off"
        value={name}
        aria-invalid={missing ? "true" : undefined}
        aria-describedby={missing ? "name-missing" : undefined}
        onInput={(event) => actions.rename(event.currentTarget.value)}
      />
      {missing && (
        <p class="problem" id="name-missing" role="alert">
          {teaching.nameMissing}
        </p>
      )}
      {problem && (
        <p class="problem" role="alert">
          {teaching[problem]}
        </p>
      )}
      <div class="buttons">
        <button type="button" onClick={() => actions.go("check")}>
          {teaching.back}
        </button>
        <button
          type="button"
          class="primary"
          aria-disabled={saving ? "true" : undefined}
          onClick={() => {
            setAsked(true);
            if (!saving && name.trim() !== "") actions.save();
          }}
        >
          {saving ? teaching.saving : teaching.save}
        </button>
      </div>
    </>
  );
}
