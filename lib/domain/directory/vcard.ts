import type { Table, TableRow } from "./table.ts";

/** Address books in vCard, from 2.1, which phones export, to 4. */

export const isVCards = (text: string): boolean => /^\uFEFF?\s*BEGIN:VCARD/iu.test(text);

const mostPhones = 5;

/** As a table; its headings are the properties' names, with as many phones as a card has at the most. */
export function vCardTable(text: string): Table {
  const cards = cardsIn(text).map(read);
  const width = Math.max(1, ...cards.map(({ phones }) => phones.length));
  return {
    kind: "vcard",
    headings: ["FN", ...Array.from({ length: width }, () => "TEL"), "UID", "LANG"],
    rows: cards.map(({ name, phones, uid, language, problem }, index): TableRow => {
      const numbers = Array.from({ length: width }, (_, at) => phones[at] ?? "");
      const cells = [name, ...(problem ? [] : [...numbers, uid, language])];
      const isSpoilt = cells.some((cell) => cell.includes("\uFFFD"));
      return { at: index + 1, cells, problem: problem ?? (isSpoilt ? "letters" : null) };
    }),
  };
}

/** Each by itself, so that a broken one spoils no other. */
const cardsIn = (text: string): string[] =>
  text.split(/(?=^BEGIN:VCARD)/imu).filter((card) => /\S/u.test(card));

interface Card {
  name: string;
  phones: string[];
  uid: string;
  language: string;
  problem: "vcardBroken" | null;
}

interface Property {
  group: string;
  name: string;
  parameters: string;
  value: string;
}

/** `item1.TEL;TYPE="cell,voice":777…` */
const line = /^(?:([\w-]+)\.)?([A-Za-z][\w-]*)((?:;(?:"[^"]*"|[^":;])*)*):(.*)$/u;

/** Lines put together again: folded ones, and those that quoted-printable breaks with a `=`. */
const linesOf = (card: string): string[] =>
  card
    .replace(/\r\n?/gu, "\n")
    .replace(/^([^\n:]*QUOTED-PRINTABLE[^\n:]*:(?:[^\n]*=\n)*[^\n]*)/gimu, (whole) =>
      whole.replace(/=\n[ \t]?/gu, ""),
    )
    .replace(/\n[ \t]/gu, "")
    .split("\n")
    .filter((one) => one.trim() !== "");

function decoded(value: string, parameters: string): string {
  if (!/(?:^|[;=,])(?:quoted-printable|q)(?:[;,]|$)/iu.test(parameters)) return value;
  const bytes: number[] = [];
  const encoder = new TextEncoder();
  for (const [piece] of value.matchAll(/=[\da-f]{2}|[\s\S]/giu))
    bytes.push(
      ...(/^=[\da-f]{2}$/iu.test(piece) ? [Number.parseInt(piece.slice(1), 16)] : encoder.encode(piece)),
    );
  const charset = /charset="?([\w-]+)/iu.exec(parameters)?.[1] ?? "utf-8";
  try {
    return new TextDecoder(charset).decode(new Uint8Array(bytes));
  } catch {
    return value;
  }
}

const plain = (value: string): string => value.replace(/\\n/giu, " ").replace(/\\(.)/gu, "$1").trim();

function read(card: string): Card {
  const lines = linesOf(card);
  const matches = lines.map((one) => line.exec(one));
  const properties = matches.flatMap((match): Property[] => {
    const [, group = "", name = "", parameters = "", value = ""] = match ?? [];
    return name === ""
      ? []
      : [{ group, name: name.toUpperCase(), parameters, value: decoded(value, parameters) }];
  });
  const textOf = (name: string): string => properties.find((one) => one.name === name)?.value ?? "";
  // Surname, given name, and what else may follow.
  const [surname = "", given = ""] = textOf("N")
    .split(/(?<!\\);/u)
    .map(plain);
  const name = plain(textOf("FN")) || `${given} ${surname}`.trim();
  const isWhole =
    matches.every((match) => match !== null) && /^END:VCARD$/imu.test(lines.at(-1)?.trim() ?? "");
  return {
    name: name.slice(0, 200),
    phones: isWhole ? phonesOf(properties) : [],
    uid: plain(textOf("UID")),
    language: plain(textOf("LANG")),
    problem: isWhole ? null : "vcardBroken",
  };
}

/** A mobile number before others, the preferred one before others of its kind; no fax. */
function phonesOf(properties: readonly Property[]): string[] {
  const labelOf = (group: string): string =>
    (group !== "" && properties.find((one) => one.group === group && one.name === "X-ABLABEL")?.value) || "";
  const found = properties
    .filter(({ name }) => name === "TEL")
    .map(({ group, parameters, value }) => {
      const said = `${parameters} ${labelOf(group)}`;
      const preference = /pref=(\d+)/iu.exec(parameters)?.[1];
      return {
        number: plain(value.replace(/^tel:/iu, "").replace(/;ext=.*$/iu, "")),
        isOther: /fax|pager|modem|tty|textphone/iu.test(said),
        isMobile: /cell|mobil|iphone|gsm/iu.test(said),
        preference: preference ? Number(preference) : /pref/iu.test(parameters) ? 1 : 101,
      };
    });
  return found
    .filter(({ number, isOther }) => number !== "" && !isOther)
    .sort((a, b) => Number(b.isMobile) - Number(a.isMobile) || a.preference - b.preference)
    .slice(0, mostPhones)
    .map(({ number }) => number);
}
