import {
  type Done,
  LeaseAnswer,
  type Pair,
  RangeAnswer,
  TxnAnswer,
  TxnsAnswer,
  VersionAnswer,
  WatchAnswer,
} from "./etcd-answers.ts";
import { type EtcdAccess, EtcdRequests, LeaseGone } from "./etcd-request.ts";
import { type Change, SharedQuestions } from "./etcd-sharing.ts";
import {
  type Changed,
  type LookedUp,
  type Registry,
  RegistryFailure,
  type Revision,
  RevisionForgotten,
  type Stored,
  type Write,
} from "./registry.ts";

/**
 * etcd as the registry, spoken to by its JSON gateway. All that is needed of it is a transaction that compares and
 * writes; its own locks are not used.
 */

export interface EtcdOptions extends EtcdAccess {
  /** In front of every key; ends with a slash. The practice's user has a right to just that. */
  prefix: string;
  /** Keys that are kept until about the same moment share a lease: how close these moments are, in milliseconds. */
  leaseStepMs?: number;
  /** So long a change that can wait for another one's question does, in milliseconds. */
  waitMs?: number;
}

const dayMs = 24 * 3600 * 1000;
/** A server takes 128 operations in one transaction by default. */
const mostOperations = 100;
const mostInAnswer = 1000;
const oldestVersion = [3, 4] as const;
const mostClockDifferenceMs = 2 * 60_000;

const encode = (text: string): string => new TextEncoder().encode(text).toBase64();
const decode = (text: string): string => new TextDecoder().decode(Uint8Array.fromBase64(text));
/** The first key after all that begin with a prefix, which ends with a slash. */
const endOf = (prefix: string): string => `${prefix.slice(0, -1)}0`;

export class Etcd implements Registry {
  readonly #options: EtcdOptions;
  readonly #requests: EtcdRequests;
  /** By the moment until which they last. */
  readonly #leases = new Map<number, Promise<string>>();
  readonly #questions: SharedQuestions;

  constructor(options: EtcdOptions) {
    this.#options = options;
    this.#requests = new EtcdRequests(options);
    this.#questions = new SharedQuestions((changes) => this.#send(changes), options.waitMs ?? 100);
  }

  async change(writes: readonly Write[], beside: readonly string[] = [], canWait = false): Promise<Changed> {
    if (writes.length > mostOperations) throw new Error("too many writes at once");
    if (writes.length + beside.length > mostOperations) {
      const changed = await this.change(writes);
      const { found, ...rest } = await this.lookUp(beside);
      return { ...changed, ...rest, found: new Map([...found, ...changed.found]) };
    }
    try {
      return await this.#once(writes, beside, canWait);
    } catch (error) {
      if (error instanceof LeaseGone) this.#leases.clear();
      // Whether it was done, the second answer tells: what is found then is what was to be written.
      else if (!(error instanceof RegistryFailure) || error.problem !== "unreachable") throw error;
      return this.#once(writes, beside);
    }
  }

