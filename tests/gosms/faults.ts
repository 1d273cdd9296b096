import { z } from "zod";

export const ENDPOINTS = ["token", "organization", "send", "dryRun", "detail", "replies", "delete"] as const;
export type Endpoint = (typeof ENDPOINTS)[number];

const common = {
  /** Where it strikes. Left out: `send`, because that is where money is spent; for `latency`: `any`. */
  path: z.enum([...ENDPOINTS, "any"]).optional(),
  /** Only requests about this number (for detail, replies and delete: about a message to it). */
  recipient: z.string().min(1).optional(),
  /** How many times it strikes; 1 unless told, and `always` for latency. */
  times: z.union([z.int().positive(), z.literal("always")]).optional(),
  /** Let this many matching requests pass first. */
  after: z.int().nonnegative().optional(),
};

/** With `accepted: true` the request is carried out first, and only its answer is lost. */
const accepted = z.boolean().optional();

export const faultSchema = z.discriminatedUnion("kind", [
  z.strictObject({ ...common, kind: z.enum(["401", "403", "404", "422", "400-credit", "400-unverified"]) }),
  z.strictObject({
    ...common,
    kind: z.literal("429"),
    /** Seconds, or an HTTP date. Left out: no Retry-After header. */
    retryAfter: z.union([z.int().nonnegative(), z.string().min(1)]).optional(),
  }),
  z.strictObject({ ...common, kind: z.enum(["408", "500", "502", "503", "504", "htmlPage"]), accepted }),
  z.strictObject({
    ...common,
    kind: z.enum(["dropBefore", "dropAfter", "dropMidBody", "hangBefore", "hangAfter", "truncatedJson"]),
  }),
  z.strictObject({
    ...common,
    kind: z.literal("invalidRecipient"),
    /** List the recipient as a JSON number. */
    asNumber: z.boolean().optional(),
    /** List it as an object with the number and a reason in it. */
    asObject: z.boolean().optional(),
  }),
  /** Accepted, and told so by another status, or with 50 MB of spaces before the answer. */
  z.strictObject({ ...common, kind: z.enum(["200", "hugeBody"]) }),
  z.strictObject({ ...common, kind: z.enum(["undelivered", "failed", "neverDelivered"]) }),
  z.strictObject({ ...common, kind: z.literal("latency"), ms: z.int().positive().max(600_000) }),
]);

export type Fault = z.infer<typeof faultSchema>;
export type FaultKind = Fault["kind"];
export type LatencyFault = Extract<Fault, { kind: "latency" }>;
export type DeliveryFault = Extract<Fault, { kind: "invalidRecipient" | "undelivered" }>;
export type AnswerFault = Exclude<Fault, LatencyFault | DeliveryFault>;

export interface FaultRecord {
  readonly id: number;
  readonly fault: Fault;
  /** Requests that matched its filters, and how many of those it struck. */
  readonly matched: number;
  readonly struck: number;
  readonly active: boolean;
}

export interface TakenFaults {
  readonly delayMs: number;
  readonly answer: AnswerFault | null;
  readonly delivery: readonly DeliveryFault[];
  readonly kinds: readonly FaultKind[];
}

interface Armed {
  readonly id: number;
  readonly fault: Fault;
  matched: number;
  struck: number;
}

function isDelivery(fault: Fault): fault is DeliveryFault {
  return ["invalidRecipient", "undelivered", "failed", "neverDelivered"].includes(fault.kind);
}

function isSpent({ fault, struck }: Armed): boolean {
  const times = fault.times ?? (fault.kind === "latency" ? "always" : 1);
  return times !== "always" && struck >= times;
}

const digits = (number: string) => number.replace(/\D/g, "");

function matches(fault: Fault, endpoint: Endpoint, recipients: readonly string[]): boolean {
  const path = fault.path ?? (fault.kind === "latency" ? "any" : "send");
  if (path !== "any" && path !== endpoint) return false;
  const wanted = fault.recipient;
  return wanted === undefined || recipients.some((recipient) => digits(recipient) === digits(wanted));
}

/** One request can meet one latency, one spoilt answer and any number of delivery outcomes. */
export class FaultBoard {
  #armed: Armed[] = [];
  #lastId = 0;

  /** Returns the ids of the faults added. Throws on a fault that is not well formed. */
  add(faults: Fault | readonly Fault[]): number[] {
    const parsed = z.array(faultSchema).parse(Array.isArray(faults) ? faults : [faults]);
    return parsed.map((fault) => {
      this.#lastId += 1;
      this.#armed.push({ id: this.#lastId, fault, matched: 0, struck: 0 });
      return this.#lastId;
    });
  }

  clear(): void {
    this.#armed = [];
  }

  remove(id: number): boolean {
    const before = this.#armed.length;
    this.#armed = this.#armed.filter((armed) => armed.id !== id);
    return this.#armed.length < before;
  }

  list(): FaultRecord[] {
    return this.#armed.map((armed) => ({ ...armed, active: !isSpent(armed) }));
  }

  take(endpoint: Endpoint, recipients: readonly string[]): TakenFaults {
    let delayMs = 0;
    let answer: AnswerFault | null = null;
    const delivery: DeliveryFault[] = [];
    const kinds: FaultKind[] = [];
    for (const armed of this.#armed) {
      const { fault } = armed;
      if (!matches(fault, endpoint, recipients)) continue;
      armed.matched += 1;
      if (armed.matched <= (fault.after ?? 0) || isSpent(armed)) continue;
      if (fault.kind === "latency") {
        if (delayMs > 0) continue;
        delayMs = fault.ms;
      } else if (isDelivery(fault)) {
        delivery.push(fault);
      } else {
        // A second spoilt answer waits for the next request, so that faults added in a row strike in that order.
        if (answer) continue;
        answer = fault;
      }
      armed.struck += 1;
      kinds.push(fault.kind);
    }
    return { delayMs, answer, delivery, kinds };
  }
}
