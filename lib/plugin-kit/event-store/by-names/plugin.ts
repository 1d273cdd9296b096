import type { Plugin } from "../../../plugin-api/index.ts";
import { readCalendars } from "../reader.ts";
import { readByNames } from "./read.ts";

/** A plugin for a library of which nothing is known but its own store: whatever app may be built on it. */
export const libraryPlugin: Plugin = {
  activate(context) {
    const adapter = readCalendars(context, (listener) => readByNames(context, listener));
    context.registerCalendar(context.subscriptions.use(adapter));
  },
};
