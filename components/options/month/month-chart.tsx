import type { DayTotals } from "../../../lib/domain/outbox/totals.ts";
import { useWords } from "../words.ts";

/** What the bar of a day is made of, from below. */
const parts = {
  delivered: ({ delivered }: DayTotals) => delivered,
  open: ({ sent, delivered, undelivered }: DayTotals) => sent - delivered - undelivered,
  failed: ({ undelivered, notSent }: DayTotals) => undelivered + notSent,
  unknown: ({ unknown }: DayTotals) => unknown,
} as const;
type Part = keyof typeof parts;
const partNames = Object.keys(parts) as Part[];

const looks: Record<Part | "price", string> = {
  delivered: "bar-delivered",
  open: "bar-open",
  failed: "bar-failed",
  unknown: "bar-unknown",
  price: "bar-price",
};

/** In the drawing's own units, of which the browser makes pixels as there is room. */
const size = { day: 10, bar: 7, height: 100 };

interface MonthChartProps {
  days: readonly DayTotals[];
  /** The currency whose sums are drawn, or the numbers of texts. */
  currency: string | null;
  /** A value as people read it. */
  say: (value: number) => string;
}

/** Bars for the eyes; the same numbers stand in a table below them. */
export function MonthChart({ days, currency, say }: MonthChartProps) {
  const { options } = useWords();
  const words = options.month;
  const segments = days.map((day): [Part | "price", number][] =>
    currency === null
      ? partNames.map((part) => [part, parts[part](day)])
      : [["price", day.prices[currency] ?? 0]],
  );
  const heights = segments.map((ofDay) => ofDay.reduce((all, [, value]) => all + value, 0));
  const most = Math.max(...heights);
  const isUsed = (part: Part) => days.some((day) => parts[part](day) > 0);
  return (
    <figure class="month-chart">
      <figcaption class="small mute">{words.most(say(most))}</figcaption>
      <svg
        viewBox={`0 0 ${days.length * size.day} ${size.height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {segments.map((ofDay, at) => {
          let top = size.height;
          return ofDay
            .filter(([, value]) => value > 0)
            .map(([part, value]) => {
              const height = (value / most) * size.height;
              top -= height;
              return (
                <rect
                  key={`${at} ${part}`}
                  class={looks[part]}
                  x={at * size.day + (size.day - size.bar) / 2}
                  y={top}
                  width={size.bar}
                  height={height}
                />
              );
            });
        })}
      </svg>
      <div class="month-days small mute number" aria-hidden="true">
        {days.map(({ day }, at) => (
          <span key={day}>{at % 7 === 0 ? at + 1 : ""}</span>
        ))}
      </div>
      {currency === null && (
        <ul class="month-legend small" aria-hidden="true">
          {partNames.filter(isUsed).map((part) => (
            <li key={part}>
              <svg viewBox="0 0 10 10" aria-hidden="true">
                <rect class={looks[part]} width="10" height="10" />
              </svg>
              {words.parts[part]}
            </li>
          ))}
        </ul>
      )}
    </figure>
  );
}
