/** Bodies that can be sent only once, and answers that do not end. */

/** Whether this browser takes a stream for a request's body. Firefox makes a string of it instead. */
export function canStream(): boolean {
  let taken = false;
  const init = {
    method: "POST",
    body: new ReadableStream(),
    get duplex() {
      taken = true;
      return "half";
    },
  };
  const typed = new Request("https://app.gosms.eu/", init as RequestInit).headers.has("content-type");
  return taken && !typed;
}

/**
 * Whole and closed before it is read. When the connection drops, Chromium tries to read the stream anew, and its
 * network process crashes if it learnt the body's length only while it waited for more of it. The worker dies with
 * it and comes back at the next alarm: a loss of half a minute, and nothing is sent twice. Seen in 2 of 60 drops
 * on a busy machine, and far more often with the stream of a `Blob`, which closes later.
 */
export const streamOf = (json: unknown): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(JSON.stringify(json)));
      controller.close();
    },
  });

/** No answer of GoSMS comes near. */
const longestAnswer = 2_000_000;

/** What an answer says; nothing where that is more than anybody would read. */
export async function textOf(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return "";
  const decoder = new TextDecoder();
  let text = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
    if (text.length <= longestAnswer) continue;
    await reader.cancel().catch(() => {});
    return "";
  }
}
