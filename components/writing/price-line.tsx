import { useEffect, useRef, useState } from "preact/hooks";
import type { Price } from "../../lib/domain/bulk/totals.ts";
import { estimatePrice } from "../../lib/domain/text/price.ts";
import { formatMoney } from "../ui/money.ts";
import type { WritingActions } from "./model.ts";
import { useWords } from "./words.ts";

const restMs = 300;

interface PriceLineProps {
  characters: number;
  parts: number;
  /** What would leave; `null` for nothing as yet. */
  sample: { text: string; phone: string; country: string } | null;
  quote: WritingActions["quote"];
}

/** `29 znaků · 1 SMS · 1,45 Kč` */
export function PriceLine({ characters, parts, sample, quote }: PriceLineProps) {
  const { writing, locale } = useWords();
  const [prices, setPrices] = useState<ReadonlyMap<string, Price>>(new Map());
  const wanted = sample ? `${sample.country} ${parts}` : "";
  const latest = useRef(sample);
  latest.current = sample;
  useEffect(() => {
    if (wanted === "" || prices.has(wanted)) return;
    const timer = setTimeout(() => {
      const { current } = latest;
      if (!current) return;
      quote([{ ...current, parts }]).then(
        ([price]) => price && setPrices((known) => new Map([...known, [wanted, price]])),
        // Our own estimate stays.
        () => {},
      );
    }, restMs);
    return () => clearTimeout(timer);
  }, [wanted]);
  const price: Price | null = sample && {
    ...(prices.get(wanted) ?? {
      price: estimatePrice(sample.country, parts),
      currency: "CZK",
      estimated: true,
    }),
  };
  return (
    <p class="small mute number">
      {writing.length(characters, parts)}
      {price && ` · ${formatMoney(price.price, price.currency, locale)}`}
      {price?.estimated && ` (${writing.estimate})`}
    </p>
  );
}
