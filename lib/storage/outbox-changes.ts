/** Tells every context of the extension that the outbox has changed. */

const channelName = "pipni:outbox";
let announcer: BroadcastChannel | null = null;

export function announce(): void {
  announcer ??= new BroadcastChannel(channelName);
  announcer.postMessage(null);
}

/** Calls back after changes made in any context of the extension. Returns what ends it. */
export function watchOutbox(listener: () => void): () => void {
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = () => listener();
  return () => channel.close();
}
