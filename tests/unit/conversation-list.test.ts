// @vitest-environment node
import { beforeEach, expect, test } from "vitest";
import type { Message } from "../../lib/domain/outbox/message.ts";
import { freshStorage } from "./support/fresh-storage.ts";
import { sampleMessage } from "./support/sample-message.ts";

let store: typeof import("../../lib/storage/outbox-store.ts") &
  typeof import("../../lib/storage/conversations.ts");

beforeEach(async () => {
  freshStorage();
  store = {
    ...(await import("../../lib/storage/outbox-store.ts")),
    ...(await import("../../lib/storage/conversations.ts")),
  };
});

const phoneOf = (index: number) => `+420601000${String(index).padStart(3, "0")}`;
const now = 10_000_000;
const text = (index: number, createdAt: number, change: Partial<Message> = {}) =>
  sampleMessage({ phone: phoneOf(index), createdAt, text: `text ${createdAt}`, ...change });

test("each number is listed once, the latest first, in pages that do not repeat any", async () => {
  // Two hundred texts to forty numbers, a round after another.
  await store.changeRows(
    [],
    Array.from({ length: 200 }, (_, at) => text(at % 40, 1000 + at)),
    0,
  );
  const known: string[] = [];
  let before: string | undefined;
  for (let pages = 0; pages < 20; pages++) {
    const page = await store.queryConversations({ limit: 15, before }, known, now);
    known.push(...page.conversations.map(({ phone }) => phone));
    if (!page.next) break;
    before = page.next;
  }
  expect(known).toHaveLength(40);
  expect(new Set(known).size).toBe(40);
  expect(known[0]).toBe(phoneOf(39));
});

test("an answer that nobody has read brings an old conversation to the front, and waits", async () => {
  const reply = { id: "r", text: "Nemohu", at: now - 1, verdict: null };
  await store.changeRows(
    [],
    [text(0, 1, { replies: [reply] }), ...Array.from({ length: 120 }, (_, at) => text(at + 1, 1000 + at))],
    0,
  );
  const { conversations } = await store.queryConversations({ limit: 15 }, [], now);
  expect(conversations[0]).toMatchObject({ phone: phoneOf(0), waits: true, last: { reply } });
  expect(conversations[1]).toMatchObject({ phone: phoneOf(120), waits: false, last: { reply: null } });
});

test("a filter finds whom such a text went to, and the list tells how it stands with them by now", async () => {
  await store.changeRows(
    [],
    [text(1, 1000, { kind: "cancellation" }), text(1, 2000), text(2, 3000), text(3, 4000, { phone: "" })],
    0,
  );
  const { conversations, next } = await store.queryConversations(
    { limit: 15, kind: "cancellation" },
    [],
    now,
  );
  expect(conversations).toMatchObject([{ phone: phoneOf(1), last: { at: 2000 } }]);
  expect(next).toBeNull();
  expect((await store.queryConversations({ limit: 15 }, [], now)).conversations).toHaveLength(2);
});

test("what is yet to leave is the last word only where there is no other", async () => {
  const schedule = { slot: "a", sendAt: now + 5000 };
  await store.changeRows(
    [],
    [
      text(1, 1000),
      text(1, 2000, { state: "planned", schedule }),
      text(2, 3000, { state: "planned", schedule }),
    ],
    0,
  );
  const { conversations } = await store.queryConversations({ limit: 15 }, [], now);
  expect(conversations.map(({ phone, last }) => [phone, last.at])).toEqual([
    [phoneOf(2), now + 5000],
    [phoneOf(1), 1000],
  ]);
});
