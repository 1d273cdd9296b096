import { setImmediate, setTimeout as sleep } from "node:timers/promises";
import type { Answer } from "./answers.ts";
import * as answers from "./answers.ts";
import { type ApiResult, findRoute, type GosmsApi } from "./api.ts";
import type { RequestBook, RequestRecord } from "./books.ts";
import type { AnswerFault, FaultBoard } from "./faults.ts";
import {
  BodyTooLarge,
  type Connection,
  type Incoming,
  isGone,
  type Outgoing,
  readBody,
  write,
  writeHalf,
} from "./http.ts";

export interface GatewayParts {
  readonly api: GosmsApi;
  readonly requests: RequestBook;
  readonly faults: FaultBoard;
  readonly latencyMs: number;
  readonly closing: AbortSignal;
}

const HTML_TITLES = {
  "408": "408 Request Time-out",
  "500": "500 Internal Server Error",
  "502": "502 Bad Gateway",
  "503": "503 Service Temporarily Unavailable",
  "504": "504 Gateway Time-out",
} as const;

/** What to answer instead; null for the faults of the connection, which have no answer. */
function faultyAnswer(fault: AnswerFault, onToken: boolean): Answer | null {
  switch (fault.kind) {
    case "401":
      return onToken ? answers.invalidClient(401) : answers.unauthorized();
    case "403":
      return answers.forbidden();
    case "404":
      return answers.notFound();
    case "422":
      return answers.problem(422, "Unprocessable Entity", "Požadavek nelze zpracovat.", ["Neznámá chyba."]);
    case "400-credit":
      return answers.insufficientCredit();
    case "400-unverified":
      return answers.unverifiedAccount();
    case "429": {
      const answer = answers.problem(429, "Too Many Requests", "Příliš mnoho požadavků.");
      if (fault.retryAfter === undefined) return answer;
      return { ...answer, headers: { ...answer.headers, "retry-after": String(fault.retryAfter) } };
    }
    case "408":
    case "500":
    case "502":
    case "503":
    case "504":
      return answers.html(Number(fault.kind), HTML_TITLES[fault.kind]);
    case "htmlPage":
      return answers.html(200, "Probíhá údržba");
    default:
      return null;
  }
}

function comesAfterAcceptance(fault: AnswerFault): boolean {
  if ("accepted" in fault && fault.accepted) return true;
  return ["200", "hugeBody", "dropAfter", "dropMidBody", "hangAfter", "truncatedJson"].includes(fault.kind);
}

/** One API request from arrival to its answer, or to whatever a fault makes of it. */
export async function serveApi(
  parts: GatewayParts,
  connection: Connection,
  req: Incoming,
  res: Outgoing,
): Promise<void> {
  const arrived = performance.now();
  const method = req.method ?? "";
  const path = (req.url ?? "").replace(/[?#].*$/s, "");
  const route = findRoute(method, path);
  const record = parts.requests.open({
    method,
    path,
    endpoint: route?.endpoint ?? null,
    httpVersion: req.httpVersion,
    connection: connection.id,
    reused: connection.requests > 0,
  });
  connection.requests += 1;

  let body: string;
  try {
    body = await readBody(req);
  } catch (error) {
    if (error instanceof BodyTooLarge) finish(record, res, answers.html(413, "413 Request Entity Too Large"));
    else record.outcome = "clientGone";
    return;
  }
  if (!route) {
    finish(record, res, answers.html(404, "404 Not Found"));
    return;
  }

  record.recipients = parts.api.recipientsOf(route, body);
  const taken = parts.faults.take(route.endpoint, record.recipients);
  record.faults = taken.kinds;
  const fault = taken.answer;

  let result: ApiResult | null = null;
  if (!fault || comesAfterAcceptance(fault)) {
    const { authorization = "", "content-type": contentType = "" } = req.headers;
    result = parts.api.perform({ route, contentType, authorization, body }, taken.delivery);
    record.messageId = result.messageId;
  } else {
    record.messageId = route.messageId;
  }

  // A slow gateway has usually booked the message long before its answer arrives.
  const delay = parts.latencyMs + taken.delayMs;
  if (delay > 0 && !(await sleptUntil(arrived + delay, parts.closing))) return;

  switch (fault?.kind) {
    case "dropBefore":
    case "dropAfter":
      record.outcome = "dropped";
      connection.destroy();
      return;
    case "hangBefore":
    case "hangAfter":
      record.outcome = "hung";
      return;
  }

  const answer = (fault && faultyAnswer(fault, route.endpoint === "token")) ?? result?.answer;
  if (!answer) throw new Error(`No answer for ${method} ${path}`);
  if (fault?.kind === "truncatedJson") {
    finish(record, res, { ...answer, body: answer.body.slice(0, answer.body.length >> 1) }, "cut");
  } else if (fault?.kind === "200") {
    finish(record, res, { ...answer, status: 200 });
  } else if (fault?.kind === "hugeBody") {
    finish(record, res, { ...answer, body: " ".repeat(50_000_000) + answer.body });
  } else if (fault?.kind === "dropMidBody") {
    record.status = answer.status;
    record.outcome = "cut";
    if (!isGone(res)) await writeHalf(res, answer);
    connection.destroy();
  } else {
    finish(record, res, answer);
  }
}

function finish(
  record: RequestRecord,
  res: Outgoing,
  answer: Answer,
  outcome: "answered" | "cut" = "answered",
) {
  if (isGone(res)) {
    record.outcome = "clientGone";
    return;
  }
  record.status = answer.status;
  record.outcome = outcome;
  write(res, answer);
}

/** Node's timers come a millisecond or two late, which would be added to the time of every text in a benchmark. */
const timerSlackMs = 2;

async function sleptUntil(end: number, signal: AbortSignal): Promise<boolean> {
  const ms = end - performance.now();
  try {
    if (ms > timerSlackMs) await sleep(ms - timerSlackMs, undefined, { signal });
    while (performance.now() < end) await setImmediate(undefined, { signal });
    return true;
  } catch {
    return false;
  }
}
