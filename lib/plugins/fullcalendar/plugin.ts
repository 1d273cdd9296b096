import { definePlugin } from "../../plugin-api/index.ts";
import { Attribution } from "./attribution.ts";
import { id } from "./plugin.json";
import { FullCalendar } from "./reader.ts";

export default definePlugin(id, {
  activate(context) {
    context.registerCalendar(
      context.subscriptions.use(new FullCalendar(context, (listener) => new Attribution(listener))),
    );
  },
});
