/** A request that a plugin wants to see in addition to those that may change something. */
export interface WatchedRequest {
  method: string;
  /** Regular expression, with the flag `u`, that its address must contain. */
  url: string;
}

/** A request of the page that may have changed something on its server, once it is over. */
export interface NetworkWrite {
  /** A number in the order of the page's network activity, which counts requests and answers together. */
  id: number;
  /** The number of the answer, in the same count: a request with a greater id began after it. 0 without an answer. */
  answerId: number;
  method: string;
  url: string;
  /** The request had `If-Match`: it fails unless the server still has what the page knows. */
  ifMatch?: true;
  /** The target of a WebDAV `MOVE`. */
  destination?: string;
  /** As it was sent. Form data is `application/x-www-form-urlencoded`; `null` if it is not text. */
  body: string | null;
  /** 0 without an answer. */
  status: number;
  /** `null` if it is too long or not text. */
  response: string | null;
  /** The answer's `Location`: the address of what was created. */
  location: string | null;
  /** The answer came from another address than the one requested, such as a login page. */
  redirected: boolean;
  /** Milliseconds since the epoch. */
  startedAt: number;
  endedAt: number;
}

/**
 * The page's own GET requests, by `fetch` or `XMLHttpRequest`, of the time after a write. For a probe that has to
 * know where the page got what it shows.
 */
export interface PageReads {
  /** Whatever the running call has begun so far, and all that begins later, has a greater id. */
  readonly mark: number;
  /**
   * Those with a greater id, oldest first, as far as they have come; `status` and `answerId` are 0 until the answer
   * begins. One that failed has an `answerId`, and no status.
   */
  since(id: number): readonly Pick<NetworkWrite, "id" | "answerId" | "method" | "url" | "status">[];
  /** Until the signal all of the page's requests are kept, whatever their method, and not only after a write. */
  follow(signal: AbortSignal): void;
}

const refusals = /^(error|fail(ed|ure)?|conflict|rejected|denied|invalid)$/i;

/** Whether a value under `error` or `errors` says that there is one. */
function tellsError(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (typeof value === "object" && value !== null) return Object.keys(value).length > 0;
  return Boolean(value) && value !== "false" && value !== "0";
}

const saysNo = (value: unknown): boolean =>
  value === false || value === 0 || value === "false" || value === "0";

function refusedBy(body: unknown, depth = 0): boolean {
  if (body === false) return depth === 0;
  if (typeof body !== "object" || body === null || depth > 2) return false;
  if (Array.isArray(body)) return body.some((item) => refusedBy(item, depth + 1));
  return Object.entries(body).some(([name, value]) => {
    const key = name.toLowerCase();
    if (/^(success(ful)?|succeeded|ok)$/.test(key)) return saysNo(value);
    if (/^(errors?|exception)$/.test(key)) return tellsError(value);
    if (/^(conflicts?|failed)$/.test(key)) return depth === 0 && tellsError(value);
    const isFailure = typeof value === "number" && value >= 400 && value < 600;
    if (/^(status|result|state|outcome)$/.test(key)) {
      // Deeper in the answer, `status` belongs to some object, not to the request.
      if (depth > 0) return false;
      return typeof value === "string" ? refusals.test(value) : key === "status" && isFailure;
    }
    if (/^(status_?)?code$/.test(key)) return depth === 0 && isFailure;
    // GraphQL, for example, answers under the name of the query.
    return !Array.isArray(value) && refusedBy(value, depth + 1);
  });
}

/**
 * Whether the calendar's server accepted the request. The body counts as well as the status, because many servers
 * answer a conflict with 200.
 */
export function accepted(write: Pick<NetworkWrite, "status" | "response" | "redirected">): boolean {
  if (write.status < 200 || write.status > 299) return false;
  const text = write.response?.trim() ?? "";
  if (text === "") return true;
  if (/^[[{"\dtfn-]/.test(text)) {
    let body: unknown;
    try {
      body = JSON.parse(text);
    } catch {
      return true;
    }
    return !refusedBy(body);
  }
  // An expired session often answers with a login page and status 200.
  if (/^<(!doctype html|html)/i.test(text)) {
    return !write.redirected && !/type=["']?password/i.test(text);
  }
  return true;
}
