import { plainTitle } from "../../lib/domain/site-reading/title.ts";
import type { Row, View } from "./model.ts";
import { useWords } from "./words.ts";

interface RowsProps {
  view: View;
  /** Titles that are no appointments. */
  excluded: ReadonlySet<string>;
  onToggle: (title: string) => void;
}

/** What is read of every appointment in view. */
export function Rows({ view, excluded, onToggle }: RowsProps) {
  const { reading } = useWords();
  return (
    <table class="readings">
      <thead>
        <tr>
          <th scope="col">{reading.time}</th>
          <th scope="col">{reading.parts.name}</th>
          <th scope="col">{reading.parts.phone}</th>
          <th scope="col">{reading.parts.doctor}</th>
          <th scope="col">{reading.parts.state}</th>
          {view.placeholders.map(({ name, label }) => (
            <th key={name} scope="col">
              {label}
            </th>
          ))}
          <th scope="col">
            <span class="visually-hidden">{reading.exclude}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {view.rows.map((row) => (
          <OneRow
            key={`${row.id} ${row.start}`}
            row={row}
            view={view}
            isExcluded={excluded.has(plainTitle(row.title))}
            onToggle={() => onToggle(row.title)}
          />
        ))}
      </tbody>
    </table>
  );
}

interface OneRowProps {
  row: Row;
  view: View;
  isExcluded: boolean;
  onToggle: () => void;
}

function OneRow({ row, view, isExcluded, onToggle }: OneRowProps) {
  const { reading, locale } = useWords();
  const { title, name, phone, canBeTexted, doctor, state, cancelled, crossed, isImpersonal } = row;
  const at = Temporal.Instant.from(row.start).toZonedDateTimeISO(view.timeZone);
  const day = at.toLocaleString(locale, { weekday: "short", day: "numeric", month: "numeric" });
  const time = row.allDay
    ? reading.allDay
    : at.toLocaleString(locale, { hour: "numeric", minute: "2-digit", hourCycle: "h23" });
  const isLeftOut = isExcluded || cancelled || crossed !== null || isImpersonal;
  const why = isExcluded
    ? reading.excluded
    : cancelled
      ? reading.cancelled
      : isImpersonal
        ? reading.nobody
        : crossed
          ? reading.crossed[crossed]
          : "";
  return (
    <tr class={isLeftOut ? "left-out" : ""}>
      <td class="number when">
        {day} <strong>{time}</strong>
      </td>
      <td class="who">
        {name || title}
        {name && title && title !== name && <span class="small mute"> {title}</span>}
      </td>
      <td class={`number ${canBeTexted ? "phone" : "who"}`} data-label={reading.parts.phone}>
        {phone || (isImpersonal ? "" : <span class="text-warn">{reading.noPhone}</span>)}
        {phone && !canBeTexted && <span class="small text-warn"> {reading.cannotText}</span>}
      </td>
      <td data-label={reading.parts.doctor}>{doctor}</td>
      <td data-label={reading.parts.state}>
        {state}
        {why && (
          <span class="small mute">
            {state && " · "}
            {why}
          </span>
        )}
      </td>
      {view.placeholders.map(({ name: placeholder, label }) => (
        <td key={placeholder} data-label={label}>
          {row.placeholders[placeholder]}
        </td>
      ))}
      <td class="act">
        <button
          type="button"
          class="button quiet"
          onClick={onToggle}
          aria-label={`${isExcluded ? reading.include : reading.exclude}: ${title || name}`}
        >
          {isExcluded ? reading.include : reading.exclude}
        </button>
      </td>
    </tr>
  );
}
