import { nextReceipt } from "../../storage/outbox-queries.ts";
import { askCredit, nextCredit } from "../sending/credit.ts";
import { dispatcher } from "../sending/dispatcher.ts";
import { giveBack } from "../sending/giving-back.ts";
import { askReceipts } from "../sending/receipts.ts";
import { recover } from "../sending/recovery.ts";
import { followLeft, refitIfDue } from "../sending/refit.ts";
import { nextReminder, withdrawReminders } from "../sending/reminders.ts";
import { deleteExpired, nextDeletion } from "../sending/retention.ts";
import { countSlots } from "../sending/waiting-list.ts";
import { feeds } from "./feeds.ts";
import { looks } from "./looks.ts";
import { reconciliation } from "./reconciliation.ts";
import { Scheduler } from "./scheduler.ts";

/** Everything that the background does by itself. */
export const scheduler = new Scheduler(
  [
    { name: "handedOver", needsRecovery: true, run: followLeft, nextAt: async () => null },
    // A reminder leaves as the newest settings want it; other texts do not wait for that.
    {
      name: "refit",
      needsRecovery: true,
      run: () => refitIfDue(() => dispatcher.dispatch()),
      nextAt: async () => null,
    },
    {
      name: "dispatch",
      after: "refit",
      isUrgent: true,
      needsRecovery: true,
      run: () => dispatcher.dispatch(),
      nextAt: (after) => dispatcher.nextDispatch(after),
    },
    { name: "givingBack", after: "dispatch", needsRecovery: true, run: giveBack, nextAt: async () => null },
    // What became of texts can wait for those that are yet to leave.
    { name: "receipts", after: "dispatch", needsRecovery: true, run: askReceipts, nextAt: nextReceipt },
    { name: "reminders", needsRecovery: true, run: withdrawReminders, nextAt: nextReminder },
    { name: "credit", needsRecovery: true, run: askCredit, nextAt: nextCredit },
    // A change, an answer or a person's word may have freed a time, or filled one.
    { name: "waitingList", needsRecovery: true, run: countSlots, nextAt: async () => null },
    feeds,
    reconciliation,
    looks,
    { name: "retention", needsRecovery: true, run: deleteExpired, nextAt: nextDeletion },
  ],
  recover,
);

/** Does whatever is due, soon or at once. Safe to call at any time and any number of times. */
export const tick = (): Promise<void> => scheduler.run();
