import type { DayTotals } from "../../../lib/domain/outbox/totals.ts";
import type { OptionsActions } from "../model.ts";
import { type Followed, useFollowed } from "../use-followed.ts";

/**
 * A month's days as they stand now.
 * @param month `2026-11`
 */
export const useMonth = (
  actions: Pick<OptionsActions, "monthTotals" | "watchLog">,
  month: string,
): Followed<DayTotals[]> =>
  useFollowed(month, actions.watchLog, {
    anew: () => actions.monthTotals(month),
    further: async (shown) => shown,
  });
