import type { TaughtRow } from "../../lib/domain/teaching.ts";
import type { TeachingActions } from "./model.ts";
import { useWords } from "./words.ts";

/** More of them would not be read through. */
const most = 100;

interface RowsProps {
  rows: readonly TaughtRow[];
  /** They stand in a list: what is no appointment is told there by its fields, not by marks on the page. */
  isList: boolean;
  leftOut: number;
  actions: TeachingActions;
}

/** The appointments that were read, and how many. */
export function Rows({ rows, isList, leftOut, actions }: RowsProps) {
  const { teaching, locale } = useWords();
  const unread = rows.filter(({ ok }) => !ok).length;
  const withoutPhone = rows.filter(({ ok, phone }) => ok && phone === null).length;
  const dayOf = (day: string | null): string =>
    day === null
      ? "?"
      : Temporal.PlainDate.from(day).toLocaleString(locale, {
          weekday: "short",
          day: "numeric",
          month: "numeric",
        });
  return (
    <>
      <p role="status">
        <strong>{isList ? teaching.listed(rows.length) : teaching.read(rows.length)}</strong>
        {unread > 0 && ` ${teaching.unread(unread)}`}
        {withoutPhone > 0 && ` ${teaching.noPhone(withoutPhone)}`}
      </p>
      {leftOut > 0 && (
        <p class="more">
          {teaching.leftOut(leftOut)}{" "}
          <button type="button" class="quiet" onClick={actions.takeIn}>
            {teaching.takeIn}
          </button>
        </p>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard. */}
      <section class="rows" aria-label={teaching.table} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{teaching.time}</th>
              <th scope="col">{teaching.topics.patient}</th>
              <th scope="col">{teaching.topics.phone}</th>
              {!isList && (
                <th scope="col">
                  <span class="visually-hidden">{teaching.leaveOut}</span>
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, most).map(({ day, time, patient, phone, ok, cancelled }, index) => (
              <tr key={index} class={ok ? undefined : "bad"}>
                <td>
                  {dayOf(day)} {time ?? "?"}
                </td>
                <td>
                  {patient ?? "–"}
                  {cancelled && ` (${teaching.cancelled})`}
                </td>
                <td>{phone ?? "–"}</td>
                {!isList && (
                  <td>
                    <button
                      type="button"
                      class="quiet"
                      title={teaching.leaveOutAbout}
                      aria-label={`${teaching.leaveOut}: ${patient ?? ""} ${time ?? ""}`.trim()}
                      onClick={() => actions.leaveOut(index)}
                    >
                      {teaching.leaveOut}
                    </button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
        {rows.length > most && <p class="more">{teaching.more(rows.length - most)}</p>}
      </section>
    </>
  );
}
