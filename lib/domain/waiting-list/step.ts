import { hasUnreadAnswer, inOrderOfYes, isOpen, isVain, type OfferView } from "./answers.ts";
import type { Proposal } from "./fits.ts";
import type { FreedSlot } from "./slot.ts";

/** What a time that became free waits for. */

/**
 * - `propose`: for a person who offers it
 * - `asked`: for answers
 * - `answered`: for a person who reads an answer, or books whoever said yes
 * - `tell`: somebody has it, and others who were asked do not know
 * - `late`: an answer came after all was done
 * - `idle`: for nothing: nobody is to be asked
 * - `done`: for nothing any more
 */
export type Step = "propose" | "asked" | "answered" | "tell" | "late" | "idle" | "done";

/** So many by one act, and nobody meant to free single times: the doctor is away. */
export const manyAtOnce = 3;

/**
 * Of those who were asked, who does not know that the time has gone: whoever said no needs no word, nor does whom no
 * text reached. Once it is over, nobody does.
 * @param isTold whether the word about it stands, waits or has left
 * @param now milliseconds since the epoch
 */
export const toBeTold = (
  { closed, start }: Pick<FreedSlot, "closed" | "start">,
  views: readonly OfferView[],
  isTold: (view: OfferView) => boolean,
  now: number,
): OfferView[] =>
  closed === null || Date.parse(start) <= now
    ? []
    : views.filter(
        (view) =>
          isOpen(view) && view.state !== "coming" && view.offer.entryId !== closed.entry?.id && !isTold(view),
      );

export function stepOf(
  slot: FreedSlot,
  views: readonly OfferView[],
  { standstill, fits }: Proposal,
  { untold, now }: { untold: readonly OfferView[]; now: number },
): Step {
  const isUnread = views.some(hasUnreadAnswer);
  if (slot.closed !== null) {
    if (!slot.settled && untold.length > 0) return "tell";
    return isUnread ? "late" : "done";
  }
  if (inOrderOfYes(views).length > 0 || isUnread) return "answered";
  if (Date.parse(slot.start) <= now) return "done";
  if (views.some((view) => !isVain(view) && view.says === null)) return "asked";
  return standstill === null && fits.length > 0 ? "propose" : "idle";
}

/** Whether it stands in "Čeká na vás". */
export const waitsForPerson = (step: Step, isOneOfMany: boolean): boolean =>
  step === "answered" || step === "tell" || step === "late" || (step === "propose" && !isOneOfMany);
