import { heldKey } from "../../domain/outbox/predicates.ts";
import { heldFor } from "../../storage/outbox-queries.ts";
import { attempt } from "../attempt.ts";
import { tick } from "../jobs/index.ts";
import { decideOn, dropHeld } from "../sending/decisions.ts";
import { dispatcher } from "../sending/dispatcher.ts";
import { writeLetter } from "../sending/letters.ts";
import { readReply } from "../sending/replies.ts";
import { sendAgain } from "../sending/send-again.ts";
import { applyDirectory } from "./directory-changes.ts";
import type { HandlersOf } from "./server.ts";
import { loadWords } from "./words.ts";

export const outboxHandlers: HandlersOf<"outbox"> = {
  "outbox.write": async (letter) => {
    const written = await writeLetter(letter);
    attempt(tick);
    return written;
  },
  "outbox.sendAgain": async ({ ids }) => {
    const made = await sendAgain(ids);
    attempt(tick);
    return made;
  },
  "outbox.decide": async ({ ids, decision }) => {
    let isDue = decision === "send";
    for (const id of ids) {
      const after = await decideOn(id, decision, Date.now());
      isDue ||= after !== null && decision === "doNotSend";
    }
    if (isDue) attempt(tick);
    return null;
  },
  "outbox.decideHeld": async ({ code, calendarId, decision, by }) => {
    const held = heldKey({ code }, { calendarId });
    if (decision === "send") await dispatcher.releaseThese(await heldFor(held, by));
    else await dropHeld(held, by);
    attempt(tick);
    return null;
  },
  "outbox.replyRead": async (input) => {
    await readReply(input, (await loadWords()).common.reply.source);
    if (input.verdict === "optsOut" || input.verdict === "wrongNumber") await applyDirectory();
    // The practice's other computers hear of it.
    else attempt(tick);
    return null;
  },
  "outbox.release": async () => {
    await dispatcher.release();
    attempt(tick);
    return null;
  },
};
