import type { CalendarAdapter } from "../plugin-api/calendar.ts";
import type { PluginManifest } from "../plugin-api/manifest.ts";
import type { PageContext } from "./context.ts";

/** A page that reads its calendar anew tells its changes first, which may take so long; in milliseconds. */
const settlesIn = 4_000;
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
      const isWhole = adapter.isPartial !== true;
      const news = [...shown.days].flatMap(([day, appointments]) => {
        const text = JSON.stringify([shown.scope, isWhole, appointments]);
        return told.get(day) === text ? [] : [{ day, appointments: appointments.slice(0, mostListed), text }];
      });
      if (news.length === 0) return;
      const days = news.map(({ day, appointments }) => ({ day, appointments }));
      const reader = `${id} ${version}`.slice(0, 100);
      const answer = await call("page.looked", { page, reader, scope: shown.scope, isWhole, days });
      for (const { day, text } of news) told.set(day, text);
      if (signal.aborted) return;
      notices.show(answer.notices);
      if (answer.found !== null) notices.showBriefly(words.found, answer.found);
    }

    stack.use(
      adapter.onDidRead((reading) => {
        if (!adapter.shown || !reading.ok || timer !== undefined) return;
        timer = setTimeout(() => {
          // What is not told now is told with the next reading.
          look().catch((error: unknown) => console.error("Pípni:", error));
        }, settlesIn);
      }),
    );
    stack.defer(() => clearTimeout(timer));
    return stack;
  };
}
