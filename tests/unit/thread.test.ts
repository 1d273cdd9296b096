// @vitest-environment node
import { describe, expect, test } from "vitest";
import * as answer from "../../lib/domain/thread/answer-decision.ts";
import * as bulk from "../../lib/domain/thread/bulk-decision.ts";
import * as change from "../../lib/domain/thread/change-decision.ts";
import * as given from "../../lib/domain/thread/giving-back-decision.ts";
import * as knows from "../../lib/domain/thread/knows.ts";
import * as patient from "../../lib/domain/thread/patient-change.ts";
import * as reminder from "../../lib/domain/thread/reminder-decision.ts";
import * as same from "../../lib/domain/thread/same-patient.ts";
import * as thread from "../../lib/domain/thread/thread.ts";
import fc from "../properties.ts";
import { checks } from "./support/decision-checks.ts";
import { sampleMessage } from "./support/sample-message.ts";

describe("the decision", () => {
  const modules = { thread, change, bulk, reminder, given, answer, patient, same, knows };
  test.for(Object.entries(checks))("%s", ([, check]) => check(modules));
});

const anyRow = fc
  .record({
    state: fc.constantFrom(
      "planned",
      "queued",
      "held",
      "sending",
      "sent",
      "unknown",
      "rejected",
      "skipped",
      "scheduled",
      "withdrawing",
    ),
    kind: fc.constantFrom("confirmation", "reminder", "cancellation"),
    createdAt: fc.nat(1000),
    isPlan: fc.boolean(),
  })
  .map(({ isPlan, ...row }) =>
    sampleMessage({
      ...row,
      ...(isPlan
        ? { origin: "plan", kind: "reminder", schedule: { slot: "1 days", sendAt: row.createdAt + 500 } }
        : {}),
    }),
  );

test("each row is heard, coming or neither, and never two of them", () => {
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 8 }), fc.nat(2000), (rows, now) => {
      const { heard, coming, others } = thread.threadOf(rows, now);
      const ids = [...heard, ...coming, ...others].map(({ id }) => id);
      expect(ids.toSorted()).toEqual(rows.map(({ id }) => id).toSorted());
    }),
  );
});

test("after a cancellation from the window nothing is left that will say otherwise", () => {
  fc.assert(
    fc.property(fc.array(anyRow, { maxLength: 8 }), fc.nat(2000), (rows, now) => {
      const known = thread.threadOf(rows, now);
      const { happenings } = bulk.decideBulk(known, {
        kind: "cancellation",
        start: sampleMessage().appointment.start,
      });
      const handled = new Set(happenings.map(({ id }) => id));
      const left = known.coming.filter(
        ({ id, kind, state }) => kind !== "cancellation" && state !== "withdrawing" && !handled.has(id),
      );
      expect(left).toEqual([]);
    }),
  );
});

test("an answer is no older than the text that it answers, whatever the clock of GoSMS says", () => {
  const told = sampleMessage({
    origin: "auto",
    kind: "confirmation",
    state: "sent",
    createdAt: 1_500,
    history: [{ state: "sent", at: 1_900 }],
    replies: [{ id: "1", text: "Nemohu přijít", at: 1_000, verdict: "declines" }],
  });
  expect(thread.threadOf([told], 5_000).answer).toMatchObject({ verdict: "declines", at: 1_900 });
  const moved = sampleMessage({ origin: "auto", kind: "change", state: "sent", createdAt: 3_000 });
  expect(thread.threadOf([told, moved], 5_000).answer).toBeNull();
});
