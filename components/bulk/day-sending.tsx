import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { type DayTile, tilesOf } from "../../lib/domain/bulk/day-tiles.ts";
import { isFailed, lineOf, newestByAppointment, progressOf } from "../../lib/domain/bulk/lines.ts";
import { withOwnWords, withTheWords } from "../../lib/domain/bulk/own-rows.ts";
import { formatTime } from "../../lib/domain/text/when.ts";
import { ClockNotice } from "../ui/clock-notice.tsx";
import { Notice } from "../ui/controls.tsx";
import { RegistryNotice } from "../ui/registry-notice.tsx";
import { AppointmentsTable } from "./appointments-table.tsx";
import { DayFilter } from "./day-filter.tsx";
import { DayTiles } from "./day-tiles.tsx";
import { Dock } from "./dock.tsx";
import type { DaySendingProps } from "./model.ts";
import { AccountNotice, FeedAge, PausedNotice } from "./notices.tsx";
import { OwnText } from "./own-text.tsx";
import { isOver } from "./progress.tsx";
import { useKnows } from "./use-knows.ts";
import { useMessages } from "./use-messages.ts";
import { useSelection } from "./use-selection.ts";
import { useSending } from "./use-sending.ts";
import { useWords } from "./words.ts";

/** One day's appointments and the sending to their patients. Mounted anew for each day and kind. */
export function DaySending(props: DaySendingProps) {
  const { view, day, calendar, kind, ownWords, onOwnWords, model, actions, account, askAccount, reload } =
    props;
  const { bulk, common, locale } = useWords();
  const { calendarId, timeZone } = calendar;
  const followed = useMessages(actions, view, calendar.rows);
  const { batch, followIds } = followed;
  const inBatch = useMemo(() => newestByAppointment(batch ?? []), [batch]);
  const progress = inBatch.size > 0 ? progressOf(inBatch.values()) : null;
  const over = progress === null || isOver(progress);
  const live = useKnows(actions, calendar, kind, over);
  const rows = useMemo(
    () => (kind === "own" ? withOwnWords(live, ownWords, model.settings) : live),
    [live, kind, ownWords, model.settings],
  );
  useEffect(
    () =>
      actions.watchAdopted((adopted) => {
        const ids = adopted.filter((row) => row.kind === kind).map(({ id }) => id);
        if (ids.length > 0) void followIds(ids);
      }),
    [actions, kind, followIds],
  );
  const newest = useMemo(
    () => (kind === "own" ? withTheWords(followed.newest, rows, ownWords, model.settings) : followed.newest),
    [followed.newest, kind, rows, ownWords, model.settings],
  );
  const focus = useRef<HTMLElement>(null);

  const sending = useSending({
    calendar,
    day,
    kind,
    actions,
    followed,
    reload,
    onDone: () => {
      // It may be over before it was seen to run.
      askAccount();
      requestAnimationFrame(() => focus.current?.focus());
    },
  });
  const [doctor, setDoctor] = useState<string | null>(null);
  const [tile, setTile] = useState<DayTile | null>(null);
  const ofDoctor = useMemo(
    () =>
      rows
        .filter(({ appointment }) => doctor === null || appointment.doctor === doctor)
        .map((row) => lineOf(row, newest.get(row.appointment.id) ?? null, null)),
    [rows, doctor, newest],
  );
  const shown = useMemo(
    () => ofDoctor.filter((line) => tile === null || tilesOf(line).has(tile)).map(({ row }) => row),
    [ofDoctor, tile],
  );
  const selection = useSelection({
    rows: shown,
    newest,
    refusals: sending.refusals,
    kind,
    ownWords,
    settings: model.settings,
  });

  const isUnwritten = kind === "own" && ownWords.text.trim() === "";
  const wasOver = useRef(true);
  useEffect(() => {
    if (over && !wasOver.current) askAccount();
    wasOver.current = over;
  }, [over, askAccount]);
  const failed = over
    ? selection.lines.flatMap(({ message }) => (message && isFailed(message) ? [message.id] : []))
    : [];

  return (
    <>
      <div class="body">
        {model.paused && <PausedNotice onResume={actions.resume} />}
        <RegistryNotice state={model.registry} words={common.registry} settingsUrl={model.workstationsUrl} />
        <ClockNotice off={model.clockOff} words={common.clock} locale={locale} />
        <AccountNotice account={account} hasChannel={model.hasChannel} settingsUrl={model.settingsUrl} />
        {kind === "own" && rows.length > 0 && (
          <OwnText
            words={ownWords}
            rows={rows}
            texts={selection.texts}
            settings={model.settings}
            disabled={sending.busy === "send"}
            onEdit={onOwnWords}
            onKeep={actions.keepText}
          />
        )}
        {rows.length > 0 && <DayTiles lines={ofDoctor} tile={tile} onChange={setTile} />}
        <DayFilter rows={rows} shown={shown.length} doctor={doctor} onChange={setDoctor} />
        <FeedAge age={calendar.age} timeZone={timeZone} />
        {calendar.isPartial && <Notice tone="wait">{bulk.partial}</Notice>}
        {calendar.otherClock && <Notice tone="wait">{bulk.otherClock(calendar.otherClock)}</Notice>}
        {calendar.unread && (
          <Notice tone="wait">
            {common.unreadAppointments(calendar.unread.count, calendar.unread.all)}. {bulk.unread}
          </Notice>
        )}
        {calendar.missing.length > 0 && (
          <Notice tone="wait">
            {bulk.missing(
              calendar.missing.map(({ name, start }) =>
                `${name} ${formatTime(start, timeZone, locale)}`.trim(),
              ),
            )}
          </Notice>
        )}
        {rows.length === 0 ? (
          <p class="empty mute">{bulk.empty}</p>
        ) : shown.length === 0 ? (
          <p class="empty mute">{bulk.noneShown}</p>
        ) : (
          <AppointmentsTable
            lines={selection.lines}
            timeZone={timeZone}
            isTicked={selection.isTicked}
            isDoubted={selection.isDoubted}
            texts={selection.texts}
            isInBatch={({ row }) => inBatch.has(row.appointment.id)}
            locked={sending.busy === "send"}
            isDry={props.isDry}
            actions={actions}
            patients={{
              giveNumber: (appointment, phone) => actions.giveNumber(calendarId, appointment, phone),
              choose: (appointment, patientId) => actions.choosePatient(calendarId, appointment, patientId),
              reload,
            }}
            onTick={selection.tick}
            onDecided={followIds}
            onCorrect={sending.tellNewTime}
          />
        )}
        {rows.length > 0 &&
          selection.sendable.length === 0 &&
          !isUnwritten &&
          !progress &&
          failed.length === 0 && <p class="mute small">{bulk.nothingToSend}</p>}
      </div>
      <Dock
        {...props}
        selection={selection}
        sending={sending}
        inBatch={[...inBatch.values()]}
        progress={progress}
        over={over}
        failed={failed}
        focus={focus}
      />
    </>
  );
}
