import "./call-row.css";
import { useEffect, useRef, useState } from "preact/hooks";
import { maxNoteLength } from "../../lib/domain/outbox/call.ts";
import { formatPhone } from "../../lib/domain/phone.ts";
import { formatTime } from "../../lib/domain/text/when.ts";
import { BusyButton } from "../ui/busy-button.tsx";
import { formatMoment, formatNear, instantOf } from "../ui/moment.ts";
import { isSecondClick } from "../ui/second-click.ts";
import type { OptionsActions, ToCall } from "./model.ts";
import { useWords } from "./words.ts";

interface CallRowProps {
  row: ToCall;
  timeZone: string;
  actions: Pick<OptionsActions, "noteCall" | "undoCall">;
  onChanged: () => void;
}

/** One patient to call: whom, where, why, and whether it has been done. */
export function CallRow({ row, timeZone, actions, onChanged }: CallRowProps) {
  const { common, options, locale } = useWords();
  const words = options.calls;
  const { appointment, phone, kind, status, reason, answer, called } = row;
  const { patient } = appointment;
  const name = patient?.name || appointment.title || options.log.noName;
  const said =
    kind && status && !answer
      ? `${common.kinds[kind]}: ${common.statuses[status].toLocaleLowerCase(locale)}.`
      : "";
  const when = reason?.at === undefined ? "" : formatMoment(instantOf(reason.at), timeZone, locale);
  const why = [answer ? words.answer(answer) : "", said, reason ? common.reason(reason, when) : ""];
  return (
    <tr class={called ? "called" : undefined}>
      <td class="number">{formatTime(appointment.start, timeZone, locale)}</td>
      <td class="call-name">{name}</td>
      {/* As it stands in the calendar, where it cannot be texted. */}
      <td class="number">{phone ? formatPhone(phone) : (patient?.phone ?? "")}</td>
      <td class="small">{why.filter(Boolean).join(" ")}</td>
      <td class="call-done">
        <Done
          name={name}
          called={called}
          calledAt={called ? formatNear(called.at, timeZone, locale) : ""}
          onNote={async (note) => {
            await actions.noteCall(row, note);
            onChanged();
          }}
          onUndo={async () => {
            await actions.undoCall(row);
            onChanged();
          }}
        />
      </td>
    </tr>
  );
}

interface DoneProps {
  name: string;
  called: ToCall["called"];
  calledAt: string;
  onNote: (note: string) => Promise<void>;
  onUndo: () => Promise<void>;
}

function Done({ name, called, calledAt, onNote, onUndo }: DoneProps) {
  const { options } = useWords();
  const words = options.calls;
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLDivElement>(null);
  const pressed = useRef(false);
  const note = called?.note ?? "";
  const [typed, setTyped] = useState(note);
  useEffect(() => setTyped(note), [note]);
  // The pressed button is gone; whoever uses the keyboard goes on where it was.
  useEffect(() => {
    if (!pressed.current) return;
    pressed.current = false;
    if (called) field.current?.focus();
    else button.current?.querySelector("button")?.focus();
  }, [called === null]);

  const work = async (act: () => Promise<void>) => {
    if (busy) return;
    setBusy(true);
    setFailed(false);
    try {
      await act();
    } catch {
      setFailed(true);
    }
    setBusy(false);
  };
  const saveNote = () => {
    if (called && typed.trim() !== note) void work(() => onNote(typed.trim()));
  };

  return (
    <div ref={button}>
      {called ? (
        <>
          <span class="status ok">
            <span aria-hidden="true">✓</span> <span>{calledAt}</span>
          </span>{" "}
          <button
            type="button"
            class="link small no-print"
            aria-label={words.of(words.undo, name)}
            onClick={(event) => {
              if (isSecondClick(event)) return;
              pressed.current = true;
              void work(onUndo);
            }}
          >
            {words.undo}
          </button>
          <input
            ref={field}
            class="call-note"
            aria-label={words.of(words.note, name)}
            placeholder={words.noteHint}
            maxLength={maxNoteLength}
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
            onBlur={saveNote}
            onKeyDown={(event) => {
              if (event.key === "Enter") saveNote();
            }}
          />
        </>
      ) : (
        <>
          <span class="print-only" aria-hidden="true">
            ☐
          </span>
          <span class="no-print">
            <BusyButton
              busy={busy}
              busyLabel={words.called}
              label={words.of(words.called, name)}
              onPress={() => {
                pressed.current = true;
                void work(() => onNote(""));
              }}
            >
              {words.called}
            </BusyButton>
          </span>
        </>
      )}
      {failed && (
        <div class="small text-bad" role="alert">
          {words.failed}
        </div>
      )}
    </div>
  );
}
