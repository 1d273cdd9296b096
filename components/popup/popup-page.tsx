import { useEffect } from "preact/hooks";
import { isLow } from "../../lib/domain/account.ts";
import type { Message } from "../../lib/domain/outbox/message.ts";
import { needsPerson } from "../../lib/domain/outbox/predicates.ts";
import { type CountName, countNames } from "../../lib/domain/outbox/today.ts";
import { type WaitingItem, waitingItems } from "../../lib/domain/outbox/waiting.ts";
import { newsAddress } from "../menu/sections.ts";
import { ClockNotice } from "../ui/clock-notice.tsx";
import { Notice } from "../ui/controls.tsx";
import { formatMoney } from "../ui/money.ts";
import { RegistryNotice } from "../ui/registry-notice.tsx";
import { Act, DoingContext, useDoing } from "../waiting/act.tsx";
import { useKeptFocus } from "../waiting/kept-focus.ts";
import { MessageRow } from "../waiting/message-row.tsx";
import { addresses, gosmsAddress } from "../waiting/model.ts";
import { formatDay } from "../waiting/moment.ts";
import { resumeId, StoppedNotice } from "../waiting/notices.tsx";
import { UnseenNotice } from "../waiting/unseen-notice.tsx";
import { WaitingList } from "../waiting/waiting-list.tsx";
import { useWords as useWaitingWords, WaitingWords, wordsIn as waitingWordsIn } from "../waiting/words.ts";
import { WriteButton, Writing } from "../writing/writing.tsx";
import { UnreadFeeds } from "./feeds.tsx";
import type { AccountState, PopupActions, PopupModel } from "./model.ts";
import { NextDayLine } from "./next-day-line.tsx";
import { SetupNotice } from "./setup-notice.tsx";
import { ThisPage } from "./this-page.tsx";
import { useWords, Words, wordsIn } from "./words.ts";

const headingId = "today";
/** As many as are seen without a scroll: what needs a person, and what left last. */
const mostWaiting = 3;
const mostLast = 5;

/** What could not leave yet says why; then what can still be stopped; then what has left. */
const place = ({ state, reason }: Message): number => {
  if (state !== "queued" && state !== "sending") return 2;
  return state === "queued" && reason ? 0 : 1;
};

interface PopupProps {
  model: PopupModel;
  actions: PopupActions;
}

export function PopupPage(props: PopupProps) {
  const { language } = props.model;
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  return (
    <Words.Provider value={wordsIn(language)}>
      <WaitingWords.Provider value={waitingWordsIn(language)}>
        <Writing model={{ language, settings: props.model.settings }} actions={props.actions.writing}>
          <Popup {...props} />
        </Writing>
      </WaitingWords.Provider>
    </Words.Provider>
  );
}

