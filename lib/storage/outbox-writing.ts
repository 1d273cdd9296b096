import type { IDBPDatabase, IDBPObjectStore, IDBPTransaction } from "idb";
import type { Message } from "../domain/outbox/message.ts";
import { database } from "./database.ts";
import type { RowChange } from "./flood-tally.ts";
import { readRow } from "./outbox-row.ts";
import type { PipniSchema } from "./schema.ts";

/** What every write to the outbox goes through: its transaction, and the rows as they were and are to be. */

const stores: ["outbox", "floods", "deleted", "uncopied"] = ["outbox", "floods", "deleted", "uncopied"];

export type Outbox = IDBPObjectStore<PipniSchema, typeof stores, "outbox", "readonly" | "readwrite">;

/** Within one transaction, on disk when it is done. */
export function writingIn(db: IDBPDatabase<PipniSchema>) {
  const tx = db.transaction(stores, "readwrite", { durability: "strict" });
  const outbox = tx.objectStore("outbox");
  const keys = outbox.index("key");
  const deleted = tx.objectStore("deleted").index("keys");
  return {
    tx,
    outbox,
    floods: tx.objectStore("floods"),
    uncopied: tx.objectStore("uncopied"),
    /** The row that has a key. */
    owner: (key: string) => keys.get(key),
    /** Whether a row has the key, or had it until it was deleted by age. */
    isTaken: async (key: string) => ((await keys.getKey(key)) ?? (await deleted.getKey(key))) !== undefined,
  };
}
export const writing = async () => writingIn(await database());

/** Undoes a transaction of which something failed: what was written before that would be kept otherwise. */
export async function rollBack(
  tx: Pick<IDBPTransaction<unknown, string[], "readwrite">, "error" | "abort" | "done">,
) {
  if (tx.error === null) tx.abort();
  await tx.done.catch(() => {});
}

/** The rows that share a row's text, as far as there are any. */
export const besides = async (
  { id, bundle }: Message,
  current: (id: string) => Promise<Message | null>,
): Promise<Message[]> =>
  (await Promise.all(bundle.filter((other) => other !== id).map(current))).flatMap((row) => row ?? []);

/** Rows as they were read within a transaction, and as they are to be. */
export class Changes {
  readonly #outbox: Pick<Outbox, "get">;
  readonly #before = new Map<string, Message | null>();
  readonly #after = new Map<string, Message>();

  constructor(outbox: Pick<Outbox, "get">) {
    this.#outbox = outbox;
  }

  readonly current = async (id: string): Promise<Message | null> => {
    const changed = this.#after.get(id);
    if (changed) return changed;
    const before = this.#before.get(id);
    if (before) return before;
    const row = readRow(await this.#outbox.get(id));
    this.#before.set(id, row);
    return row;
  };

  has(id: string): boolean {
    return this.#after.has(id);
  }

  /** The row as it was read. */
  before(id: string): Message | null {
    return this.#before.get(id) ?? null;
  }

  take(rows: readonly Message[]): void {
    for (const row of rows) this.#after.set(row.id, row);
  }

  get after(): Message[] {
    return [...this.#after.values()];
  }

  get made(): RowChange[] {
    return this.after.map((row) => [this.#before.get(row.id) ?? null, row]);
  }
}
