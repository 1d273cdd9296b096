import { words } from "../../plugin-kit/words.ts";

/**
 * Words of which apps make the names of their fields, in English, Czech, Slovak and German. A field is somebody's own
 * only where each word of its name is known here: `phone_mobile` is, `mother_phone` is not.
 */

export const personWord =
  /^(patient(in|en|s)?|pacient(ka|i)?|clients?|klient(ka|in|i)?|customers?|zakazni(k|cka|ci)|kunden?|kundin|guests?|attendees?|visitors?|persons?|osoba|contacts?|kontakt(person)?|navstevnik|objednany|booker|invitees?)$/;
/** Czech and German put the person into another case: `jmenoPacienta`, `telefonKlienta`. */
const personInCase = /^(pacient|klient|zakazni)\w{1,4}$/;
export const isPerson = (word: string): boolean => personWord.test(word) || personInCase.test(word);

export const phoneWord =
  /^((home|work|main|primary|private|contact|patient|client|customer|pacient|klient)?(phone|mobile)\w*|tele(ph|f)on\w*|telef|tel|telno|mobil\w*|cell\w*|gsm|handy\w*|rufnummer|msisdn|telecoms?)$/;
export const mobileWord =
  /^((home|work|private|patient|client|customer)?mobile?\w*|mobil\w*|cell\w*|gsm|handy\w*|msisdn|whatsapp)$/;
/** Whose phones take texts last. */
export const elsewhereWord =
  /^(home\w*|work\w*|business|landline|pevna|pevny|pevne|domu|domov|domaci|prace|praca|zamestnani|office|privat\w*|day(time)?|evening)$/;
/** What a phone can be called beside. */
const ownWord =
  /^(home|work|business|landline|pevna|pevny|pevne|domu|domov|domaci|prace|praca|zamestnani|day(time)?|evening|privat\w*|osobni|personal|own|main|primary|prim|hlavni|preferred|default|first|second(ary)?|alt(ernat(e|ive))?|other|dalsi|druhy|numbers?|num|no|nr|cislo|cisla|contact|kontakt\w*|sms|whatsapp|value|full|formatted|format|e164|international|intl|national|raw|text|plain|current|new|my|line|a|b|the|of|na|pro|s|c|p)$/;
/** People and places whose number, name and state are not the patient's. */
export const otherWord =
  /^(do[ck]tor\w*|dr|lekar\w*|arzt(in)?|physician|providers?|practitioners?|therap(eut|ist)\w*|terapeut\w*|dentist\w*|zubar\w*|stomatolog\w*|hygieni(st|k)\w*|clinician|specialist\w*|staff|employees?|zamestnan(ec|ci|ce)|mitarbeiter|users?|uzivatel\w*|owner|organi[sz]ers?|host|author|creat(or|ed)|updated|clinic|klinika|practice|praxis|ordinace|ambulance|office|location|misto|room|emergency|insurance|pojistovna|company|firma|employer|referrer|referring|nurse|sestr\w*|assistant\w*|asistent\w*|reception\w*|recepc\w*|fax|payers?|payment|invoice|billing|mothers?|mat(ka|ky|er\w*)|fathers?|otec|otce|parents?|rodic\w*|guardians?|kin|spouse|husband|wife|man(zel\w*)|child|dite|sibling|relative|family|caregiver|trainer|trener\w*|coach|teacher|masseur|maser\w*|manager|admin|agent|supplier|driver|meeting|conference|zoom|pin)$/;
/** Objects that only hold fields together. */
const containerWord =
  /^(data|props?|properties|extended|ext|extra|meta(data)?|attributes|attrs?|appointments?|events?|bookings?|reservations?|rezervace|termin|visits?|navsteva|details?|info(rmation)?|custom|fields?|payload|item|entry|record|form|answers?|responses?|resource|content|detail|udaje|object|params?|additional|general|basic|zakladni|raw|source|original)$/;
