// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { browser } from "wxt/browser";
import type { AppointmentChange } from "../../lib/domain/appointment.ts";
import type { Message } from "../../lib/domain/outbox/message.ts";
import { appointment, type Clinic, calendarId, openClinic } from "./support/clinic.ts";

/** Nothing stops everything: a row that cannot be read is set aside, and the others go on. */

let clinic: Clinic;

beforeEach(async () => {
  clinic = await openClinic();
});
afterEach(() => clinic[Symbol.asyncDispose]());

const report = (type: "created" | "cancelled", id: string, hour: number) =>
  clinic.intake.recordChange(calendarId, { type, appointment: appointment(id, hour) });
const moved = (id: string, from: number, to: number) => {
  const previousStart = appointment(id, from).start;
  const change: AppointmentChange = { type: "moved", appointment: appointment(id, to), previousStart };
  return clinic.intake.recordChange(calendarId, change);
};
const phones = () => clinic.gosms.messages.flatMap(({ recipients }) => recipients);
const rows = (): Promise<Message[]> => clinic.outbox.listSince(0, Number.MAX_SAFE_INTEGER);

type Raw = Record<string, unknown>;
async function rawRows(): Promise<Raw[]> {
  const { database } = await import("../../lib/storage/database.ts");
  return (await (await database()).getAll("outbox")) as unknown as Raw[];
}
/** Changes rows on disk as another version would have written them. */
async function spoil(
  change: (row: Raw) => unknown,
  which: (row: Raw) => boolean = () => true,
): Promise<void> {
  const { database } = await import("../../lib/storage/database.ts");
  const db = await database();
  for (const row of await rawRows()) {
    if (!which(row)) continue;
    change(row);
    await db.put("outbox", row as never);
  }
}
const unknownState = (row: Raw) => {
  row.state = "archived";
};
const attentions = async () => (await clinic.outbox.unreadableRows()).length;

