import { useState } from "preact/hooks";
import { shortened } from "../../lib/domain/feeds/address.ts";
import { BusyButton } from "../ui/busy-button.tsx";
import { Field, TextField } from "../ui/controls.tsx";
import { formatAsOf } from "../ui/moment.ts";
import { Switch, SwitchField } from "../ui/switch.tsx";
import { CalendarReading } from "./calendar-reading.tsx";
import { ConfirmRemoval } from "./confirm-removal.tsx";
import type { FeedActions, FeedInfo } from "./feed-model.ts";
import type { Calendar } from "./model.ts";
import { useWords } from "./words.ts";

interface FeedRowProps {
  feed: FeedInfo;
  /** Those to which it may belong. */
  pages: readonly Pick<Calendar, "id" | "name">[];
  timeZone: string;
  actions: FeedActions;
  /** Shows a failure of ours. */
  attempt: (doing: Promise<unknown>) => Promise<unknown>;
  onCheck: () => Promise<boolean>;
}

const kinds = { ical: "iCal", caldav: "CalDAV" };

/** A calendar that is read by its official address. */
export function FeedRow({ feed, pages, timeZone, actions, attempt, onCheck }: FeedRowProps) {
  const { options, locale } = useWords();
  const { calendars, feeds: words } = options;
  const [removing, setRemoving] = useState(false);
  const [busy, setBusy] = useState(false);
  const { id, name, origin, kind, enabled, granted, readAt, problem, events } = feed;
  const at = readAt === null ? null : formatAsOf(readAt, timeZone, locale);
  const readNow = () => {
    setBusy(true);
    void attempt(actions.readNow(id)).finally(() => setBusy(false));
  };
  return (
    <li class="calendar">
      <div class="calendar-facts">
        <strong>{name}</strong>
        <span class="small mute breakable">
          {shortened(origin)} · {kinds[kind]}
        </span>
        {enabled && problem === null && at !== null && (
          <span class="small mute">{words.read(at, events)}</span>
        )}
      </div>
      <div class="row">
        <Switch
          label={calendars.on}
          name={calendars.toggle(name)}
          checked={enabled}
          onChange={(to) => void attempt(actions.setEnabled(id, to))}
        />
        <button
          type="button"
          class="button quiet"
          aria-label={calendars.removeOne(name)}
          onClick={() => setRemoving(true)}
        >
          {calendars.remove}
        </button>
      </div>
      {enabled && !granted && (
        <p class="notice warn row between withdrawn">
          {calendars.withdrawn}
          {/* Not through another function first: the browser wants the press of the button. */}
          <button type="button" class="button" onClick={() => void attempt(actions.grant(feed))}>
            {calendars.grant}
          </button>
        </p>
      )}
      {enabled && granted && problem !== null && <Problem feed={feed} at={at} />}
      {enabled && granted && problem === "password" && (
        <PasswordForm feed={feed} actions={actions} attempt={attempt} />
      )}
      {enabled && feed.oddCount > 0 && <Odd feed={feed} />}
      {enabled && granted && readAt !== null && <CalendarReading reading={feed.reading} onCheck={onCheck} />}
      {enabled && (
        <div class="feed-actions">
          {pages.length > 0 && (
            <Field label={words.page} hint={words.pageHint}>
              {(aria) => (
                <select
                  {...aria}
                  value={pages.some((page) => page.id === feed.siteId) ? (feed.siteId ?? "") : ""}
                  onChange={(event) => void attempt(actions.setPage(id, event.currentTarget.value || null))}
                >
                  <option value="">{words.noPage}</option>
                  {pages.map((page) => (
                    <option key={page.id} value={page.id}>
                      {page.name}
                    </option>
                  ))}
                </select>
              )}
            </Field>
          )}
          {feed.reading.standing === "confirmed" && (
            <SwitchField
              label={words.unattended}
              hint={words.unattendedHint}
              checked={feed.isUnattended}
              onChange={(to) => void attempt(actions.setUnattended(id, to))}
            />
          )}
          <div class="row">
            {readAt !== null && (
              <button type="button" class="button" onClick={() => void attempt(actions.openBulk(id))}>
                {words.bulk}
              </button>
            )}
            <BusyButton busy={busy} busyLabel={words.reading} onPress={readNow}>
              {words.readNow}
            </BusyButton>
          </div>
        </div>
      )}
      {removing && (
        <ConfirmRemoval
          title={calendars.removeTitle(name)}
          label={calendars.remove}
          onCancel={() => setRemoving(false)}
          onRemove={() => void attempt(actions.remove(id))}
        >
          <p>{words.removeText}</p>
        </ConfirmRemoval>
      )}
    </li>
  );
}

function Problem({ feed: { problem }, at }: { feed: FeedInfo; at: string | null }) {
  const words = useWords().options.feeds;
  if (problem === null) return null;
  return (
    <p class="notice bad withdrawn" role="alert">
      <strong>{at === null ? words.neverRead : words.unread(at)}</strong> {words.serverProblems[problem]}{" "}
      {words.unreadMeans}
    </p>
  );
}

/** As many as are read at a glance. */
const mostNamed = 3;

function Odd({ feed: { odd, oddCount } }: { feed: FeedInfo }) {
  const { options, locale } = useWords();
  const dayOf = (day: string | null): string =>
    day === null
      ? ""
      : ` (${Temporal.PlainDate.from(day).toLocaleString(locale, { day: "numeric", month: "numeric" })})`;
  const names = odd.slice(0, mostNamed).map(({ title, day }) => `${title || "?"}${dayOf(day)}`);
  return (
    <p class="notice warn withdrawn breakable">
      {options.feeds.odd(oddCount, [...names, ...(oddCount > names.length ? ["…"] : [])].join(", "))}
    </p>
  );
}

function PasswordForm({ feed, actions, attempt }: Pick<FeedRowProps, "feed" | "actions" | "attempt">) {
  const { options } = useWords();
  const words = options.feeds;
  const [user, setUser] = useState("");
  const [password, setPassword] = useState("");
  const [busy, setBusy] = useState(false);
  const save = () => {
    setBusy(true);
    void attempt(actions.setPassword(feed.id, user.trim(), password)).finally(() => setBusy(false));
  };
  return (
    <form class="feed-actions" noValidate onSubmit={(event) => event.preventDefault()}>
      <div class="pair">
        <TextField
          label={words.user}
          maxLength={300}
          autocomplete="off"
          spellcheck={false}
          value={user}
          onEdit={setUser}
        />
        <TextField
          label={words.password}
          type="password"
          maxLength={1000}
          autocomplete="new-password"
          value={password}
          onEdit={setPassword}
        />
      </div>
      <div class="row">
        <BusyButton submit busy={busy} busyLabel={words.reading} onPress={save}>
          {words.savePassword}
        </BusyButton>
      </div>
    </form>
  );
}
