import type { Message } from "./message.ts";
import { cameTooLate, isCarrier, isSentElsewhere } from "./predicates.ts";
import { isNews } from "./today.ts";

/** How many texts left, what became of them and what they cost, day by day. */

export interface Totals {
  /** GoSMS took them; those that were delivered or not are among them. */
  sent: number;
  delivered: number;
  undelivered: number;
  /** They were to leave and did not; what a person or a rule kept back is no failure. */
  notSent: number;
  unknown: number;
  /** What GoSMS counts by: a long text is several. */
  parts: number;
  /** Texts of which GoSMS told the price, and the sums in each currency. */
  priced: number;
  prices: Readonly<Record<string, number>>;
}

export interface DayTotals extends Totals {
  /** `2026-11-24` */
  day: string;
}

export const noTotals: Totals = {
  sent: 0,
  delivered: 0,
  undelivered: 0,
  notSent: 0,
  unknown: 0,
  parts: 0,
  priced: 0,
  prices: {},
};

/** A text about several appointments is one; of what a newer text replaced nothing is counted. */
export function totalsOf(rows: readonly Message[]): Totals {
  return rows
    .filter((row) => isNews(row) && isCarrier(row))
    .reduce((totals, row) => sum([totals, totalsOfOne(row)]), noTotals);
}

function totalsOfOne(row: Message): Totals {
  const { state, delivery, parts, price, currency } = row;
  if (state === "unknown") return { ...noTotals, unknown: 1 };
  if (state === "rejected" || cameTooLate(row)) return { ...noTotals, notSent: 1 };
  // What another computer sent, that one counts.
  if (state !== "sent" || isSentElsewhere(row)) return noTotals;
  return {
    ...noTotals,
    sent: 1,
    delivered: Number(delivery === "delivered"),
    undelivered: Number(delivery === "undelivered"),
    parts,
    priced: Number(price !== null),
    prices: price === null ? {} : { [currency ?? "CZK"]: price },
  };
}

export const sum = (all: readonly Totals[]): Totals =>
  all.reduce(
    (one, other) => ({
      sent: one.sent + other.sent,
      delivered: one.delivered + other.delivered,
      undelivered: one.undelivered + other.undelivered,
      notSent: one.notSent + other.notSent,
      unknown: one.unknown + other.unknown,
      parts: one.parts + other.parts,
      priced: one.priced + other.priced,
      prices: addPrices(one.prices, other.prices),
    }),
    noTotals,
  );

function addPrices(one: Totals["prices"], other: Totals["prices"]): Totals["prices"] {
  const prices = { ...one };
  for (const [currency, price] of Object.entries(other)) prices[currency] = (prices[currency] ?? 0) + price;
  return prices;
}

/** @param month `2026-11` */
export function daysOfMonth(month: string): Temporal.PlainDate[] {
  const whole = Temporal.PlainYearMonth.from(month);
  return Array.from({ length: whole.daysInMonth }, (_, at) => whole.toPlainDate({ day: at + 1 }));
}
