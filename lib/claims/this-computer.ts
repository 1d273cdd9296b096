import type { Message } from "../domain/outbox.ts";
import { updateMessage } from "../storage/outbox-store.ts";

/**
 * Who may send a row: here, whoever first moves it from `queued` to `sending`. The move is a compare-and-set
 * on disk, mirrored before this returns, so that a worker which dies afterwards leaves its intent behind.
 *
 * @param words the text as it is about to leave
 * @returns the claimed row, or `null` when it was stopped, or taken by somebody else
 */
export const claim = (
  id: string,
  words: Pick<Message, "text" | "parts" | "creditBefore">,
): Promise<Message | null> => updateMessage(id, { type: "claim" }, Date.now(), words);
