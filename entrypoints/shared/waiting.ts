import { saveFile } from "../../components/ui/save-file.ts";
import type { WaitingActions, WaitingModel } from "../../components/waiting/model.ts";
import { isTelling } from "../../lib/domain/looks/unseen.ts";
import type { TodayView } from "../../lib/domain/outbox/today.ts";
import { dayBounds } from "../../lib/domain/text/when.ts";
import { call } from "../../lib/rpc/client.ts";
import { readDay } from "../../lib/storage/day-queries.ts";
import {
  acknowledgeUnreadable,
  countAttention,
  exportUnreadable,
  unreadableSummary,
} from "../../lib/storage/set-aside.ts";
import { loadSettings, saveSettings } from "../../lib/storage/settings.ts";
import { allUnseen } from "../../lib/storage/unseen.ts";

/** What waits for a person, for every page that shows it. */

/** Of a flood nobody reads how many exactly. */
const mostCounted = 1000;

export async function readWaiting(
  timeZone: string,
  limits: { today: number; earlier: number },
): Promise<WaitingModel & { view: TodayView }> {
  const { from, to } = dayBounds(Temporal.Now.plainDateISO(timeZone), timeZone);
  const view = await readDay(from, to, limits);
  // Afterwards, for the day may have met one more.
  const [unreadable, count, unseen] = await Promise.all([
    unreadableSummary(),
    countAttention(mostCounted),
    allUnseen(),
  ]);
  const now = Date.now();
  return { view, unreadable, count, unseen: unseen.filter((row) => isTelling(row, now)), now };
}

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
    async exportUnreadable() {
      saveFile("pipni-unreadable.json", await exportUnreadable(), "application/json");
    },
    async acknowledgeUnreadable() {
      await acknowledgeUnreadable();
      await after();
    },
    async setPaused(paused) {
      const stored = await loadSettings();
      await saveSettings({ ...stored, sending: { ...stored.sending, paused } });
      await afterSettings();
    },
  };
}
