import { join } from "node:path";
import { startOfficeDriver } from "../../../../tests/calendars/office/driver.ts";

/** The library itself may not be copied with Pípni: a stand-in of our own is drawn. */
export const startScheduler = () =>
  startOfficeDriver({
    name: "DevExtreme Scheduler",
    plugin: "devextreme-scheduler",
    absent: {
      keyboard: "the library's days take no focus of their own",
      cyclic: "the library itself hangs on items that lead back to themselves",
    },
    page: {
      entry: join(import.meta.dirname, "calendar/office.js"),
      styles: [],
      css: ".office-column { position: absolute; top: 0; bottom: 0; pointer-events: none }",
    },
    drawn: ".dx-scheduler-work-space",
    columns: ".office-column",
    grip: 6,
  });
