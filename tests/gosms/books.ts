import type { Endpoint, FaultKind } from "./faults.ts";
import { type Clock, utcTime } from "./time.ts";

export type Outcome =
  | "pending"
  | "answered"
  /** The connection was destroyed before any byte of an answer. */
  | "dropped"
  /** The answer ended in the middle. */
  | "cut"
  | "hung"
  /** The client left before the answer was written. */
  | "clientGone";

export interface RequestRecord {
  readonly id: number;
  readonly at: string;
  readonly method: string;
  /** Without the query: credentials in a URL must not get into the books. */
  readonly path: string;
  readonly endpoint: Endpoint | null;
  readonly httpVersion: string;
  readonly connection: number;
  /** An earlier request came over the same connection. */
  readonly reused: boolean;
  recipients: readonly string[];
  status: number | null;
  outcome: Outcome;
  faults: readonly FaultKind[];
  messageId: number | null;
}

/** Every API request that arrived, whatever became of it. */
export class RequestBook {
  #records: RequestRecord[] = [];
  #lastId = 0;
  readonly #now: Clock;

  constructor(now: Clock) {
    this.#now = now;
  }

  open(
    arrival: Pick<RequestRecord, "method" | "path" | "endpoint" | "httpVersion" | "connection" | "reused">,
  ): RequestRecord {
    this.#lastId += 1;
    const record: RequestRecord = {
      id: this.#lastId,
      at: utcTime(this.#now()),
      ...arrival,
      recipients: [],
      status: null,
      outcome: "pending",
      faults: [],
      messageId: null,
    };
    this.#records.push(record);
    return record;
  }

  get all(): readonly RequestRecord[] {
    return this.#records;
  }

  clear(): void {
    this.#records = [];
  }
}
