import { saveFile } from "../../components/ui/save-file.ts";
import type { SlotActions, WaitingActions, WaitingModel } from "../../components/waiting/model.ts";
import { isTelling } from "../../lib/domain/looks/unseen.ts";
import type { TodayView } from "../../lib/domain/outbox/today.ts";
import { dayBounds } from "../../lib/domain/text/when.ts";
import { call } from "../../lib/rpc/client.ts";
import { acknowledgeLoss, databaseLostAt } from "../../lib/storage/database-loss.ts";
import { readDay } from "../../lib/storage/day-queries.ts";
import {
  acknowledgeUnreadable,
  countAttention,
  exportUnreadable,
  unreadableSummary,
} from "../../lib/storage/set-aside.ts";
import { loadSettings, saveSettings } from "../../lib/storage/settings.ts";
import { allUnseen } from "../../lib/storage/unseen.ts";
import { loadEntries, loadSlots } from "../../lib/storage/waiting-list.ts";

/** What waits for a person, for every page that shows it. */

/** Of a flood nobody reads how many exactly. */
const mostCounted = 1000;

/** @param isWhole with the waiting list, which the background tells */
export async function readWaiting(
  timeZone: string,
  limits: { today: number; earlier: number },
  isWhole = true,
): Promise<WaitingModel & { view: TodayView }> {
  const { from, to } = dayBounds(Temporal.Now.plainDateISO(timeZone), timeZone);
  const view = await readDay(from, to, limits);
  // Afterwards, for the day may have met one more.
  const [unreadable, lostAt, list, unseen] = await Promise.all([
    unreadableSummary(),
    databaseLostAt(),
    isWhole ? readList() : null,
    allUnseen(),
  ]);
  // The list may have counted anew.
  const count = await countAttention(mostCounted);
  const now = Date.now();
  return {
    view,
    unreadable,
    lostAt,
    count,
    unseen: unseen.filter((row) => isTelling(row, now)),
    list,
    slots: list?.slots ?? [],
    now,
  };
}

/** Most practices have nobody on it, and the rest should not wait for it. */
async function readList(): Promise<WaitingModel["list"]> {
  const isEmpty = (await loadEntries()).length === 0 && (await loadSlots()).length === 0;
  if (isEmpty) return null;
  // Without it what was answered still stands in the list, text by text.
  return call("waitingList.view", null).catch(() => null);
}

const slotActions = (after: () => Promise<void>): SlotActions => ({
  async book(slotId, offerId) {
    await call("waitingList.book", { slotId, offerId });
    await after();
  },
  async close(slotId) {
    await call("waitingList.close", { slotId });
    await after();
  },
  async reopen(slotId) {
    await call("waitingList.reopen", { slotId });
    await after();
  },
  async tell(slotId, text) {
    const told = await call("waitingList.tell", { slotId, text });
    await after();
    if (told.some(({ ok }) => !ok)) throw new Error("not everybody could be told");
  },
  async settle(slotId) {
    await call("waitingList.settle", { slotId });
    await after();
  },
});

/**
 * @param shownAt when what is shown was read, in milliseconds since the epoch
 * @param after what follows a decision: reading anew
 * @param afterSettings the same, after a change of the settings
 */
export function waitingActions(
  shownAt: () => number,
  after: () => Promise<void>,
  afterSettings: () => Promise<void>,
): WaitingActions {
  return {
    async decide(ids, decision) {
      await call("outbox.decide", { ids: [...ids], decision });
      await after();
    },
    async sendAgain(id) {
      await call("outbox.sendAgain", { ids: [id] });
      await after();
    },
    async showUnseen(id) {
      await call("unseen.show", { id });
      await after();
    },
    async dropUnseen(id) {
      await call("unseen.drop", { id });
      await after();
    },
    async decideHeld({ reason: { code }, calendarId }, decision) {
      await call("outbox.decideHeld", {
        code,
        ...(calendarId === undefined ? {} : { calendarId }),
        decision,
        by: shownAt(),
      });
      await after();
    },
    async replyRead(id, replyId, verdict, scope) {
      await call("outbox.replyRead", { id, replyId, verdict, ...(scope ? { scope } : {}) });
      await after();
    },
    slots: slotActions(after),
    async exportUnreadable() {
      saveFile("pipni-unreadable.json", await exportUnreadable(), "application/json");
    },
    async acknowledgeUnreadable() {
      await acknowledgeUnreadable();
      await after();
    },
    async acknowledgeLoss() {
      await acknowledgeLoss();
      await after();
    },
    async setPaused(paused) {
      const stored = await loadSettings();
      await saveSettings({ ...stored, sending: { ...stored.sending, paused } });
      await afterSettings();
    },
  };
}
