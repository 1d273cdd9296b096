import { readFile } from "node:fs/promises";
import { readHar } from "./har.ts";
import { type Recording, RecordingUnreadable } from "./recording.ts";
import { readSavedPage } from "./saved-page.ts";

/**
 * A HAR, or a page saved as HTML.
 * @param address of the page, where the file holds several or does not say
 * @throws RecordingUnreadable
 */
export async function readRecording(path: string, address?: string): Promise<Recording> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch {
    throw new RecordingUnreadable(`There is no file ${path} that can be read.`);
  }
  if (/\.html?$/i.test(path)) return readSavedPage(text, address);
  if (/\.har$/i.test(path) || text.trimStart().startsWith("{")) return readHar(text, address);
  throw new RecordingUnreadable(`${path} is neither a HAR (.har) nor a saved page (.html).`);
}
