import { z } from "zod";
import { foldedWords } from "../fold.ts";
import { isLetter } from "../outbox/letter.ts";
import type { MessageKind } from "../text/message-kind.ts";

/** What patients answer. A reply is only ever proposed to mean something; a person says what it means. */

export const ReplyVerdict = z.enum(["confirms", "declines", "optsOut", "wrongNumber", "read"]);
export type ReplyVerdict = z.infer<typeof ReplyVerdict>;

/** Whom "wants no texts" is about: this patient alone, or whoever is to be texted on the number. */
export const OptOutScope = z.enum(["patient", "number"]);
export type OptOutScope = z.infer<typeof OptOutScope>;

/** What a reply says beyond doubt. */
export type Reading = Exclude<ReplyVerdict, "read" | "wrongNumber">;

export const maxReplyLength = 1000;

export const Reply = z.strictObject({
  /** GoSMS's. */
  id: z.string().min(1).max(200),
  text: z.string().max(maxReplyLength),
  /** When GoSMS got it, in milliseconds since the epoch. */
  at: z.int().nonnegative(),
  /** A person's word; `null` until somebody has read it. */
  verdict: ReplyVerdict.nullable(),
});
export type Reply = z.infer<typeof Reply>;

/** Nobody writes more answers to one text; what comes beyond is not kept. */
const maxReplies = 20;

/** With those that came, each once. */
export function withReplies(known: readonly Reply[], came: readonly Reply[]): Reply[] {
  const ids = new Set(known.map(({ id }) => id));
  const fresh = came.filter(({ id }) => !ids.has(id) && ids.add(id));
  return [...known, ...fresh].slice(0, maxReplies);
}

export const hasUnread = ({ replies }: { replies: readonly Reply[] }): boolean =>
  replies.some(({ verdict }) => verdict === null);

type Class = Reading | "cancel" | "polite" | "courteous" | "no";

/** In Czech, Slovak, English, German and Ukrainian; phrases where a word alone would say something else. */
const vocabulary: Record<Class, string> = {
  confirms: `
    ano; jo; jj; jojo; jasně; jistě; ok; okay; okej; oki; okey; dobře; platí; v pořádku; souhlasím; souhlasíme;
    přijdu; přijdeme; dorazím; dorazíme; budu; budu tam; budeme tam; mohu přijít; můžu přijít; můžeme přijít;
    potvrzuji; potvrzuju; potvrzujeme; potvrzeno; potvrzuji účast; potvrzuji svou účast; počítám s tím; počítáme s tím;
    áno; hej; jasné; prídem; prídeme; dorazíme; budem tam; môžem prísť; súhlasím; potvrdzujem; potvrdzujeme; potvrdené;
    yes; yep; yup; yeah; sure; confirm; confirmed; confirming; i will come; i'll come; i'll be there; i will be there; will be there; i am coming; coming;
    ja; jawohl; ich komme; komme; wir kommen; bestätige; bestätigt; einverstanden; in ordnung; passt;
    так; да; добре; ок; прийду; прийдемо; буду; будемо; підтверджую; підтверджуємо; згоден; згодна`,
  declines: `
    ne; nene; nepřijdu; nepřijdeme; nedorazím; nedorazíme; nebudu; nemohu; nemůžu; nemůžeme; nemohu přijít; nemůžu přijít;
    nepotvrzuji; nepotvrzuju; nesouhlasím; neplatí; ruším; rušíme; zruším; zrušíme; odříkám;
    nie; neprídem; neprídeme; nemôžem; nemôžem prísť; nemôžeme; nemôžeme prísť; nepotvrdzujem; nesúhlasím; rušíme; zrušíme;
    nope; not coming; i am not coming; i'm not coming; cannot come; i cannot come; can not come;
    cannot make it; i cannot make it; will not come; i will not come; cancelling; canceling;
    nein; komme nicht; ich komme nicht; wir kommen nicht; kann nicht; kann nicht kommen; sage ab; ich sage ab; storniere;
    ні; нет; не прийду; не прийдемо; не буду; не зможу; не можу; не зможу прийти; не можу прийти; скасовую; відміняю`,
  // With a "no" before it, such a word may mean that the appointment is to stay.
  cancel: `
    zrušit; zrušte; zruš; zrušení; o zrušení; o zrušení termínu; chci zrušit; chceme zrušit; musím zrušit; musíme zrušit;
    storno; stornovat; stornujte; odhlásit termín; odhlásit z termínu;
    zrušiť; zrušenie; o zrušenie; stornovať; odhlásiť termín; odhlásiť z termínu;
    cancel; cancel it; absagen; stornieren; скасувати; скасуйте; відмінити; відмініть`,
  optsOut: `
    stop; stop sms; sms stop; stopp; neposílat; neposílat sms; neposílejte; neposílejte sms; neposílejte mi sms; neposílej;
    už neposílejte; už neposílejte sms; už neposílejte zprávy; už mi neposílejte; už mi nepište; nepřeji si sms;
    nepřeji si dostávat sms; nepřeji si zasílat sms; zrušit odběr; zrušit odběr sms; zrušte zasílání sms; neposílat zprávy; neposílejte zprávy; nechci sms; nechci žádné sms; nechci smsky; nechci zprávy;
    nechci dostávat sms; nechci dostávat zprávy; nepsat; nepište; nepište mi;
    odhlásit sms; odhlaste sms; odhlásit zprávy; odhlásit odběr; odhlásit z odběru; odhlásit z odběru sms; odhlašuji sms; odhlásiť sms; odhlásiť správy;
    neposielať; neposielať sms; neposielajte; neposielajte sms; nechcem sms; nechcem správy; nechcem dostávať sms;
    unsubscribe; unsubscribe me; stop all; stopall; stop messages; no sms; no texts; no more sms; no more texts; do not text me; stop texting; stop texting me;
    keine sms; keine sms mehr; keine nachrichten; keine nachrichten mehr; abmelden;
    стоп; стоп смс; не надсилайте; не надсилати; не пишіть; не хочу смс`,
  polite: `
    děkuji; děkuju; děkujeme; díky; dík; děkuji moc; moc děkuji; díky moc; děkuji vám; dobrý den; dobrý večer; ahoj; zdravím;
    hezký den; pěkný den; krásný den; prosím; s pozdravem; na shledanou; nashledanou; určitě; bohužel; omlouvám se; termín;
    ďakujem; ďakujeme; vďaka; dobrý deň; pekný deň; prosím vás; s pozdravom; dovidenia; určite; žiaľ; bohužiaľ; ospravedlňujem se;
    danke; vielen dank; bitte; hallo; guten tag; leider; mit freundlichen grüßen;
    дякую; дякуємо; будь ласка; добрий день; доброго дня; на жаль; вибачте`,
  courteous: `thanks; thank you; thx; please; hello; hi; unfortunately; sorry; regards`,
  // An English refusal; in Czech and Slovak it means "well", and "no určitě" is a yes.
  no: `no`,
};

