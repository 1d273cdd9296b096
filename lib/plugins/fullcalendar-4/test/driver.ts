import { join } from "node:path";
import { startOfficeDriver } from "../../../../tests/calendars/office/driver.ts";

export const startFullCalendar4 = () =>
  startOfficeDriver({
    name: "FullCalendar 4",
    plugin: "fullcalendar-4",
    absent: {
      unseenDay: "of a week without events the calendar's object is not found, so that nobody can turn it",
      keyboard: "the library's days cannot be focused",
    },
    page: {
      entry: join(import.meta.dirname, "calendar/office.js"),
      // Its packages ask for each other under names that a later version has here.
      alias: {
        "@fullcalendar/core": "fullcalendar-core-4",
        "@fullcalendar/daygrid": "fullcalendar-daygrid-4",
      },
      styles: [
        ["fullcalendar-core-4", "main.min.css"],
        ["fullcalendar-daygrid-4", "main.min.css"],
        ["fullcalendar-timegrid-4", "main.min.css"],
      ],
    },
    drawn: ".fc-view-container",
    columns: ".fc-timeGrid-view .fc-time-grid .fc-bg .fc-day",
    grip: 6,
  });
