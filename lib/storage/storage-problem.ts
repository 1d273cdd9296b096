/**
 * Why what is kept on disk cannot be read or written: a newer version wrote it, there is no room, or the browser
 * fails at it.
 */
export type StorageProblem = "newer" | "full" | "failed";

const StorageProblems: readonly unknown[] = ["newer", "full", "failed"] satisfies StorageProblem[];
const isProblem = (value: unknown): value is StorageProblem => StorageProblems.includes(value);

const byName: Record<string, StorageProblem> = {
  VersionError: "newer",
  QuotaExceededError: "full",
  UnknownError: "failed",
  InvalidStateError: "failed",
  NotFoundError: "failed",
  DataError: "failed",
  ReadOnlyError: "failed",
  TransactionInactiveError: "failed",
};

/** `null` for a failure of another kind. */
export function storageProblemOf(error: unknown): StorageProblem | null {
  for (let cause = error; cause instanceof Error || cause instanceof DOMException; cause = cause.cause) {
    const problem = cause instanceof DOMException ? byName[cause.name] : undefined;
    if (problem) return problem;
    // The background has said so.
    if ("storage" in cause && isProblem(cause.storage)) return cause.storage;
    // `storage.local` throws plain errors.
    if (/quota/iu.test(cause.message)) return "full";
  }
  return null;
}
