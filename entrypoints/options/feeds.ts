import type { FeedActions } from "../../components/options/feed-model.ts";
import { requestHost } from "../../lib/permissions/hosts.ts";
import { call } from "../../lib/rpc/client.ts";

/** What the options page asks for calendars that are read by their addresses. @param refresh reads them anew */
export const feedActions = (refresh: () => Promise<void>): FeedActions => ({
  async add({ url, name, user, password }) {
    if (!(await requestHost(url.origin))) return { state: "refused" };
    const answer = await call("feeds.add", { url: url.href, name, user, password });
    await refresh();
    return answer;
  },
  async grant({ id, origin }) {
    if (!(await requestHost(origin))) return "refused";
    await call("feeds.read", { id });
    await refresh();
    return "granted";
  },
  async setPassword(id, user, password) {
    await call("feeds.setPassword", { id, user, password });
    await refresh();
  },
  async setEnabled(id, enabled) {
    await call("feeds.setEnabled", { id, enabled });
    await refresh();
  },
  async setUnattended(id, isUnattended) {
    await call("feeds.setUnattended", { id, isUnattended });
    await refresh();
  },
  async setPage(id, siteId) {
    await call("feeds.setPage", { id, siteId });
    await refresh();
  },
  async remove(id) {
    await call("feeds.remove", { id });
    await refresh();
  },
  async readNow(id) {
    await call("feeds.read", { id });
    await refresh();
  },
  async openBulk(id) {
    await call("feeds.openBulk", { id });
  },
});
