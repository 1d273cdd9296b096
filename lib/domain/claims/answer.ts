import { z } from "zod";
import { ReplyVerdict } from "../thread/reply.ts";

/**
 * What a person on one computer said of a patient's answer, for the others. The answer's words stay with GoSMS and on
 * the computers that have asked it for them.
 */

export const Answer = z.object({
  /** Which answer: a keyed hash of GoSMS's ids of the text and of the answer. */
  reply: z.string(),
  verdict: ReplyVerdict,
  /** That the appointment is at the time for which it was answered. */
  news: z.string(),
  owner: z.string(),
  by: z.string().max(60),
  /** When it was read, by that computer's clock, in milliseconds since the epoch: to be shown only. */
  at: z.int().nonnegative(),
});
export type Answer = z.infer<typeof Answer>;

/** Far more than anybody writes about one appointment. */
const mostAnswers = 20;

/** With answers as they are read by now. */
export const withAnswers = (known: readonly Answer[], read: readonly Answer[]): Answer[] => {
  const anew = new Set(read.map(({ reply }) => reply));
  return [...known.filter(({ reply }) => !anew.has(reply)), ...read].slice(-mostAnswers);
};

/**
 * The answer after which nobody is to be reminded of an appointment any more, as another computer heard it; `null`
 * where there is none. What this computer heard itself, its own rows have followed.
 * @param news that the appointment is at the time that would be reminded of
 * @param me this computer's id
 */
export function answerAgainst(
  answers: readonly Answer[],
  { news, endsWithConfirmation, me }: { news: string; endsWithConfirmation: boolean; me: string },
): Answer | null {
  const last = answers.findLast(
    (one) => one.news === news && (one.verdict === "declines" || one.verdict === "confirms"),
  );
  if (!last || last.owner === me) return null;
  return last.verdict === "declines" || endsWithConfirmation ? last : null;
}
