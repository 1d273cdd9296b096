import { parsePhone } from "../../domain/phone.ts";
import { loadSettings } from "../../storage/settings.ts";
import { putEntry, removeEntry } from "../../storage/waiting-list.ts";
import { attempt } from "../attempt.ts";
import { tick } from "../jobs/index.ts";
import { contributedNames } from "../plugins/catalogue.ts";
import { book, close, lookAt, offerSlot, reopen, settle, tellOthers } from "../sending/offers.ts";
import { countSlots, viewList } from "../sending/waiting-list.ts";
import { openCalendars } from "./open-calendars.ts";
import type { HandlersOf } from "./server.ts";
import { loadWords } from "./words.ts";

const source = async (): Promise<string> => (await loadWords()).common.reply.source;

export const waitingListHandlers: HandlersOf<"waitingList"> = {
  "waitingList.view": () => viewList(),
  "waitingList.save": async ({ entry }) => {
    const parsed = parsePhone(entry.phone, (await loadSettings()).sending.countries);
    if (!parsed.ok) return { ok: false, problem: "phone", reason: parsed.reason };
    const isPut = await putEntry({ ...entry, phone: parsed.e164 });
    attempt(countSlots);
    return isPut ? { ok: true } : { ok: false, problem: "full" };
  },
  "waitingList.remove": async ({ id }) => {
    await removeEntry(id);
    attempt(countSlots);
    return null;
  },
  "waitingList.look": async ({ slotId }) => lookAt(slotId, await openCalendars(), await contributedNames()),
  "waitingList.offer": async (input) => {
    const answer = await offerSlot(input);
    attempt(countSlots);
    attempt(tick);
    return answer;
  },
  "waitingList.book": async (input) => {
    await book(input, await source());
    attempt(countSlots);
    return null;
  },
  "waitingList.close": async ({ slotId }) => {
    await close(slotId);
    attempt(countSlots);
    return null;
  },
  "waitingList.reopen": async ({ slotId }) => {
    await reopen(slotId);
    attempt(countSlots);
    return null;
  },
  "waitingList.tell": async (input) => {
    const told = await tellOthers(input, await source());
    attempt(countSlots);
    attempt(tick);
    return told;
  },
  "waitingList.settle": async ({ slotId }) => {
    await settle(slotId, await source());
    attempt(countSlots);
    return null;
  },
};
