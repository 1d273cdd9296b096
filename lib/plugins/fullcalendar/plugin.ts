import { definePlugin } from "../../plugin-api/index.ts";
import { Attribution } from "./attribution.ts";
import { Entry } from "./entry.ts";
import { id } from "./plugin.json";
import { FullCalendar } from "./reader.ts";

export default definePlugin(id, {
  activate(context) {
    const adapter = context.subscriptions.use(
      new FullCalendar(context, Entry, (onDistant) => new Attribution({ onDistant })),
    );
    context.registerCalendar(adapter);
  },
});
