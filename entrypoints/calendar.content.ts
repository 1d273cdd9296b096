import { defineContentScript } from "wxt/utils/define-content-script";
import { startHost } from "../lib/plugin-host/host.ts";

/** The isolated world of an enabled calendar. */
export default defineContentScript({
  registration: "runtime",
  runAt: "document_idle",
  main(context) {
    void startHost(context.signal);
  },
});
