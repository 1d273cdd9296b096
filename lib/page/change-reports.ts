import type { AppointmentChange } from "../domain/appointment.ts";
import type { UnseenCreation } from "../domain/looks/unseen.ts";
import type { CalendarAdapter } from "../plugin-api/calendar.ts";
import { logError } from "../plugin-api/log.ts";
import type { Output } from "../rpc/contract/index.ts";
import { retries, retry } from "./connection.ts";
import type { PageContext } from "./context.ts";

/**
 * Hands the changes of calendars to the background, and says on the page what comes of them.
 * @returns what follows a calendar until it is disposed of
 */
export function reportChanges({
  words,
  call,
  notices,
  signal,
}: PageContext): (adapter: CalendarAdapter) => Disposable {
  /** One after the other, for the background weighs each against the one before it. */
  let handOver: Promise<void> = Promise.resolve();

  /** Nothing will come of a change, and the person should know. */
  const sayMissed = (who: string): void =>
    notices.showBriefly(who ? `${words.noSms}: ${who}` : words.noSms, words.handOverFailed);

  /** Nothing is lost once it is on disk, but the person should know what it waits for. */
  async function keepUnseen(creation: UnseenCreation): Promise<void> {
    try {
      const told = await retry(() => call("page.unseen", creation), retries, signal);
      if (told && !signal.aborted) notices.showBriefly(told.title, told.text);
    } catch (error) {
      if (signal.aborted) return;
      logError(error);
      if (creation.isTold) sayMissed(creation.patient?.name || creation.title);
    }
  }

  async function report(
    { appointment: { patient, title } }: AppointmentChange,
    send: () => Promise<Output<"page.changed">>,
  ): Promise<void> {
    const who = patient?.name || title || words.noSms;
    try {
      // Reported twice it still counts once: the background knows every change by its key.
      const consequence = await retry(send, retries, signal);
      if (signal.aborted) return;
      const { skipped, mayLeave } = consequence;
      // What this change made outdated is told so at once.
      notices.refresh();
      notices.show(consequence.notices);
      if (skipped) notices.showBriefly(`${mayLeave ? words.notYet : words.noSms}: ${who}`, skipped);
    } catch (error) {
      if (signal.aborted) return;
      logError(error);
      sayMissed(who);
    }
  }

  const handIn = (change: AppointmentChange, send: () => Promise<Output<"page.changed">>): void => {
    handOver = handOver.then(() => report(change, send));
  };

  return (adapter) => {
    const stack = new DisposableStack();
    const handInAs = (name: "page.changed" | "page.guessed") => (change: AppointmentChange) =>
      handIn(change, () => call(name, change));
    stack.use(adapter.onDidChange(handInAs("page.changed")));
    stack.use(adapter.onDidGuess?.(handInAs("page.guessed")));
    stack.use(
      adapter.onDidChangeSeries?.((changes) => {
        const [first] = changes;
        if (first) handIn(first, () => call("page.changedSeries", [...changes]));
      }),
    );
    stack.use(adapter.onDidCreateUnseen((creation) => void keepUnseen(creation)));
    stack.use(adapter.onDidMiss?.(sayMissed));
    return stack;
  };
}
