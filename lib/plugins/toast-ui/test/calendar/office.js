import Calendar from "@toast-ui/calendar";
import { dateOf, short, startOffice, wallOf } from "../../../../../tests/calendars/office/web/office.js";

const html = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

startOffice(({ element, day, view, zone, pick, drop }) => {
  const draw = ({ title }) => html(title);
  const calendar = new Calendar(element, {
    defaultView: view,
    usageStatistics: false,
    week: { startDayOfWeek: 1, taskView: false, eventView: ["allday", "time"] },
    month: { startDayOfWeek: 1 },
    theme: { week: { timeGridHalfHour: { height: "14px" }, timeGridHalfHourLine: { borderBottom: "none" } } },
    template: { time: draw, allday: draw },
    ...(zone === Temporal.Now.timeZoneId() ? {} : { timezone: { zones: [{ timezoneName: zone }] } }),
  });
  calendar.setDate(new Date(`${day}T12:00:00`));
  calendar.on("clickEvent", ({ event }) => pick(event.id));
  calendar.on("beforeUpdateEvent", ({ event, changes }) => {
    const [start, end] = [changes.start ?? event.start, changes.end ?? event.end];
    void drop(event.id, { start: wallOf(start.toDate(), zone), end: wallOf(end.toDate(), zone) });
  });
  const times = ({ start, end, allDay }) => {
    if (!allDay) return { start: dateOf(start, zone), end: dateOf(end, zone) };
    // Whole days end with their last one.
    const last = Temporal.PlainDate.from(end).subtract({ days: 1 });
    return { start, end: last.toString(), isAllday: true, category: "allday" };
  };
  return {
    show(events) {
      calendar.clear();
      calendar.createEvents(
        events.map((event) => ({
          id: String(event.id),
          calendarId: "1",
          title: short(event.title),
          ...times(event),
          raw: event,
        })),
      );
    },
    turn(next, nextView) {
      calendar.changeView(nextView);
      calendar.setDate(new Date(`${next}T12:00:00`));
    },
  };
});
