import { type Answer, answerAgainst, withAnswers } from "../../domain/claims/answer.ts";
import type { Claims } from "../../domain/claims/claim.ts";
import type { Message } from "../../domain/outbox/message.ts";
import type { Reason } from "../../domain/outbox/reason.ts";
import { messageById, messagesByIds } from "../../storage/outbox-queries.ts";
import { loadSettings } from "../../storage/settings.ts";
import { answerIsTold, answersToTell } from "../../storage/to-tell.ts";
import { newsAt, replyMark, subjectKey } from "../claims/fingerprints.ts";
import type { OpenRegistry } from "../claims/open.ts";
import { passOver, RegistryFailure } from "../claims/registry.ts";
import { answering, look } from "./claiming.ts";
import { unlessKnown } from "./refusals.ts";

/**
 * What people have said of patients' answers, told between the computers of a practice: which answer, and what it means.
 * It lies with the claims of the subject, which each computer reads before its next text.
 */

const mostTries = 20;

/** Tells of all that is yet to be told. @throws RegistryFailure */
export async function tellAnswers(open: OpenRegistry): Promise<void> {
  for (const id of await answersToTell()) await tellAnswersOfId(open, id).catch(passOver);
}

async function tellAnswersOfId(open: OpenRegistry, id: string): Promise<void> {
  const row = await messageById(id);
  if (row) await tellAnswersOf(open, row);
  await answerIsTold(id);
}

/** Of the row that carries them. @throws RegistryFailure */
export async function tellAnswersOf(open: OpenRegistry, row: Message): Promise<void> {
  const { gatewayId, replies, bundle } = row;
  if (gatewayId === null || replies.every(({ verdict }) => verdict === null)) return;
  // A text about several appointments is answered for each of them.
  for (const about of bundle.length > 0 ? await messagesByIds(bundle) : [row]) {
    const news = await newsAt(open.key, about.appointment.start);
    const read: Answer[] = [];
    for (const { id, verdict } of replies)
      if (verdict !== null) {
        const reply = await replyMark(open.key, gatewayId, id);
        read.push({ reply, verdict, news, owner: open.me, by: open.name, at: Date.now() });
      }
    await tell(open, about, read);
  }
}

async function tell(open: OpenRegistry, row: Message, read: readonly Answer[]): Promise<void> {
  const key = await subjectKey(open.key, row);
  for (let tries = 0; tries < mostTries; tries++) {
    const seen = await look(open, key);
    const known = seen.claims.answers ?? [];
    const isKnown = ({ reply, verdict }: Answer): boolean =>
      known.some((one) => one.reply === reply && one.verdict === verdict);
    const news = read.filter((one) => !isKnown(one));
    if (news.length === 0) return;
    if ((await open.registry.change([answering(seen, row, withAnswers(known, news))])).won) return;
  }
  throw new RegistryFailure("unreachable", "everybody writes at once");
}

/** Why a reminder need not leave any more, by what another computer has heard from the patient; `null` otherwise. */
export async function answeredElsewhere(
  { key, me }: OpenRegistry,
  row: Message,
  { answers = [] }: Claims,
): Promise<Reason | null> {
  if (row.kind !== "reminder" || answers.length === 0) return null;
  const news = await newsAt(key, row.appointment.start);
  const endsWithConfirmation = row.schedule !== null && (await loadSettings()).reminders.untilConfirmed;
  const answer = answerAgainst(answers, { news, endsWithConfirmation, me });
  return answer && unlessKnown(row, { code: "answeredElsewhere", detail: answer.by, at: answer.at });
}

/** What a person on another computer has said of an answer that nobody has read here, by the answer's id. */
export async function readElsewhere(
  { key, me }: OpenRegistry,
  { gatewayId, replies }: Message,
  { answers = [] }: Claims,
): Promise<Map<string, Answer["verdict"]>> {
  const read = new Map<string, Answer["verdict"]>();
  for (const { id, verdict } of replies) {
    if (verdict !== null || gatewayId === null) continue;
    const mark = await replyMark(key, gatewayId, id);
    const answer = answers.find(({ reply, owner }) => reply === mark && owner !== me);
    if (answer) read.set(id, answer.verdict);
  }
  return read;
}
