import { parsePhone } from "../../domain/phone.ts";
import { numbersIn, tidied } from "../../domain/phone-numbers.ts";
import { castsDoubt, labelOf } from "../../domain/phone-words.ts";

/** The number in running text, read by the same rules as in a field of its own. */

export interface FoundPhone {
  phone: string;
  /** The text without numbers and their labels. */
  rest: string;
}

const label =
  /(?<=^|[\s,;:|/().[<{"-])(?:tel|telefon(?:ni|ní)?|mobil(?:ni|ní)?|mob|phone|gsm|handy|whatsapp|viber|signal|sms|mt|t|m|p|č|c|číslo|cislo|kontakt|volat|[☎☏✆📞📱]\uFE0F?)\s*[.:]*[\s/]*$/iu;

/** Tags and entities of HTML, which apps put into descriptions. */
const plainText = (text: string): string =>
  text
    .replace(/<(?:br|p|div|li|tr|td)\b[^>]{0,200}>|<\/(?:p|div|li|tr)>/giu, "\n")
    .replace(/<\/?[a-z][^>]{0,500}>/giu, " ")
    .replace(/&nbsp;|&#160;/giu, " ");

const maxPhone = 100;

function without(text: string, numbers: readonly { from: number; to: number }[]): string {
  let rest = "";
  let at = 0;
  for (const { from, to } of numbers) {
    let before = text.slice(at, from);
    // `tel. č. 777…`: one label after another.
    for (let shorter = before.replace(label, ""); shorter !== before; shorter = before.replace(label, ""))
      before = shorter;
    rest += `${before} `;
    at = to;
  }
  return `${rest}${text.slice(at)}`
    .replace(/\(\s*\)|\[\s*\]|\{\s*\}|<\s*>|(["'])\s*\1|„\s*[“”]/gu, " ")
    .replace(/\s+(?=[),;!?.](?:\s|$))/gu, "")
    .replace(/(?<=[:,;])\s*[,;]/gu, "")
    .replace(/\s+/gu, " ")
    .replace(/^[\s,;:|/()+*-]+|[\s,;:|/(+*!-]+$/gu, "")
    .replace(/(?<=\p{Ll}{3})\.$/u, "")
    .trim();
}

/**
 * The number to text out of a text, or another that can be called; `null` where it has none. Where the text speaks
 * against it, what is given is no number but the words, which no reading of a number takes.
 */
export function phoneIn(written: string, countries: readonly string[] = ["CZ", "SK"]): FoundPhone | null {
  const text = tidied(plainText(written));
  const { found } = numbersIn(text, countries);
  const own = found.filter((one) => !one.isOther && !mayBeBirthNumber(text, one));
  const number = own.find(({ problem }) => problem === null) ?? own[0];
  if (!number) return null;
  const rest = without(text, found);
  const line = lineAt(text, number);
  if (castsDoubt(line)) return { phone: doubtful(line, countries), rest };
  return { phone: text.slice(number.from, number.to).trim(), rest };
}

function lineAt(text: string, { from, to }: { from: number; to: number }): string {
  const begin = text.lastIndexOf("\n", from) + 1;
  const end = text.indexOf("\n", to);
  const line = text.slice(begin, end < 0 ? text.length : end);
  return line.length <= maxPhone ? line.trim() : text.slice(Math.max(begin, from - 30), to + 50).trim();
}

/** Words with digits that no reading of a number takes for one. */
export function doubtful(text: string, countries: readonly string[]): string {
  const short = text.trim().slice(0, maxPhone);
  return parsePhone(short, countries).ok ? `${short} ?` : short;
}

const birthNumber =
  /^\d\d(?:0[1-9]|1[0-2]|2[1-9]|3[0-2]|5[1-9]|6[0-2]|7[1-9]|8[0-2])(?:0[1-9]|[12]\d|3[01])\s?\/?\s?\d{3,4}$/u;
/** The digits of whoever was born after 1999 begin with a zero, as numbers do; only theirs can be divided by eleven. */
const isBirthNumber = (run: string): boolean =>
  birthNumber.test(run) &&
  (!run.startsWith("0") || /^\d{6}\s?[\s/]/u.test(run) || Number(run.replace(/\D/gu, "")) % 11 === 0);

/** `0905121239`: a Slovak number, or somebody born on 12 May 2009. Parted as numbers are, it is no birth number. */
const mayBeBirthNumber = (text: string, { from, to }: { from: number; to: number }): boolean => {
  const run = text.slice(from, to).trim();
  return (
    /^0\d{5}[\s/-]*\d{4}$/u.test(run) &&
    isBirthNumber(run.replace(/(?<=^\d{6})[\s/-]+/u, "/")) &&
    labelOf(text.slice(0, from)) !== "phone"
  );
};

const dateLike = /^(?:19|20)\d{2}[-/ ]?(?:0[1-9]|1[0-2])[-/ ]?\d{2}$/u;

/** `O777123456`, `777I23456`: nine signs of which some were typed as letters, or that letters cling to. */
const oddNumber =
  /(?<![\p{L}\d.-])\p{L}{0,2}[67\dOIl](?=[\dOIl ]*\d{3})(?:[\dOIl] ?){7}[\dOIl]\p{L}{0,3}(?![\p{L}\d])/u;
/** An address of the web that is somebody's number all the same. */
const forChat = /(?:wa\.me\/|whatsapp\.com\/send\/?\?phone=|viber:\/\/\S{0,20}number=)(?:\+|%2B)?\d{9,13}/iu;

/** Digits in a text that could be a number and were not taken for one, with the words before them. */
export function doubtIn(written: string, countries: readonly string[] = ["CZ", "SK"]): string | null {
  const text = tidied(plainText(written));
  const { found, prepared } = numbersIn(text, countries);
  const labelled = found.find((one) => one.isOther || mayBeBirthNumber(text, one));
  const loose = [...prepared.matchAll(/\+?\d(?:[\d /()-]|\.(?=\d))*\d/gu)].find(({ 0: run }) => {
    const length = run.replace(/\D/gu, "").length;
    const most = /^(?:\+|00?[1-9])/u.test(run) ? 14 : 12;
    return length >= 8 && length <= most && !isBirthNumber(run.trim()) && !dateLike.test(run.trim());
  });
  const odd = loose ?? oddNumber.exec(prepared) ?? forChat.exec(text);
  const at = labelled ?? (odd && { from: odd.index, to: odd.index + odd[0].length });
  if (!at) return null;
  const begin = Math.max(0, at.from - 30);
  const before = text.slice(begin, at.from).split("\n").at(-1) ?? "";
  const words = begin > 0 ? before.replace(/^\S*\s/u, "") : before;
  return doubtful(`${words}${text.slice(at.from, at.to)}`, countries);
}
