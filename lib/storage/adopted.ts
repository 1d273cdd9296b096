import { z } from "zod";
import { MessageKind } from "../domain/text/message-kind.ts";

/** Tells every page of the extension of rows for what other computers of the practice sent. */

const channelName = "pipni:adopted";
const Adopted = z.array(z.object({ id: z.string(), kind: MessageKind }));
export type Adopted = z.infer<typeof Adopted>;

let announcer: BroadcastChannel | null = null;

export function announceAdopted(rows: Adopted): void {
  if (rows.length === 0) return;
  announcer ??= new BroadcastChannel(channelName);
  announcer.postMessage(rows);
}

/** Calls back with each. Returns what ends it. */
export function watchAdopted(listener: (rows: Adopted) => void): () => void {
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = ({ data }) => listener(Adopted.parse(data));
  return () => channel.close();
}
