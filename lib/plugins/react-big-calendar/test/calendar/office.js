import { DateTime, Settings } from "luxon";
import { createElement } from "react";
import { Calendar, luxonLocalizer } from "react-big-calendar";
import addon from "react-big-calendar/lib/addons/dragAndDrop";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { dateOf, short, startOffice, wallOf } from "../../../../../tests/calendars/office/web/office.js";

Settings.defaultLocale = "cs";
const Draggable = (addon.default ?? addon)(Calendar);
const localizer = luxonLocalizer(DateTime, { firstDayOfWeek: 1 });

startOffice(({ element, day, view, zone, pick, drop, turned }) => {
  const root = createRoot(element);
  const shown = { events: [], day, view };
  function draw() {
    const times = ({ event, start, end }) =>
      void drop(event.id, { start: wallOf(start, zone), end: wallOf(end, zone) });
    const props = {
      localizer,
      toolbar: false,
      events: shown.events,
      date: new Date(`${shown.day}T12:00:00`),
      view: shown.view,
      onView: () => {},
      onNavigate: (date) => turned(DateTime.fromJSDate(date).toISODate()),
      onSelectEvent: ({ id }) => pick(id),
      onEventDrop: times,
      onEventResize: times,
      titleAccessor: ({ title }) => short(title),
      tooltipAccessor: () => "",
      step: 30,
      timeslots: 2,
    };
    flushSync(() => root.render(createElement(Draggable, props)));
  }
  draw();
  return {
    show(events) {
      shown.events = events.map((event) => ({
        ...event,
        start: dateOf(event.start, zone),
        end: dateOf(event.end, zone),
      }));
      draw();
    },
    turn(next, nextView) {
      Object.assign(shown, { day: next, view: nextView });
      draw();
    },
  };
});
