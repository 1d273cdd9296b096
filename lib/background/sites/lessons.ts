import { browser } from "wxt/browser";
import { z } from "zod";
import { isHostGranted } from "../../permissions/hosts.ts";

/** The tab in which a person teaches a calendar. One at a time, for as long as the browser runs. */
const Lesson = z.strictObject({
  tabId: z.int(),
  origin: z.string(),
  /** The plugin is there: another page of the site need not show the panel again. */
  saved: z.boolean(),
});
type Lesson = z.infer<typeof Lesson>;

const key = "lesson";
const script = "/teach.js";

async function load(): Promise<Lesson | null> {
  return Lesson.safeParse((await browser.storage.session.get(key))[key]).data ?? null;
}

/** Takes effect once the browser has granted the host, before or after this. */
export async function startLesson(tabId: number, origin: string): Promise<void> {
  await browser.storage.session.set({ [key]: { tabId, origin, saved: false } satisfies Lesson });
  await showLesson();
}

/**
 * Puts the panel into the tab, if the browser lets us and the tab shows the site.
 *
 * @param tabId only if it is this one
 */
export async function showLesson(tabId?: number): Promise<void> {
  const lesson = await load();
  if (!lesson || lesson.saved || (tabId !== undefined && tabId !== lesson.tabId)) return;
  if (!(await isHostGranted(lesson.origin))) return;
  const { url } = await browser.tabs.get(lesson.tabId);
  if (!url || new URL(url).origin !== lesson.origin) return;
  await browser.scripting.executeScript({ target: { tabId: lesson.tabId }, files: [script] });
}

export async function isLesson(tabId: number, origin: string): Promise<boolean> {
  const lesson = await load();
  return lesson?.tabId === tabId && lesson.origin === origin;
}

export async function keepLesson(tabId: number): Promise<void> {
  const lesson = await load();
  if (lesson?.tabId === tabId) await browser.storage.session.set({ [key]: { ...lesson, saved: true } });
}

export async function endLesson(tabId: number): Promise<void> {
  if ((await load())?.tabId === tabId) await browser.storage.session.remove(key);
}
