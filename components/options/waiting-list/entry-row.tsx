import { formatPhone } from "../../../lib/domain/phone.ts";
import { isPast, type WaitingEntry } from "../../../lib/domain/waiting-list/entry.ts";
import { WriteButton } from "../../writing/writing.tsx";
import { useWords } from "../words.ts";

interface EntryRowProps {
  entry: WaitingEntry;
  /** `2026-11-24` */
  today: string;
  onEdit: () => void;
  onRemove: () => void;
}

const monday = Temporal.PlainDate.from("2026-01-05");

/** Who waits, since when, and what would suit them. */
export function EntryRow({ entry, today, onEdit, onRemove }: EntryRowProps) {
  const { options, locale } = useWords();
  const words = options.waitingList;
  const { name, phone, code, doctor, days, parts, until, since, note } = entry;
  const day = (date: string) => Temporal.PlainDate.from(date).toLocaleString(locale);
  const wishes = [
    doctor,
    days.map((one) => monday.add({ days: one - 1 }).toLocaleString(locale, { weekday: "short" })).join(", "),
    parts.length === 1 ? parts.map((part) => words.dialog.partNames[part]).join(", ") : "",
  ].filter(Boolean);
  const isOver = isPast(entry, today);
  return (
    <li class="waiting-entry">
      <div>
        <strong>{name}</strong> <span class="number mute">{formatPhone(phone)}</span>{" "}
        {isOver && <span class="status wait">{words.past}</span>}
      </div>
      <div class="small">
        {words.since(day(since))} · {wishes.length > 0 ? wishes.join(" · ") : words.anything}
        {until && ` · ${words.until(day(until))}`}
      </div>
      {note && <div class="small mute">{note}</div>}
      <div class="waiting-entry-actions small">
        <button type="button" class="link" aria-label={words.of(words.edit, name)} onClick={onEdit}>
          {words.edit}
        </button>
        <WriteButton to={{ name, phone, code }} />
        <button type="button" class="link" aria-label={words.of(words.remove, name)} onClick={onRemove}>
          {words.remove}
        </button>
      </div>
    </li>
  );
}
