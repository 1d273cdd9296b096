import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { startHost } from "../lib/page/host.ts";

/**
 * The isolated world of an enabled calendar. Registered at run time, for the calendars that a person enabled; a
 * plain script, because WXT's own content scripts bring along more than this one may weigh.
 */
export default defineUnlistedScript(() => {
  void startHost();
});
