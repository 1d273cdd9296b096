// @vitest-environment node

import { describe, expect, test } from "vitest";
import type { Account } from "../../lib/domain/account.ts";
import { coverage, type Price, priceKey, totalsOf, unpriced } from "../../lib/domain/bulk/totals.ts";
import { estimatePrice } from "../../lib/domain/text/price.ts";
import fc from "../properties.ts";

const czech = { country: "CZ", parts: 1 };
const long = { country: "CZ", parts: 2 };
const slovak = { country: "SK", parts: 1 };

const told = (price: number, estimated = false): Price => ({ price, currency: "CZK", estimated });
const prices = new Map([
  [priceKey(czech), told(1.21)],
  [priceKey(long), told(2.42)],
]);
const account = (credit: number, more: Partial<Account> = {}): Account => ({
  credit,
  currency: "CZK",
  postpaid: false,
  channels: [],
  ...more,
});
const times = <T>(count: number, text: T): T[] => Array.from({ length: count }, () => text);

describe("totals", () => {
  test("count messages and SMS apart", () => {
    expect(totalsOf([...times(24, czech), long], prices)).toMatchObject({ messages: 25, parts: 26 });
  });

  test("are exact once every price is known", () => {
    const { price, estimated } = totalsOf(times(25, czech), prices);
    expect(price).toBeCloseTo(30.25);
    expect(estimated).toBe(false);
  });

  test("are an estimate while any price is ours", () => {
    const { price, estimated } = totalsOf([czech, slovak], prices);
    expect(price).toBeCloseTo(1.21 + estimatePrice("SK", 1));
    expect(estimated).toBe(true);
    expect(totalsOf([czech], new Map([[priceKey(czech), told(1.5, true)]])).estimated).toBe(true);
  });

  test("of nothing cost nothing and guess nothing", () => {
    expect(totalsOf([], prices)).toEqual({
      messages: 0,
      parts: 0,
      price: 0,
      currency: "CZK",
      estimated: false,
    });
  });
});

describe("credit", () => {
  test("that suffices is not spoken of", () => {
    expect(coverage(times(25, czech), prices, account(412.8))).toBeNull();
  });

  test("may be spent to the last heller", () => {
    // 1.21 forty-two times is a hair more than 50.82 in floating point.
    expect(coverage(times(42, czech), prices, account(50.82))).toBeNull();
  });

  test("22: that falls short pays for the first ones", () => {
    expect(coverage(times(42, czech), prices, account(45))).toBe(37);
    expect(coverage([czech, long, czech], prices, account(2))).toBe(1);
    expect(coverage([czech], prices, account(0))).toBe(0);
    expect(coverage([czech], prices, account(-5))).toBe(0);
  });

  test("of an account settled by invoice is no limit", () => {
    expect(coverage(times(42, czech), prices, account(-800, { postpaid: true }))).toBeNull();
  });

  test("that nobody knows, or in another currency, is no warning", () => {
    expect(coverage([czech], prices, null)).toBeNull();
    expect(coverage([czech], prices, account(0, { currency: "EUR" }))).toBeNull();
  });

  test("never covers more than there is money for", () => {
    const text = fc.constantFrom(czech, long, slovak);
    fc.assert(
      fc.property(
        fc.array(text, { maxLength: 60 }),
        fc.double({ min: 0, max: 100, noNaN: true }),
        (texts, credit) => {
          const covered = coverage(texts, prices, account(credit)) ?? texts.length;
          expect(totalsOf(texts.slice(0, covered), prices).price).toBeLessThanOrEqual(credit + 1e-5);
          if (covered < texts.length)
            expect(totalsOf(texts.slice(0, covered + 1), prices).price).toBeGreaterThan(credit);
        },
      ),
    );
  });
});

describe("prices to be asked for", () => {
  test("are one for each country and number of parts, and none that is known", () => {
    const texts = [czech, slovak, czech, { country: "SK", parts: 3 }, slovak, long];
    expect(unpriced(texts, prices)).toEqual([slovak, { country: "SK", parts: 3 }]);
    expect(unpriced(texts, new Map())).toHaveLength(4);
  });
});