function Popup({ model, actions }: PopupProps) {
  const { common, menu, popup, locale } = useWords();
  const { waiting } = useWaitingWords();
  const doing = useDoing();
  const { view, paused, timeZone, now, connected, account, registry } = model;
  const { today, counts } = view;
  const items = waitingItems(model);
  const others = today.filter((message) => !needsPerson(message)).toSorted((a, b) => place(a) - place(b));
  const last = others.slice(0, mostLast);
  const left = Math.max(0, view.left) + others.length - last.length;
  useKeptFocus(paused ? resumeId : headingId);

  const rowProps = { timeZone, now, paused, actions };
  return (
    <DoingContext.Provider value={doing}>
      <div class="popup">
        <header class="top">
          <span class="logo" aria-hidden="true">
            p
          </span>
          <h1 id={headingId} tabIndex={-1}>
            {items.length > 0
              ? waiting.title(Math.max(model.count, items.length))
              : popup.today(formatDay(now, timeZone, locale))}
          </h1>
          <Credit account={account} />
        </header>
        <main>
          {doing.failed && <Notice tone="bad">{popup.failed}</Notice>}
          {paused && <StoppedNotice actions={actions} />}
          <RegistryNotice state={registry} words={common.registry} settingsUrl={addresses.workstations} />
          <ClockNotice off={model.clockOff} words={common.clock} locale={locale} />
          {connected === false && <SetupNotice />}
          <Waiting items={items} {...rowProps} />
          <LowCredit account={account} limit={model.lowCredit} />
          <UnreadFeeds feeds={model.feeds} timeZone={timeZone} />
          <UnseenNotice
            rows={model.unseen.filter(({ state }) => state === "waits")}
            timeZone={timeZone}
            actions={actions}
          />
          {connected !== false && <NextDayLine nextDay={model.nextDay} onPanel={actions.openPanel} />}
          <section class="last" aria-labelledby="last">
            <div class="line">
              <h2 id="last" class="line-title">
                {popup.last}
              </h2>
              <span class="line-end">
                <WriteButton to={null} />
              </span>
              <Counts counts={counts} />
            </div>
            {last.length > 0 && (
              <ul class="texts" aria-label={popup.list}>
                {last.map((message) => (
                  <MessageRow key={message.id} message={message} brief {...rowProps} />
                ))}
              </ul>
            )}
            {today.length === 0 && connected !== false && <p class="empty mute">{popup.empty}</p>}
            {left > 0 && (
              <p class="small mute left">
                {popup.left(left)}{" "}
                <a href={addresses.log} target="_blank" rel="noopener">
                  {popup.all}
                </a>
              </p>
            )}
          </section>
          <AccountProblem account={account} />
          {model.hasNews && (
            <p class="small">
              <a href={newsAddress} target="_blank" rel="noopener">
                {menu.whatIsNew}
              </a>
            </p>
          )}
        </main>
        <ThisPage page={model.page} actions={actions} feeds={model.feeds} timeZone={timeZone}>
          {!paused && (
            <Act group="stop" tone="danger" label={popup.stop} act={() => actions.setPaused(true)}>
              {popup.stopShort}
            </Act>
          )}
          <a href={addresses.log} target="_blank" rel="noopener">
            {popup.log}
          </a>
          <a href={addresses.settings} target="_blank" rel="noopener">
            {popup.settings}
          </a>
        </ThisPage>
      </div>
    </DoingContext.Provider>
  );
}

interface WaitingProps extends Pick<PopupModel, "timeZone" | "now" | "paused"> {
  items: readonly WaitingItem[];
  actions: PopupActions;
}

/** What presses most of what waits for a person, and where the rest is. */
function Waiting({ items, ...props }: WaitingProps) {
  const { waiting } = useWaitingWords();
  if (items.length === 0) return null;
  const others = items.length - mostWaiting;
  return (
    <section class="waiting" aria-labelledby={headingId}>
      <WaitingList items={items.slice(0, mostWaiting)} {...props} />
      {others > 0 && (
        <p class="small">
          <a href={addresses.waiting} target="_blank" rel="noopener">
            {waiting.others(others)}
          </a>
        </p>
      )}
    </section>
  );
}

/** `3 odeslány · 1 čeká` */
function Counts({ counts }: { counts: Record<CountName, number> }) {
  const { popup } = useWords();
  const shown = countNames.filter((name) => counts[name] > 0);
  if (shown.length === 0) return null;
  return (
    <ul class="counts small mute number" aria-label={popup.countsLabel}>
      {shown.map((name) => (
        <li key={name} class={countTones[name]}>
          {popup.counts[name](counts[name])}
        </li>
      ))}
    </ul>
  );
}

const countTones: Partial<Record<CountName, string>> = {
  unknown: "text-warn",
  undelivered: "text-bad",
  notSent: "text-bad",
};

/** What is left at GoSMS, and the way there. */
function Credit({ account }: { account: AccountState | null }) {
  const { common, popup, locale } = useWords();
  const known = account?.account;
  const text = !known
    ? popup.gosms
    : known.postpaid
      ? popup.postpaid
      : `${common.credit} ${formatMoney(known.credit, known.currency, locale)}`;
  return (
    <a
      class="credit small mute number"
      href={gosmsAddress}
      target="_blank"
      rel="noopener noreferrer"
      title={popup.gosmsHint}
    >
      {text} <span aria-hidden="true">↗</span>
      <span class="visually-hidden"> ({popup.newTab})</span>
    </a>
  );
}

function LowCredit({ account, limit }: { account: AccountState | null; limit: number }) {
  const { popup, locale } = useWords();
  const known = account?.account;
  if (!known || !isLow(known, limit)) return null;
  return <Notice tone="warn">{popup.lowCredit(formatMoney(known.credit, known.currency, locale))}</Notice>;
}

function AccountProblem({ account }: { account: AccountState | null }) {
  const { common, popup } = useWords();
  if (!account || account.ok) return null;
  return <p class="small mute">{account.reason ? common.reason(account.reason) : popup.creditFailed}</p>;
}
