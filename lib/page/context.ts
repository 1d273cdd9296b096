import type { PageWords } from "../rpc/contract/index.ts";
import type { Call } from "./connection.ts";
import type { Notices } from "./ui/notices.ts";

/** What all parts of the host work with. */
export interface PageContext {
  /** In the user's language. */
  words: PageWords;
  /** Calls the background. */
  call: Call;
  notices: Notices;
  /** Aborted when the host stops. */
  signal: AbortSignal;
}
