import { join } from "node:path";
import { startOfficeDriver } from "../../../../tests/calendars/office/driver.ts";

export const startFullCalendar3 = () =>
  startOfficeDriver({
    name: "FullCalendar 3",
    plugin: "fullcalendar-3",
    absent: { keyboard: "the library's days cannot be focused" },
    page: {
      entry: join(import.meta.dirname, "calendar/office.js"),
      // The module that it has for bundlers lacks what the library needs of it.
      alias: { moment: "moment/moment.js" },
      styles: [["fullcalendar-3", "dist/fullcalendar.min.css"]],
    },
    drawn: ".fc-view-container",
    columns: ".fc-agenda-view .fc-time-grid .fc-bg .fc-day",
    grip: 6,
  });
