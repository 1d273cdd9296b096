import type { Message } from "../../domain/outbox/message.ts";

/**
 * Batches of which nothing more is to be stored, or to wait once more: their texts may still be coming in, or on their
 * way, when they are stopped. Who dies with this leaves nothing behind that could leave by itself.
 */
const stopped = new Set<string>();

export const markStopped = (batch: string): void => void stopped.add(batch);

export const isStopped = (batch: string): boolean => stopped.has(batch);

export const isGivenUp = ({ batch }: Pick<Message, "batch">): boolean => batch !== null && isStopped(batch);
