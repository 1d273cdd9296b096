// @vitest-environment node

import { expect, test } from "vitest";
import { appointment, calendarId } from "./support/clinic.ts";
import { WorkerDied, Workstation } from "./support/workstation.ts";

/** What a person changed in the settings or said of an answer, when the worker dies before all reminders follow. */

const day = 24 * 3600_000;
const morning = Date.parse("2026-03-10T08:00:00Z");
const on = (days: number): string => Temporal.Instant.fromEpochMilliseconds(morning + days * day).toString();
const about = (id: string) => appointment(id, 9, { start: on(5), patient: who(id) });
const who = (id: string) => ({ id: null, name: `Pacient ${id}`, phone: `60100000${id}` });

const open = () =>
  Workstation.open(morning, ({ practice, reminders, sending }) => {
    Object.assign(practice, { name: "Ordinace", phone: "+420 234 567 890", timeZone: "Europe/Prague" });
    Object.assign(reminders, { enabled: true, from: "00:00", to: "23:59", restDays: true });
    reminders.offsets = [{ count: 3, unit: "hours" }];
    // One with a number, so that patients can answer.
    sending.channel = 2;
  });

/** What GoSMS is to send later, and to whom. */
const standing = ({ gosms }: Workstation): string[] =>
  gosms.messages
    .filter(({ scheduled, deletedAt }) => scheduled !== null && deletedAt === null)
    .map(({ recipients, scheduled }) => `${recipients} ${scheduled}`)
    .sort();

test("reminders follow new settings though the worker died over them", async () => {
  await using station = await open();
  for (const id of ["1", "2"]) await station.ask("page.changed", { type: "created", appointment: about(id) });
  await station.pass(60_000);
  expect(standing(station)).toHaveLength(2);

  station.stopAt("rowCommitted");
  await station.set(({ reminders }) => {
    reminders.offsets = [{ count: 30, unit: "hours" }];
  });
  expect(station.stoppedAt).toBe("rowCommitted");
  await station.restart("worker");
  await station.pass(60_000);
  expect(standing(station)).toEqual(
    ["1", "2"].map((id) => `+42060100000${id} ${new Date(morning + 5 * day - 30 * 3600_000).toISOString()}`),
  );
});

test.for(["optsOut", "wrongNumber"] as const)(
  "nothing stands for who %s though the worker died over it",
  async (verdict) => {
    await using station = await open();
    await station.ask("page.changed", { type: "created", appointment: about("1") });
    await station.pass(2_000);
    await station.pass(10_000);
    station.gosms.reply("+420601000001", "Neposilejte mi to");
    await station.pass(60_000);
    const row = (await station.rows()).all.find(({ replies }) => replies.length > 0);
    expect(row).toBeDefined();
    expect(standing(station)).toHaveLength(1);

    station.stopAt("rowMirrored");
    const read = station.press("outbox.replyRead", {
      id: row?.id ?? "",
      replyId: row?.replies[0]?.id ?? "",
      verdict,
      scope: "number",
    });
    await expect(read).rejects.toThrow(WorkerDied);
    await station.restart("worker");
    await station.pass(60_000);
    expect(standing(station)).toEqual([]);
  },
);

test("a cancellation that is stopped leaves the reminder, though the worker died over it", async () => {
  await using station = await open();
  await station.ask("page.changed", { type: "created", appointment: about("1") });
  await station.pass(60_000);
  const before = standing(station);
  const { batch } = await station.press("bulk.send", {
    calendarId,
    items: [{ appointment: about("1"), kind: "cancellation", text: "Ruším" }],
  });
  station.stopAt("rowCommitted");
  await expect(station.press("bulk.stop", { batch })).rejects.toThrow(WorkerDied);
  await station.restart("worker");
  await station.pass(60_000);
  expect(station.gosms.messages.filter(({ text }) => text === "Ruším")).toEqual([]);
  expect(standing(station)).toEqual(before);
});
