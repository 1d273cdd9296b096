import type { Account } from "../account.ts";
import { estimatePrice } from "../text/price.ts";
import type { Sendable } from "./lines.ts";

/** What a bulk send costs. One text's price depends on its country and its number of parts, and on nothing else. */

export interface Price {
  price: number;
  currency: string;
  estimated: boolean;
}

export type Prices = ReadonlyMap<string, Price>;

type Charged = Pick<Sendable, "country" | "parts">;

export const priceKey = ({ country, parts }: Charged): string => `${country} ${parts}`;

const priceOf = (text: Charged, prices: Prices): Price =>
  prices.get(priceKey(text)) ?? {
    price: estimatePrice(text.country, text.parts),
    currency: "CZK",
    estimated: true,
  };

export interface Totals {
  messages: number;
  parts: number;
  price: number;
  currency: string;
  /** While any of the prices is a guess of ours. */
  estimated: boolean;
}

export function totalsOf(texts: readonly Charged[], prices: Prices): Totals {
  const each = texts.map((text) => priceOf(text, prices));
  return {
    messages: texts.length,
    parts: texts.reduce((sum, { parts }) => sum + parts, 0),
    price: each.reduce((sum, { price }) => sum + price, 0),
    currency: each[0]?.currency ?? "CZK",
    estimated: each.some(({ estimated }) => estimated),
  };
}

/** Sums of prices such as 1.452 must not fall short of the credit by a rounding error. */
const tolerance = 1e-6;

/**
 * How many of the texts the credit pays for, in the order in which they leave; `null` when it pays for all, or when
 * the account is settled by invoice.
 */
export function coverage(texts: readonly Charged[], prices: Prices, account: Account | null): number | null {
  if (!account || account.postpaid) return null;
  let left = account.credit + tolerance;
  let covered = 0;
  for (const text of texts) {
    const { price, currency } = priceOf(text, prices);
    if (currency !== account.currency) return null;
    left -= price;
    if (left < 0) return covered;
    covered++;
  }
  return null;
}

/** One text for each price that is not known yet: what GoSMS is to be asked about. */
export function unpriced<T extends Charged>(texts: readonly T[], known: Prices): T[] {
  const samples = new Map<string, T>();
  for (const text of texts) {
    const key = priceKey(text);
    if (!known.has(key) && !samples.has(key)) samples.set(key, text);
  }
  return [...samples.values()];
}
