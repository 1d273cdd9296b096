import { describe, expect, test } from "vitest";
import type { AppointmentChange } from "../../lib/domain/appointment.ts";
import { decideChange } from "../../lib/domain/thread/change-decision.ts";
import { sampleMessage } from "./support/sample-message.ts";

/** A page that got no answer reports a change once more, and the database was lost in between. */

const { appointment } = sampleMessage();
const created: AppointmentChange = { type: "created", appointment };
const lost = (change: Parameters<typeof sampleMessage>[0] = {}) =>
  sampleMessage({
    calendarId: "",
    appointment: { ...appointment, id: "?", patient: null },
    state: "skipped",
    acknowledged: true,
    ...change,
  });
const isNews = (rows: Parameters<typeof decideChange>[0], left: Parameters<typeof decideChange>[0]) => {
  const { isRepeated, news } = decideChange(rows, created, false, left);
  expect(news === null).toBe(isRepeated);
  return !isRepeated;
};
const byWindow = sampleMessage({ kind: "cancellation", origin: "bulk" });

describe("an appointment of which a lost text told, or was to tell", () => {
  test("is not told anew to whom a person has called it off since", () => {
    expect(isNews([byWindow], [])).toBe(true);
    expect(isNews([byWindow], [lost()])).toBe(false);
  });

  test("is told where it was at another time, or a person alone wrote of it", () => {
    expect(
      isNews([byWindow], [lost({ appointment: { ...appointment, start: "2026-11-24T09:00:00Z" } })]),
    ).toBe(true);
    expect(isNews([byWindow], [lost({ origin: "bulk" })])).toBe(true);
  });

  test("is told where the calendar had called it off since, lost as well or not", () => {
    expect(isNews([], [lost({ kind: "cancellation" }), lost()])).toBe(true);
    expect(isNews([sampleMessage({ kind: "cancellation" })], [lost()])).toBe(true);
  });
});
