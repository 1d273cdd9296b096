import { isFields } from "../../plugin-api/shapes.ts";
import { words } from "../../plugin-kit/words.ts";
import { isContainer } from "./field-words.ts";
import { asText } from "./phone-fields.ts";

/** Whether an app marks an appointment, and nothing else of it, as cancelled while it still shows it. */

const statusWord = /^(status|state|stav|zustand)$/;
/** What the state is of. A payment's is none of ours. */
const thingWord =
  /^(appointments?|events?|bookings?|reservations?|rezervace|termin[uy]?|visits?|navstev[ay]|objednavk[ay]|objednani|schedule|slot|entry|record|calendar|current|is|je|byl[aoi]?|was|has|been|be|flag|code|name|text|label|value|title|id|key|type|dne|datum|kdy|at|on|date|time|timestamp|ts|by|kym|utc)$/;
const cancelledWord =
  /^(cancell?ed|canc|cancel|cancellation|zrusen[aoeyi]?|zrusil[ai]?|zruseni|storno(van\w*)?|stornier(t|en)|abgesagt|absage|deleted|smazan[aoeyi]?|vymazan[aoeyi]?|odwolan\w*|odvolan\w*|declined|rejected|refused|odmitnut\w*|zamitnut\w*|abgelehnt|abgebrochen|annul\w*|void(ed)?|revoked|removed|odhlasen[aoeyi]?|odhlasil[ai]?|odrekl[ai]?|odreknut\w*|omluven[aoeyi]?|nekona|nekonal[aoy]?|neuskutecni|neprobehne)$/;
/** A wish is no deed, and a "no" before it turns it round. */
export const liftingWord =
  /^(not|un|non|nicht|neni|ne|nie|no|never|kein|request(ed)?|requests?|pending|zadost|pozadavek|zada|wants?|asks?|awaiting|waiting|ceka|can|could|may|allowed?|able|policy|reason|deadline|until|before|url|link|token|fee|poplatek|poplatku|free|possible|mozne|mozno|lze|failed|undo|restored|obnoven\w*|reverted|withdrawn)$/;

function saysCancelled(text: string): boolean {
  // `cancelled (no fee)`: what stands in brackets only adds to it.
  const said = words(text.slice(0, 100).replace(/(?<=\S\s*)\([^)]*\)?/gu, " "));
  if (/\?\s*$/.test(text) || /^to be\b/.test(said.join(" "))) return false;
  if (/^entered in error$/.test(said.join(" "))) return true;
  if (/^no\s?longer\b/.test(said.join(" "))) return true;
  // Of a request to cancel that was not granted.
  if (/\b(cancellation|zruseni|storno)\w* (declined|rejected|refused|odmitnut|zamitnut)/.test(said.join(" ")))
    return false;
  return said.some((word) => cancelledWord.test(word)) && !said.some((word) => liftingWord.test(word));
}

const no =
  /^(|0|0\.0|false|no|n|ne|nie|nein|off|null|none|nil|undefined|-|0000-00-00.*|0001-01-01.*|1970-01-01.*)$/i;
const yes = /^(1|true|t|y|yes|ano|a|ja|on|x|checked)$/i;

/** `is_cancelled: "1"`, `deleted_at: "2026-11-20 10:00:00"` */
function isFlagSet(value: unknown, isMoment: boolean): boolean {
  if (value === true) return true;
  const text = asText(value);
  if (text === null || no.test(text)) return false;
  if (isMoment) return /(?:19|20)\d{2}|^\d{9,13}$/.test(text);
  return yes.test(text) || /^(?:19|20)\d{2}-\d{2}-\d{2}/.test(text) || /^1\d{9}(?:\d{3})?$/.test(text);
}

const done =
  /^(cancell?ed|canceled|deleted|zrusen[aoy]?|smazan[aoy]?|storno|stornovan[aoy]?|storniert|abgesagt|declined|void(ed)?|removed|revoked)$/;
/** Who has done it: only where it was done is that anybody. */
const doer = /^(by|kym|zrusil[ai]?|stornoval[ai]?)$/;
const moment = /^(at|on|date|time|timestamp|ts|dne|datum|kdy|utc)$/;
const deed = /^(cancellation|zruseni|storna|smazani|deletion)$/;

/** What a field says of the appointment's state; `null` where it speaks of something else. */
function fieldSays(key: string, value: unknown): boolean | null {
  const named = words(key);
  if (
    !named.every(
      (word) =>
        statusWord.test(word) ||
        thingWord.test(word) ||
        done.test(word) ||
        deed.test(word) ||
        doer.test(word),
    )
  )
    return null;
  if (named.some((word) => statusWord.test(word))) {
    const [only, ...others] = Array.isArray(value) ? value : [value];
    if (!isFields(value)) return others.length === 0 && saysCancelled(asText(only) ?? "");
    // `status: { code: "cancelled", label: "Zrušeno" }`
    return Object.entries(value).some(
      ([inner, one]) =>
        /^(name|code|value|label|key|slug|type|title|id|text|status|state|stav|nazev|kod)$/.test(
          words(inner).join(""),
        ) && saysCancelled(asText(one) ?? ""),
    );
  }
  if (named.some((word) => doer.test(word)) && (named.length === 1 || named.some((word) => done.test(word))))
    return !/^by$|^kym$/.test(named.join()) && !no.test(asText(value) ?? "");
  const isMoment = named.some((word) => moment.test(word));
  if (named.some((word) => done.test(word))) return isFlagSet(value, isMoment);
  return named.some((word) => deed.test(word)) && isMoment ? isFlagSet(value, true) : null;
}

/** Whether the app marks the event as cancelled while it still shows it. */
export function isCancelled(props: unknown): boolean {
  let level = isFields(props) ? [props] : [];
  for (let depth = 0; depth < 3 && level.length > 0; depth++) {
    const fields = level.flatMap((one) => Object.entries(one));
    if (fields.some(([key, value]) => fieldSays(key, value))) return true;
    level = fields.flatMap(([key, value]) => (isFields(value) && isContainer(key) ? [value] : []));
  }
  return false;
}
