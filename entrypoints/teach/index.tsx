import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { call } from "../../lib/rpc/client.ts";
import { awaitHandover, awaitReload, placeOfFrame } from "../../lib/teaching/frames.ts";
import { readNotes } from "../../lib/teaching/lesson-notes.ts";
import { Teaching, takeover } from "./teaching.tsx";

const showAgain = (): void =>
  void call("teaching.again", null).catch((error: unknown) => console.error("Pípni:", error));

export default defineUnlistedScript(async () => {
  document.dispatchEvent(new CustomEvent(takeover));
  const answer = await call("teaching.hello", null);
  if (!answer) return;
  const { language } = answer;
  const notes = readNotes(answer.notes);
  // A frame that loads another page may have this put in more than once, all of which wait for the same answer.
  document.dispatchEvent(new CustomEvent(takeover));
  const isOutside = window === window.top;
  const stop = new AbortController();
  document.addEventListener(takeover, () => stop.abort(), { signal: stop.signal });
  if (isOutside) awaitReload(showAgain, stop.signal);
  // Whatever page the frame shows by now.
  if ((notes?.frame ?? null) === placeOfFrame()) {
    new Teaching(language, notes);
    return;
  }
  // In a frame, or around the one that has the panel.
  awaitHandover((target) => new Teaching(language, null).take(target), stop.signal);
});
