import { loadPlugins } from "../../storage/plugins.ts";
import { type Taught, taughtManifest } from "../../teaching/manifest.ts";
import { addPlugin } from "../plugins/catalogue.ts";
import { endTrial } from "../sending/trials.ts";
import {
  endLesson,
  isLesson,
  keepLesson,
  lessonNotes,
  noteLesson,
  showLesson,
  startLesson,
} from "../sites/lessons.ts";
import { enableSite } from "../sites/sites.ts";
import type { HandlersOf } from "./server.ts";
import { loadLanguage } from "./words.ts";

export const teachingHandlers: HandlersOf<"teaching"> = {
  "teaching.start": async ({ tabId, url }) => {
    await startLesson(tabId, new URL(url).origin);
    return null;
  },
  "teaching.stop": async ({ tabId }) => {
    await endLesson(tabId);
    return null;
  },
  "teaching.hello": async (_, { tabId, origin }) =>
    (await isLesson(tabId, origin)) ? { language: await loadLanguage(), notes: await lessonNotes() } : null,
  "teaching.note": async ({ notes }, { tabId }) => {
    await noteLesson(tabId, notes);
    return null;
  },
  "teaching.again": async (_, { tabId }) => {
    await showLesson(tabId);
    return null;
  },
  "teaching.trialEnded": async ({ id, patient }, { origin }) => {
    await endTrial(origin, id, patient);
    return null;
  },
  "teaching.save": async (taught, { tabId, origin }) => {
    const manifest = taughtManifest(new URL(origin), taught as Taught, await loadPlugins());
    const check = await addPlugin(JSON.stringify(manifest));
    if (check.ok) {
      await enableSite({ url: origin, name: taught.title, plugin: manifest.id });
      await keepLesson(tabId);
    }
    return check;
  },
  "teaching.leave": async (_, { tabId }) => {
    await endLesson(tabId);
    return null;
  },
};
