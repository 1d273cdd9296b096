import {
  createCalendar,
  createViewDay,
  createViewMonthGrid,
  createViewWeek,
  viewDay,
  viewMonthGrid,
  viewWeek,
} from "@schedule-x/calendar";
import { short, startOffice } from "../../../../../tests/calendars/office/web/office.js";

const names = { day: viewDay.name, week: viewWeek.name, month: viewMonthGrid.name };

startOffice(({ element, day, view, zone, pick, turned }) => {
  let isOurs = false;
  const calendar = createCalendar({
    locale: "cs-CZ",
    timezone: zone,
    firstDayOfWeek: 1,
    selectedDate: day,
    defaultView: names[view],
    isResponsive: false,
    skipValidation: true,
    weekOptions: { gridHeight: 600 },
    views: [createViewDay(), createViewWeek(), createViewMonthGrid()],
    callbacks: {
      onEventClick: ({ id }) => pick(id),
      onSelectedDateUpdate: (date) => isOurs || turned(date.toString()),
    },
  });
  calendar.render(element);
  const app = calendar.$app;

  const times = ({ start, end, allDay }) => {
    if (!allDay)
      return {
        start: Temporal.PlainDateTime.from(start).toZonedDateTime(zone),
        end: Temporal.PlainDateTime.from(end).toZonedDateTime(zone),
      };
    return { start: Temporal.PlainDate.from(start), end: Temporal.PlainDate.from(end).subtract({ days: 1 }) };
  };
  return {
    show(events) {
      calendar.events.set(
        events.map(({ title, ...more }) => ({ ...more, title: short(title), ...times(more) })),
      );
    },
    turn(next, nextView) {
      isOurs = true;
      if (app.calendarState.view.value !== names[nextView]) app.calendarState.setView(names[nextView], next);
      app.datePickerState.selectedDate.value = next;
      isOurs = false;
    },
  };
});
