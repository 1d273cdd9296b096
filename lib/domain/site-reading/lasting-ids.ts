import type { Shown } from "./count.ts";

/** Whether a calendar's ids last: one that is made up at each drawing would have everybody texted twice. */

/** So many appointments must go by other ids before that is believed. */
const least = 5;

/** Ids by what is seen of the appointment; what stands there twice tells nothing. */
export type SeenIds = Record<string, string>;

export function idsSeen(shown: readonly Pick<Shown, "appointment">[]): SeenIds {
  const byLook = Map.groupBy(shown, ({ appointment: { start, title } }) => `${start} ${title}`);
  return Object.fromEntries(
    [...byLook].flatMap(([look, same]) => {
      const [only, other] = same;
      return only && !other ? [[look, only.appointment.id]] : [];
    }),
  );
}

/** Whether most of what both looks saw goes by other ids now. */
export function haveNewIds(before: SeenIds, now: SeenIds): boolean {
  const both = Object.keys(now).filter((look) => before[look] !== undefined);
  const changed = both.filter((look) => before[look] !== now[look]);
  return changed.length >= least && changed.length * 2 > both.length;
}
