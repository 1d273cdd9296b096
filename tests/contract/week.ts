/**
 * The days on which the contract is played: a week that is still to come, whenever the tests run. Nobody's clock in
 * the practice's zone changes in the six weeks before and after it, so that series keep their hours.
 */
export const zone = "Europe/Prague";

const offsetOn = (date: Temporal.PlainDate): string => date.toZonedDateTime(zone).offset;

const monday = (() => {
  const today = Temporal.Now.plainDateISO(zone);
  let next = today.add({ days: 8 - today.dayOfWeek });
  while (offsetOn(next.subtract({ weeks: 6 })) !== offsetOn(next.add({ weeks: 6 })))
    next = next.add({ weeks: 1 });
  return next;
})();

/** `2026-11-25`, so many days after the week's Monday. */
export const day = (after: number): string => monday.add({ days: after }).toString();

/** `2026-11-25T09:00`, as the calendar's clock shows it. */
export const at = (after: number, time: string): string => `${day(after)}T${time}`;

/** The same moment as an appointment has it: `2026-11-25T08:00:00Z`. */
export const instant = (after: number, time: string): string =>
  Temporal.PlainDateTime.from(at(after, time))
    .toZonedDateTime(zone)
    .toInstant()
    .toString({ smallestUnit: "second" });

/** The next two days on which the clocks change. */
export const clockChanges = (): string[] => {
  const days: string[] = [];
  let moment: Temporal.ZonedDateTime | null = Temporal.Now.zonedDateTimeISO(zone);
  while (moment && days.length < 2) {
    moment = moment.getTimeZoneTransition("next");
    if (moment) days.push(moment.toPlainDate().toString());
  }
  return days;
};
