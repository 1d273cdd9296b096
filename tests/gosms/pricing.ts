/** Money is counted in whole thousandths of the currency: a sum of 1.452 would drift in floating point. */
export type Milli = number;

export const toMilli = (amount: number): Milli => Math.round(amount * 1000);
export const fromMilli = (milli: Milli): number => milli / 1000;

export type NumberType = "czMobile" | "czOther" | "sk" | "other";

export interface PriceList {
  readonly cz: number;
  readonly sk: number;
  readonly other: number;
}

/** The Czech price was seen in a dry run; the other two are invented. */
export const DEFAULT_PRICES: PriceList = { cz: 1.452, sk: 2.178, other: 3.025 };

/**
 * The gateway's own check is weak: anything that looks like digits passes and is charged.
 * Returns the number with its country code, or null for what even a weak check refuses.
 */
export function normalizeNumber(raw: string): string | null {
  const compact = raw.replace(/[\s()/.-]/g, "").replace(/^00/, "+");
  if (/^\d{9}$/.test(compact)) return `+420${compact}`;
  if (/^\+?\d{6,15}$/.test(compact)) return compact.startsWith("+") ? compact : `+${compact}`;
  return null;
}

export function numberType(number: string): NumberType {
  if (/^\+420[67]/.test(number)) return "czMobile";
  if (number.startsWith("+420")) return "czOther";
  if (number.startsWith("+421")) return "sk";
  return "other";
}

export function pricePerPart(number: string, prices: PriceList): Milli {
  const type = numberType(number);
  if (type === "sk") return toMilli(prices.sk);
  if (type === "other") return toMilli(prices.other);
  return toMilli(prices.cz);
}
