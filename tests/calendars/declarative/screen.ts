import type { IncomingMessage, ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { readBody, sendFile, sendJson, sendText } from "../web-server.ts";
import type { Book, Entry } from "./book.ts";

/**
 * A calendar as they are made today: one page draws itself from JSON, shows changes before its server has agreed,
 * and looks for news again and again. Its appointments carry neither ids nor numbers on the page.
 */
const SCRIPT = fileURLToPath(new URL("./web/screen.js", import.meta.url));

/** @param transport script by which the page speaks with its server, where that is not JSON */
export const screenPage = (transport?: string): string => `<!doctype html>
<html lang="cs"><head><meta charset="utf-8"><title>Rezervace</title><link rel="icon" href="data:,">
<style>
body { font-family: system-ui, sans-serif; margin: 1rem; }
#head, #grid { display: flex; }
#head > div, #grid > div { flex: 1; box-sizing: border-box; border: 1px solid #ddd; }
#grid { position: relative; height: 60rem; }
.rez { position: absolute; background: #fde68a; overflow: hidden; font-size: 0.75rem; }
.spinner[hidden] { display: none; }
</style></head><body>
<nav id="bar"><button type="button" id="prev">Dříve</button> <button type="button" id="next">Později</button>
<label>Hledat <input id="search"></label></nav>
<p class="spinner" hidden>Načítá se…</p>
<div id="head"></div><div id="grid"></div>
<form id="office"><input type="hidden" name="id">
<label>Jméno <input name="name"></label><label>Telefon <input name="phone"></label>
<label>Začátek <input name="start"></label><label>Konec <input name="end"></label>
<button type="submit">Uložit</button> <button type="button" id="remove">Zrušit termín</button>
<button type="button" id="new">Nový</button><p role="alert"></p></form>
${transport ? `<script src="${transport}"></script>` : ""}<script src="/rezervace/screen.js"></script></body></html>`;

export const itemOf = ({ id, name, phone, start, end, impersonal, extra }: Entry) => ({
  ...extra,
  uid: `r${id}`,
  zacatek: start.replace("T", " "),
  konec: end.replace("T", " "),
  stav: "potvrzeno",
  nazev: name,
  klient: impersonal ? null : { jmeno: name, kontakt: { mobil: phone } },
});

const Change = z.strictObject({
  nazev: z.string().optional(),
  mobil: z.string().optional(),
  zacatek: z.string(),
  konec: z.string(),
});

export async function screen(
  book: Book,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
): Promise<boolean> {
  const [, place, api, id] = url.pathname.split("/");
  if (place !== "rezervace") return false;
  if (api === undefined) sendText(res, 200, screenPage(), "text/html");
  else if (api === "screen.js") await sendFile(res, SCRIPT);
  else if (api === "seznam") {
    const [from = "", to = ""] = ["od", "do"].map((name) => url.searchParams.get(name) ?? "");
    const wanted = book.entries.filter(({ start }) => start.slice(0, 10) >= from && start.slice(0, 10) < to);
    sendJson(res, 200, { data: { rezervace: wanted.map(itemOf) } });
  } else if (api === "termin") await change(book, req, res, id);
  else return false;
  return true;
}

async function change(
  book: Book,
  req: IncomingMessage,
  res: ServerResponse,
  uid: string | undefined,
): Promise<void> {
  const id = Number(uid?.replace(/^r/, ""));
  if (req.method === "DELETE") {
    if (book.remove(id)) res.writeHead(204).end();
    else sendJson(res, 404, { ok: false });
    return;
  }
  const { nazev, mobil, zacatek, konec } = Change.parse(JSON.parse(await readBody(req)));
  const times = { start: zacatek.replace(" ", "T"), end: konec.replace(" ", "T") };
  // No id in the answer: the page learns it from its next list.
  if (uid === undefined) book.add({ name: nazev ?? "", phone: mobil ?? null, ...times });
  else if (!book.change(id, times)) {
    sendJson(res, 404, { ok: false });
    return;
  }
  sendJson(res, 200, { ok: true });
}
