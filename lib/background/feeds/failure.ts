import type { FeedProblem } from "../../domain/feeds/feed.ts";

/** A feed that could not be read. It says why and never where: an address may be a secret. */
export class FeedFailure extends Error {
  override name = "FeedFailure";
  readonly problem: FeedProblem;

  constructor(problem: FeedProblem) {
    super(problem);
    this.problem = problem;
  }
}

/** What a server's refusal means; `null` for an answer. */
export function problemOf(status: number): FeedProblem | null {
  if (status < 400) return null;
  if (status === 401) return "password";
  if (status === 403) return "forbidden";
  if (status === 404 || status === 410) return "gone";
  if (status === 429 || status === 503) return "busy";
  return status === 413 || status === 507 ? "tooLarge" : "server";
}
