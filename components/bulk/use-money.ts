import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { type Price, type Prices, priceKey, unpriced } from "../../lib/domain/bulk/totals.ts";
import type { AccountAnswer, BulkActions, Sample } from "./model.ts";

const restMs = 300;

/** Stands for a price that GoSMS is being asked for. */
const asking: Price = { price: 0, currency: "", estimated: true };

/**
 * Prices as far as GoSMS has told them. Each kind of text is asked about once, whichever day it is met on.
 * @returns the prices, and what asks for those of some texts in a moment, unless it is called off before
 */
export function usePrices(
  actions: Pick<BulkActions, "quote">,
): [Prices, (texts: readonly Sample[]) => () => void] {
  const [prices, setPrices] = useState<Prices>(new Map());
  const known = useRef(new Map<string, Price>());

  const ask = useCallback(
    async (texts: readonly Sample[]) => {
      const samples = unpriced(texts, known.current).map(({ text, phone, country, parts }) => ({
        text,
        phone,
        country,
        parts,
      }));
      if (samples.length === 0) return;
      for (const sample of samples) known.current.set(priceKey(sample), asking);
      try {
        const quotes = await actions.quote(samples);
        for (const { country, parts, ...price } of quotes)
          known.current.set(priceKey({ country, parts }), price);
        setPrices(new Map([...known.current].filter(([, price]) => price !== asking)));
      } catch {
        // Our own estimate stays, marked as one; another selection asks again.
        for (const sample of samples) known.current.delete(priceKey(sample));
      }
    },
    [actions],
  );

  const askSoon = useCallback(
    (texts: readonly Sample[]) => {
      const timer = setTimeout(() => void ask(texts), restMs);
      return () => clearTimeout(timer);
    },
    [ask],
  );
  return [prices, askSoon];
}

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
