/** A request that a plugin asks to see, beside those that may change something. */
export interface WatchedRequest {
  method: string;
  /** Regular expression, with the flag `u`, that its address must contain. */
  url: string;
}

/** A request of the page that may have changed something on its server, once it is over. */
export interface NetworkWrite {
  /** Counts what the page's network does, in its order: beginnings and answers alike. */
  id: number;
  /** Of the answer, in the same count: a request with a greater id began after it. 0 when none came. */
  answerId: number;
  method: string;
  url: string;
  /** The request was to fail unless what it changes is there, as the page knows it: it had `If-Match`. */
  ifMatch?: true;
  /** Of WebDAV's `MOVE`: where to. */
  destination?: string;
  /** As it was sent; form data as `application/x-www-form-urlencoded`; `null` where it cannot be read as text. */
  body: string | null;
  /** 0 when no answer came. */
  status: number;
  /** `null` where it is too long or not text. */
  response: string | null;
  /** The `Location` of the answer: where a created thing is to be found. */
  location: string | null;
  /** The answer came from another address than was asked, such as a login page. */
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
  /** Those with a greater id, oldest first, as far as they have come; `status` is 0 until the answer begins. */
  since(id: number): readonly Pick<NetworkWrite, "id" | "url" | "status">[];
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
      // Of a thing inside the answer, `status` is its own business.
      if (depth > 0) return false;
      return typeof value === "string" ? refusals.test(value) : key === "status" && isFailure;
    }
    if (/^(status_?)?code$/.test(key)) return depth === 0 && isFailure;
    // GraphQL and its like answer under the name of what was asked.
    return !Array.isArray(value) && refusedBy(value, depth + 1);
  });
}

/**
 * Whether the calendar's server took the request: by its body as much as by its status, for many answer a
 * conflict with 200.
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
  // A session that ran out ends in a login page with status 200.
  if (/^<(!doctype html|html)/i.test(text)) {
    return !write.redirected && !/type=["']?password/i.test(text);
  }
  return true;
}
