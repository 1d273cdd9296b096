import type { MessageEvent } from "../../domain/outbox/event.ts";
import type { Message } from "../../domain/outbox/message.ts";
import { isCarrier, isWaiting } from "../../domain/outbox/predicates.ts";
import { messagesOfBatch } from "../../storage/outbox-queries.ts";
import { stepMessage } from "../../storage/outbox-store.ts";
import { givesBack, giveUpAll, giveUpWaiting } from "./give-up.ts";
import { oneAtATime } from "./new-message.ts";

/**
 * Batches of which nothing more is to be stored, or to wait once more: their texts may still be coming in, or on their
 * way, when they are stopped. Who dies with this leaves nothing behind that could leave by itself.
 */
const stopped = new Set<string>();

export const isStopped = (batch: string): boolean => stopped.has(batch);

export const isGivenUp = ({ batch }: Message): boolean => batch !== null && isStopped(batch);

/** A text that has been claimed and whose request has not left yet. */
export class Preparation implements Disposable {
  static readonly #open = new Set<Preparation>();
  readonly #message: Message;
  readonly #end = Promise.withResolvers<boolean>();

  constructor(message: Message) {
    this.#message = message;
    Preparation.#open.add(this);
  }

  /** Of each text of a batch, once that is known, whether it was given up. */
  static endsOf(batch: string): Promise<boolean>[] {
    return [...Preparation.#open].flatMap((one) => (one.#message.batch === batch ? one.#end.promise : []));
  }

  /** The request leaves. */
  leave(): void {
    this.#finish(false);
  }

  /** It does not leave now. Put back just before its batch was stopped, it waits, and is counted with those that do. */
  async putBack(): Promise<void> {
    const event: MessageEvent = { type: "putBack", notBefore: Date.now(), reason: null };
    this.#finish(await writeDown(this.#message, event));
  }

  [Symbol.dispose](): void {
    this.#finish(false);
  }

  #finish(isGivenUpHere: boolean): void {
    this.#end.resolve(isGivenUpHere);
    Preparation.#open.delete(this);
  }
}

/** Whoever pressed the button waits so long for texts whose requests may or may not leave. */
const patienceMs = 5000;

/**
 * "Zastavit": nothing of a bulk send leaves that has not left yet.
 * @returns how many texts that stopped
 */
export async function stopBulk(batch: string): Promise<number> {
  stopped.add(batch);
  const prepared = Preparation.endsOf(batch);
  const given = await oneAtATime(async () => {
    const waiting = (await messagesOfBatch(batch)).filter((row) => isWaiting(row) && isCarrier(row));
    return (await giveUpAll(waiting)).filter(isCarrier).length;
  });
  const ends = await Promise.race([
    Promise.all(prepared),
    new Promise<boolean[]>((resolve) => setTimeout(() => resolve([]), patienceMs)),
  ]);
  return given + ends.filter(Boolean).length;
}

/**
 * Writes down what came of a text that was on its way. Of a stopped batch it does not go back to those that wait.
 * @param message as it left
 * @returns whether it was given up with its batch
 */
export async function writeDown(message: Message, event: MessageEvent): Promise<boolean> {
  const { id } = message;
  const mayBeGivenUp = event.type === "putBack" || event.type === "hold";
  let isGivenUpNow = false;
  let after = await stepMessage(
    id,
    (row) => {
      isGivenUpNow = mayBeGivenUp && isGivenUp(message);
      if (!isGivenUpNow) return { event };
      return givesBack(row) ? null : { event: { type: "drop", reason: { code: "stoppedByUser" } } };
    },
    Date.now(),
  );
  if (isGivenUpNow && givesBack(message)) after = await oneAtATime(() => giveUpWaiting(message));
  return isGivenUpNow && after !== null;
}
