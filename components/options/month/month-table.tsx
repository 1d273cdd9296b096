import type { DayTotals } from "../../../lib/domain/outbox/totals.ts";
import { useWords } from "../words.ts";

interface MonthTableProps {
  days: readonly DayTotals[];
  sayPrices: (prices: DayTotals["prices"]) => string;
}

/** The numbers of the chart, of the days on which there was anything. */
export function MonthTable({ days, sayPrices }: MonthTableProps) {
  const { common, options, locale } = useWords();
  const words = options.month;
  const shown = days.filter(({ sent, notSent, unknown }) => sent + notSent + unknown > 0);
  return (
    <details class="month-table">
      <summary>{words.table}</summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: on a narrow screen it scrolls, also by the keyboard. */}
      <section class="month-scroll" aria-label={words.table} tabIndex={0}>
        <table>
          <thead>
            <tr>
              {[
                words.day,
                common.statuses.sent,
                common.statuses.delivered,
                words.failed,
                common.statuses.unknown,
                words.price,
              ].map((heading) => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((of) => (
              <tr key={of.day} class="number">
                <th scope="row">
                  {Temporal.PlainDate.from(of.day).toLocaleString(locale, {
                    weekday: "short",
                    day: "numeric",
                    month: "numeric",
                  })}
                </th>
                <td>{of.sent}</td>
                <td>{of.delivered}</td>
                <td>{of.undelivered + of.notSent}</td>
                <td>{of.unknown}</td>
                <td>{sayPrices(of.prices)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
