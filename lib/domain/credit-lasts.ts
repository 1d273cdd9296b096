import type { Account } from "./account.ts";
import { type DayTotals, sum } from "./outbox/totals.ts";

/** For how long the credit will do, where the last weeks tell enough to say so. */

/** What is looked at: whole days, today not among them. */
export const spendingDays = 28;
/** Fewer texts tell nothing of a usual week. */
const fewestTexts = 20;
/** Of so many of them GoSMS has to have told the price. */
const pricedShare = 0.9;

export interface Lasts {
  unit: "day" | "week" | "month" | "year";
  /** Whole ones; 0 for less than a day, 1 year for a year and more. */
  count: number;
}

/**
 * @param days the last `spendingDays`, also those on which nothing left
 * @param isWhole whether texts left already by the first of them
 */
export function creditLasts(
  { credit, currency, postpaid }: Pick<Account, "credit" | "currency" | "postpaid">,
  days: readonly DayTotals[],
  isWhole: boolean,
): Lasts | null {
  const { sent, priced, prices } = sum(days);
  const isKnown = isWhole && sent >= fewestTexts && priced >= sent * pricedShare;
  if (postpaid || credit <= 0 || !isKnown || days.length < spendingDays) return null;
  const spent = prices[currency] ?? 0;
  // Texts in another currency cannot be added up.
  if (spent <= 0 || Object.keys(prices).some((other) => other !== currency)) return null;
  // The few without a price cost as much as the others.
  const left = credit / ((spent * (sent / priced)) / days.length);
  if (left >= 365) return { unit: "year", count: 1 };
  if (left >= 61) return { unit: "month", count: Math.floor((left / 365) * 12) };
  if (left >= 14) return { unit: "week", count: Math.floor(left / 7) };
  return { unit: "day", count: Math.floor(left) };
}
