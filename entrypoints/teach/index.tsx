import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { call } from "../../lib/rpc/client.ts";
import { awaitHandover } from "../../lib/teaching/frames.ts";
import { readNotes } from "../../lib/teaching/lesson-notes.ts";
import { Teaching, takeover } from "./teaching.tsx";

export default defineUnlistedScript(async () => {
  document.dispatchEvent(new CustomEvent(takeover));
  const answer = await call("teaching.hello", null);
  if (!answer) return;
  const { language } = answer;
  const notes = readNotes(answer.notes);
  const isOutside = window === window.top;
  if (isOutside ? (notes?.frame ?? null) === null : notes?.frame === location.pathname) {
    new Teaching(language, notes);
    return;
  }
  // In a frame, or around the one that has the panel.
  const stop = new AbortController();
  document.addEventListener(takeover, () => stop.abort(), { signal: stop.signal });
  awaitHandover((target) => new Teaching(language, null).take(target), stop.signal);
});
