import type { ConversationPage } from "../../lib/domain/outbox/conversation.ts";
import type { LogPage, LogQuery } from "../../lib/domain/outbox/log.ts";
import type { OptionsActions } from "./model.ts";
import { type Followed, useFollowed } from "./use-followed.ts";

export type LogFilter = Omit<LogQuery, "before" | "limit">;

const pageSize = 50;
const conversationsAtOnce = 25;

/** The log as filtered; `null` reads nothing. */
export const useLog = (
  actions: Pick<OptionsActions, "queryLog" | "watchLog">,
  filter: LogFilter | null,
): Followed<LogPage> =>
  useFollowed(filter && JSON.stringify(filter), actions.watchLog, {
    anew: (shown) => actions.queryLog({ ...filter, limit: Math.max(pageSize, shown?.rows.length ?? 0) }),
    further: async (shown) => {
      if (!shown.next) return shown;
      const page = await actions.queryLog({ ...filter, before: shown.next, limit: pageSize });
      return { ...page, rows: [...shown.rows, ...page.rows], total: page.total ?? shown.total };
    },
  });

/** The same by whom it was written to. */
export const useConversations = (
  actions: Pick<OptionsActions, "queryConversations" | "watchLog">,
  filter: LogFilter | null,
): Followed<ConversationPage> =>
  useFollowed(filter && JSON.stringify(filter), actions.watchLog, {
    anew: (shown) => {
      const limit = Math.max(conversationsAtOnce, shown?.conversations.length ?? 0);
      return actions.queryConversations({ ...filter, limit }, []);
    },
    further: async (shown) => {
      if (!shown.next) return shown;
      const known = shown.conversations.map(({ phone }) => phone);
      const query = { ...filter, before: shown.next, limit: conversationsAtOnce };
      const page = await actions.queryConversations(query, known);
      return { ...page, conversations: [...shown.conversations, ...page.conversations] };
    },
  });
