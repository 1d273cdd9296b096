import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { observePosts } from "../lib/declarative/probe.ts";
import { recordLesson } from "../lib/page-world/lesson-recorder.ts";

/** The page's own world of a calendar that somebody teaches just now, and of no other. */
export default defineUnlistedScript(() => {
  recordLesson(observePosts);
});
