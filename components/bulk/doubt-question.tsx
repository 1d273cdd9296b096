import type { BulkRow } from "../../lib/domain/bulk/lines.ts";
import { Dialog } from "../ui/dialog.tsx";
import { formatMoment, instantOf } from "../ui/moment.ts";
import { useWords } from "./words.ts";

interface DoubtQuestionProps {
  row: BulkRow;
  timeZone: string;
  onCancel: () => void;
  onSend: () => void;
}

/** Asks once more before somebody is ticked whom the text would surprise, and says why. */
export function DoubtQuestion({ row, timeZone, onCancel, onSend }: DoubtQuestionProps) {
  const { common, bulk, locale } = useWords();
  const { appointment, doubt } = row;
  const name = appointment.patient?.name || appointment.title || bulk.noName;
  return (
    <Dialog
      title={bulk.doubt.title(name)}
      onCancel={onCancel}
      actions={
        <>
          <button type="button" class="button" onClick={onCancel}>
            {bulk.doubt.doNotSend}
          </button>
          <button type="button" class="button primary" onClick={onSend}>
            {bulk.doubt.send}
          </button>
        </>
      }
    >
      {doubt && (
        <p>
          {common.reason(
            doubt,
            doubt.at === undefined ? "" : formatMoment(instantOf(doubt.at), timeZone, locale),
          )}
        </p>
      )}
      <p>{bulk.doubt.later}</p>
    </Dialog>
  );
}
