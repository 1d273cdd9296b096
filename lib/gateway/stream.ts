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

export const streamOf = (json: unknown): ReadableStream<Uint8Array> =>
  new Blob([JSON.stringify(json)]).stream();
