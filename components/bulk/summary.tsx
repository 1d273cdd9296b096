import { isLow } from "../../lib/domain/account.ts";
import { coverage, type Prices, priceKey, totalsOf } from "../../lib/domain/bulk/totals.ts";
import { Notice } from "../ui/controls.tsx";
import { formatMoney } from "../ui/money.ts";
import type { AccountAnswer } from "./model.ts";
import { useWords } from "./words.ts";

interface SummaryProps {
  /** The texts that are chosen, or that are on their way. */
  texts: readonly { country: string; parts: number }[];
  prices: Prices;
  account: AccountAnswer | null;
  /** Said first, where the texts need telling from others. */
  title?: string | undefined;
}

/** `25 SMS · 30,25 Kč · kredit 412,80 Kč` */
export function Summary({ texts, prices, account, title }: SummaryProps) {
  const { common, bulk, locale } = useWords();
  const totals = totalsOf(texts, prices);
  const known = account?.account ?? null;
  return (
    <p class="summary small mute number">
      {texts.length > 0 && (
        <>
          <span>
            {title && <strong>{title} </strong>}
            {bulk.sms(totals.parts)}
          </span>
          <span>
            {formatMoney(totals.price, totals.currency, locale)}
            {totals.estimated && (
              <span class="estimate" title={bulk.estimateHint}>
                {bulk.estimate}
              </span>
            )}
          </span>
        </>
      )}
      {known && (
        <span>
          {known.postpaid
            ? bulk.postpaid
            : `${common.credit} ${formatMoney(known.credit, known.currency, locale)}`}
        </span>
      )}
      {account && !known && (
        <span title={account.ok ? undefined : common.reason(account.reason)}>{bulk.creditUnknown}</span>
      )}
    </p>
  );
}

export function CreditWarning({ texts, prices, account, limit }: SummaryProps & { limit: number }) {
  const { bulk, locale } = useWords();
  const known = account?.account ?? null;
  const covered = coverage(texts, prices, known);
  if (covered === null) {
    const { price, currency } = totalsOf(texts, prices);
    if (!known || currency !== known.currency) return null;
    const left = { credit: known.credit - price, postpaid: known.postpaid };
    return isLow(left, limit) ? (
      <Notice tone="warn">{bulk.lowCredit(formatMoney(left.credit, currency, locale))}</Notice>
    ) : null;
  }
  const guessed = texts.some((text) => prices.get(priceKey(text))?.estimated ?? true);
  return (
    <Notice tone="warn">
      <strong>{bulk.covers(covered, texts.length)}</strong> {bulk.coversHint}
      {guessed && <span class="estimate">{bulk.estimate}</span>}
    </Notice>
  );
}
