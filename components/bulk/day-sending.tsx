import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import {
  canSend,
  isFailed,
  isTickedAtFirst,
  type Line,
  lineOf,
  newestByAppointment,
  progressOf,
} from "../../lib/domain/bulk/lines.ts";
import { eachAlone, joined } from "../../lib/domain/bulk/texts.ts";
import { type Prices, priceKey, unpriced } from "../../lib/domain/bulk/totals.ts";
import { isCarrier } from "../../lib/domain/outbox/predicates.ts";
import type { Reason } from "../../lib/domain/outbox/reason.ts";
import type { MessageKind } from "../../lib/domain/text/message-kind.ts";
import { Notice } from "../ui/controls.tsx";
import { AppointmentsTable } from "./appointments-table.tsx";
import type {
  AccountAnswer,
  BulkActions,
  BulkCalendar,
  BulkDay,
  BulkModel,
  PatientActions,
  Sample,
} from "./model.ts";
import { AccountNotice, HeldNotice, PausedNotice } from "./notices.tsx";
import { isOver, ProgressAnnouncer, ProgressBar } from "./progress.tsx";
import { SendControls } from "./send-controls.tsx";
import { CreditWarning, Summary } from "./summary.tsx";
import { useMessages } from "./use-messages.ts";
import { useWords } from "./words.ts";

interface DaySendingProps {
  view: string;
  calendar: BulkCalendar;
  kind: MessageKind;
  model: BulkModel;
  actions: BulkActions;
  account: AccountAnswer | null;
  askAccount: () => void;
  prices: Prices;
  /** Asks for the prices in a moment; answers what calls it off. */
  askPrices: (texts: readonly Sample[]) => () => void;
  reload: () => Promise<BulkDay | null>;
}

const noRefusals: ReadonlyMap<string, Reason> = new Map();

/** With these, no text would leave. Whatever else keeps the account from being read may pass by itself. */
const hopeless = new Set<Reason["code"]>(["credentialsMissing", "credentials"]);

