import { useState } from "preact/hooks";
import { sum, type Totals } from "../../../lib/domain/outbox/totals.ts";
import { Notice, Segmented } from "../../ui/controls.tsx";
import { formatMoney } from "../../ui/money.ts";
import type { OptionsActions } from "../model.ts";
import { useWords } from "../words.ts";
import { CreditLine } from "./credit-line.tsx";
import { MonthChart } from "./month-chart.tsx";
import { MonthTable } from "./month-table.tsx";
import { useMonth } from "./use-month.ts";
import "./month.css";

interface MonthSummaryProps {
  timeZone: string;
  actions: Pick<OptionsActions, "monthTotals" | "watchLog" | "creditOutlook">;
}

/** How many texts left in a month, what became of them and what they cost. */
export function MonthSummary({ timeZone, actions }: MonthSummaryProps) {
  const { common, options, locale } = useWords();
  const words = options.month;
  const thisMonth = Temporal.Now.plainDateISO(timeZone).toPlainYearMonth();
  const [month, setMonth] = useState(thisMonth);
  const [drawn, setDrawn] = useState<"texts" | "price">("texts");
  const { page: days, failed } = useMonth(actions, month.toString());
  const isLast = month.equals(thisMonth);
  const total = sum(days ?? []);
  const sayPrices = (prices: Totals["prices"]) =>
    Object.entries(prices)
      .map(([currency, price]) => formatMoney(price, currency, locale))
      .join(" + ");
  // The one in which most was spent.
  const [currency] = Object.entries(total.prices).sort(([, one], [, other]) => other - one)[0] ?? [];
  const drawnCurrency = drawn === "price" && currency !== undefined ? currency : null;
  const numbers = new Intl.NumberFormat(locale);
  const figures: [string, string][] = [
    [common.statuses.sent, numbers.format(total.sent)],
    [common.statuses.delivered, numbers.format(total.delivered)],
    [words.failed, numbers.format(total.undelivered + total.notSent)],
    ...(total.unknown > 0
      ? [[common.statuses.unknown, numbers.format(total.unknown)] satisfies [string, string]]
      : []),
    [words.price, sayPrices(total.prices) || "–"],
  ];
  const isEmpty = total.sent + total.notSent + total.unknown === 0;
  const name = month.toPlainDate({ day: 1 }).toLocaleString(locale, { month: "long", year: "numeric" });
  return (
    <div class="month">
      <div class="row between">
        <div class="row">
          <button
            type="button"
            class="button"
            aria-label={words.previous}
            onClick={() => setMonth(month.subtract({ months: 1 }))}
          >
            ‹
          </button>
          <h2 class="month-name" aria-live="polite">
            {name}
          </h2>
          <button
            type="button"
            class="button"
            aria-label={words.next}
            aria-disabled={isLast ? "true" : undefined}
            onClick={() => {
              if (!isLast) setMonth(month.add({ months: 1 }));
            }}
          >
            ›
          </button>
        </div>
        {!isLast && (
          <button type="button" class="link small" onClick={() => setMonth(thisMonth)}>
            {words.current}
          </button>
        )}
      </div>
      {failed && <Notice tone="bad">{common.failed}</Notice>}
      {days === null && !failed && <p role="status">{options.loading}</p>}
      {days && (
        <>
          <dl class="month-figures">
            {figures.map(([label, value]) => (
              <div key={label}>
                <dt class="small mute">{label}</dt>
                <dd class="number">{value}</dd>
              </div>
            ))}
          </dl>
          {total.sent > 0 && (
            <p class="small mute">
              {words.billed(total.parts)}
              {total.priced < total.sent && ` ${words.unpriced(total.sent - total.priced)}`}
            </p>
          )}
          {isEmpty && <p class="mute">{words.nothing}</p>}
          {!isEmpty && (
            <>
              {currency !== undefined && (
                <Segmented
                  label={words.drawn}
                  options={[
                    { value: "texts", label: words.texts },
                    { value: "price", label: words.price },
                  ]}
                  value={drawn}
                  onChange={setDrawn}
                />
              )}
              <MonthChart
                days={days}
                currency={drawnCurrency}
                say={(value) =>
                  drawnCurrency === null ? numbers.format(value) : formatMoney(value, drawnCurrency, locale)
                }
              />
              <MonthTable days={days} sayPrices={sayPrices} />
            </>
          )}
        </>
      )}
      <CreditLine actions={actions} />
    </div>
  );
}
