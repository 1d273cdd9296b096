import type { Reason } from "../../domain/outbox/reason.ts";
import { AcceptedAnswer, idFromLink, wordsOf } from "./answers.ts";
import type { SendOutcome } from "./gateway.ts";

/** What an answer of GoSMS, or none, means for a text. */

/** An answer whose body was read, or why there is none. */
export type Exchange = Answered | Unreached;
export type Answered = { reached: true; status: number; body: string; headers: Headers };
export type Unreached = { reached: false; reason: Reason };

const defaultWaitMs = 30_000;
const longestWaitMs = 3_600_000;

export function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** No message has left yet, so nothing is lost by waiting. */
export function beforeSending(reason: Reason): SendOutcome {
  return reason.code === "credentials" || reason.code === "credentialsMissing" || reason.code === "forbidden"
    ? { type: "hold", reason }
    : { type: "later", reason, waitMs: defaultWaitMs };
}

export function outcomeOf(answer: Exchange, phone: string): SendOutcome {
  if (!answer.reached) return { type: "unknown", reason: answer.reason };
  const { status, body, headers } = answer;
  if (status === 201 || status === 200) {
    const accepted = AcceptedAnswer.safeParse(jsonOf(body));
    if (!accepted.success || jsonOf(body) === undefined)
      return { type: "unknown", reason: { code: "badAnswer" } };
    const { recipients, link } = accepted.data;
    const invalid = Object.values(recipients?.invalid ?? []).length > 0;
    if (invalid) return { type: "refused", reason: { code: "invalidRecipient", detail: phone } };
    const gatewayId = idFromLink(link);
    // A 200 without a link is not the answer to a sent message.
    if (status === 200 && gatewayId === null) return { type: "unknown", reason: { code: "badAnswer" } };
    return { type: "accepted", gatewayId };
  }
  const reason = reasonOf(status, body);
  if (status === 429) return { type: "later", reason, waitMs: retryAfter(headers) };
  // There is nothing else in a send that could be missing.
  if (status === 404) return { type: "hold", reason: { code: "channel" } };
  if (status === 401 || reason.code === "credit" || reason.code === "channel")
    return { type: "hold", reason };
  if (status >= 400 && status < 500 && status !== 408) return { type: "refused", reason };
  return { type: "unknown", reason };
}

export function reasonOf(status: number, body: string): Reason {
  const detail = wordsOf(body);
  if (status === 401) return { code: "credentials" };
  if (status === 403) return { code: "forbidden", ...(detail ? { detail } : {}) };
  if (status === 404) return { code: "notFound" };
  if (status === 408) return { code: "timeout" };
  if (status === 429) return { code: "rateLimited" };
  if (status >= 500) return { code: "serverError", detail: String(status) };
  if (status === 400 && /kredit|credit/iu.test(detail)) return { code: "credit", detail };
  if (status === 400 && /channel|kan[aá]l/iu.test(detail)) return { code: "channel", detail };
  if (status >= 400) return { code: "refused", detail: detail || String(status) };
  return { code: "badAnswer" };
}

/** `Retry-After` in seconds or as a date, bounded; half a minute where GoSMS does not say. */
function retryAfter(headers: Headers): number {
  const header = headers.get("retry-after");
  if (!header) return defaultWaitMs;
  const wait = /^\d+$/u.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 1000), longestWaitMs) : defaultWaitMs;
}
