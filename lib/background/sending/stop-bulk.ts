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

  [Symbol.dispose](): void {
    this.#finish(isGivenUp(this.#message));
  }

  #finish(isStoppedHere: boolean): void {
    this.#end.resolve(isStoppedHere);
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
 */
export async function writeDown(message: Message, event: MessageEvent): Promise<void> {
  const { id, batch } = message;
  const isStoppedNow = () =>
    batch !== null && isStopped(batch) && (event.type === "putBack" || event.type === "hold");
  const after = await stepMessage(
    id,
    (row) => {
      if (!isStoppedNow()) return { event };
      return givesBack(row) ? null : { event: { type: "drop", reason: { code: "stoppedByUser" } } };
    },
    Date.now(),
  );
  if (!after && isStoppedNow()) await oneAtATime(() => giveUpWaiting(message));
}
