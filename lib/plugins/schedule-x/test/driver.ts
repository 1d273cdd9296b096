import { join } from "node:path";
import { startOfficeDriver } from "../../../../tests/calendars/office/driver.ts";

export const startScheduleX = (version: 3 | 4) =>
  startOfficeDriver({
    name: `Schedule-X ${version}`,
    plugin: "schedule-x",
    absent: {
      drag: "the library drags only with another package of its own",
      keyboard: "the library's days cannot be focused",
    },
    page: {
      entry: join(import.meta.dirname, "calendar/office.js"),
      // It does not run with the Preact of the extension.
      alias: { preact: "preact-10", ...(version === 3 && { "@schedule-x/calendar": "schedule-x-3" }) },
      styles: [["@schedule-x/theme-default", "dist/index.css"]],
      css: "#calendar > div { height: 100% }",
    },
    drawn: ".sx__calendar",
    columns: ".sx__time-grid-day",
    grip: null,
  });
