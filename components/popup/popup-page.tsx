import { useEffect, useRef } from "preact/hooks";
import { isLow } from "../../lib/domain/account.ts";
import { type CountName, countNames } from "../../lib/domain/outbox/today.ts";
import { Notice } from "../ui/controls.tsx";
import { formatMoney } from "../ui/money.ts";
import { Act, DoingContext, useDoing } from "./act.tsx";
import { FeedLines, UnreadFeeds } from "./feeds.tsx";
import { MessageRow } from "./message-row.tsx";
import { type AccountState, addresses, gosmsAddress, type PopupActions, type PopupModel } from "./model.ts";
import { formatDay } from "./moment.ts";
import {
  HeldGroupNotice,
  HeldNotice,
  isDecidedTogether,
  resumeId,
  SeriesNotice,
  SetupNotice,
  StoppedNotice,
  UnreadableNotice,
} from "./notices.tsx";
import { ThisPage } from "./this-page.tsx";
import { UnseenNotices } from "./unseen-notice.tsx";
import { useWords, Words, wordsIn } from "./words.ts";

const headingId = "today";

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
      <Popup {...props} />
    </Words.Provider>
  );
}

function Popup({ model, actions }: PopupProps) {
  const { popup, locale } = useWords();
  const doing = useDoing();
  const { view, paused, timeZone, now, connected, account } = model;
  const { today, earlier, left, counts } = view;
  const together = view.held.filter(isDecidedTogether);
  const apart = view.held.filter((group) => !isDecidedTogether(group));
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
            {popup.today(formatDay(now, timeZone, locale))}
          </h1>
          <Credit account={account} />
        </header>
        <main>
          {doing.failed && <Notice tone="bad">{popup.failed}</Notice>}
          {paused && <StoppedNotice actions={actions} />}
          {connected === false && <SetupNotice />}
          <LowCredit account={account} limit={model.lowCredit} />
          <UnreadFeeds feeds={model.feeds} timeZone={timeZone} />
          {model.unreadable && (
            <UnreadableNotice {...model.unreadable} timeZone={timeZone} actions={actions} />
          )}
          {together.map((group) => (
            <HeldGroupNotice
              key={`${group.reason.code} ${group.calendarId}`}
              group={group}
              actions={actions}
            />
          ))}
          {apart.length > 0 && <HeldNotice groups={apart} releasable={!paused} actions={actions} />}
          {view.series.map((messages) => (
            <SeriesNotice
              key={messages[0]?.batch}
              messages={messages}
              timeZone={timeZone}
              actions={actions}
            />
          ))}
          <UnseenNotices rows={model.unseen} timeZone={timeZone} actions={actions} />
          <CountPills counts={counts} />
          {today.length > 0 && (
            <ul class="texts" aria-label={popup.list}>
              {today.map((message) => (
                <MessageRow key={message.id} message={message} {...rowProps} />
              ))}
            </ul>
          )}
          {today.length === 0 && connected !== false && <p class="empty mute">{popup.empty}</p>}
          {earlier.length > 0 && (
            <section aria-labelledby="earlier">
              <h2 id="earlier" class="list-title small">
                {popup.earlier}
              </h2>
              <ul class="texts">
                {earlier.map((message) => (
                  <MessageRow key={message.id} message={message} dated {...rowProps} />
                ))}
              </ul>
            </section>
          )}
          {left > 0 && (
            <p class="small mute left">
              {popup.left(left)}{" "}
              <a href={addresses.log} target="_blank" rel="noopener">
                {popup.all}
              </a>
            </p>
          )}
        </main>
        <footer class="bottom">
          <AccountProblem account={account} />
          <ThisPage page={model.page} actions={actions} />
          <FeedLines feeds={model.feeds} timeZone={timeZone} onBulk={actions.openBulk} />
          {!paused && (
            <div class="line">
              <span class="line-title">{popup.sending}</span>
              {connected !== false && <span class="status ok">{popup.sendingOn}</span>}
              <span class="line-end">
                <Act group="stop" tone="danger" act={() => actions.setPaused(true)}>
                  {popup.stop}
                </Act>
              </span>
            </div>
          )}
          <Links />
        </footer>
      </div>
    </DoingContext.Provider>
  );
}

const countTones: Record<CountName, string> = {
  sent: "ok",
  waiting: "wait",
  scheduled: "wait",
  unknown: "warn",
  undelivered: "bad",
  notSent: "bad",
};

function CountPills({ counts }: { counts: Record<CountName, number> }) {
  const { popup } = useWords();
  const shown = countNames.filter((name) => counts[name] > 0);
  if (shown.length === 0) return null;
  return (
    <ul class="counts" aria-label={popup.countsLabel}>
      {shown.map((name) => (
        <li key={name} class={`status number ${countTones[name]}`}>
          {popup.counts[name](counts[name])}
        </li>
      ))}
    </ul>
  );
}

function Credit({ account }: { account: AccountState | null }) {
  const { common, popup, locale } = useWords();
  const known = account?.account;
  if (!known) return null;
  return (
    <span class="credit small mute number">
      {known.postpaid
        ? popup.postpaid
        : `${common.credit} ${formatMoney(known.credit, known.currency, locale)}`}
    </span>
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

function Links() {
  const { popup } = useWords();
  return (
    <nav class="links small" aria-label={popup.links}>
      <a href={addresses.log} target="_blank" rel="noopener">
        {popup.all}
      </a>
      <a href={addresses.calls} target="_blank" rel="noopener">
        {popup.calls}
      </a>
      <a href={addresses.settings} target="_blank" rel="noopener">
        {popup.settings}
      </a>
      <a href={gosmsAddress} target="_blank" rel="noopener noreferrer" title={popup.gosmsHint}>
        {popup.gosms} <span aria-hidden="true">↗</span>
        <span class="visually-hidden"> ({popup.newTab})</span>
      </a>
    </nav>
  );
}

/** A button that did its work often vanishes; whoever uses the keyboard goes on near where it was. */
function useKeptFocus(fallback: string) {
  const last = useRef<Element[]>([]);
  useEffect(() => {
    const remember = ({ target }: FocusEvent) => {
      const path: Element[] = [];
      for (let at = target instanceof Element ? target : null; at; at = at.parentElement) path.push(at);
      last.current = path;
    };
    addEventListener("focusin", remember);
    return () => removeEventListener("focusin", remember);
  }, []);
  useEffect(() => {
    if (last.current.length === 0 || last.current[0]?.isConnected) return;
    if (document.activeElement && document.activeElement !== document.body) return;
    const near = last.current.find((element) => element.isConnected && element.matches("[tabindex='-1']"));
    const next = near ?? document.getElementById(fallback);
    if (next instanceof HTMLElement) next.focus({ preventScroll: near !== undefined });
  });
}
