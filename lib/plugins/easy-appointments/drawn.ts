import { defineDrawn, isFields } from "../../plugin-api/index.ts";
import { eventRangeOf } from "../../plugin-kit/fullcalendar/drawn.ts";
import { textOf } from "./read.ts";

/** The appointment hangs on the event, as the server sent it. */
export default defineDrawn((element) => {
  const record = eventRangeOf(element).def?.extendedProps?.data;
  return isFields(record) ? textOf(record.id) : undefined;
});
