import { fold } from "./fold.ts";

/** What people write beside a number: what it is, and that it is no longer right. All texts come folded. */

/** Whose digits they are, whatever stands between: `PIN pro připojení: 777654321`. */
const others =
  /^(pin\w?|puk|id|idecko|hesl\w+|password\w*|passwort|passcode|passwd|faktur\w*|invoice\w*|rechnung\w*|dobropis\w*|balik\w*|balic\w*|zasilk\w*|zasielk\w*|paket\w*|parcel\w*|tracking|ucet|uctu|uctem|ucte|bankovni\w*|account|konto|iban|variabilni\w*|variabilny|fax\w*|telefax)$/u;
/** The same, unless somebody's name comes in between: `objednávka 777654321`, but `objednávka Novák 777 123 456`. */
const numbered =
  /^(kod\w*|codes?|objednavk\w*|orders?|bestellung|zakazk\w*|rezervac\w*|booking|reservation|smlouv\w*|smluv\w*|contract|pojisten\w*|pojistk\w*|pojistovn\w*|insurance|vs|ss|ks|ico?|dico?|dic|rc|rodn\w+|spis\w*|jednac\w*|kart\w*|prukaz\w*|legitimac\w*|serial|seriov\w*|doklad\w*|poukaz\w*|voucher\w*|kupon\w*|licen\w+|ticket\w*|reference|ref|meeting|conference|konferenc\w*|schuzk\w*|webinar\w*|session|room|mistnost\w*|inv|sn|ean|isbn|spz|vin|cj|cp|op|ev|evidencn\w*|zadank\w*|obcansk\w*|obcank\w*|pas|pasu|cestovni\w*|schrank\w*|vyr|vyrobn\w*|sarz[ei]|lot|icp|icz|icq|skype|teamviewer|anydesk|dobirk\w*|uctenk\w*|mrn|chorobopis\w*|protokol\w*|nabidk\w*|reklamac\w*|imei|psc|zip)$/u;
/** `č. žádanky 777654321`, `pacient č. 777654321`: the word beside it says of what it is the number. */
const ordinal = /^(c|cislo|nr|no|nummer|number)$/u;
/** Beside such a word these say nothing of what it is the number of. */
const idle =
  /^(na|k|ke|do|pro|od|u|s|se|z|ze|je|ma|jeho|jeji|jejich|moje|muj|vase|nase|sve|tohle|toto|nove|druhe|dalsi|jine|spravne|aktualni|domu|domaci|kontaktni|mobilni|telefonni|osobni|soukrome|pracovni|sluzebni|our|my|his|her|new|the)$/u;
const phones =
  /^(tel|tl|telef|telefon\w*|telc|mob|mobil\w*|gsm|phone\w*|cell\w*|handy|whatsapp|wa|viber|signal|sms|volat|volejte|zavolat|volam|call|kontakt\w*|contact\w*|m|t|p)$/u;

export type Label = "phone" | "other";

