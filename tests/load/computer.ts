import { Etcd } from "../../lib/background/claims/etcd.ts";
import { importSecret, subjectKey } from "../../lib/background/claims/fingerprints.ts";
import { changing, claiming, claimOf, type Seen, seenIn } from "../../lib/background/sending/claiming.ts";
import type { Claim } from "../../lib/domain/claims/claim.ts";
import type { Message } from "../../lib/domain/outbox/message.ts";
import { passwordOf, prefixOf } from "../etcd/root.ts";
import { sampleMessage } from "../unit/support/sample-message.ts";

/** A computer of a practice as etcd sees it: the real claims of texts that never leave. */

/** What GoSMS takes to answer. */
const gatewayMs = 100;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const secret = Buffer.alloc(32, 7).toString("base64url");

export interface Measured {
  /** One change in etcd, in milliseconds. */
  changes: number[];
  /** All that a text waited for etcd. */
  texts: number[];
  /** Texts that another computer had. */
  lost: number;
  /** What failed, by its name. */
  failures: Record<string, number>;
}

export const nothingMeasured = (): Measured => ({ changes: [], texts: [], lost: 0, failures: {} });

export class Computer {
  readonly practice: string;
  readonly #name: string;
  readonly #etcd: Etcd;
  #key: CryptoKey | null = null;

  constructor(practice: string, name: string, urls: readonly string[]) {
    this.practice = practice;
    this.#name = name;
    this.#etcd = new Etcd({
      urls,
      user: practice,
      password: passwordOf(practice),
      prefix: prefixOf(practice),
    });
  }

  /** The first question, with which it gets its token. */
  async signIn(): Promise<void> {
    this.#key = await importSecret(secret);
    await this.#etcd.lookUp([]);
  }

  /** What is told of others while a window is open. @returns when that ends */
  async watch(tell: () => void, signal: AbortSignal): Promise<void> {
    const { revision } = await this.#etcd.lookUp([]);
    await this.#etcd.watch(revision, tell, signal);
  }

  /** Claims a text, begins it, and tells how it ended, as `lib/background/sending/rights.ts` does. */
  async send(text: string, measured: Measured): Promise<void> {
    try {
      await this.#send(text, measured);
    } catch (error) {
      const what = error instanceof Error ? error.message.slice(0, 60) : "?";
      measured.failures[what] = (measured.failures[what] ?? 0) + 1;
    }
  }

  async #send(text: string, measured: Measured): Promise<void> {
    if (!this.#key) throw new Error("not signed in");
    const open = { key: this.#key, me: this.#name, name: this.#name };
    const row: Message = sampleMessage({ id: crypto.randomUUID(), text });
    const key = await subjectKey(this.#key, { ...row, appointment: { ...row.appointment, id: text } });
    const made = await claimOf(open, row, "claimed");
    let waited = 0;
    const change = async (seen: Seen, to: Claim["state"]): Promise<Seen | null> => {
      const write =
        to === "claimed"
          ? claiming(seen, row, made, null)
          : changing(seen, row.id, { ...made, state: to, ...(to === "sent" ? { gatewayId: "12345" } : {}) });
      const began = performance.now();
      const { won, found } = await this.#etcd.change([write]);
      const ms = performance.now() - began;
      measured.changes.push(ms);
      waited += ms;
      return won ? seenIn(key, found) : null;
    };
    const claimed = await change(seenIn(key, new Map()), "claimed");
    if (!claimed) {
      measured.lost++;
      return;
    }
    const begun = await change(claimed, "sending");
    if (!begun) throw new Error("taken away");
    await pause(gatewayMs);
    await change(begun, "sent");
    measured.texts.push(waited);
  }
}
