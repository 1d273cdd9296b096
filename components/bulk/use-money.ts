import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Sendable } from "../../lib/domain/bulk-lines.ts";
import { type Price, type Prices, priceKey, unpriced } from "../../lib/domain/bulk-totals.ts";
import type { AccountAnswer, BulkActions } from "./model.ts";

const restMs = 300;

/** Prices as far as GoSMS has told them. Each kind of text is asked about once. */
export function usePrices(actions: Pick<BulkActions, "quote">, texts: readonly Sendable[]): Prices {
  const [prices, setPrices] = useState<Prices>(new Map());
  const asked = useRef(new Map<string, Price>());
  const wanted = unpriced(texts, asked.current);
  const key = wanted.map(priceKey).join();

  useEffect(() => {
    if (key === "") return;
    const timer = setTimeout(async () => {
      const samples = wanted.map(({ text, phone, country, parts }) => ({ text, phone, country, parts }));
      // Marked at once, or a second change of the selection would ask for the same.
      for (const sample of samples) asked.current.set(priceKey(sample), guess);
      try {
        const quotes = await actions.quote(samples);
        for (const { country, parts, ...price } of quotes)
          asked.current.set(priceKey({ country, parts }), price);
        setPrices(new Map([...asked.current].filter(([, price]) => price !== guess)));
      } catch {
        // Our own estimate stays; it is marked as one.
      }
    }, restMs);
    return () => clearTimeout(timer);
  }, [actions, key]);

  return prices;
}

const guess: Price = { price: 0, currency: "", estimated: true };

/** @returns the last answer, `null` before the first or when the background did not answer, and what asks again */
export function useAccount(actions: Pick<BulkActions, "account">): [AccountAnswer | null, () => void] {
  const [answer, setAnswer] = useState<AccountAnswer | null>(null);
  const asked = useRef(0);
  const ask = useCallback(() => {
    const mine = ++asked.current;
    actions.account(true).then(
      (given) => mine === asked.current && setAnswer(given),
      () => {},
    );
  }, [actions]);
  useEffect(ask, [ask]);
  const failed = answer !== null && !answer.ok;
  useEffect(() => {
    if (!failed) return;
    // Somebody may come back from the settings, where it was mended.
    addEventListener("focus", ask);
    return () => removeEventListener("focus", ask);
  }, [failed, ask]);
  return [answer, ask];
}
