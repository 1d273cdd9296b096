import { expect, test } from "vitest";
import { unreached } from "../../lib/domain/outbox/call-list.ts";
import type { Message } from "../../lib/domain/outbox/message.ts";
import { sampleMessage } from "./support/sample-message.ts";

let at = 0;
const row = (state: Message["state"], change: Partial<Message> = {}) =>
  sampleMessage({ state, createdAt: ++at, ...change });
const later = { ...sampleMessage().appointment, start: "2026-11-24T10:00:00Z" };

test.each<[string, Message[], boolean]>([
  ["failed", [row("rejected", { reason: { code: "phoneLandline" } })], true],
  ["never had a phone", [row("skipped", { reason: { code: "noPhone" } })], true],
  ["wants no texts", [row("skipped", { reason: { code: "optedOut" } })], true],
  ["waits for a person", [row("held", { reason: { code: "credit" } })], true],
  ["nobody knows", [row("unknown")], true],
  ["not delivered", [row("sent", { delivery: "undelivered" })], true],
  ["sent", [row("sent", { delivery: "pending" })], false],
  ["on its way", [row("queued")], false],
  ["a reminder that waits at GoSMS", [row("scheduled", { kind: "reminder" })], false],
  ["failed once, sent then", [row("rejected"), row("sent", { origin: "again" })], false],
  ["sent, and the reminder failed", [row("sent"), row("rejected", { kind: "reminder" })], true],
  [
    "sent, and the reminder too at the second try",
    [row("sent"), row("rejected", { kind: "reminder" }), row("sent", { kind: "reminder" })],
    false,
  ],
  [
    "sent, and the reminder stopped by a person",
    [row("sent"), row("skipped", { kind: "reminder", reason: { code: "stoppedByUser" } })],
    false,
  ],
  [
    "sent, and the reminder, planned together with it, failed",
    [row("sent", { createdAt: 1 }), row("rejected", { kind: "reminder", createdAt: 1 })],
    true,
  ],
  ["sent, and own words about the day failed", [row("sent"), row("rejected", { kind: "own" })], true],
  [
    "own words failed, and came then",
    [row("rejected", { kind: "own" }), row("sent", { kind: "own" })],
    false,
  ],
  [
    "own words failed, and other ones came",
    [row("rejected", { kind: "own" }), row("sent", { kind: "own", text: "Jinak" })],
    false,
  ],
  [
    "own words failed before it was cancelled",
    [row("rejected", { kind: "own" }), row("sent", { kind: "cancellation" })],
    false,
  ],
  [
    "own words failed, and it is on another day by now",
    [row("rejected", { kind: "own", changed: { start: "2026-11-25T08:00:00Z" } }), row("sent")],
    false,
  ],
  [
    "own words were stopped by a person",
    [row("skipped", { kind: "own", reason: { code: "stoppedByUser" } })],
    false,
  ],
  ["stopped by a person", [row("skipped", { reason: { code: "stoppedByUser" } })], false],
  [
    "too long ago to say whom",
    [row("rejected", { phone: "", text: "", appointment: { ...later, patient: null } })],
    false,
  ],
  ["gave way to another", [row("skipped", { reason: { code: "superseded" } })], false],
  [
    "told of the first time, not of the new one",
    [row("sent"), row("rejected", { appointment: later })],
    true,
  ],
  [
    "reminded of the first time, which failed, and told of the new one",
    [row("sent"), row("rejected", { kind: "reminder" }), row("sent", { appointment: later })],
    false,
  ],
  [
    "told of the appointment, not that it is cancelled",
    [row("sent"), row("rejected", { kind: "cancellation" })],
    true,
  ],
  ["cancelled, and told", [row("rejected"), row("sent", { kind: "cancellation" })], false],
])("%s", (_, rows, isToBeCalled) => {
  expect(unreached(rows)).toBe(isToBeCalled ? rows.at(-1) : null);
  expect(unreached(rows.toReversed())).toBe(isToBeCalled ? rows.at(-1) : null);
});

test("nothing was ever written down", () => {
  expect(unreached([])).toBeNull();
});

test("own words that came stand for nothing that should have told of the appointment", () => {
  const failed = row("rejected");
  expect(unreached([failed, row("sent", { kind: "own", text: "Jinak" })])).toBe(failed);
});
