import { useEffect, useState } from "preact/hooks";
import type { OptionsActions } from "../model.ts";
import type { ConversationOf, FoundConversation } from "./model.ts";

const restMs = 300;

/** A conversation as it stands now: `undefined` until it was read, `null` where there is none of the kind. */
export function useConversation(
  actions: Pick<OptionsActions, "conversation" | "watchLog">,
  { by, id }: ConversationOf,
): { found: FoundConversation | null | undefined; failed: boolean } {
  const [found, setFound] = useState<FoundConversation | null>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let asked = 0;
    const read = async () => {
      const mine = ++asked;
      try {
        const answer = await actions.conversation({ by, id });
        if (mine !== asked) return;
        setFound(answer);
        setFailed(false);
      } catch {
        if (mine === asked) setFailed(true);
      }
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = actions.watchLog(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        void read();
      }, restMs);
    });
    void read();
    return () => {
      stop();
      clearTimeout(timer);
      asked++;
    };
  }, [by, id]);
  return { found, failed };
}
