import { join } from "node:path";
import { startOfficeDriver } from "../../../../tests/calendars/office/driver.ts";

export const startDayPilot = () =>
  startOfficeDriver({
    name: "DayPilot Lite",
    plugin: "daypilot",
    absent: {
      timeZone: "the library knows only what a clock shows, and not of which zone",
      unseenDay:
        "the library does not tell its app that somebody else has turned it, so that the app would not read",
      keyboard: "the library's days cannot be focused",
    },
    page: {
      entry: join(import.meta.dirname, "calendar/office.js"),
      styles: [],
      css: ".office-column { position: absolute; top: 0; bottom: 0; pointer-events: none }",
    },
    drawn: '[class*="_cell_inner"]',
    columns: ".office-column",
    grip: 6,
  });
