import { fold } from "../fold.ts";
import { withoutDiacritics } from "./segments.ts";

/**
 * What a page may write into a text to a patient, seen as the patient would read it. Without this, whoever writes the
 * page would write the text.
 */

/**
 * As it may stand on a phone: without diacritics a text loses its marks and special forms, and `evil․cz` or `⑨⓪⓪` are
 * an address and a number only then.
 */
const readings = (text: string): string[] => [text, withoutDiacritics(text), text.normalize("NFKC")];

/** A number to call or to text: five digits and more, however they are parted. */
const numberLike = /\p{N}(?:[\s\p{M}().,/+*#-]*\p{N}){4,}/u;
const addressLike = /:\/\/|\bwww\b|@|[。．｡]|\d+(?:\.\d+){3}|[\p{L}\p{N}]\.\p{L}{2}/iu;

/** Whether an address of the web or a number is in it, or characters that nobody sees. */
export const isCarrier = (text: string): boolean =>
  /[\p{C}\u2028\u2029]/u.test(text) ||
  // A mark on a digit or a stop is there to be lost.
  /(?:^|[^\p{L}\p{M}])\p{M}/u.test(text) ||
  readings(text).some((reading) => numberLike.test(reading) || addressLike.test(reading));

/** Words that ask for something, or promise it. No name is made of them. */
const luring = new Set(
  `volejte zavolejte volat zavolat telefonujte piste napiste poslete zaslete odeslete kliknete klikni klepnete
  vyhrali vyhral vyhrala vyhravate vyhru vyhrajte zdarma zaplatte zaplatit uhradte uhradit prevedte ucet uctu heslo hesla
  heslem stahnete otevrete navstivte prihlaste objednejte kupte koupte pujcka pujcku pujcky nabidka nabidku nabidky
  slevu slevou korun penize penez milion miliony milionu tecka zavinac lomitko ihned okamzite
  volajte zavolajte napiste poslite kliknite zadarmo stiahnite otvorte prihlaste pozicka pozicku bodka peniaze
  call text click visit winner prize download http https www loan free urgent money account password
  rufen anrufen klicken gewonnen kostenlos zahlen konto besuchen
  дзвоніть телефонуйте пишіть натисніть виграли безкоштовно сплатіть рахунок гроші`.split(/\s+/u),
);
const numerals = new Set(
  `nula jedna jeden dva dve tri ctyri pet sest sedm osm devet deset dvacet tricet ctyricet padesat sedesat sedmdesat
  osmdesat devadesat sto set ste
  sedem osem zero one two three four five six seven eight nine null eins zwei drei vier funf sechs sieben acht neun
  нуль один два три чотири шість сім вісім`.split(/\s+/u),
);

const mostWords = 6;

/** The words of it without titles, as they are compared. */
const wordsOf = (text: string): string[] =>
  text.split(/[\s,()"“”„]+/u).flatMap((word) => (word === "" || word.endsWith(".") ? [] : [fold(word)]));

/** Whether it asks for something or promises it. Two words are a name, whatever they are. */
export function isLure(text: string): boolean {
  const words = wordsOf(text);
  if (words.length < 3) return false;
  const count = (some: ReadonlySet<string>): number => words.filter((word) => some.has(word)).length;
  return count(luring) > 0 || count(numerals) > 2;
}

/** Nobody is called by as many words. */
export const isLongName = (text: string): boolean => wordsOf(text).length > mostWords;
