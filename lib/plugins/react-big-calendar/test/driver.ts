import { join } from "node:path";
import { startOfficeDriver } from "../../../../tests/calendars/office/driver.ts";

export const startBigCalendar = () =>
  startOfficeDriver({
    name: "React Big Calendar 1",
    plugin: "react-big-calendar",
    absent: {
      timeZone: "whose clock a localizer goes by it does not say",
      keyboard: "the library's days cannot be focused",
    },
    page: {
      entry: join(import.meta.dirname, "calendar/office.js"),
      styles: [
        ["react-big-calendar", "lib/css/react-big-calendar.css"],
        ["react-big-calendar", "lib/addons/dragAndDrop/styles.css"],
      ],
      css: ".rbc-timeslot-group { min-height: 48px; flex: 0 0 48px } .rbc-allday-cell { max-height: 80px }",
    },
    drawn: ".rbc-calendar",
    columns: ".rbc-day-slot",
    grip: 12,
  });
