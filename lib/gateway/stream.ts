/** Bodies that can be sent only once. */

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
 * Made by hand: the stream of a `Blob` can hang Chromium's whole worker when the connection drops while it is
 * being sent (seen in three of six runs on a busy machine).
 */
export const streamOf = (json: unknown): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(JSON.stringify(json)));
      controller.close();
    },
  });
