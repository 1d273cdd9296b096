import { definePlugin } from "../../plugin-api/index.ts";
import { readByNames } from "../../plugin-kit/event-store/by-names/read.ts";
import { readCalendars } from "../../plugin-kit/event-store/reader.ts";
import { selectDay } from "../../plugin-kit/fullcalendar/selected-day.ts";
import { id } from "./plugin.json";

export default definePlugin(id, {
  activate(context) {
    const adapter = readCalendars(context, (listener) => readByNames(context, listener), selectDay);
    context.registerCalendar(context.subscriptions.use(adapter));
  },
});
