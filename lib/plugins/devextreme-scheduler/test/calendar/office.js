import { dateOf, short, startOffice, wallOf } from "../../../../../tests/calendars/office/web/office.js";
import { Scheduler } from "./scheduler.js";

/** The library has no element for a day's column, so these lie over its cells, for the mouse to be led by. */
function layColumns(element) {
  const table = element.querySelector(".dx-scheduler-date-table");
  for (const old of element.querySelectorAll(".office-column")) old.remove();
  const count = table.rows[0].cells.length;
  for (let at = 0; at < count; at++) {
    const column = document.createElement("div");
    column.className = "office-column";
    column.style.left = `${(100 / count) * at}%`;
    column.style.width = `${100 / count}%`;
    table.parentElement.append(column);
  }
}

/** Whole days end with their last one. */
const dayBefore = (day) => Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();

startOffice(({ element, day, view, zone, pick, drop, turned }) => {
  const isLocal = zone === Temporal.Now.timeZoneId();
  const place = document.createElement("div");
  element.append(place);
  const noon = (date) => new Date(`${date}T12:00:00`);
  let shown = [];
  let isOurs = false;
  const scheduler = new Scheduler(place, {
    currentDate: noon(day),
    currentView: view,
    timeZone: isLocal ? "" : zone,
    textExpr: "name",
    startDateExpr: "visit.from",
    endDateExpr: "visit.to",
    dataSource: {
      key: "id",
      load: () => shown,
      update: (id, { visit }) => drop(id, { start: wallOf(visit.from, zone), end: wallOf(visit.to, zone) }),
    },
    onAppointmentClick: ({ appointmentData }) => pick(appointmentData.id),
    onOptionChanged({ name, value }) {
      if (name === "currentDate" && !isOurs) turned(wallOf(value, Temporal.Now.timeZoneId()).slice(0, 10));
    },
    onContentReady: ({ component }) => component.option("currentView") !== "month" && layColumns(place),
  });
  return {
    show(events) {
      shown = events.map(({ title, start, end, allDay, ...more }) => ({
        ...more,
        name: short(title),
        allDay: Boolean(allDay),
        visit: { from: dateOf(start, zone), to: dateOf(allDay ? dayBefore(end) : end, zone) },
      }));
      scheduler.getDataSource().reload();
    },
    turn(next, nextView) {
      isOurs = true;
      scheduler.option("currentView", nextView);
      scheduler.option("currentDate", noon(next));
      isOurs = false;
    },
  };
});