/** One day's appointments and the sending to their patients. Mounted anew for each day and kind. */
export function DaySending(props: DaySendingProps) {
  const { view, calendar, kind, model, actions, account, askAccount, prices, askPrices, reload } = props;
  const { bulk } = useWords();
  const { calendarId, timeZone, rows } = calendar;
  const { newest, batch, followBatch, followIds } = useMessages(actions, view, rows);
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [refusals, setRefusals] = useState(noRefusals);
  const [busy, setBusy] = useState<"send" | "again" | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  // A second click may come before the first has been drawn.
  const working = useRef(false);
  const focus = useRef<HTMLElement>(null);

  const lines = useMemo(
    () =>
      rows.map((row) => {
        const { id } = row.appointment;
        return lineOf(row, newest.get(id) ?? null, refusals.get(id) ?? null);
      }),
    [rows, newest, refusals],
  );
  const isTicked = (line: Line) => chosen.get(line.row.appointment.id) ?? isTickedAtFirst(line);
  const sendable = lines.filter(canSend);
  const chosenLines = sendable.filter(isTicked);
  const join = model.settings.sending.joinSameNumber;
  const selected = join ? joined(chosenLines, kind, model.settings) : eachAlone(chosenLines);
  const hasSameNumber = new Set(sendable.map(({ row }) => row.phone)).size < sendable.length;

  const inBatch = useMemo(() => newestByAppointment(batch ?? []), [batch]);
  const progress = inBatch.size > 0 ? progressOf(inBatch.values()) : null;
  const over = progress === null || isOver(progress);
  const wasOver = useRef(true);
  useEffect(() => {
    if (over && !wasOver.current) askAccount();
    wasOver.current = over;
  }, [over, askAccount]);

  const failed = over
    ? lines.flatMap(({ message }) => (message && isFailed(message) ? [message.id] : []))
    : [];
  const texts: readonly Sample[] = selected.length > 0 ? selected : [...inBatch.values()].filter(isCarrier);
  const wanted = unpriced(texts, prices).map(priceKey).join();
  useEffect(() => (wanted ? askPrices(texts) : undefined), [askPrices, wanted]);

  const work = async (name: "send" | "again", job: () => Promise<void>) => {
    if (working.current) return;
    working.current = true;
    setBusy(name);
    setFailure(null);
    try {
      await job();
    } finally {
      working.current = false;
      setBusy(null);
    }
  };

  const send = () =>
    work("send", async () => {
      setRefusals(noRefusals);
      const items = selected.map(({ appointments: [appointment, ...together], text }) => ({
        appointment,
        kind,
        text,
        ...(together.length > 0 ? { together } : {}),
      }));
      try {
        const { batch, queued, refused } = await actions.send(calendarId, items);
        setRefusals(new Map(refused.map(({ appointmentId, reason }) => [appointmentId, reason])));
        // A tick is a wish for once; what was unticked stays so.
        setChosen(new Map([...chosen].filter(([, ticked]) => !ticked)));
        if (queued.length > 0) await followBatch(batch);
        if (refused.length > 0) setFailure(bulk.refused(refused.length));
        // It may be over before it was seen to run.
        askAccount();
        requestAnimationFrame(() => focus.current?.focus());
      } catch {
        setFailure(await explain(new Set(chosenLines.map(({ row }) => row.appointment.id))));
      }
    });

  /** Whether the background got the texts is not known when its answer is lost; the day tells. */
  async function explain(ids: ReadonlySet<string>): Promise<string | null> {
    const answer = await reload();
    if (!answer?.ok) return bulk.sendFailed.unsure;
    const known = new Set(
      [...rows.map(({ latest }) => latest), ...newest.values()].map((message) => message?.id),
    );
    const queued = answer.rows.filter(
      ({ appointment, latest }) => latest && ids.has(appointment.id) && !known.has(latest.id),
    ).length;
    if (queued === ids.size) return null;
    return queued === 0 ? bulk.sendFailed.none(ids.size) : bulk.sendFailed.some(queued, ids.size);
  }

  const sendAgain = () =>
    work("again", async () => {
      try {
        await followIds(await actions.sendAgain(failed));
        requestAnimationFrame(() => focus.current?.focus());
      } catch {
        setFailure(bulk.failed);
      }
    });

  const tick = (of: readonly Line[], ticked: boolean) =>
    setChosen(new Map([...chosen, ...of.map(({ row }) => [row.appointment.id, ticked] as const)]));

  const patients: PatientActions = {
    giveNumber: (appointment, phone) => actions.giveNumber(calendarId, appointment, phone),
    choose: (appointment, patientId) => actions.choosePatient(calendarId, appointment, patientId),
    reload,
  };

  const noCredentials =
    !model.hasChannel || (account !== null && !account.ok && hopeless.has(account.reason.code));
  return (
    <>
      <div class="body">
        {model.paused && <PausedNotice onResume={actions.resume} />}
        <AccountNotice account={account} hasChannel={model.hasChannel} settingsUrl={model.settingsUrl} />
        {rows.length === 0 ? (
          <p class="empty mute">{bulk.empty}</p>
        ) : (
          <AppointmentsTable
            lines={lines}
            timeZone={timeZone}
            isTicked={isTicked}
            together={selected}
            isInBatch={({ row }) => inBatch.has(row.appointment.id)}
            locked={busy === "send"}
            actions={actions}
            patients={patients}
            onTick={tick}
            onDecided={followIds}
          />
        )}
        {rows.length > 0 && sendable.length === 0 && !progress && failed.length === 0 && (
          <p class="mute small">{bulk.nothingToSend}</p>
        )}
      </div>
      <div class="dock">
        <div class="dock-body">
          {failure && <Notice tone="bad">{failure}</Notice>}
          {(hasSameNumber || join) && sendable.length > 0 && (
            <label class="join">
              <input
                type="checkbox"
                checked={join}
                disabled={busy === "send"}
                onChange={({ currentTarget }) => {
                  const { checked } = currentTarget;
                  actions.joinSameNumber(checked).catch(() => {
                    currentTarget.checked = join;
                    setFailure(bulk.failed);
                  });
                }}
              />
              <span>
                {bulk.join} <span class="small mute">{bulk.joinHint}</span>
              </span>
            </label>
          )}
          <HeldNotice
            messages={lines.flatMap(({ message }) => message ?? [])}
            paused={model.paused}
            timeZone={timeZone}
            onRelease={actions.release}
          />
          {selected.length > 0 && (
            <CreditWarning
              texts={texts}
              prices={prices}
              account={account}
              limit={model.settings.sending.lowCredit}
            />
          )}
          {progress ? (
            <ProgressBar progress={progress} focus={focus}>
              <Summary
                texts={texts}
                prices={prices}
                account={account}
                title={selected.length > 0 ? bulk.chosen : undefined}
              />
            </ProgressBar>
          ) : (
            <Summary texts={texts} prices={prices} account={account} />
          )}
        </div>
        <SendControls
          count={selected.length}
          kind={kind}
          busy={busy === "send"}
          blocked={busy === "again" || noCredentials}
          failed={failed.length}
          busyAgain={busy === "again"}
          running={!over}
          hasSend={selected.length > 0 || !progress}
          onSend={send}
          onSendAgain={sendAgain}
        />
        <ProgressAnnouncer progress={progress} />
      </div>
    </>
  );
}