/** Of a person's own. */
const ownPartWord =
  /^(contacts?|kontakt\w*|details?|info(rmation)?|data|udaje|communications?|personal|osobni|attributes|profile|profil|address|adresa|demographics|fields?|custom|meta(data)?|properties|extra|phones?|telefony|telecoms?|numbers?)$/;

const titleWord =
  /^(title|titul(ek)?|nazev|nazov|titel|subject|predmet|betreff|summary|caption|label|text|name)$/;

/** `raw.title`, `event.name`: what the calendar calls the event, and no field of a person's. */
export const isTitleName = (path: string): boolean =>
  !words(path).some(isPerson) &&
  all(path.split(".").at(-1) ?? "", (word) => titleWord.test(word) || containerWord.test(word));

export const idWord = /^(u?u?ids?|guid|pk)$/;
export const firstWord = /^((first|given)(name)?|forename|j?meno|krestni|vorname)$/;
export const lastWord = /^((last|family)(name)?|surname|prijmeni|priezvisko|nachname|familienname)$/;
export const fullWord = /^((full|display)(name)?|name|label|jmenoprijmeni|cele(j?meno)?|text)$/;
const nameWord = /^((full|display)?name|j?meno|a|title|middle|legal|preferred)$/;
export const textWord =
  /^(desc(ription)?|popis(ek)?|notes?|poznamk[ay]|location|misto|comments?|komentar\w*|beschreibung|notiz|bemerkung|details|info|body|text|remarks?|memo|message|zprava)$/;

/** Without the number that tells one of several from the others: `phone2`. */
const wordsOf = (key: string): string[] =>
  words(key)
    .map((word) => word.replace(/(?<=[a-z])\d{1,2}$/, ""))
    .filter((word) => !/^\d+$/.test(word));

const all = (key: string, isKnown: (word: string) => boolean): boolean => wordsOf(key).every(isKnown);

export type Owner = "own" | "other" | "unknown";

/** `contact_number`, `sms`: no word of it alone is a phone. */
const phoneName =
  /^(sms|whatsapp|(sms|whatsapp|contact|kontakt\w*) (number|num|no|cislo)|cislo (sms|whatsapp|kontakt\w*))$/;
/** `contactPerson` may be anybody: who it is only a person knows. */
const isContactPerson = (named: readonly string[]): boolean =>
  named.some((word) => /^(contact|kontakt\w*)$/.test(word)) &&
  named.some((word) => /^(persons?|osob[ay])$/.test(word));

/** Whose number stands in a field; `null` where its name speaks of none. */
export function ownerOfPhone(key: string): Owner | null {
  const named = wordsOf(key);
  if (phoneName.test(named.join(" "))) return "own";
  if (!named.some((word) => phoneWord.test(word))) return null;
  if (isContactPerson(named)) return "unknown";
  const strange = named.filter((word) => !phoneWord.test(word) && !ownWord.test(word) && !isPerson(word));
  if (strange.length === 0) return "own";
  return strange.some((word) => otherWord.test(word)) ? "other" : "unknown";
}

export const isOwnName = (key: string): boolean =>
  all(
    key,
    (word) => isPerson(word) || [firstWord, lastWord, fullWord, nameWord].some((known) => known.test(word)),
  );

/** `patient`, `customerData`: an object that is the person. */
export const isPersonObject = (key: string): boolean =>
  words(key).some(isPerson) &&
  !isContactPerson(words(key)) &&
  all(key, (word) => isPerson(word) || containerWord.test(word));

export const isContainer = (key: string): boolean =>
  words(key).length > 0 && all(key, (word) => containerWord.test(word));

export const isOwnPart = (key: string): boolean =>
  words(key).length > 0 && all(key, (word) => ownPartWord.test(word));

/** What was written to the patient may name the practice's own number: `sms_text`. */
export const isText = (key: string): boolean =>
  wordsOf(key).some((word) => textWord.test(word)) &&
  !wordsOf(key).includes("sms") &&
  all(key, (word) => textWord.test(word) || isPerson(word) || containerWord.test(word) || ownWord.test(word));
