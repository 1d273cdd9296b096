import { definePlugin } from "../../plugin-api/index.ts";
import { FullCalendar } from "../../plugin-kit/fullcalendar/reader.ts";
import { id } from "./plugin.json";
import { ReadByNames } from "./read.ts";

export default definePlugin(id, {
  activate(context) {
    const adapter = new FullCalendar(context, (listener) => new ReadByNames(context, listener));
    context.registerCalendar(context.subscriptions.use(adapter));
  },
});
