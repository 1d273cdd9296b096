// @vitest-environment node
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Message } from "../../lib/domain/outbox/message.ts";
import { type Clinic, openClinic } from "./support/clinic.ts";
import { sampleMessage } from "./support/sample-message.ts";

/** What is asked of the account after a text whose outcome nobody knows. */

let clinic: Clinic;
beforeEach(async () => {
  clinic = await openClinic();
});
afterEach(async () => {
  vi.restoreAllMocks();
  await clinic[Symbol.asyncDispose]();
});

const write = (rows: Message[]) => clinic.outbox.changeRows([], rows, Date.now());
const unknown = (change: Partial<Message>) =>
  sampleMessage({ state: "unknown", reason: { code: "timeout" }, createdAt: Date.now() - 5000, ...change });
const credit = () => import("../../lib/background/sending/credit.ts");

test("it is asked of one that a person has yet to decide on, and only for a while", async () => {
  await write([
    unknown({ updatedAt: Date.now() - 20 * 60_000 }),
    unknown({ updatedAt: Date.now() - 60_000, acknowledged: true }),
    unknown({ updatedAt: Date.now() - 60_000, creditAfter: 7 }),
    sampleMessage({ state: "held", reason: { code: "credit" }, updatedAt: Date.now() }),
  ]);
  const { nextCredit, askCredit } = await credit();
  expect(await nextCredit()).toBeNull();
  // Planned long ago: what counts is when nobody heard how it ended.
  const open = unknown({ createdAt: Date.now() - 30 * 24 * 3600_000, updatedAt: Date.now() - 60_000 });
  await write([open]);
  expect(await nextCredit()).toBeGreaterThan(Date.now());
  await askCredit();
  expect(await clinic.outbox.messageById(open.id)).toMatchObject({ creditAfter: expect.any(Number) });
  expect(await nextCredit()).toBeNull();
});

test("those that were decided on are not read again and again, however many there are", async () => {
  await write(
    Array.from({ length: 30 }, () => unknown({ acknowledged: true, updatedAt: Date.now() - 60_000 })),
  );
  const { nextCredit, askCredit } = await credit();
  const many = vi.spyOn(IDBIndex.prototype, "getAll");
  const one = vi.spyOn(IDBObjectStore.prototype, "get");
  await askCredit();
  await nextCredit();
  expect(many).not.toHaveBeenCalled();
  expect(one).not.toHaveBeenCalled();
});
