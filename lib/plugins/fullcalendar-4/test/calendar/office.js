import { Calendar } from "fullcalendar-core-4";
import dayGrid from "fullcalendar-daygrid-4";
import interaction from "fullcalendar-interaction-4";
import timeGrid from "fullcalendar-timegrid-4";
import { dateOf, short, startOffice, wallOf } from "../../../../../tests/calendars/office/web/office.js";

const names = { day: "timeGridDay", week: "timeGridWeek", month: "dayGridMonth" };

startOffice(({ element, day, view, zone, pick, drop, turned }) => {
  const isLocal = zone === Temporal.Now.timeZoneId();
  // Of a zone that it does not know the library shows what its server says.
  const wall = (date) => (isLocal ? wallOf(date, zone) : date.toISOString().slice(0, 16));
  const moved = ({ event: { id, start, end } }) =>
    void drop(id, { start: wall(start), end: wall(end ?? start) });
  let isOurs = true;
  const place = document.createElement("div");
  element.append(place);
  const calendar = new Calendar(place, {
    plugins: [dayGrid, timeGrid, interaction],
    header: { left: "", center: "", right: "title" },
    defaultView: names[view],
    defaultDate: day.toString(),
    timeZone: isLocal ? "local" : zone,
    firstDay: 1,
    height: 780,
    editable: true,
    eventClick: ({ event }) => pick(event.id),
    eventDrop: moved,
    eventResize: moved,
    datesRender: () => isOurs || turned(wall(calendar.getDate()).slice(0, 10)),
  });
  calendar.render();
  isOurs = false;

  const times = ({ start, end, allDay }) =>
    allDay || !isLocal
      ? { start, end, allDay: Boolean(allDay) }
      : { start: dateOf(start, zone), end: dateOf(end, zone), allDay: false };
  return {
    show(events) {
      for (const source of calendar.getEventSources()) source.remove();
      calendar.addEventSource(
        events.map(({ title, ...more }) => ({ ...more, title: short(title), ...times(more) })),
      );
    },
    turn(next, nextView) {
      isOurs = true;
      calendar.changeView(names[nextView], next.toString());
      isOurs = false;
    },
  };
});
