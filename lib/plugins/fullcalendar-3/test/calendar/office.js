import $ from "jquery";
import moment from "moment";
import "fullcalendar-3";
import { dateOf, short, startOffice, wallOf } from "../../../../../tests/calendars/office/web/office.js";

const names = { day: "agendaDay", week: "agendaWeek", month: "month" };

startOffice(({ element, day, view, zone, pick, drop, turned }) => {
  const isLocal = zone === Temporal.Now.timeZoneId();
  const calendar = $("<div>").appendTo(element);
  const full = (...order) => calendar.fullCalendar(...order);
  let isOurs = true;
  // Of a calendar with a zone of its own the library shows what its server says.
  const wall = (time) => (isLocal ? wallOf(time.valueOf(), zone) : time.format("YYYY-MM-DDTHH:mm"));
  const moved = ({ id, start, end }) => void drop(id, { start: wall(start), end: wall(end ?? start) });

  full({
    header: { left: "", center: "", right: "title" },
    defaultView: names[view],
    defaultDate: day.toString(),
    timezone: isLocal ? "local" : zone,
    firstDay: 1,
    height: 780,
    slotDuration: "00:30:00",
    allDayDefault: false,
    editable: true,
    eventClick: ({ id }) => pick(id),
    eventDrop: moved,
    eventResize: moved,
    viewRender: () => isOurs || turned(full("getDate").format("YYYY-MM-DD")),
  });
  isOurs = false;

  const times = ({ start, end, allDay }) =>
    allDay || !isLocal
      ? { start, end, allDay: Boolean(allDay) }
      : { start: moment(dateOf(start, zone)), end: moment(dateOf(end, zone)), allDay: false };
  return {
    show(events) {
      full("removeEventSources");
      full(
        "addEventSource",
        events.map(({ title, ...more }) => ({ ...more, title: short(title), ...times(more) })),
      );
    },
    turn(next, nextView) {
      isOurs = true;
      full("changeView", names[nextView], next.toString());
      isOurs = false;
    },
  };
});