  async #once(writes: readonly Write[], beside: readonly string[], canWait = false): Promise<Changed> {
    const leases = await Promise.all(writes.map(({ until }) => this.#leaseUntil(until)));
    const change = { writes, beside, leases };
    return canWait ? this.#questions.askLater(change) : this.#questions.ask(change);
  }

  /** Each by itself: that one is lost is nothing to the others. */
  async #send(changes: readonly Change[]): Promise<Changed[]> {
    const [first] = changes;
    if (changes.length === 1 && first) {
      const { header, ...done } = await this.#requests.post("v3/kv/txn", this.#txnOf(first), TxnAnswer);
      return [this.#changedBy(first, done, header)];
    }
    const { header, responses } = await this.#requests.post(
      "v3/kv/txn",
      { success: changes.map((one) => ({ request_txn: this.#txnOf(one) })) },
      TxnsAnswer,
    );
    return changes.map((one, at) => {
      const done = responses[at]?.response_txn;
      if (!done) throw new RegistryFailure("badAnswer", "fewer answers than questions");
      return this.#changedBy(one, done, header);
    });
  }

  #txnOf({ writes, beside, leases }: Change): object {
    const ranges = (keys: readonly string[]) =>
      keys.map((key) => ({ request_range: { key: this.#named(key) } }));
    return {
      compare: writes.map(({ key, expects }) =>
        expects === null
          ? { key: this.#named(key), target: "CREATE", result: "EQUAL", create_revision: "0" }
          : { key: this.#named(key), target: "MOD", result: "EQUAL", mod_revision: expects },
      ),
      success: [
        ...writes.map(({ key, value }, at) => ({
          request_put: { key: this.#named(key), value: encode(value), lease: leases[at] },
        })),
        ...ranges(beside),
      ],
      failure: ranges([...writes.map(({ key }) => key), ...beside]),
    };
  }

  #changedBy(
    { writes }: Change,
    { succeeded, responses }: Done,
    { revision, cluster_id: cluster }: { revision: Revision; cluster_id: string },
  ): Changed {
    const found = this.#byKey(responses.flatMap(({ response_range }) => response_range?.kvs ?? []));
    if (succeeded) {
      for (const { key, value } of writes) found.set(key, { key, value, revision });
      return { won: true, found, revision, cluster };
    }
    const isDone = writes.every(({ key, value }) => found.get(key)?.value === value);
    return { won: isDone, found, revision, cluster };
  }

  async lookUp(keys: readonly string[]): Promise<LookedUp> {
    const found = new Map<string, Stored>();
    let header = { revision: "0", cluster_id: "" };
    // Also for none: then only to learn the revision.
    for (let at = 0; at === 0 || at < keys.length; at += mostOperations) {
      const some = keys.slice(at, at + mostOperations);
      const asked = some.length > 0 ? some : [""];
      const answer = await this.#requests.post(
        "v3/kv/txn",
        { success: asked.map((key) => ({ request_range: { key: this.#named(key) } })) },
        TxnAnswer,
      );
      const pairs = answer.responses.flatMap(({ response_range }) => response_range?.kvs ?? []);
      for (const [key, stored] of this.#byKey(pairs)) found.set(key, stored);
      ({ header } = answer);
    }
    return { found, revision: header.revision, cluster: header.cluster_id };
  }

  async since(after: Revision, under = ""): Promise<LookedUp> {
    const prefix = this.#options.prefix + under;
    const found = new Map<string, Stored>();
    let from = prefix;
    for (;;) {
      const answer = await this.#requests.post(
        "v3/kv/range",
        {
          key: encode(from),
          range_end: encode(endOf(prefix)),
          limit: String(mostInAnswer),
          min_mod_revision: String(BigInt(after) + 1n),
        },
        RangeAnswer,
      );
      for (const [key, stored] of this.#byKey(answer.kvs)) found.set(key, stored);
      const last = answer.kvs.at(-1);
      const { revision, cluster_id: cluster } = answer.header;
      if (!answer.more || !last) return { found, revision, cluster };
      from = `${decode(last.key)}\0`;
    }
  }

  watch(after: Revision, tell: (one: Stored) => void, signal: AbortSignal): Promise<void> {
    const { prefix } = this.#options;
    const create_request = {
      key: encode(prefix),
      range_end: encode(endOf(prefix)),
      start_revision: String(BigInt(after) + 1n),
    };
    const line = (told: unknown) => {
      const answer = WatchAnswer.safeParse(told).data?.result;
      if (answer?.compact_revision) throw new RevisionForgotten(answer.compact_revision);
      // It tells no more, whatever the reason.
      if (!answer || answer.canceled) throw new RegistryFailure("unreachable", JSON.stringify(told));
      for (const { type, kv } of answer.events)
        if (kv && type !== "DELETE") for (const one of this.#byKey([kv]).values()) tell(one);
    };
    return this.#requests.stream("v3/watch", { create_request }, line, signal);
  }

  /**
   * Whether everything is as it must be, tried out.
   * @throws RegistryFailure with what is not
   */
  async test(now: () => number): Promise<{ version: string }> {
    const { value, clock } = await this.#version();
    const [major = 0, minor = 0] = value.etcdserver.split(".").map(Number);
    const [oldMajor, oldMinor] = oldestVersion;
    if (major < oldMajor || (major === oldMajor && minor < oldMinor))
      throw new RegistryFailure("tooOld", value.etcdserver);
    if (clock !== null && Math.abs(clock - now()) > mostClockDifferenceMs)
      throw new RegistryFailure("clock", new Date(clock).toISOString());
    const { found } = await this.lookUp([testKey]);
    const expects = found.get(testKey)?.revision ?? null;
    // Another computer may try at the same moment: also then this one was let in.
    await this.change([{ key: testKey, value: crypto.randomUUID(), expects, until: now() + dayMs }]);
    return { version: value.etcdserver };
  }

  async #version() {
    try {
      return await this.#requests.get("version", VersionAnswer);
    } catch (error) {
      const isSilent = error instanceof RegistryFailure && error.problem === "unreachable";
      // Browsers tell a certificate that they do not trust from no answer at all to nobody.
      const isEncrypted = this.#options.urls.some((url) => url.startsWith("https:"));
      if (isSilent && isEncrypted) throw new RegistryFailure("certificate");
      throw error;
    }
  }

  #leaseUntil(until: number): Promise<string> {
    const step = this.#options.leaseStepMs ?? dayMs;
    // What is to go soon goes in time.
    if (until - Date.now() < step) return this.#grant(until);
    const end = Math.ceil(until / step) * step;
    const known = this.#leases.get(end);
    if (known) return known;
    const made = this.#grant(end);
    this.#leases.set(end, made);
    made.catch(() => this.#leases.delete(end));
    return made;
  }

  async #grant(until: number): Promise<string> {
    const TTL = String(Math.max(1, Math.ceil((until - Date.now()) / 1000)));
    return (await this.#requests.post("v3/lease/grant", { TTL }, LeaseAnswer)).ID;
  }

  #named(key: string): string {
    return encode(this.#options.prefix + key);
  }

  #byKey(pairs: readonly Pair[]): Map<string, Stored> {
    return new Map(
      pairs.map(({ key: named, value, mod_revision }) => {
        const key = decode(named).slice(this.#options.prefix.length);
        return [key, { key, value: decode(value), revision: mod_revision }];
      }),
    );
  }
}

const testKey = "test";
