import { join } from "node:path";
import { startOfficeDriver } from "../../../../tests/calendars/office/driver.ts";

export const startToastUi = () =>
  startOfficeDriver({
    name: "TOAST UI Calendar 2",
    plugin: "toast-ui",
    absent: {
      unseenDay:
        "the library does not tell its app that somebody else has turned it, so that the app would not read",
      keyboard: "the library's days cannot be focused",
    },
    page: {
      entry: join(import.meta.dirname, "calendar/office.js"),
      styles: [["@toast-ui/calendar", "dist/toastui-calendar.min.css"]],
    },
    drawn: ".toastui-calendar-layout",
    columns: ".toastui-calendar-column",
    grip: 5,
  });
