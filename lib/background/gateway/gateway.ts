import type { Account } from "../../domain/account.ts";
import type { Reason } from "../../domain/outbox/reason.ts";

export interface Outgoing {
  text: string;
  /** E.164 */
  phone: string;
  channel: number;
  /** When GoSMS is to send it, in milliseconds since the epoch and ahead of now; left out, at once. */
  sendAt?: number | undefined;
}

/**
 * What came of handing one text to the gateway. Only `accepted` means that it went out; `unknown` means that
 * nobody can tell, and it must not be repeated without a person. `later` and `hold` are certain not to have
 * been sent: the first goes on by itself, the second waits for somebody to mend the account.
 */
export type SendOutcome =
  | { type: "accepted"; gatewayId: string | null }
  | { type: "refused"; reason: Reason }
  | { type: "hold"; reason: Reason }
  | { type: "later"; reason: Reason; waitMs: number }
  | { type: "unknown"; reason: Reason };

export interface Receipt {
  delivery: "pending" | "delivered" | "undelivered";
  price: number | null;
  currency: string | null;
  /** How many replies GoSMS has. */
  replies: number;
  /** The channel that it left over, where GoSMS tells. */
  channel: number | null;
}

/** One answer of a patient. */
export interface IncomingReply {
  id: string;
  text: string;
  /** Milliseconds since the epoch; `null` where GoSMS does not tell. */
  at: number | null;
}

/**
 * What came of taking back a text that GoSMS was to send later. `gone` is verified: GoSMS no longer knows it. `left`:
 * it had sent it, or was about to.
 */
export type Withdrawal =
  | { type: "gone" }
  /** GoSMS knew nothing of it from the first: it is gone, or was never in this account. */
  | { type: "unheardOf" }
  | { type: "left" }
  | { type: "failed"; reason: Reason };

export type Result<T> = { ok: true; value: T } | { ok: false; reason: Reason };

/** What the sender has to do with a text that leaves. */
export interface Departure {
  /** Whether it is still to leave, asked before GoSMS is tried a second time. */
  isStillSo(): Promise<boolean>;
  /** GoSMS has taken the request. What it says of the text is yet to come. */
  taken(): void;
}

/** Lets a text leave. */
export type Leave = (departure?: Departure) => Promise<SendOutcome>;

export interface SmsGateway {
  /** Free of charge, and so also the test of the connection. */
  account(): Promise<Result<Account>>;
  /**
   * Gets what the text needs to leave. At most one request that could be accepted leaves when the answer is called,
   * whatever happens, and none before. Neither throws.
   */
  prepare(message: Outgoing): Promise<Leave>;
  /** What the text would cost; sends nothing. */
  quote(message: Outgoing): Promise<Result<{ price: number; currency: string; parts: number }>>;
  receipt(gatewayId: string): Promise<Result<Receipt>>;
  /** May be repeated. Never throws. */
  withdraw(gatewayId: string): Promise<Withdrawal>;
  /** What patients answered to a text, oldest first. */
  replies(gatewayId: string): Promise<Result<IncomingReply[]>>;
}
