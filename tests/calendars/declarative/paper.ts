import type { IncomingMessage, ServerResponse } from "node:http";
import { readBody, sendText } from "../web-server.ts";
import type { Book, Entry } from "./book.ts";

/**
 * A calendar as they were made twenty years ago: the server draws every page, dates are Czech words, names stand
 * the wrong way round, and a change is a form that loads the next page.
 */
const weekday = new Intl.DateTimeFormat("cs", { weekday: "long", timeZone: "UTC" });
const month = new Intl.DateTimeFormat("cs", { month: "long", day: "numeric", timeZone: "UTC" });

const escaped = (text: string): string => text.replace(/[&<>"]/g, (char) => `&#${char.codePointAt(0)};`);

const mondayOf = (day: string): Temporal.PlainDate => {
  const date = Temporal.PlainDate.from(day);
  return date.subtract({ days: date.dayOfWeek - 1 });
};

/** `pondělí 23. listopadu 2026` */
function heading(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return `${weekday.format(date)} ${month.format(date)} ${day.slice(0, 4)}`;
}

/** `9:05` */
const clock = (wall: string): string => wall.slice(11).replace(/^0/, "");
/** `24. 11. 2026` */
const czech = (wall: string): string =>
  `${Number(wall.slice(8, 10))}. ${Number(wall.slice(5, 7))}. ${wall.slice(0, 4)}`;

/** `Jana Dvořáková` → `Dvořáková, Jana`, as paper calendars have it. */
const reversed = (name: string): string => name.replace(/^(\S+) (.+)$/s, "$2, $1");

function chip({ id, name, phone, start, end, impersonal, extra }: Entry): string {
  const time = start.includes("T")
    ? `<time>${clock(start)} – ${clock(end)}</time>`
    : `<time data-do="${end}">celý den</time>`;
  const who = impersonal
    ? `<span class="nazev">${escaped(name)}</span>`
    : `<a class="pacient" href="/kalendar/termin?id=${id}">${escaped(reversed(name))}</a>`;
  const call = phone === null ? "" : ` <span class="tel">tel.: ${escaped(phone)}</span>`;
  const room = extra?.pokoj ? ` <i class="pokoj">${escaped(String(extra.pokoj))}</i>` : "";
  const number = extra?.bezCisla ? "" : ` data-cislo="T-${id}"`;
  // As its staff tick off whoever has come, or withdraw a price.
  const styled = extra?.hotovo ? " hotovo" : "";
  const inner = `${time} ${who}${call}${room}`;
  const drawn = extra?.skrtnuto ? `<s>${inner}</s>` : extra?.sleva ? `${inner} <s>800 Kč</s> 600 Kč` : inner;
  return `<article class="termin${styled}"${number}>${drawn}</article>`;
}

const page = (body: string): string => `<!doctype html>
<html lang="cs"><head><meta charset="utf-8"><title>Objednávky</title><link rel="icon" href="data:,">
<style>
body { font-family: system-ui, sans-serif; margin: 1rem; }
.lista { display: flex; gap: 1rem; align-items: center; margin-bottom: 1rem; }
.tyden { display: flex; gap: 4px; }
.den { flex: 1; min-height: 40rem; background: #f4f4f4; overflow: hidden; }
.den h2 { font-size: 0.9rem; }
.termin.hotovo { text-decoration: line-through; }
.termin { background: #dbeafe; margin: 2px; font-size: 0.8rem; overflow: hidden; max-height: 3rem; }
label { display: block; }
</style></head><body>${body}</body></html>`;

function week(book: Book, query: URLSearchParams): string {
  const isDay = query.get("pohled") === "den";
  const asked = query.get("od") ?? "2026-11-23";
  const first = isDay ? Temporal.PlainDate.from(asked) : mondayOf(asked);
  const search = query.get("hledat") ?? "";
  const link = (days: number): string =>
    `/kalendar?${new URLSearchParams({ od: first.add({ days }).toString(), ...(isDay ? { pohled: "den" } : {}) })}`;
  const days = Array.from({ length: isDay ? 1 : 7 }, (_, after) => first.add({ days: after }).toString());
  const columns = days.map((day) => {
    const chips = book.on(day, search).map(chip).join("");
    return `<section class="den"><h2 tabindex="0">${heading(day)}</h2>${chips}</section>`;
  });
  const step = isDay ? 1 : 7;
  return page(`<div class="lista"><a href="${link(-step)}">Předchozí</a> <a href="${link(step)}">Další</a>
<a href="/kalendar/termin?od=${first}">Nový termín</a>
<form action="/kalendar"><input type="hidden" name="od" value="${first}"><label>Hledat <input name="hledat" value="${escaped(search)}"></label></form></div>
<div class="tyden" id="tyden">${columns.join("")}</div>`);
}

type Answers = Readonly<Record<string, string>>;

function form(answers: Answers, error = ""): string {
  const field = (name: string, label: string): string =>
    `<label>${label} <input name="${name}" value="${escaped(answers[name] ?? "")}"></label>`;
  const cancel = answers.id
    ? `<form method="post" action="/kalendar/zrusit"><input type="hidden" name="id" value="${answers.id}"><button>Zrušit termín</button></form><p><a href="/kalendar/smazat?id=${answers.id}">Smazat</a>
<a href="/kalendar/smazat?id=${answers.id}" onclick="return confirm('Opravdu?')">Smazat po dotazu</a>
<button onclick="location.href = '/kalendar/smazat?id=${answers.id}'">Smazat skriptem</button></p>`
    : "";
  return page(`<h1>Termín</h1>${error && `<p class="chyba">${error}</p>`}
<form method="post" action="/kalendar/ulozit"><input type="hidden" name="id" value="${escaped(answers.id ?? "")}">
${field("jmeno", "Jméno")}${field("telefon", "Telefon")}${field("datum", "Datum")}${field("od", "Od")}${field("do", "Do")}
<button>Uložit</button></form>${cancel}<p><a href="/kalendar">Zpět</a></p>`);
}

export const refusedForm = (): string => form({}, "V té době už termín je.");

const wallOf = (date: string, time: string): string => {
  const [day = "", monthOfYear = "", year = ""] = date.split(/\.\s*/);
  return `${year}-${monthOfYear.padStart(2, "0")}-${day.padStart(2, "0")}T${time.padStart(5, "0")}`;
};

export async function paper(
  book: Book,
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
): Promise<boolean> {
  const html = (text: string): true => {
    sendText(res, 200, text, "text/html");
    return true;
  };
  const back = (wall: string): true => {
    res.writeHead(303, { location: `/kalendar?od=${wall.slice(0, 10)}` }).end();
    return true;
  };
  const idOf = (text: string | null): number => Number(text?.replace(/^T-/, ""));
  switch (`${req.method} ${url.pathname}`) {
    case "GET /kalendar":
      return html(week(book, url.searchParams));
    case "GET /kalendar/termin": {
      const entry = book.find(idOf(url.searchParams.get("id")));
      if (!entry) return html(form({ datum: czech(url.searchParams.get("od") ?? "2026-11-23") }));
      const { id, name, phone, start, end } = entry;
      const times = { datum: czech(start), od: clock(start), do: clock(end) };
      return html(form({ id: `T-${id}`, jmeno: name, telefon: phone ?? "", ...times }));
    }
    case "POST /kalendar/ulozit": {
      const sent = new URLSearchParams(await readBody(req));
      const text = (name: string): string => sent.get(name) ?? "";
      const start = wallOf(text("datum"), text("od"));
      const end = wallOf(text("datum"), text("do"));
      const change = { name: text("jmeno"), phone: text("telefon") || null, start, end };
      if (text("id") === "") book.add(change);
      else book.change(idOf(text("id")), change);
      return back(start);
    }
    case "POST /kalendar/zrusit": {
      const id = idOf(new URLSearchParams(await readBody(req)).get("id"));
      const entry = book.find(id);
      book.remove(id);
      return back(entry?.start ?? "2026-11-23");
    }
    case "GET /kalendar/smazat": {
      const id = idOf(url.searchParams.get("id"));
      const entry = book.find(id);
      // A browser that reads ahead says so, and a good server does nothing then.
      if (!/prefetch/.test(String(req.headers["sec-purpose"] ?? ""))) book.remove(id);
      return back(entry?.start ?? "2026-11-23");
    }
    default:
      return false;
  }
}
