import type { CalendarAdapter } from "../plugin-api/calendar.ts";
import { logError } from "../plugin-api/log.ts";
import type { PluginManifest } from "../plugin-api/manifest.ts";
import type { PageContext } from "./context.ts";

/** A page that reads its calendar anew tells its changes first, which may take so long; in milliseconds. */
const tellsAfter = 4_000;
const mostListed = 2_000;

/**
 * Tells the background what the calendar shows, day by day and only what is news to it.
 * @param page names this page among all that show the calendar
 */
export function reportLooks(
  { words, call, notices, signal }: PageContext,
  page: string,
): (adapter: CalendarAdapter, manifest: Pick<PluginManifest, "id" | "version">) => Disposable {
  return (adapter, { id, version }) => {
    const stack = new DisposableStack();
    /** By day, as the background has it. */
    const told = new Map<string, string>();
    let timer: ReturnType<typeof setTimeout> | undefined;

    async function look(): Promise<void> {
      timer = undefined;
      const shown = await adapter.shown?.();
      if (!shown || signal.aborted || stack.disposed) return;
      const { questions, unprovenMoves = false } = shown;
      const isWhole = !adapter.isPartial;
      const texts = new Map<string, string>();
      const days = [...shown.days].flatMap(([day, all]) => {
        const text = JSON.stringify([questions, isWhole, all]);
        if (told.get(day) === text) return [];
        texts.set(day, text);
        return [{ day, appointments: all.slice(0, mostListed) }];
      });
      if (days.length === 0) return;
      const reader = `${id} ${version}`;
      const answer = await call("page.looked", {
        ...{ page, reader, questions, isWhole, days },
        unprovenMoves: unprovenMoves || undefined,
      });
      for (const [day, text] of texts) told.set(day, text);
      if (signal.aborted) return;
      notices.show(answer.notices);
      if (answer.found !== null) notices.showBriefly(words.found, answer.found);
    }

    stack.use(
      adapter.onDidRead((reading) => {
        if (!adapter.shown || !reading.ok || timer !== undefined) return;
        timer = setTimeout(() => {
          // What is not told now is told with the next reading.
          look().catch(logError);
        }, tellsAfter);
      }),
    );
    stack.defer(() => clearTimeout(timer));
    return stack;
  };
}
