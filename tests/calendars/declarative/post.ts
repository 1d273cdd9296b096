import type { IncomingMessage, ServerResponse } from "node:http";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { readBody, sendFile, sendJson, sendText } from "../web-server.ts";
import type { Book } from "./book.ts";
import { itemOf, screenPage } from "./screen.ts";

/**
 * The same page with a server that is asked for days by POST. Its lists hold breaks as well, a new visit is saved as
 * an old one is, and only the next list tells its id.
 */
const SCRIPT = fileURLToPath(new URL("./web/post.js", import.meta.url));

const Question = z.object({ dny: z.object({ od: z.string(), do: z.string() }) });

const Saved = z.object({
  /** Of a new visit a word of the page's own. */
  klic: z.string(),
  nazev: z.string().optional(),
  mobil: z.string().optional(),
  zacatek: z.string(),
  konec: z.string(),
});

const lunch = (day: string) => ({
  uid: `p-${day}`,
  druh: "pauza",
  zacatek: `${day} 12:00`,
  konec: `${day} 12:30`,
  nazev: "Oběd",
});

export async function post(
  book: Book,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
): Promise<boolean> {
  switch (`${req.method} ${url.pathname}`) {
    case "GET /vypis":
      sendText(res, 200, screenPage("/vypis/post.js"), "text/html");
      return true;
    case "GET /vypis/post.js":
      await sendFile(res, SCRIPT);
      return true;
    case "POST /vypis/seznam": {
      const { dny } = Question.parse(JSON.parse(await readBody(req)));
      const visits = book.entries.filter(
        ({ start }) => start.slice(0, 10) >= dny.od && start.slice(0, 10) < dny.do,
      );
      const days = [...new Set(visits.map(({ start }) => start.slice(0, 10)))];
      const items = visits.map((visit) => ({ druh: "navsteva", ...itemOf(visit) }));
      sendJson(res, 200, { polozky: [...days.map(lunch), ...items] });
      return true;
    }
    case "POST /vypis/uloz": {
      const { klic, nazev, mobil, zacatek, konec } = Saved.parse(JSON.parse(await readBody(req)));
      const times = { start: zacatek.replace(" ", "T"), end: konec.replace(" ", "T") };
      const isOld = book.change(Number(klic.replace(/^r/, "")), times);
      if (!isOld) book.add({ name: nazev ?? "", phone: mobil ?? null, ...times });
      sendJson(res, 200, { ok: true, nove: !isOld });
      return true;
    }
    default:
      return false;
  }
}
