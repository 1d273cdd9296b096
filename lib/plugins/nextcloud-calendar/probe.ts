import { defineProbe } from "../../plugin-api/index.ts";
import { watchCalendars } from "../../plugin-kit/fullcalendar/watch.ts";
import { HandOver } from "./hand-over.ts";
import { id } from "./plugin.json";

/** The half that runs in the page: watches its FullCalendar, and what its server answers over CalDAV. */
export default defineProbe(id, (context) => {
  const { send, signal } = context;
  const handOver = new HandOver(send, signal);
  const heard = context.onDavRead((read) => handOver.take(read));
  signal.addEventListener("abort", () => heard[Symbol.dispose]());
  watchCalendars(context, {
    // Behind the object's own id stands one that is made anew with every read.
    idOf: (eventId) => eventId.split("###", 1)[0] ?? "",
    rereadsWithin: 1_500,
  });
});
