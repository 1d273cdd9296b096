import type { ProcedureName } from "../../rpc/contract/index.ts";
import type { StorageProblem } from "../../storage/storage-problem.ts";
import { answerHello } from "./page.ts";
import type { Frame } from "./server.ts";
import { loadWords } from "./words.ts";

/**
 * What is answered while nothing can be read from disk or written to it: a page, and whoever opens the bulk window,
 * are told in words that nothing leaves. `undefined` where the failure itself is the answer.
 */
export async function answerWithoutStorage(
  name: ProcedureName,
  problem: StorageProblem,
  frame: Frame | null,
): Promise<unknown> {
  const { common } = await loadWords();
  const detail = common.storage[problem];
  switch (name) {
    case "page.hello":
      return frame ? answerHello(frame.origin, async () => []) : undefined;
    case "page.changed":
    case "page.guessed":
    case "page.changedSeries":
      return { notices: [], skipped: detail, mayLeave: false };
    case "bulk.day":
      return { ok: false, problem: "storage", detail };
    default:
      return undefined;
  }
}
