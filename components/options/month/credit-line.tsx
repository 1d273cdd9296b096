import { useEffect, useState } from "preact/hooks";
import type { Lasts } from "../../../lib/domain/credit-lasts.ts";
import { formatMoney } from "../../ui/money.ts";
import type { CreditOutlook, OptionsActions } from "../model.ts";
import { useWords } from "../words.ts";

/** For how long the credit will do, where that can be told, and GoSMS's own rule about it. */
export function CreditLine({ actions }: { actions: Pick<OptionsActions, "creditOutlook"> }) {
  const { options, locale } = useWords();
  const words = options.month;
  const [outlook, setOutlook] = useState<CreditOutlook | null>(null);
  useEffect(() => {
    let isGone = false;
    const read = async () => {
      // Without GoSMS's answer nothing is said of the credit: the account's own troubles are told elsewhere.
      const found = await actions.creditOutlook().catch(() => null);
      if (!isGone) setOutlook(found);
    };
    void read();
    return () => {
      isGone = true;
    };
  }, []);
  if (!outlook || outlook.postpaid) return null;
  const { credit, currency, lasts } = outlook;
  return (
    <p class="month-credit">
      {words.credit(formatMoney(credit, currency, locale))} {lasts && <strong>{howLong(lasts)}</strong>}{" "}
      <span class="small mute">
        {lasts && words.basis} {words.lapses}
      </span>
    </p>
  );

  function howLong({ unit, count }: Lasts): string {
    if (unit === "year") return words.overYear;
    if (count === 0) return words.underDay;
    return words.lasts(
      new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "long" }).format(count),
    );
  }
}
