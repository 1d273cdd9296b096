import { definePlugin } from "../../plugin-api/index.ts";
import { dayOnlyCalendar } from "../../plugin-kit/day-only.ts";
import { dayAt, isShown, onlyDay } from "./days.ts";
import { id } from "./plugin.json";

export default definePlugin(id, {
  activate(context) {
    const adapter = dayOnlyCalendar(context, { only: onlyDay, dayAt, isShown });
    context.registerCalendar(context.subscriptions.use(adapter));
  },
});
