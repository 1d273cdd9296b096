import type { WaitingListActions } from "../../components/options/waiting-list/model.ts";
import { call } from "../../lib/rpc/client.ts";

/** Who wants to come sooner. @param refresh reads what the page shows anew */
export const waitingListActions = (refresh: () => Promise<void>): WaitingListActions => ({
  async save(entry) {
    const saved = await call("waitingList.save", { entry });
    await refresh();
    return saved;
  },
  async remove(id) {
    await call("waitingList.remove", { id });
    await refresh();
  },
  look: (slotId) => call("waitingList.look", { slotId }),
  async offer(slotId, entryIds, text, despiteQuiet) {
    const offered = await call("waitingList.offer", { slotId, entryIds, text, despiteQuiet });
    await refresh();
    return offered;
  },
});
