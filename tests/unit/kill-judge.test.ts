// @vitest-environment node
import { describe, expect, test } from "vitest";
import type { Message } from "../../lib/domain/outbox/message.ts";
import { defaultSettings, type Settings } from "../../lib/domain/settings.ts";
import { reminderTimes } from "../../lib/domain/thread/reminders.ts";
import { audit, faultKinds, type Received } from "../faults/books.ts";
import { outcomeBy } from "../faults/bulk-window.ts";
import { type BulkAct, Course, randomFrom, textOf } from "../faults/practice.ts";
import { sampleMessage } from "./support/sample-message.ts";

/** The judge of the kill runs: what it calls a fault, and what it does not. */

const settings: Settings = structuredClone(defaultSettings);
settings.templates.confirmation.enabled = true;
settings.reminders.enabled = true;
settings.practice.timeZone = "Europe/Prague";
Object.assign(settings.practice, { name: "Ordinace", phone: "+420 234 567 890" });

/** An appointment that the calendar reported and its patient was told of, with the reminder that GoSMS has. */
function told(): { course: Course; reminder: Received; received: Received[] } {
  const course = new Course(1, randomFrom(1));
  course.acknowledged = true;
  const { appointment, phones } = course;
  const phone = phones[0] ?? "";
  const [time] = reminderTimes(appointment.start, settings.reminders, "Europe/Prague");
  const text = (kind: "confirmation" | "reminder") => textOf(appointment, kind, settings);
  const reminder = { phone, text: text("reminder"), acceptedAt: 2, scheduledFor: time?.at ?? 0 };
  const confirmation = { phone, text: text("confirmation"), acceptedAt: 1, scheduledFor: null };
  return { course, reminder, received: [confirmation, reminder] };
}

function press(course: Course, kind: BulkAct["kind"], outcome: BulkAct["outcome"]): BulkAct {
  const act = course.send(kind, false);
  act.outcome = outcome;
  course.acknowledged = true;
  return act;
}

const rowOf = ({ appointment, phones }: Course, change: Partial<Message>): Message =>
  sampleMessage({ appointment, phone: phones[0] ?? "", origin: "bulk", ...change });

function faults(course: Course, rows: Message[], received: Received[]): string[] {
  const found = audit([course], { rows, broken: [] }, received, settings);
  return faultKinds.flatMap((kind) => found[kind].map(() => kind));
}

test("a reminder that was refused because one by itself stands is neither heard nor lost", () => {
  expect(outcomeBy("alreadyPlanned")).toBe("planned");
  const { course, reminder } = told();
  press(course, "confirmation", "refused");
  press(course, "reminder", outcomeBy("alreadyPlanned"));
  const held = rowOf(course, { kind: "confirmation", state: "held", origin: "auto" });
  // Nobody has heard anything yet: the confirmation waits for a person.
  expect(faults(course, [held], [reminder])).toEqual([]);
});

test.for(["alreadySent", "alreadyWaiting", "outcomeUnknown"])("%s means that the patient knows", (code) => {
  expect(outcomeBy(code)).toBe("already");
});

test.for(["noPhone", undefined])("%s means that nothing is to come", (code) => {
  expect(outcomeBy(code)).toBe("refused");
});

describe("a cancellation that the extension took", () => {
  test("and whose outcome is open, stands for the lost confirmation that had given way to it", () => {
    const { course } = told();
    const act = press(course, "cancellation", "queued");
    act.isStopBegun = true;
    const row = rowOf(course, {
      kind: "cancellation",
      state: "unknown",
      reason: { code: "interrupted" },
      text: act.text,
    });
    expect(faults(course, [row], [])).toEqual([]);
    // Once somebody has said that it was not sent, the confirmation is missed.
    expect(faults(course, [{ ...row, acknowledged: true }], [])).toContain("lost");
  });

  test("has taken the reminder back once it was heard", () => {
    const { course, received } = told();
    const { text } = press(course, "cancellation", "queued");
    const left = { phone: course.phones[0] ?? "", text, acceptedAt: 3, scheduledFor: null };
    const sent = rowOf(course, { kind: "cancellation", state: "sent", text });
    expect(faults(course, [sent], [...received, left])).toEqual(["outdated"]);
  });

  test.for(["rejected", "skipped"] as const)("and that ended as %s has given it back", (state) => {
    const { course, received, reminder } = told();
    const { text } = press(course, "cancellation", "queued");
    const reason = { code: "bundleChanged" } as const;
    const ended = rowOf(course, { kind: "cancellation", state, reason, text });
    expect(faults(course, [ended], received)).toEqual([]);
    expect(
      faults(
        course,
        [ended],
        received.filter((one) => one !== reminder),
      ),
    ).toEqual(["lost"]);
  });
});
