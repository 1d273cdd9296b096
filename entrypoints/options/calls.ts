import type { OptionsActions, ToCall } from "../../components/options/model.ts";
import { call } from "../../lib/rpc/client.ts";

/** Whom somebody should call, and whom they have called. */

const aboutCall = ({ calendarId, appointment: { id, start } }: ToCall) => ({
  calendarId,
  appointmentId: id,
  start,
});

export const callActions: Pick<OptionsActions, "callList" | "noteCall" | "undoCall"> = {
  callList: (day) => call("calls.day", { day }),
  async noteCall(row, note) {
    await call("calls.note", { ...aboutCall(row), note });
  },
  async undoCall(row) {
    await call("calls.undo", aboutCall(row));
  },
};