const phrases = new Map(
  (Object.entries(vocabulary) as [Class, string][]).flatMap(([meaning, listed]) =>
    listed.split(";").map((phrase) => [foldedWords(phrase).join(" "), meaning] as const),
  ),
);
const longestPhrase = Math.max(...[...phrases.keys()].map((phrase) => phrase.split(" ").length));

/**
 * What a reply says, where it says nothing else: one word that is not known here ("ano, ale později"), a number or a
 * question, and a person has to read it.
 * @param name the patient's, with which they may sign
 */
export function readReply(text: string, name = ""): Reading | null {
  // Cut off, it may have gone on otherwise; and a small picture may say the opposite of the word before it.
  if (text.length >= maxReplyLength || /[?\p{Extended_Pictographic}]/u.test(text)) return null;
  const signed = new Set(foldedWords(name));
  const words = foldedWords(text);
  const meanings = new Set<Class>();
  for (let at = 0; at < words.length; ) {
    let length = Math.min(longestPhrase, words.length - at);
    while (length > 0 && !phrases.has(words.slice(at, at + length).join(" "))) length--;
    const meaning = phrases.get(words.slice(at, at + length).join(" "));
    if (meaning) meanings.add(meaning);
    else if (!signed.has(words[at] ?? "")) return null;
    at += Math.max(length, 1);
  }
  if (meanings.delete("no")) {
    if (meanings.has("polite")) return null;
    meanings.add("declines");
  }
  meanings.delete("polite");
  meanings.delete("courteous");
  const [only, ...others] = meanings;
  if (only === undefined || others.length > 0) return null;
  if (only === "cancel") return "declines";
  return only === "confirms" || only === "declines" || only === "optsOut" ? only : null;
}

/** What has to be known of the text that is answered to. */
interface Answered {
  calendarId: string;
  kind: MessageKind;
  changed: { start: string | null } | null;
  appointment: { start: string; patient: { name: string } | null };
}

/** What a reply to a text is proposed to mean; `null` where a person has to read it. */
export function proposalFor(message: Answered, text: string): Reading | null {
  const { kind, changed, appointment } = message;
  const reading = readReply(text, appointment.patient?.name);
  // To a cancellation, or to a time that is no longer so, nobody can say that they come; and what is asked in a
  // person's own words only a person knows.
  const isAbout =
    kind !== "cancellation" && kind !== "own" && (changed === null || changed.start === appointment.start);
  return reading === "optsOut" || isAbout ? reading : null;
}

/** What a person can say of a reply, what is proposed first. */
export function verdictsFor(message: Answered, text: string): ReplyVerdict[] {
  const proposed = proposalFor(message, text);
  if (proposed === "optsOut") return ["optsOut", "read"];
  if (message.kind === "cancellation" || isLetter(message)) return ["read"];
  if (message.kind === "own") return ["read", "confirms", "declines"];
  return proposed === "declines" ? ["declines", "confirms", "read"] : ["confirms", "declines", "read"];
}

/** What a reply seldom says, beside those. */
export const rarerVerdictsFor = (message: Answered, text: string): ReplyVerdict[] =>
  (["optsOut", "wrongNumber"] as const).filter((verdict) => !verdictsFor(message, text).includes(verdict));

const shortestMs = 15 * 60_000;
/** For so long whoever is asked whether they come sooner is likely to answer, in milliseconds. */
const eagerMs = 8 * 3600_000;

/**
 * When to look for replies next: ever less often after the text has left, ever more often before the appointment
 * begins, and not after that. All in milliseconds since the epoch; `null` for no more.
 */
export function nextReplyLook({
  sentAt,
  start,
  leaveBy,
  now,
}: {
  sentAt: number;
  start: number;
  /** Of an offer: when it is no longer of use. Somebody waits at the desk for the answer. */
  leaveBy?: number | undefined;
  now: number;
}): number | null {
  if (now >= start) return null;
  const isEager = leaveBy !== undefined && Math.abs(now - sentAt) < eagerMs;
  const nearest = leaveBy !== undefined && now < leaveBy ? leaveBy : start;
  const wait = Math.max(shortestMs, isEager ? 0 : Math.min(Math.abs(now - sentAt), nearest - now) / 2);
  return Math.round(Math.min(now + wait, start));
}
