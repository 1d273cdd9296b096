import { definePlugin } from "../../plugin-api/index.ts";
import { readCalendars } from "../../plugin-kit/fullcalendar/reader.ts";
import { id } from "./plugin.json";
import { readByNames } from "./read.ts";

export default definePlugin(id, {
  activate(context) {
    const adapter = readCalendars(context, (listener) => readByNames(context, listener));
    context.registerCalendar(context.subscriptions.use(adapter));
  },
});
