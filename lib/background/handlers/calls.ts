import { forgetCall, noteCall } from "../../storage/calls.ts";
import { contributedNames } from "../plugins/catalogue.ts";
import { callList } from "../sending/call-list.ts";
import { openCalendars } from "./open-calendars.ts";
import { refreshPages } from "./page-notices.ts";
import type { HandlersOf } from "./server.ts";

export const callsHandlers: HandlersOf<"calls"> = {
  "calls.day": async ({ day }) => callList(day, await openCalendars(), await contributedNames()),
  "calls.note": async (call) => {
    await noteCall({ ...call, at: Date.now() });
    refreshPages();
    return null;
  },
  "calls.undo": async (call) => {
    await forgetCall(call);
    refreshPages();
    return null;
  },
};