/** What the words before a number say that it is; `null` where they say nothing. Of several the nearest decides. */
export function labelOf(before: string): Label | null {
  // A comma or a new line begins another thing, unless a colon stands before it.
  const clause =
    before
      .replace(/:\s*\n\s*/gu, ": ")
      .split(/[,;|\n]/u)
      .at(-1) ?? "";
  if (/#\s*$/u.test(clause)) return "other";
  let named = false;
  // `v. s.` and `s/n` are one word.
  const joined = clause.replace(/(?<!\p{L})(\p{L})[./]\s?(\p{L})(?=[.:\s]|$)/gu, "$1$2");
  const all = (joined.match(/[\p{L}\d]+/gu) ?? []).reverse();
  for (const [index, word] of all.entries()) {
    const folded = fold(word);
    if (phones.test(folded)) return "phone";
    if (others.test(folded) || (!named && numbered.test(folded))) return "other";
    if (index <= 1 && isNumberOf(all, index)) return "other";
    named ||= /^\p{Lu}/u.test(word);
  }
  return null;
}

/** @param words from the nearest on */
function isNumberOf(words: readonly string[], index: number): boolean {
  const [nearest = "", next = ""] = words;
  if (index === 0) return false;
  const what = ordinal.test(fold(nearest)) ? next : ordinal.test(fold(next)) ? nearest : "";
  return /^\p{Ll}{2}/u.test(what) && !idle.test(fold(what)) && !phones.test(fold(what));
}

/** `777654321#` ends a number that is dialled into a conference; `777 123 456 Kč` is a price. */
export const isOtherBefore = (after: string): boolean =>
  /^\s?(?:#|%|€|(?:kc|czk|eur|euro|usd|ks|kg|km)(?![\p{L}\d]))/u.test(fold(after.slice(0, 10)));

/** That the number may not be the patient's, or not any more, or that nobody is there to read a text. */
const doubts = [
  /\?\s*$|^\s*\?|\d\s*\?|\?\s*\+?\d|[†✝]/u,
  // `777123456 -> 601000001`
  /\d{3}\s?\d{3}\s*(?:[-=]+>|[→⇒➔➜])\s*\D{0,20}\d{3}/u,
  /(?<!\p{L})(?:ze|zo|u)mr[eiu]l|(?<!\p{L})umrti|(?<!\p{L})nebozt|(?<!\p{L})mrtv|deceased|(?<!\p{L})died(?!\p{L})|(?<!\p{L})dead(?!\p{L})|verstorben/u,
  /(?<!\p{L})neplat|(?<!\p{L})nefung|(?<!\p{L})neexist|(?<!\p{L})neaktu|(?<!\p{L})nedostupn|(?<!\p{L})nespravn|(?<!\p{L})nepouziv|(?<!\p{L})nepatri/u,
  /(?<!\p{L})nevol(?:it|at|ejte|ej|ajte|aj)?\s+(?:uz\s+)?(?:na\s+)?(?:cislo|tel|mob|\+?(?:\d[\s/-]?){8}\d)/u,
  /(?<!\p{L})zrusen[eoy]|(?<!\p{L})odpojen|(?<!\p{L})spatn[eay]|(?<!\p{L})chybn[eay]|(?<!\p{L})cizi(?!\p{L})|(?<!\p{L})overit(?!\p{L})|(?<!\p{L})zmena\s+cisla|(?<!\p{L})zmenil\w*\s+cislo/u,
  /(?<!\p{L})(?:uz\s+nema|nema\s+uz|omyl|precislovan\w*|jin(?:y|eho)\s+(?:majitel|uzivatel)\w*|nek(?:oho|omu)\s+jin\w+|neni\s+(?:to\s+)?(?:jeji|jeho|ona|on)|mimo\s+provoz|zle\s+cislo)(?!\p{L})/u,
  /(?<!\p{L})(?:invalid|wrong|outdated|expired|disconnected|not\s+valid|no\s+longer|not\s+in\s+(?:use|service)|old|new|ungultig|falsch|alt|neu)(?!\p{L})/u,
  /(?<!\p{L})(?:nechce|nechcu|neposilat|neposielat|neposilejte|neposielajte|nezasilat|nepreje\s+si|nezada\s+si|odmita|zakaz|zadn[ey]|ziadne|bez|ne|no|nie)\s+(?:(?:zadn[ey]|ziadne|dostavat|posilat|zasilat|posielat)\s+)*(?:sms|zprav|sprav)/u,
  /(?<!\p{L})(?:sms\w{0,3}|zpravy|spravy)\s*[:=-]?\s*(?:(?:ne|no|nie)(?!\p{L}|\s*(?:vol|hovor|telefon|call))|nechce|neposil\w+|neposiel\w+|nezasil\w+|nepreje|odmita|zakaz\w*)(?!\p{L})/u,
];
/** Also surnames, so that they need a number beside them. */
const renewed =
  /(?<!\p{L})(?:nove|stare|puvodni|byvale|predchozi|drivejsi|novy|stary)\s*(?:[:=-]|tel|mob|cisl|gsm|\+?\d)|\d\s*[-–(]*\s*(?:nove|stare|puvodni|byvale|predchozi|drivejsi)(?!\p{L})/u;

/** Whether a text beside a number says that a person has to look first. */
export function castsDoubt(text: string): boolean {
  const folded = fold(text);
  return renewed.test(folded) || doubts.some((doubt) => doubt.test(folded));
}
