// @vitest-environment node
import { afterEach, beforeEach, expect, test } from "vitest";
import { browser } from "wxt/browser";
import type { Message } from "../../lib/domain/outbox/message.ts";
import looks from "./fixtures/stored/looks.json" with { type: "json" };
import mirror from "./fixtures/stored/mirror.json" with { type: "json" };
import outbox from "./fixtures/stored/outbox.json" with { type: "json" };
import { type Clinic, openClinic } from "./support/clinic.ts";

/** Every shape that a version so far has written, and some that a later one may: each opens, or is set aside. */

let clinic: Clinic;

beforeEach(async () => {
  clinic = await openClinic();
});
afterEach(() => clinic[Symbol.asyncDispose]());

const idsOf = (rows: readonly { id: string }[]) => rows.map(({ id }) => id).toSorted();
const read = async () => (await clinic.outbox.listSince(0, Number.MAX_SAFE_INTEGER)) as Message[];
const setAside = async () => {
  await clinic.outbox.readEveryRow();
  await clinic.outbox.listSetAside(0);
  return idsOf(await clinic.outbox.unreadableRows());
};

test("rows of each state, of older versions and newer ones, open or are set aside", async () => {
  const { older, current, newerFields, newerUnreadable } = outbox;
  const { database } = await import("../../lib/storage/database.ts");
  const db = await database();
  const all: object[] = [...older, ...current, ...newerFields, ...newerUnreadable];
  for (const row of all) await db.put("outbox", { ...row, indexed: { status: "", words: [] } } as never);
  await clinic.restart({ browser: true });
  const rows = await read();
  expect(idsOf(rows)).toEqual(idsOf([...older, ...current, ...newerFields]));
  expect(await setAside()).toEqual(idsOf(newerUnreadable));
  // Fields that came later have what stands for their absence; those of the future are kept.
  const byId = new Map(rows.map((row) => [row.id, row]));
  expect(byId.get(older[3]?.id ?? "")).toMatchObject({
    schedule: null,
    changed: null,
    bundle: [],
    replies: [],
  });
  expect(byId.get(newerFields[0]?.id ?? "")).toMatchObject({ mood: "calm", appointment: { room: "B" } });
});

test("second copies of older versions and newer ones bring their rows back, or set them aside", async () => {
  await browser.storage.local.set({ ...mirror.readable, ...mirror.unreadable });
  await clinic.restart({ loseDatabase: true });
  const named = (entries: object) =>
    Object.keys(entries)
      .map((key) => key.slice(2))
      .toSorted();
  expect(idsOf(await read())).toEqual(named(mirror.readable));
  expect(await setAside()).toEqual(named(mirror.unreadable));
});

test("what waits to be seen, and what was seen, opens or is passed by, and stays where it is", async () => {
  const { database } = await import("../../lib/storage/database.ts");
  const { allUnseen, dropUnseen } = await import("../../lib/storage/unseen.ts");
  const { looksOf } = await import("../../lib/storage/looks.ts");
  const db = await database();
  for (const row of [...looks.unseen, ...looks.unseenUnreadable]) await db.put("unseen", row as never);
  for (const row of [...looks.looks, ...looks.looksUnreadable]) await db.put("looks", row as never);
  expect(idsOf(await allUnseen())).toEqual(idsOf(looks.unseen));
  expect(await looksOf("https://kalendar.example")).toEqual(looks.looks);
  await dropUnseen(await allUnseen());
  expect(await db.getAllKeys("unseen")).toEqual(idsOf(looks.unseenUnreadable));
});
