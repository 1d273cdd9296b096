import { expect, test } from "vitest";
import { comingOn } from "../../lib/domain/outbox/coming.ts";
import type { Message } from "../../lib/domain/outbox/message.ts";
import type { ReplyVerdict } from "../../lib/domain/thread/reply.ts";
import { sampleMessage } from "./support/sample-message.ts";

const { appointment } = sampleMessage();
const from = Date.parse("2026-11-24T00:00:00Z");
const day = { from, to: from + 24 * 3600_000 };
const now = from - 3600_000;
const nextDay = "2026-11-25T08:00:00Z";

let at = 0;
const row = (change: Partial<Message> = {}) =>
  sampleMessage({ createdAt: ++at, delivery: "delivered", ...change });
const reply = (verdict: ReplyVerdict | null) => [{ id: "r", text: "ano", at: 5_000_000, verdict }];

test.for<[what: string, rows: Message[], counts: string]>([
  ["told", [row()], "1 0 0 0"],
  ["told and reminded", [row(), row({ kind: "reminder" })], "1 1 0 0"],
  [
    "reminded, and it was not delivered",
    [row(), row({ kind: "reminder", delivery: "undelivered" })],
    "1 0 0 1",
  ],
  ["told; the reminder waits at GoSMS", [row(), row({ kind: "reminder", state: "scheduled" })], "1 0 0 0"],
  ["confirmed", [row({ replies: reply("confirms") })], "1 0 1 0"],
  ["answered, and nobody has read it", [row({ replies: reply(null) })], "1 0 0 0"],
  ["does not come", [row({ replies: reply("declines") })], "1 0 0 1"],
  ["has no phone", [row({ state: "skipped", reason: { code: "noPhone" } })], "1 0 0 1"],
  ["cancelled", [row(), row({ kind: "cancellation" })], "0 0 0 0"],
  [
    "moved away",
    [row(), row({ kind: "change", appointment: { ...appointment, start: nextDay } })],
    "0 0 0 0",
  ],
  ["moved away, which no text told", [row({ changed: { start: nextDay } })], "0 0 0 0"],
  [
    "moved here, and reminded of the day before",
    [
      row({ kind: "reminder", appointment: { ...appointment, start: "2026-11-23T08:00:00Z" } }),
      row({ kind: "change" }),
    ],
    "1 0 0 0",
  ],
  ["written to about something else", [row({ kind: "own" })], "0 0 0 0"],
])("%s", ([, rows, expected]) => {
  const { people, reminded, confirmed, call } = comingOn([rows], day, now);
  expect([people, reminded, confirmed, call].join(" ")).toBe(expected);
});

test("each appointment counts once, whoever else it was told", () => {
  const two = [row(), row({ subject: "the number of before", phone: "+420601000002" })];
  expect(comingOn([two, [row()]], day, now).people).toBe(2);
});
