import { describe, expect, test } from "vitest";
import type { AppointmentChange } from "../../lib/domain/appointment.ts";
import type { Message } from "../../lib/domain/outbox/message.ts";
import { mayBeRepeated } from "../../lib/domain/thread/change-decision.ts";
import { sampleMessage } from "./support/sample-message.ts";

/** A page that got no answer reports a change once more, and the database was lost in between. */

const { appointment } = sampleMessage();
const created: AppointmentChange = { type: "created", appointment };
const lost = (change: Partial<Message> = {}) =>
  sampleMessage({
    calendarId: "",
    appointment: { ...appointment, id: "?", patient: null },
    state: "skipped",
    acknowledged: true,
    ...change,
  });
const byWindow = sampleMessage({ kind: "cancellation", origin: "bulk", createdAt: 2_000_000 });
const isDoubtful = (
  rows: readonly Message[],
  left: readonly Message[],
  change: AppointmentChange = created,
) => mayBeRepeated(rows, [...rows, ...left], change, 3_000_000);

describe("whether an appointment is made anew, or only reported once more", () => {
  test("nobody knows where a person has called it off since and the row that was to tell it is lost", () => {
    expect(isDoubtful([byWindow], [lost()])).toBe(true);
  });

  test("it is made anew where nothing was lost, or something else", () => {
    expect(isDoubtful([byWindow], [])).toBe(false);
    expect(isDoubtful([byWindow], [lost({ origin: "bulk" })])).toBe(false);
    expect(isDoubtful([byWindow], [lost({ kind: "cancellation" })])).toBe(false);
    const later = { ...appointment, start: "2026-11-24T09:00:00Z" };
    expect(isDoubtful([byWindow], [lost({ appointment: later })])).toBe(false);
  });

  test("it is made anew where the patient was not told that it is cancelled, or by the calendar", () => {
    expect(isDoubtful([], [lost()])).toBe(false);
    expect(isDoubtful([sampleMessage({ kind: "cancellation", createdAt: 2_000_000 })], [lost()])).toBe(false);
  });

  test("so it is with a move, and a cancellation is another matter", () => {
    const moved: AppointmentChange = { type: "moved", appointment, previousStart: "2026-11-24T07:00:00Z" };
    expect(isDoubtful([byWindow], [lost({ kind: "change" })], moved)).toBe(true);
    expect(isDoubtful([byWindow], [lost()], { type: "cancelled", appointment })).toBe(false);
  });

  test("nor does anybody know where the patient said since that they do not come", () => {
    const reply = { id: "1", text: "", at: 2_000_000, verdict: "declines" } as const;
    expect(isDoubtful([], [lost({ state: "sent", replies: [reply] })])).toBe(true);
    expect(isDoubtful([], [lost({ state: "sent", replies: [{ ...reply, verdict: "confirms" }] })])).toBe(
      false,
    );
  });
});
