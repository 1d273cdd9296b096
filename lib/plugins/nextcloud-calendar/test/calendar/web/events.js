/** What the calendar and its editor show of an object. */

/** `2026-11-24T08:00` on the calendar's clock. */
export const wallIn = (timeZone) => (date) =>
  Temporal.Instant.fromEpochMilliseconds(date.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: "minute" });

export function partsOf(wallOf, start, end, allDay) {
  const from = wallOf(start);
  const until = wallOf(allDay ? new Date(end.getTime() - 60_000) : end);
  return {
    allDay,
    startDay: from.slice(0, 10),
    startTime: from.slice(11),
    endDay: until.slice(0, 10),
    endTime: until.slice(11),
  };
}

export function eventsOf(object, calendar, from, to) {
  return object.between(from, to).map(({ item, startDate, endDate, status, unixTime }) => ({
    id: [object.id, crypto.randomUUID()].join("###"),
    title: item.summary || "Událost bez názvu",
    allDay: startDate.isDate,
    start: startDate.toJSDate(),
    end: endDate.toJSDate(),
    classNames: { CANCELLED: ["fc-event-nc-cancelled"], TENTATIVE: ["fc-event-nc-tentative"] }[status] ?? [],
    extendedProps: {
      objectId: object.id,
      recurrenceId: unixTime,
      calendarId: calendar.id,
      calendarName: calendar.name,
      objectType: "VEVENT",
      davUrl: object.url,
      location: item.location,
      description: item.description,
    },
  }));
}
