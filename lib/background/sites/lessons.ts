import { browser } from "wxt/browser";
import { z } from "zod";
import { hostPattern, isHostGranted } from "../../permissions/hosts.ts";

/** The tab in which a person teaches a calendar. One at a time, for as long as the browser runs. */
const Lesson = z.strictObject({
  tabId: z.int(),
  origin: z.string(),
  /** The plugin is there: another page of the site need not show the panel again. */
  saved: z.boolean(),
  /** What the panel goes on from where the page loads anew; kept in memory, like all of this. */
  notes: z.string().optional(),
});
type Lesson = z.infer<typeof Lesson>;

const key = "lesson";
const panel = "/teach.js";
const recorder = "/teach-recorder.js";
/** The id under which the recorder is registered while there is a lesson. */
export const lessonScript = "lesson";

async function load(): Promise<Lesson | null> {
  return Lesson.safeParse((await browser.storage.session.get(key))[key]).data ?? null;
}

const store = (lesson: Lesson): Promise<void> => browser.storage.session.set({ [key]: lesson });

/** Takes effect once the browser has granted the host, before or after this. */
export async function startLesson(tabId: number, origin: string): Promise<void> {
  await stopRecording();
  await store({ tabId, origin, saved: false });
  await showLesson();
}

/**
 * Puts the panel into the tab, if the browser lets us and the tab shows the site.
 *
 * @param tabId only if it is this one
 */
export async function showLesson(tabId?: number): Promise<void> {
  const lesson = await load();
  if (!lesson || (tabId !== undefined && tabId !== lesson.tabId)) return;
  if (lesson.saved && lesson.notes === undefined) return endLesson(lesson.tabId);
  if (!(await isHostGranted(lesson.origin))) return;
  const { url } = await browser.tabs.get(lesson.tabId);
  if (!url || new URL(url).origin !== lesson.origin) return;
  await record(lesson);
  await browser.scripting.executeScript({
    target: { tabId: lesson.tabId, allFrames: true },
    files: [panel],
  });
}

/** In the page as it is, and from the first moment on where it is loaded anew. */
async function record({ tabId, origin }: Lesson): Promise<void> {
  const [registered] = await browser.scripting.getRegisteredContentScripts({ ids: [lessonScript] });
  if (!registered)
    await browser.scripting.registerContentScripts([
      {
        id: lessonScript,
        js: [recorder],
        matches: [hostPattern(origin)],
        allFrames: true,
        runAt: "document_start",
        world: "MAIN",
        persistAcrossSessions: false,
      },
    ]);
  await browser.scripting.executeScript({
    target: { tabId, allFrames: true },
    files: [recorder],
    world: "MAIN",
  });
}

async function stopRecording(): Promise<void> {
  const [registered] = await browser.scripting.getRegisteredContentScripts({ ids: [lessonScript] });
  if (registered) await browser.scripting.unregisterContentScripts({ ids: [lessonScript] });
}

export async function isLesson(tabId: number, origin: string): Promise<boolean> {
  const lesson = await load();
  return lesson?.tabId === tabId && lesson.origin === origin;
}

/** What the panel has left for the page that comes next; `null` where it left nothing. */
export const lessonNotes = async (): Promise<string | null> => (await load())?.notes ?? null;

export async function noteLesson(tabId: number, notes: string | null): Promise<void> {
  const lesson = await load();
  if (lesson?.tabId !== tabId) return;
  const { notes: _, ...rest } = lesson;
  await store(notes === null ? rest : { ...rest, notes });
}

export async function keepLesson(tabId: number): Promise<void> {
  const lesson = await load();
  if (lesson?.tabId === tabId) await store({ ...lesson, saved: true });
}

export async function endLesson(tabId: number): Promise<void> {
  if ((await load())?.tabId !== tabId) return;
  await browser.storage.session.remove(key);
  await stopRecording();
}
