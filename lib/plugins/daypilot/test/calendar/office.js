import { DayPilot } from "@daypilot/daypilot-lite-javascript";
import { short, startOffice } from "../../../../../tests/calendars/office/web/office.js";

/** The library has no element for a day's column, so these lie over its cells, for the mouse to be led by. */
function layColumns({ nav }) {
  const place = nav.main.parentElement;
  for (const old of place.querySelectorAll(".office-column")) old.remove();
  const count = nav.main.rows[0].cells.length;
  for (let at = 0; at < count; at++) {
    const column = document.createElement("div");
    column.className = "office-column";
    column.style.left = `${(100 / count) * at}%`;
    column.style.width = `${100 / count}%`;
    place.append(column);
  }
}

/** It reads no time without seconds. */
const full = (wall) => (wall.length === 16 ? `${wall}:00` : wall);

startOffice(({ element, day, view, pick, drop }) => {
  let shown = { day, view, events: [] };
  let control = null;

  function draw(next) {
    const isMonth = next.view === "month";
    const isOther = !control || isMonth !== (shown.view === "month");
    shown = next;
    if (isOther) {
      control?.dispose();
      const place = document.createElement("div");
      element.replaceChildren(place);
      const options = {
        timeRangeSelectedHandling: "Disabled",
        onEventClicked: ({ e }) => pick(e.id()),
        onEventMoved: ({ e, newStart, newEnd }) =>
          void drop(e.id(), {
            start: newStart.toString("yyyy-MM-ddTHH:mm"),
            end: newEnd.toString("yyyy-MM-ddTHH:mm"),
          }),
      };
      control = isMonth
        ? new DayPilot.Month(place, { ...options, weekStarts: 1 })
        : new DayPilot.Calendar(place, { ...options, heightSpec: "Full", weekStarts: 1 });
      control.init();
    }
    control.update({
      startDate: shown.day.toString(),
      ...(isMonth ? {} : { viewType: shown.view === "day" ? "Day" : "Week" }),
      events: shown.events.map(({ title, start, end, ...more }) => ({
        ...more,
        start: full(start),
        end: full(end),
        text: short(title),
      })),
    });
    if (!isMonth) layColumns(control);
  }
  draw(shown);
  return {
    show: (events) => draw({ ...shown, events }),
    turn: (next, nextView) => draw({ ...shown, day: next, view: nextView }),
  };
});
