import { useId, useRef, useState } from "preact/hooks";
import { canSend, type Line } from "../../lib/domain/bulk/lines.ts";
import type { BulkText } from "../../lib/domain/bulk/texts.ts";
import { statusOf } from "../../lib/domain/outbox/message.ts";
import { isSentElsewhere, sentAt } from "../../lib/domain/outbox/predicates.ts";
import type { Reason } from "../../lib/domain/outbox/reason.ts";
import { isNews } from "../../lib/domain/outbox/today.ts";
import { formatPhone } from "../../lib/domain/phone.ts";
import { segment } from "../../lib/domain/text/segments.ts";
import { formatTime } from "../../lib/domain/text/when.ts";
import { formatMoment, instantOf } from "../ui/moment.ts";
import { StatusPill } from "../ui/status-pill.tsx";
import { WriteButton } from "../writing/writing.tsx";
import { AboutPatient } from "./about-patient.tsx";
import { Decide } from "./decide.tsx";
import { isKnownAnew, KnownFacts, KnownSentences, knowsOtherTime } from "./knowledge.tsx";
import type { BulkActions, PatientActions } from "./model.ts";
import { useWords } from "./words.ts";

interface AppointmentRowProps {
  line: Line;
  ticked: boolean;
  /** The text that would leave, where it is about other lines as well. */
  shared: BulkText | null;
  /** Part of the press of "Odeslat" whose progress is shown. */
  inBatch: boolean;
  locked: boolean;
  /** Shows the text that would leave without being asked, and offers nothing that would send one. */
  isDry: boolean;
  /** Whether the table has a column for doctors. */
  hasDoctors: boolean;
  timeZone: string;
  actions: Pick<BulkActions, "sendAgain" | "decide">;
  patients: PatientActions;
  onTick: (ticked: boolean) => void;
  onDecided: (made: readonly string[]) => Promise<void>;
  onCorrect: () => void;
}

/** The reason that the state beside it does not tell by itself. */
function whyOf({ message, blocked }: Line, inBatch: boolean): Reason | null {
  // Said once for all of them, above the button that lets them go on.
  if (message?.state === "held") return null;
  if (message && isSentElsewhere(message)) return message.reason;
  if (message?.state === "sent") return inBatch ? null : { code: "alreadySent", at: sentAt(message) };
  if (blocked?.code === "alreadyWaiting" || blocked?.code === "outcomeUnknown")
    return message ? message.reason : blocked;
  if (blocked) return blocked;
  return message && isNews(message) && statusOf(message) === "notSent" ? message.reason : null;
}

export function AppointmentRow(props: AppointmentRowProps) {
  const { line, ticked, shared, inBatch, locked, isDry, hasDoctors, timeZone, actions, patients } = props;
  const { onTick, onDecided, onCorrect } = props;
  const { common, bulk, locale } = useWords();
  const id = useId();
  const [chosen, setOpen] = useState<boolean | null>(null);
  const open = chosen ?? (isDry && ticked);
  const who = useRef<HTMLTableCellElement>(null);
  const { row, message, blocked } = line;
  const { appointment } = row;
  const sendable = canSend(line);
  const name = appointment.patient?.name || appointment.title || bulk.noName;
  const time = appointment.allDay ? bulk.allDay : formatTime(appointment.start, timeZone, locale);
  const why = whyOf(line, inBatch);
  const when = why?.at === undefined ? "" : formatMoment(instantOf(why.at), timeZone, locale);
  const left = message && message.state !== "rejected" && message.state !== "skipped" ? message.text : null;
  const text = left ?? shared?.text ?? row.text;
  // What has left says what it said, and a text about several may be the general one.
  const forDoctor =
    left === null && (shared === null || shared.text === row.text) ? row.forDoctor : undefined;
  const told = (left !== null && message?.bundle.length) || shared?.appointments.length || 1;
  // The pressed button is gone by then; whoever uses the keyboard goes on from its row.
  const goOn = () =>
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) who.current?.focus();
    });
  const knows = isKnownAnew(line) ? row.knows : null;
  const counted = segment(open && text ? text : "");
  return (
    <>
      <tr class={sendable || message ? "appointment" : "appointment left-out"}>
        <td class="tick">
          <input
            type="checkbox"
            checked={sendable ? ticked : inBatch}
            disabled={!sendable || locked}
            aria-label={bulk.select(name, time)}
            aria-describedby={
              [why && `${id}-why`, knows && `${id}-says ${id}-state`].filter(Boolean).join(" ") || undefined
            }
            onChange={(event) => {
              onTick(event.currentTarget.checked);
              // Where a person is asked first, it is as before until they have answered.
              event.currentTarget.checked = ticked;
            }}
          />
        </td>
        <td class="time number">{time}</td>
        <td class="who" tabIndex={-1} ref={who}>
          {name}
          {why && (
            <div class="small mute" id={`${id}-why`}>
              {message && why === message.reason
                ? common.explain({ state: message.state, reason: why }, when)
                : common.reason(why, when)}
            </div>
          )}
          {knows && (
            <div id={`${id}-says`}>
              <KnownSentences knows={knows} line={line} timeZone={timeZone} />
            </div>
          )}
          {told > 1 && <div class="small mute">{common.bundled(told)}</div>}
          {!isDry && message && message.state !== "held" && message.state !== "queued" && (
            <Decide
              message={message}
              name={name}
              actions={actions}
              onDone={async (made) => {
                await onDecided(made);
                goOn();
              }}
            />
          )}
          {!locked && <AboutPatient row={row} name={name} patients={patients} onDone={goOn} />}
        </td>
        {hasDoctors && <td class="doctor">{appointment.doctor}</td>}
        <td class="phone number">
          {row.phone ? formatPhone(row.phone) : appointment.patient?.phone}
          {row.phone && appointment.patient && (
            <div>
              <WriteButton to={{ name, phone: row.phone, code: appointment.patient.id }} />
            </div>
          )}
        </td>
        <td class="state" id={`${id}-state`}>
          <div class="states">
            {message && isNews(message) ? (
              <StatusPill
                status={statusOf(message)}
                label={message.state === "held" ? bulk.held : common.statuses[statusOf(message)]}
              />
            ) : (
              blocked && <span class="status wait">{bulk.skipped}</span>
            )}
            {knows && <KnownFacts knows={knows} line={line} timeZone={timeZone} />}
            {!isDry && knows && knowsOtherTime(knows, line) && (
              <button
                type="button"
                class="button"
                disabled={locked}
                title={bulk.knows.correctHint}
                aria-label={bulk.decide.of(bulk.knows.correct, name)}
                onClick={onCorrect}
              >
                {bulk.knows.correct}
              </button>
            )}
          </div>
        </td>
        <td class="text">
          {text && (
            <button
              type="button"
              class="link small"
              aria-expanded={open}
              aria-controls={open ? `${id}-text` : undefined}
              aria-label={bulk.showText(name)}
              onClick={() => setOpen(!open)}
            >
              {bulk.text}
              <span class="chevron" aria-hidden="true" />
            </button>
          )}
        </td>
      </tr>
      {open && text && (
        <tr class="text-row">
          <td colSpan={hasDoctors ? 7 : 6} id={`${id}-text`}>
            <div class="text-shown">
              <p class="bubble">{text}</p>
              <span class="small mute number">{bulk.parts(counted.characters, counted.parts)}</span>
              {forDoctor && <span class="small mute">{bulk.forDoctor(forDoctor)}</span>}
            </div>
          </td>
        </tr>
      )}
    </>
  );
}
