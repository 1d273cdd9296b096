import type { BulkRow } from "../../lib/domain/bulk/lines.ts";
import { useWords } from "./words.ts";

interface DayFilterProps {
  /** All of the day, of which so many are shown. */
  rows: readonly BulkRow[];
  shown: number;
  /** `null` for all. */
  doctor: string | null;
  onChange: (doctor: string | null) => void;
}

const everybody = "";

/** Where a day is several doctors': whose appointments are shown, and how many of how many. */
export function DayFilter({ rows, shown, doctor, onChange }: DayFilterProps) {
  const { bulk, locale } = useWords();
  const doctors = [...new Set(rows.flatMap(({ appointment }) => appointment.doctor || []))];
  const hasDoctors = doctors.length > 1 || doctor !== null;
  if (!hasDoctors && shown === rows.length) return null;
  return (
    <div class="day-filter">
      {hasDoctors && (
        <label>
          <span class="label">{bulk.doctor}</span>
          <select
            value={doctor ?? everybody}
            onChange={({ currentTarget: { value } }) => onChange(value === everybody ? null : value)}
          >
            <option value={everybody}>{bulk.allDoctors}</option>
            {doctors
              .toSorted((a, b) => a.localeCompare(b, locale))
              .map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
          </select>
        </label>
      )}
      <span class="small mute number" role="status">
        {(doctor !== null || shown < rows.length) && bulk.shown(shown, rows.length)}
      </span>
    </div>
  );
}
