import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { MessageKind } from "../../lib/domain/message-kind.ts";
import { messageKinds } from "../../lib/domain/message-kind.ts";
import { Segmented } from "../ui/controls.tsx";
import { DayPicker } from "./day-picker.tsx";
import { DaySending } from "./day-sending.tsx";
import type { BulkActions, BulkModel } from "./model.ts";
import { DayProblem } from "./problems.tsx";
import { useDay, viewOf } from "./use-day.ts";
import { useAccount } from "./use-money.ts";
import { useWords, Words, wordsIn } from "./words.ts";

interface BulkWindowProps {
  model: BulkModel;
  actions: BulkActions;
}

export function BulkWindow({ model, actions }: BulkWindowProps) {
  const words = useMemo(() => wordsIn(model.language), [model.language]);
  useEffect(() => {
    document.documentElement.lang = model.language;
    document.title = words.bulk.title;
  }, [model.language, words]);
  return (
    <Words.Provider value={words}>
      <Window model={model} actions={actions} />
    </Words.Provider>
  );
}

function Window({ model, actions }: BulkWindowProps) {
  const { common, bulk } = useWords();
  const [day, setDay] = useState(model.day);
  const [kind, setKind] = useState<MessageKind>("reminder");
  const [state, reload] = useDay(actions, day, kind);
  const [account, askAccount] = useAccount(actions);
  // The name stays while the next day is read.
  const calendar = useRef("");
  if (state.phase === "answered" && state.answer.ok) calendar.current = state.answer.calendarName;
  const hint = !model.dayChosen && day === model.day ? bulk.noDay : null;
  const answer = state.phase === "answered" ? state.answer : null;
  return (
    <main class="card window">
      <header class="head">
        <h1>{bulk.title}</h1>
        {calendar.current && (
          <span class="mute small">
            <span class="visually-hidden">{bulk.calendar}: </span>
            {calendar.current}
          </span>
        )}
      </header>
      <div class="pick">
        <DayPicker day={day} hint={hint} onChange={setDay} />
        <Segmented
          label={bulk.kind}
          options={messageKinds.map((value) => ({ value, label: common.kinds[value] }))}
          value={kind}
          onChange={setKind}
        />
      </div>
      {answer?.ok ? (
        <DaySending
          key={viewOf(day, kind)}
          view={viewOf(day, kind)}
          calendar={answer}
          kind={kind}
          model={model}
          actions={actions}
          account={account}
          askAccount={askAccount}
          reload={reload}
        />
      ) : (
        <DayProblem state={state} onRetry={reload} />
      )}
    </main>
  );
}
