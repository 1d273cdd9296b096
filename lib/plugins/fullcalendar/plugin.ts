import { definePlugin } from "../../plugin-api/index.ts";
import { FullCalendar } from "../../plugin-kit/fullcalendar/reader.ts";
import { Changes } from "./changes.ts";
import { id } from "./plugin.json";

export default definePlugin(id, {
  activate(context) {
    context.registerCalendar(
      context.subscriptions.use(new FullCalendar(context, (listener) => new Changes(listener))),
    );
  },
});
