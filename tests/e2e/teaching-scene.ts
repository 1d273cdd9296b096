import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { type DeclarativePages, startDeclarativePages } from "../calendars/declarative/server.ts";
import type { Gosms } from "../gosms/server.ts";
import type { Extension } from "./chromium.ts";
import type { SharedChromium } from "./shared-chromium.ts";

/** What tests of teaching share: a calendar that no plugin reads, and a panel that a test can look into. */

/** What is Pípni's on the calendar's page. */
export const own = "pipni-teaching";

export const visit = (name: string, phone: string | null, date: Temporal.PlainDate, time: string) => ({
  ...{ name, phone, start: `${date}T${time}`, end: `${date}T18:00` },
});

const week = Temporal.Now.plainDateISO("Europe/Prague").add({ days: 7 });
/** A working day about a week from today. */
export const lessonDay = week.dayOfWeek > 5 ? week.subtract({ days: 2 }) : week;

export const lessonVisits = [
  visit("Jana Vzorová", "601 000 001", lessonDay, "09:00"),
  visit("Petr Novák", "601 000 002", lessonDay, "10:30"),
  visit("Eva Malá", "601 000 003", lessonDay, "11:15"),
];

type Visit = ReturnType<typeof visit>;

/** The panel's root is closed to the page, and so to Playwright; in a test's copy of the build it is open. */
export async function openPanel(build: string): Promise<void> {
  const path = join(build, "teach.js");
  const code = await readFile(path, "utf8");
  const open = code.replace(/mode:([`"'])closed\1/, "mode:`open`");
  if (open === code) throw new Error("the panel's root is not closed");
  await writeFile(path, open);
}

interface Scene extends AsyncDisposable {
  pages: DeclarativePages;
  extension: Extension;
}

export async function scene(
  gosms: Gosms,
  chromium: SharedChromium,
  visits: readonly Visit[],
): Promise<Scene> {
  const stack = new AsyncDisposableStack();
  const pages = stack.use(await startDeclarativePages());
  const extension = stack.use(await chromium.install({ calendars: [pages.url], prepare: openPanel }));
  await extension.configure(gosms.account, (settings) => {
    settings.sending.settleSeconds = 0;
  });
  pages.book.seed(visits);
  return { pages, extension, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}
