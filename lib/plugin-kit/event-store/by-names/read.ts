import type { PluginContext } from "../../../plugin-api/index.ts";
import { logError } from "../../../plugin-api/log.ts";
import type { ChangeListener, ChangeSource } from "../change-source.ts";
import { Entry } from "../entry.ts";
import { detectChanges } from "./changes.ts";
import { factsOf } from "./facts.ts";

/**
 * Whatever app is built on the library: nothing is agreed about its requests and its events, so the background
 * reads both by the names of their fields.
 */
export function readByNames(
  { askWrite, signal }: Pick<PluginContext, "askWrite" | "signal">,
  listener: ChangeListener,
): ChangeSource {
  const changes = detectChanges(listener);
  return {
    ...changes,
    entry: Entry,

    async wrote(write, now) {
      const { method, url, body, status, response, location, redirected } = write;
      // Spares the background what the server refused.
      if (status < 200 || status > 299) return [];
      try {
        const text = { method, url, body, status, response, location, redirected };
        const reading = await askWrite(text);
        return reading ? changes.wrote(factsOf(write, reading), now) : [];
      } catch (error) {
        if (!signal.aborted) {
          logError(error);
          listener.missed("");
        }
        return [];
      }
    },
  };
}
