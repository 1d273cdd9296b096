import { defineProbe } from "../../plugin-api/index.ts";
import { watchCalendars } from "../../plugin-kit/fullcalendar/watch.ts";
import { objectOf } from "./event-id.ts";
import { HandOver } from "./hand-over.ts";
import { id } from "./plugin.json";

/** The half that runs in the page: watches its FullCalendar, and what its server answers over CalDAV. */
export default defineProbe(id, (context) => {
  const { send, signal } = context;
  const handOver = new HandOver(send, signal);
  const heard = context.onDavRead((read) => handOver.take(read));
  signal.addEventListener("abort", () => heard[Symbol.dispose]());
  watchCalendars(context, {
    idOf: objectOf,
    rereadsWithin: 1_500,
  });
});