describe("a row that cannot be read", () => {
  test.for<[string, (row: Raw) => unknown]>([
    ["an unknown state", unknownState],
    ["an unknown reason", (row) => Object.assign(row, { reason: { code: "mercury" } })],
    ["no appointment", (row) => void delete row.appointment],
    ["no number", (row) => Object.assign(row, { phone: 7 })],
    [
      "nothing but its key",
      (row) =>
        [...Object.keys(row)]
          .filter((name) => name !== "id" && name !== "key")
          .map((name) => delete row[name]),
    ],
  ])("for %s does not keep the others from leaving", async ([, change]) => {
    await report("created", "1", 9);
    await spoil(change);
    await report("created", "2", 10);
    await clinic.restart({ browser: true });
    await report("created", "3", 11);
    await clinic.dispatcher.dispatch();
    expect(phones().toSorted()).toEqual(["+420601000002", "+420601000003"]);
    await clinic.outbox.listSetAside(Date.now());
    expect(await attentions()).toBe(1);
    expect(await clinic.outbox.countAttention()).toBe(1);
  });

  test("in the queue takes no place, and does not make the dispatcher look again and again", async () => {
    for (let id = 1; id <= 12; id++) await report("created", String(id), 9);
    await spoil((row) => {
      row.kind = "poem";
    });
    await report("created", "20", 10);
    await clinic.dispatcher.dispatch();
    expect(phones()).toEqual(["+420601000020"]);
    expect(await clinic.dispatcher.nextDispatch(0)).toBeNull();
  });

  test("guards its key: the same news leaves only once", async () => {
    await report("created", "1", 9);
    await clinic.dispatcher.dispatch();
    await spoil((row) => {
      row.delivery = "read";
    });
    await clinic.restart({ browser: true });
    await report("created", "1", 9);
    await clinic.dispatcher.dispatch();
    expect(phones()).toHaveLength(1);
    expect(await rows()).toEqual([]);
  });

  test("makes its appointment doubtful: what else is to be told of it waits for a person", async () => {
    await report("created", "1", 9);
    await clinic.dispatcher.dispatch();
    await spoil(unknownState);
    const answer = await moved("1", 9, 10);
    expect(answer).toMatchObject({ pending: [], skipped: { code: "pastUnreadable" } });
    await clinic.dispatcher.dispatch();
    await clinic.dispatcher.release();
    await clinic.dispatcher.dispatch();
    expect(phones()).toHaveLength(1);
    const [held] = await rows();
    expect(held).toMatchObject({ state: "held", reason: { code: "pastUnreadable" } });
    // On a person's word it leaves.
    await clinic.outbox.updateMessage(held?.id ?? "", { type: "release" }, Date.now());
    await clinic.dispatcher.dispatch();
    expect(phones()).toHaveLength(2);
  });

  test("does so also without its number, and in the bulk window", async () => {
    await report("created", "1", 9);
    await clinic.dispatcher.dispatch();
    await spoil((row) => {
      unknownState(row);
      row.subject = null;
    });
    const text = "Vzkaz";
    await clinic.intake.sendBulk(calendarId, [{ appointment: appointment("1", 9), kind: "reminder", text }]);
    await clinic.dispatcher.dispatch();
    expect(phones()).toHaveLength(1);
    expect(await rows()).toMatchObject([{ state: "held", reason: { code: "pastUnreadable" } }]);
  });

  test("is not overwritten by its second copy, and guards by it where it has lost its key", async () => {
    await report("created", "1", 9);
    await clinic.dispatcher.dispatch();
    await spoil((row) => {
      unknownState(row);
      row.key = null;
    });
    const before = await rawRows();
    await clinic.restart({ browser: true });
    await clinic.restart({ browser: true });
    expect(await rawRows()).toEqual(expect.arrayContaining(before));
    expect(await rawRows()).toHaveLength(2);
    await report("created", "1", 9);
    await clinic.dispatcher.dispatch();
    expect(phones()).toHaveLength(1);
  });

  test("is brought back with its key from a second copy that cannot be read either", async () => {
    await report("created", "1", 9);
    await clinic.dispatcher.dispatch();
    const copies = Object.entries(await browser.storage.local.get(null)).filter(([key]) =>
      key.startsWith("m:"),
    );
    for (const [key, value] of copies) {
      const { guard } = value as { guard: Raw };
      await browser.storage.local.set({ [key]: { guard: { ...guard, state: "archived" } } });
    }
    await clinic.restart({ loseDatabase: true });
    await report("created", "1", 9);
    await clinic.dispatcher.dispatch();
    expect(phones()).toHaveLength(1);
    await clinic.outbox.listSetAside(Date.now());
    expect(await attentions()).toBe(1);
  });

  test("is told, exported as it lies there, and dealt with once", async () => {
    await report("created", "1", 9);
    await spoil(unknownState);
    const [row] = await rawRows();
    await clinic.restart({ browser: true });
    await clinic.outbox.readEveryRow();
    await clinic.outbox.listSetAside(1);
    expect(await clinic.outbox.unreadableRows()).toEqual([
      { id: row?.id, since: row?.createdAt, acknowledged: false },
    ]);
    expect(JSON.parse(await clinic.outbox.exportUnreadable())).toEqual([row]);
    await clinic.outbox.acknowledgeUnreadable();
    expect(await attentions()).toBe(0);
    await clinic.restart({ browser: true });
    await clinic.outbox.listSetAside(2);
    expect(await attentions()).toBe(0);
    expect(await rawRows()).toEqual([row]);
    // The version that knows it takes it off the list.
    await spoil((one) => {
      one.state = "queued";
    });
    await clinic.restart({ browser: true });
    await clinic.outbox.listSetAside(3);
    expect(JSON.parse(await clinic.outbox.exportUnreadable())).toEqual([]);
  });

  test("loses what it says of the patient once it is old, and still guards", async () => {
    await report("created", "1", 9);
    await clinic.dispatcher.dispatch();
    const dayMs = 24 * 3600_000;
    await spoil((row) => {
      unknownState(row);
      row.createdAt = Date.now() - 200 * dayMs;
      row.appointment = { ...(row.appointment as Raw), start: "2025-01-07T08:00:00Z" };
    });
    await clinic.restart({ browser: true });
    const { deleteExpired } = await import("../../lib/background/sending/retention.ts");
    await deleteExpired();
    const [row] = await rawRows();
    expect(JSON.stringify(row)).not.toMatch(/Vzor|601000001/);
    expect(row?.key).toEqual(expect.any(String));
  });
});

test("fields of a newer version survive all that happens to their row, in both copies", async () => {
  await report("created", "1", 9);
  await spoil((row) => {
    row.mood = "calm";
    row.appointment = { ...(row.appointment as Raw), room: "B" };
  });
  await clinic.restart({ browser: true });
  await clinic.outbox.updateMessage(
    (await rows())[0]?.id ?? "",
    { type: "hold", reason: { code: "credit" } },
    Date.now(),
  );
  const kept = { mood: "calm", state: "held", appointment: { room: "B" } };
  expect(await rawRows()).toMatchObject([kept]);
  await clinic.restart({ loseDatabase: true });
  expect(await rawRows()).toMatchObject([kept]);
  await clinic.dispatcher.release();
  await clinic.dispatcher.dispatch();
  expect(phones()).toHaveLength(1);
  expect(await rawRows()).toMatchObject([{ ...kept, state: "sent" }]);
});
