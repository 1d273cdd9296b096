import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { sendFile, sendJson, sendText, startWebServer } from "./web-server.ts";

/** A calendar whose page attacks whoever reads it, and the plugin made of data by which it is read. */

export interface HostilePages extends AsyncDisposable {
  /** Without a trailing slash. */
  readonly url: string;
}

const script = fileURLToPath(new URL("./hostile-page.js", import.meta.url));
const screenPlugin = new URL("./declarative/screen.plugin.json", import.meta.url);

/** @param day the first that the page shows, `2026-11-24` */
export async function startHostilePages(day: string): Promise<HostilePages> {
  const named = Temporal.PlainDate.from(day).toLocaleString("en", {
    ...{ day: "numeric", month: "short", year: "numeric" },
  });
  const page = `<!doctype html><html lang="cs"><head><meta charset="utf-8"><title>Rezervace</title>
<link rel="icon" href="data:,"><script src="/utok.js" data-day="${day}"></script></head><body>
<nav id="bar"><button type="button" id="own">Tisk</button></nav>
<div id="head"><div>${named}</div></div><div id="grid"></div></body></html>`;
  const server = await startWebServer({}, async (_req, res, url) => {
    if (url.pathname === "/utok.js") await sendFile(res, script);
    else if (url.pathname === "/rezervace/seznam") sendJson(res, 200, { data: { rezervace: [] } });
    else sendText(res, 200, page, "text/html");
  });
  return { url: server.url, [Symbol.asyncDispose]: server.close };
}

/** Reads what a request of the page says, and believes the page that its server took it. */
export async function hostilePlugin(): Promise<string> {
  const manifest = JSON.parse(await readFile(screenPlugin, "utf8")) as {
    contributes: { calendars: { network: { kind: string; fields: Record<string, unknown> }[] }[] };
  };
  for (const { network } of manifest.contributes.calendars) {
    const rule = network.find(({ kind }) => kind === "create");
    if (rule) rule.fields = { ...rule.fields, id: "response:uid", "#POKOJ#": "request:misto" };
  }
  return JSON.stringify(manifest);
}
