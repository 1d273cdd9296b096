import type { DeclaredCalendar } from "../plugin-api/declared-calendar.ts";
import { definePlugin, type PluginContext } from "../plugin-api/index.ts";
import { openCalendar } from "./calendar.ts";

/** The code of every plugin that has none of its own: it follows the manifest. */
export default definePlugin("declarative", {
  activate(context: PluginContext) {
    for (const { title: _title, ...calendar } of context.manifest.contributes.calendars) {
      if (!calendar.events) continue;
      const adapter = openCalendar(context, calendar as DeclaredCalendar & { id: string });
      context.registerCalendar(context.subscriptions.use(adapter));
    }
  },
});
