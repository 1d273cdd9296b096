import { words } from "../../plugin-kit/words.ts";

/** How requests name things, in English, Czech, Slovak and German. */

/** Names of a time that is not the appointment's start. */
export const notStart =
  /^((dt)?end|end(s|time|date|at)|finish|till|until|to|konec|do|bis|ende|koniec|duration|created?|creation|modified|updated?|dtstamp|stamp|timestamp|birth\w*|born|dob|narozeni?|old|prev(ious)?|original|before|puvodni|range|view|now|today|last|due|expires?|sent|reminder|token|nonce|version|csrf|next|dalsi|follow(up)?|recall|kontrol\w*|paid|arriv\w*|prichod\w*|depart\w*|odchod\w*|check(ed|in|out)?|seen|called|valid\w*|platn\w*|notif\w*|sign(ed)?|printed|opened|closed|deadline|lhuta)$/;
/** Names of the start, where an app says more of a moment than that it is one. */
export const startName =
  /^((dt)?start\w*|begin\w*|from|od|zacat\w*|zaciat\w*|date(time)?|datum|time|cas|den|day|when|kdy|hour|hodin\w*|schedul\w*|termin\w*|slot\w*|new\w*|nov[yea]|beginn|anfang|zeit|tag|uhrzeit|period|interval|range|moment|appointment\w*|event\w*|booking\w*|reservation\w*|visit\w*)$/;
const idName = /^(u?u?ids?|guid|pk|key|oid|slug)$/;
/** What an app may call the thing that stands in its calendar. */
const thing =
  /^(events?|appointments?|bookings?|reservations?|rezervace|termin[uy]?|schedule|visits?|navstev[ay]|objedna(ni|vk[ay])|meetings?|sessions?|entr(y|ies)|items?|records?|objects?|occurrences?|slots?|calendarevent|zaznam)$/;
/** Things whose id is not the event's, beside people. */
const otherThing =
  /^(uzivatel\w*|do[ck]tor[as]?|lekar\w*|providers?|staff|employees?|services?|sluzb\w*|rooms?|calendars?|kalendar\w*|resources?|tenants?|orgs?|organi[sz]ations?|clinics?|klinik\w*|practi(ce|tioner)s?|ordinac\w*|people|types?|categor(y|ies)|status|session|token|csrf|author|owner|series|groups?|templates?|locations?|parent|previous|old)$/;
export const personName =
  /^(patients?|pacient\w*|clients?|klient\w*|customers?|zakaznik\w*|kunde|guests?|persons?|osob\w*|contacts?|attendees?|users?)$/;
/** Names by which an app says that a thing goes. */
export const cancelVerb =
  /^((batch|bulk)?delete[ds]?|removed?|cancel(l?(ed|ation))?|destroy|trash|archive|void|storn(o|iere)\w*|zrus\w*|(s|vy)maz\w*|odstran\w*|loschen|absagen|abgesagt)$/;
/** What hangs on an appointment and goes without it: that it is cancelled or deleted says nothing of the appointment. */
export const partName =
  /^(pay(ments?|outs?)?|plat(b\w*|ebni\w*)|zaplac\w*|invoices?|faktur\w*|billing|bills?|uct(y|u|enka|enky)|refunds?|deposits?|zaloh\w*|charges?|discounts?|slev\w*|coupons?|vouchers?|reminders?|pripomin\w*|pripomenut\w*|pripomienk\w*|notif\w*|upozorneni\w*|alerts?|alarms?|messages?|zprav\w*|sprav[ay]|sms|e?mails?|attachments?|priloh\w*|files?|soubor\w*|dokument\w*|photos?|images?|avatars?|notes?|poznamk\w*|comments?|komentar\w*|tags?|labels?|stit(ek|ky)|insurance|pojist\w*|poist\w*|prescriptions?|recept(y|u)?|subscriptions?|links?|tokens?|invit(es?|ations?)|consents?|souhlas\w*|reviews?|ratings?|drafts?|locks?|favou?rites?|flags?|stars?|filters?|filtry?|views?|settings?|nastaven\w*|prefer\w*|presence|selections?|editing|editors?|widgets?|tasks?|todos?|ukol\w*|wait(ing)?(list)?|cekac\w*|prints?|tisk\w*)$/;
/** Names of addresses and deeds that only ask or write down: what they name has not been saved. */
export const askingName =
  /^(check(s|ing)?|validat\w*|verif\w*|over(eni|it)?|search\w*|find|lookup|availab\w*|dostupn\w*|voln[eay]|conflicts?|koliz\w*|preview|nahled\w*|suggest\w*|estimat\w*|quote|count|list|export\w*|logs?|audit\w*|track\w*|analytics|telemetry|stats|metrics|ping|heartbeat|history|histori[ea]|simulat\w*)$/;
/** Fields whose value is what is to be done. */
export const actionName =
  /^(action|akce|op(eration(name)?)?|method|cmd|command|do|task|mutation|query|type|status|state|stav|event)$/;
/** Names that speak of a shift without saying where to. */
export const shiftName =
  /^(days?|dny|delta|minutes?|minuty|hours?|start|shift|offset|moved?|adjust|reschedule|p(re|o)sun\w*|drag|drop|resize|time|date|cas|datum)$/;

/** What stands beside a verb and changes nothing of it. */
const neutral = /^(by|id|do|one|all|single|selected|multiple|many|batch|bulk|ajax|api|confirm(ed)?|now)$/;

const isOther = (name: string): boolean => otherThing.test(name) || personName.test(name);
const isThing = (name: string): boolean => thing.test(name) && !isOther(name);

/** `removeProvider`: it goes, and no appointment. */
export const isOfAnother = (names: readonly string[]): boolean => names.some(isOther) && !names.some(isThing);

/** Whether a part of an address says that an appointment goes, and nothing else. */
export const isCancelVerb = (names: readonly string[]): boolean =>
  names.some((name) => cancelVerb.test(name)) &&
  names.every((name) => cancelVerb.test(name) || thing.test(name) || neutral.test(name));

/** Whether such a part may stand behind the id of what goes: `/events/7/occurrences`. */
export const staysWithEvent = (names: readonly string[]): boolean =>
  names.every((name) => cancelVerb.test(name) || isThing(name) || neutral.test(name));

/** Whether a field's name says that its value is the event's id. */
export function namesEvent(path: readonly string[]): boolean {
  const names = path.flatMap((name) => [...words(name)]);
  const last = words(path.at(-1) ?? "");
  const isId = last.some((name) => idName.test(name));
  // `calendarEvent.id`, `patient.appointmentId`: the word right before the id decides.
  const before = names.findLast((name) => !idName.test(name));
  if (isId && before !== undefined && thing.test(before) && !isOther(before)) return true;
  if (names.some(isOther)) return false;
  return isId || (last.length > 0 && last.every((name) => thing.test(name)));
}
