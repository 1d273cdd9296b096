/** How the page speaks with the server that is asked by POST. */
const ask = (path, method, body) =>
  fetch(path, {
    method,
    headers: { "content-type": "application/json" },
    body: body && JSON.stringify(body),
  });

globalThis.transport = {
  async list(from, to) {
    const dny = { od: String(from), do: String(to) };
    const answer = await ask("/vypis/seznam", "POST", { dotaz: "{ polozky { uid } }", dny });
    return (await answer.json()).polozky;
  },

  async send(method, path, body) {
    const answer =
      method === "DELETE"
        ? await ask(path, method)
        : await ask("/vypis/uloz", "POST", {
            klic: /r\d+$/.exec(path)?.[0] ?? `novy-${Date.now()}`,
            ...body,
          });
    return { status: answer.status, text: await answer.text() };
  },
};
