import type { IncomingMessage, ServerResponse } from "node:http";
import type { Book, Entry } from "../declarative/book.ts";
import { readBody, sendText } from "../web-server.ts";

/** Pages drawn by a server: saving loads the page anew, and an appointment is cancelled by an ordinary link. */

const escaped = (text: string): string => text.replace(/[&<>"]/g, (char) => `&#${char.codePointAt(0)};`);

const row = ({ id, name, phone, start }: Entry): string =>
  `<tr class="radek" data-termin="t${id}"><td><time>${start.slice(11)}</time></td><td class="kdo">${escaped(name)}</td>
<td class="telefon">${escaped(phone ?? "")}</td><td><a href="/papir/upravit?id=t${id}">Upravit</a>
<a href="/papir/zrusit?id=t${id}">Zrušit</a></td></tr>`;

const page = (
  body: string,
): string => `<!doctype html><html lang="cs"><head><meta charset="utf-8"><title>Kniha</title>
<link rel="icon" href="data:,"><style>label { display: block; }</style></head><body>${body}</body></html>`;

function day(book: Book, date: string): string {
  const at = Temporal.PlainDate.from(date);
  const link = (days: number): string => `/papir/den?den=${at.add({ days })}`;
  return page(`<div class="lista"><a href="${link(-1)}">Předchozí</a> <a href="${link(1)}">Další</a>
<a href="/papir/upravit?den=${date}">Nový</a></div>
<h1>${at.day}. ${at.month}. ${at.year}</h1><table id="kniha"><tbody>${book.on(date).map(row).join("")}</tbody></table>`);
}

function form(entry: Entry | undefined, date: string, error = ""): string {
  const id = entry ? `t${entry.id}` : "";
  const field = (name: string, label: string, value: string): string =>
    `<label>${label} <input name="${name}" value="${escaped(value)}"></label>`;
  return page(`<h1>Záznam</h1><p class="chyba">${error}</p><form method="post" action="/papir/ulozit">
<input type="hidden" name="id" value="${id}"><input type="hidden" name="den" value="${date}">
${field("jmeno", "Jméno", entry?.name ?? "")}${field("telefon", "Telefon", entry?.phone ?? "")}
${field("cas", "Čas", entry?.start.slice(11) ?? "")}<button>Uložit</button></form>`);
}

export async function drawn(
  book: Book,
  isRefused: () => boolean,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
): Promise<void> {
  const find = (id: string | null): Entry | undefined => book.find(Number(id?.slice(1)));
  const html = (text: string): void => sendText(res, 200, text, "text/html");
  const back = (date: string): void => void res.writeHead(303, { location: `/papir/den?den=${date}` }).end();
  const { searchParams } = url;
  switch (url.pathname) {
    case "/papir/upravit": {
      const entry = find(searchParams.get("id"));
      return html(form(entry, entry?.start.slice(0, 10) ?? searchParams.get("den") ?? ""));
    }
    case "/papir/zrusit": {
      const entry = find(searchParams.get("id"));
      if (entry && !isRefused()) book.remove(entry.id);
      return back(entry?.start.slice(0, 10) ?? "2026-11-24");
    }
    case "/papir/ulozit": {
      const sent = new URLSearchParams(await readBody(req));
      const text = (name: string): string => sent.get(name) ?? "";
      const start = `${text("den")}T${text("cas")}`;
      if (isRefused()) return html(form(undefined, text("den"), "V té době už někdo je."));
      const entry = find(text("id"));
      if (entry) book.change(entry.id, { name: text("jmeno"), phone: text("telefon") || null, start });
      else
        book.add({ name: text("jmeno"), phone: text("telefon") || null, start, end: `${text("den")}T23:00` });
      return back(text("den"));
    }
    default:
      return html(day(book, searchParams.get("den") ?? "2026-11-24"));
  }
}
