import type { Appointment } from "../../domain/appointment.ts";
import type { Knowledge } from "../../domain/directory/knowledge.ts";
import { e164Of } from "../../domain/directory/patient.ts";
import { answerableUntil, letters } from "../../domain/outbox/letter.ts";
import type { Message } from "../../domain/outbox/message.ts";
import { standing } from "../../domain/outbox/predicates.ts";
import type { Reason, ReasonCode } from "../../domain/outbox/reason.ts";
import { parsePhone } from "../../domain/phone.ts";
import type { Settings } from "../../domain/settings.ts";
import { objectionToWords } from "../../domain/text/own-words.ts";
import { segment } from "../../domain/text/segments.ts";
import type { Input, Output } from "../../rpc/contract/index.ts";
import { messagesOfAppointment, messagesTo } from "../../storage/outbox-queries.ts";
import { changeRows } from "../../storage/outbox-store.ts";
import { loadSettings } from "../../storage/settings.ts";
import { isDayFull } from "./caps.ts";
import { knowledge } from "./directory.ts";
import { newMessage, oneAtATime, untilDecided } from "./new-message.ts";
import { ownWordsTo } from "./own-words.ts";

/** What a person writes to one patient. It is about no appointment, and leaves by the same outbox as all texts. */

type Letter = Input<"outbox.write">;
type Written = Output<"outbox.write">;

/** What a person may send it in spite of, once they were asked. Anything else cannot be sent at all. */
const questions: ReadonlySet<ReasonCode> = new Set([
  "optedOut",
  "patientUnclear",
  "phoneChanged",
  "alreadySent",
  "dailyCap",
]);

/** Of use for a time. Both in milliseconds since the epoch. */
interface Term {
  /** It no longer leaves from then on. */
  leaveBy?: number;
  /** Answers are looked for at least until then. */
  answers: number;
}

/** Answers only after it is on disk. The same letter handed over once more is found there. */
export const writeLetter = (letter: Letter, term: Term = { answers: 0 }): Promise<Written> =>
  oneAtATime(() => untilDecided(() => write(letter, term)));

async function write(
  { id, name, code, phone, text, despite }: Letter,
  { leaveBy, answers }: Term,
): Promise<Written | null> {
  const [known] = await messagesOfAppointment(letters, id);
  if (known) return taken(known);
  const settings = await loadSettings();
  const now = Date.now();
  const refuse = (reason: Reason): Written => ({
    ok: false,
    reason,
    isQuestion: questions.has(reason.code) && !despite.includes(reason.code),
  });
  const parsed = parsePhone(phone, settings.sending.countries);
  if (!parsed.ok) return refuse(parsed.reason);
  const objection = objectionToWords(text);
  if (objection) return refuse(objection);
  const appointment: Appointment = {
    id,
    start: answerableUntil(now, answers),
    end: null,
    allDay: false,
    title: "",
    patient: { id: code, name, phone: parsed.e164 },
  };
  const message = await newMessage({
    calendarId: letters,
    appointment,
    kind: "own",
    previousStart: null,
    origin: "letter",
    draft: { phone: parsed.e164, country: parsed.country, text, parts: segment(text).parts },
    batch: null,
    notBefore: now + settings.sending.settleSeconds * 1000,
    ...(despite.length > 0 ? { despite } : {}),
    ...(leaveBy === undefined ? {} : { leaveBy }),
    now,
  });
  const patient = await knowledge(letters, appointment, settings);
  const doubts = await doubtsAbout(message, patient, settings, now);
  const open = doubts.find(({ code: why }) => !(questions.has(why) && despite.includes(why)));
  if (open) return refuse(open);
  const added = await changeRows([], [message], now);
  return added && taken(message);
}

const taken = ({ id, notBefore }: Message): Written => ({ ok: true, id, leavesAt: notBefore });

/** Why it should not leave, or why a person should think twice, the gravest first. */
async function doubtsAbout(
  message: Message,
  { refusal, phone: directoryPhone }: Knowledge,
  settings: Settings,
  now: number,
): Promise<Reason[]> {
  const { phone, text } = message;
  const known = e164Of(directoryPhone ?? "", settings.sending.countries);
  const same = (await ownWordsTo(phone, now)).filter((row) => row.text === text);
  const repeats = same.flatMap((row) => standing(row) ?? []);
  const full = isDayFull(message, await messagesTo(phone), settings);
  const isOther = known !== null && known !== phone;
  return [
    ...(refusal ? [refusal] : []),
    // Still on its way, or nobody knows: asked about first.
    ...repeats.toSorted((a, b) => Number(questions.has(a.code)) - Number(questions.has(b.code))),
    ...(isOther ? [{ code: "phoneChanged" } as const] : []),
    ...(full ? [{ code: "dailyCap" } as const] : []),
  ];
}
