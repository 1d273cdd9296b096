import "./table.css";
import { useState } from "preact/hooks";
import { canSend, type Line } from "../../lib/domain/bulk/lines.ts";
import type { BulkText } from "../../lib/domain/bulk/texts.ts";
import { AppointmentRow } from "./appointment-row.tsx";
import { DoubtQuestion } from "./doubt-question.tsx";
import type { BulkActions, PatientActions } from "./model.ts";
import { useWords } from "./words.ts";

interface AppointmentsTableProps {
  lines: readonly Line[];
  timeZone: string;
  isTicked: (line: Line) => boolean;
  /** Whether a person has to be asked before it is ticked. */
  isDoubted: (line: Line) => boolean;
  isInBatch: (line: Line) => boolean;
  /** The texts that would leave, of which some may be about several lines. */
  texts: readonly BulkText[];
  /** While the texts are handed over, nothing can be chosen. */
  locked: boolean;
  isDry: boolean;
  actions: Pick<BulkActions, "sendAgain" | "decide">;
  patients: PatientActions;
  onTick: (lines: readonly Line[], ticked: boolean) => void;
  onDecided: (made: readonly string[]) => Promise<void>;
  /** Tells a patient who knows another time. */
  onCorrect: (appointmentId: string) => void;
}

export function AppointmentsTable(props: AppointmentsTableProps) {
  const { lines, timeZone, isTicked, isDoubted, isInBatch, texts, locked, isDry } = props;
  const { actions, patients, onTick, onDecided, onCorrect } = props;
  const { bulk } = useWords();
  const [asked, setAsked] = useState<Line | null>(null);
  const sendable = lines.filter(canSend);
  const ticked = sendable.filter(isTicked).length;
  // "Select all" says nothing about those that each need a word of their own.
  const undoubted = sendable.filter((line) => !isDoubted(line));
  const shared = new Map(
    texts.flatMap((text) =>
      text.appointments.length > 1 ? text.appointments.map(({ id }) => [id, text] as const) : [],
    ),
  );
  // Most calendars of one doctor tell none.
  const hasDoctors = lines.some(({ row }) => row.appointment.doctor);
  const all = ticked > 0 && ticked === undoubted.length;
  return (
    <>
      <table class="appointments">
        <caption class="visually-hidden">{bulk.title}</caption>
        <thead>
          <tr>
            <th scope="col" class="tick">
              <label>
                <input
                  type="checkbox"
                  checked={all}
                  indeterminate={ticked > 0 && !all}
                  disabled={undoubted.length === 0 || locked}
                  onChange={() => onTick(undoubted, !all)}
                />
                <span class="tick-label">{bulk.selectAll}</span>
              </label>
            </th>
            <th scope="col">{bulk.time}</th>
            <th scope="col">{bulk.patient}</th>
            {hasDoctors && <th scope="col">{bulk.doctor}</th>}
            <th scope="col">{bulk.phone}</th>
            <th scope="col">{bulk.status}</th>
            <th scope="col">
              <span class="visually-hidden">{bulk.text}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <AppointmentRow
              key={line.row.appointment.id}
              line={line}
              ticked={isTicked(line)}
              shared={shared.get(line.row.appointment.id) ?? null}
              inBatch={isInBatch(line)}
              locked={locked}
              isDry={isDry}
              hasDoctors={hasDoctors}
              timeZone={timeZone}
              actions={actions}
              patients={patients}
              onTick={(on) => (on && isDoubted(line) ? setAsked(line) : onTick([line], on))}
              onDecided={onDecided}
              onCorrect={() => onCorrect(line.row.appointment.id)}
            />
          ))}
        </tbody>
      </table>
      {asked && (
        <DoubtQuestion
          row={asked.row}
          timeZone={timeZone}
          onCancel={() => setAsked(null)}
          onSend={() => {
            setAsked(null);
            onTick([asked], true);
          }}
        />
      )}
    </>
  );
}
