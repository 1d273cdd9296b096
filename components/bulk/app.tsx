import "./window.css";
import type { ComponentChildren } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { timeZoneOf } from "../../lib/domain/settings.ts";
import { noWords, type OwnWords } from "../../lib/domain/text/kept-text.ts";
import type { MessageKind } from "../../lib/domain/text/message-kind.ts";
import { bulkKinds } from "../../lib/domain/text/message-kind.ts";
import { tomorrowIn } from "../../lib/domain/text/when.ts";
import { WithMenu } from "../menu/navigation.tsx";
import { Segmented } from "../ui/controls.tsx";
import { Writing } from "../writing/writing.tsx";
import { DayPicker } from "./day-picker.tsx";
import { DaySending } from "./day-sending.tsx";
import type { BulkActions, BulkCalendar, BulkModel } from "./model.ts";
import { NoPlace } from "./no-place.tsx";
import { PlaceChoice } from "./place-choice.tsx";
import { DayProblem } from "./problems.tsx";
import { useChosenDay } from "./use-chosen-day.ts";
import { viewOf } from "./use-day.ts";
import { useAccount, usePrices } from "./use-money.ts";
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
      <Writing model={{ language: model.language, settings: model.settings }} actions={actions.writing}>
        <Framed model={model}>
          {model.places?.shown === null ? (
            <NoPlace closed={model.places.closed} />
          ) : (
            <Window model={model} actions={actions} />
          )}
        </Framed>
      </Writing>
    </Words.Provider>
  );
}

/** With the menu beside it, where the day is a page and no window of its own. */
function Framed({ model: { menu }, children }: { model: BulkModel; children: ComponentChildren }) {
  const { menu: words } = useWords();
  const day = <main class={menu ? "card window beside-menu" : "card window"}>{children}</main>;
  if (!menu) return day;
  return (
    <WithMenu words={words} current="day" counts={{ waiting: menu.waiting }}>
      {day}
    </WithMenu>
  );
}

interface Shown {
  view: string;
  day: string;
  kind: MessageKind;
  calendar: BulkCalendar;
}

/** A calendar that takes longer than this is waited for in words. */
const patienceMs = 500;

/** Whether something has been so for a while. */
function useLasting(now: boolean, ms: number): boolean {
  const [lasting, setLasting] = useState(false);
  useEffect(() => {
    if (!now) return;
    const timer = setTimeout(() => setLasting(true), ms);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [now, ms]);
  return now && lasting;
}

function Window({ model, actions }: BulkWindowProps) {
  const { common, bulk } = useWords();
  const [kind, setKind] = useState<MessageKind>("reminder");
  // Whoever pages on to another day has not written it for nothing.
  const [ownWords, setOwnWords] = useState<OwnWords>(noWords);
  const [isDry, setDry] = useState(model.isDry);
  const chosen = useChosenDay(actions, kind, model.day, model.dayChosen);
  const { day, state, reload } = chosen;
  // "Hromadná SMS" was pressed once more; see `openWindow`.
  useEffect(() => {
    const again = () => {
      if (model.dayChosen && day !== model.day) chosen.choose(model.day);
      // It has stood open overnight: the day that comes first is another one by now.
      else if (!model.dayChosen && tomorrowIn(timeZoneOf(model.settings)) !== model.day) location.reload();
      else void reload();
    };
    addEventListener("hashchange", again);
    return () => removeEventListener("hashchange", again);
  });
  const [account, askAccount] = useAccount(actions);
  const [prices, askPrices] = usePrices(actions);
  // What was shown last stays while the next day is read, so that the window does not flicker; nothing can be
  // pressed in it.
  const last = useRef<Shown | null>(null);
  const view = viewOf(day, kind);
  if (state.phase === "answered")
    last.current = state.answer.ok ? { view, day, kind, calendar: state.answer } : null;
  if (state.phase === "failed") last.current = null;
  const loading = state.phase === "loading";
  const slow = useLasting(loading, patienceMs);
  const shown = slow ? null : last.current;
  const name = useRef("");
  name.current = shown?.calendar.calendarName ?? name.current;
  return (
    <>
      <header class="head">
        <h1>{bulk.title}</h1>
        {model.places && model.places.open.length > 1 ? (
          <PlaceChoice places={model.places} />
        ) : (
          name.current && (
            <span class="mute small">
              <span class="visually-hidden">{bulk.calendar}: </span>
              {name.current}
            </span>
          )
        )}
      </header>
      <div class="pick">
        <DayPicker
          day={day}
          hint={chosen.isChosen || model.places ? null : bulk.noDay}
          onChange={chosen.choose}
        />
        <Segmented
          label={bulk.kind}
          options={bulkKinds.map((value) => ({ value, label: common.kinds[value] }))}
          value={kind}
          onChange={setKind}
        />
      </div>
      {shown ? (
        <div class="day-view" inert={loading} aria-busy={loading}>
          <DaySending
            key={shown.view}
            view={shown.view}
            day={shown.day}
            calendar={shown.calendar}
            kind={shown.kind}
            ownWords={ownWords}
            onOwnWords={setOwnWords}
            model={model}
            actions={actions}
            account={account}
            askAccount={askAccount}
            prices={prices}
            askPrices={askPrices}
            reload={reload}
            isDry={isDry}
            onDry={setDry}
          />
        </div>
      ) : (
        <DayProblem state={state} checkUrl={model.checkUrl} onRetry={reload} />
      )}
    </>
  );
}
