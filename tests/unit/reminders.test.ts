// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";
import type { Appointment } from "../../lib/domain/appointment.ts";
import type { Message } from "../../lib/domain/outbox/message.ts";
import { choicesFor } from "../../lib/domain/outbox/today.ts";
import { appointment, type Clinic, calendarId, openClinic } from "./support/clinic.ts";

/** Reminders by themselves, with the real sending code and the simulator, by one clock for both. */

const minute = 60_000;
let clinic: Clinic;

beforeEach(async () => {
  clinic = await openClinic();
  vi.useFakeTimers({ toFake: ["Date", "performance", "setTimeout", "clearTimeout"] });
  // A Tuesday without anything to it.
  setClock("2026-03-10T09:00");
  await clinic.set(({ templates, reminders }) => {
    templates.confirmation.enabled = false;
    reminders.enabled = true;
  });
});
afterEach(async () => {
  vi.useRealTimers();
  await clinic[Symbol.asyncDispose]();
});

const moment = (local: string): number =>
  Temporal.ZonedDateTime.from(`${local}[Europe/Prague]`).epochMilliseconds;
const setClock = (local: string): void => void vi.setSystemTime(moment(local));
const tick = async (): Promise<void> => (await import("../../lib/background/jobs/index.ts")).tick();
/** Time passes for the simulator as well, by whose clock its answers are late. */
async function passUntil(isOver: () => Promise<boolean>): Promise<void> {
  while (!(await isOver())) {
    vi.advanceTimersByTime(10);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
/** Without asking GoSMS what became of anything. */
const dispatchAlone = async (): Promise<void> => clinic.dispatcher.dispatch();
const refit = async (): Promise<void> =>
  (await import("../../lib/background/sending/refit.ts")).refitReminders();

const at = (local: string, change: Partial<Appointment> = {}): Appointment =>
  appointment("1", 9, {
    start: Temporal.Instant.fromEpochMilliseconds(moment(local)).toString({ smallestUnit: "second" }),
    ...change,
  });
const create = (about: Appointment) =>
  clinic.intake.recordChange(calendarId, { type: "created", appointment: about });
const move = (about: Appointment, from: string) =>
  clinic.intake.recordChange(calendarId, {
    type: "moved",
    appointment: about,
    previousStart: at(from).start,
  });
const cancel = (about: Appointment) =>
  clinic.intake.recordChange(calendarId, { type: "cancelled", appointment: about });

const rows = (): Promise<Message[]> => clinic.outbox.listSince(0, Number.MAX_SAFE_INTEGER);
const reminders = async () => (await rows()).filter(({ kind }) => kind === "reminder");
const states = async () => (await reminders()).map(({ state }) => state).sort();
/** What GoSMS is to send and when, by its own books. */
const scheduled = () =>
  clinic.gosms.messages
    .filter(({ deletedAt }) => deletedAt === null)
    .map(({ text, scheduled }) => ({
      time: / v (\d+:\d\d)/u.exec(text)?.[1],
      leaves:
        scheduled &&
        Temporal.Instant.from(scheduled)
          .toZonedDateTimeISO("Europe/Prague")
          .toPlainDateTime()
          .toString({ smallestUnit: "minute" }),
    }));

describe("beside a confirmation", () => {
  const [first, second] = ["2026-03-13T09:30", "2026-03-16T14:00"];
  const texts = () => clinic.gosms.messages.filter(({ scheduled }) => !scheduled).map(({ text }) => text);
  const expectEachOnce = () =>
    expect(texts()).toEqual([expect.stringContaining("v 9:30"), expect.stringContaining("v 14:00")]);

  beforeEach(async () => {
    await clinic.set(({ templates }) => {
      templates.confirmation.enabled = true;
    });
  });

  test("that is just being handed over as its appointment is moved, nobody is told twice of the move", async () => {
    await create(at(first));
    clinic.gosms.faults.add({ kind: "latency", ms: 100, path: "send" });
    const leaving = tick();
    await passUntil(async () => (await states()).includes("sending"));
    await move(at(second), first);
    let hasLeft = false;
    void leaving.then(() => {
      hasLeft = true;
    });
    await passUntil(async () => hasLeft);
    clinic.gosms.faults.clear();
    await tick();
    expectEachOnce();
    await move(at(second), first);
    await tick();
    expectEachOnce();
  });

  test("that left before its appointment was moved, nor where that becomes known only afterwards", async () => {
    await create(at(first));
    await tick();
    setClock("2026-03-12T10:01");
    await move(at(second), first);
    await dispatchAlone();
    expectEachOnce();
    await tick();
    expect(await states()).toContain("sent");
    await move(at(second), first);
    await tick();
    expectEachOnce();
  });

  test("that told of the time by itself, neither", async () => {
    await clinic.set(({ templates }) => {
      templates.confirmation.enabled = false;
    });
    await create(at(first));
    await tick();
    await clinic.set(({ templates }) => {
      templates.confirmation.enabled = true;
    });
    setClock("2026-03-12T10:01");
    await move(at(second), first);
    await dispatchAlone();
    await tick();
    expect(await states()).toContain("sent");
    await move(at(second), first);
    await tick();
    expect(texts()).toEqual([expect.stringContaining("v 14:00")]);
  });
});

describe("a booked appointment", () => {
  test("has its reminder at GoSMS ahead, for the moment it is to leave", async () => {
    await create(at("2026-03-13T09:30"));
    expect(await states()).toEqual(["planned"]);
    await tick();
    expect(scheduled()).toEqual([{ time: "9:30", leaves: "2026-03-12T10:00" }]);
    expect(await states()).toEqual(["scheduled"]);
    // And nothing more, however often the page and the clock come back to it.
    await create(at("2026-03-13T09:30"));
    await tick();
    expect(scheduled()).toHaveLength(1);
  });

  test("far ahead waits, and is handed over a fortnight before", async () => {
    await create(at("2026-05-20T09:30"));
    await tick();
    expect(await states()).toEqual(["planned"]);
    setClock("2026-05-05T10:01");
    await tick();
    expect(scheduled()).toEqual([{ time: "9:30", leaves: "2026-05-19T10:00" }]);
  });

  test("gets each of several reminders once", async () => {
    await clinic.set((settings) => {
      settings.reminders.offsets = [
        { count: 3, unit: "workingDays" },
        { count: 1, unit: "workingDays" },
      ];
    });
    await create(at("2026-03-17T09:30"));
    await tick();
    expect(
      scheduled()
        .map(({ leaves }) => leaves)
        .sort(),
    ).toEqual(["2026-03-12T10:00", "2026-03-16T10:00"]);
  });

  test("too soon for its reminder says so, and what leaves instead", async () => {
    const alone = await create(at("2026-03-10T11:00"));
    expect(alone.skipped).toEqual({ code: "reminderTooLate" });
    await clinic.set(({ templates }) => {
      templates.confirmation.enabled = true;
    });
    const confirmed = await create(at("2026-03-10T12:00", { id: "2" }));
    expect(confirmed).toMatchObject({ late: true, skipped: null, pending: [{ kind: "confirmation" }] });
  });

  test("goes out while the computer is off, and is then told as sent", async () => {
    await create(at("2026-03-13T09:30"));
    await tick();
    setClock("2026-03-12T10:05");
    await clinic.restart({ browser: true });
    await tick();
    expect(await states()).toEqual(["sent"]);
    expect((await reminders())[0]).toMatchObject({ delivery: "delivered" });
    expect(scheduled()).toHaveLength(1);
  });
});

describe("an appointment that is no longer so", () => {
  test("1: cancelled: GoSMS gives the reminder up, and that is verified", async () => {
    await create(at("2026-03-13T09:30"));
    await tick();
    await cancel(at("2026-03-13T09:30"));
    expect(await states()).toEqual(["withdrawing"]);
    await tick();
    expect(scheduled().filter(({ leaves }) => leaves !== null)).toEqual([]);
    expect(await states()).toEqual(["skipped"]);
    const [first] = clinic.gosms.messages;
    const asked = clinic.gosms.requests.filter(({ path }) => path.endsWith(`/${first?.id}`));
    expect(asked.map(({ method }) => method).slice(-2)).toEqual(["DELETE", "GET"]);
  });

  test("3: moved: the old one goes, and one for the new time takes its place", async () => {
    await create(at("2026-03-13T09:30"));
    await tick();
    await move(at("2026-03-16T11:00"), "2026-03-13T09:30");
    await tick();
    await vi.advanceTimersByTimeAsync(minute);
    await tick();
    expect(scheduled()).toEqual([{ time: "11:00", leaves: "2026-03-13T10:00" }]);
  });

  test("moved there and back has its first reminder again, once", async () => {
    await create(at("2026-03-13T09:30"));
    await tick();
    await move(at("2026-03-16T11:00"), "2026-03-13T09:30");
    await move(at("2026-03-13T09:30"), "2026-03-16T11:00");
    for (let again = 0; again < 3; again++) {
      await tick();
      await vi.advanceTimersByTimeAsync(minute);
    }
    expect(scheduled()).toEqual([{ time: "9:30", leaves: "2026-03-12T10:00" }]);
  });

  test("2: where GoSMS does not give it up, a person is told and it is asked again", async () => {
    await create(at("2026-03-13T09:30"));
    await tick();
    clinic.gosms.faults.add({ kind: "500", path: "delete", times: 1 });
    await cancel(at("2026-03-13T09:30"));
    await tick();
    const [row] = await reminders();
    expect(row).toMatchObject({ state: "withdrawing", reason: { code: "notWithdrawn" } });
    expect(await clinic.outbox.listAttention()).toHaveLength(1);
    expect(row && choicesFor(row, Date.now())).toEqual(["isGone"]);
    expect(row && choicesFor(row, row.schedule?.sendAt ?? 0)).toEqual(["isGone", "wasSent"]);
    await vi.advanceTimersByTimeAsync(minute);
    await tick();
    expect(await states()).toEqual(["skipped"]);
    expect(await clinic.outbox.listAttention()).toHaveLength(0);
  });

  /** The computer goes on trying, minute by minute. */
  async function tryFor(minutes: number): Promise<void> {
    for (let passed = 0; passed < minutes; passed++) {
      vi.advanceTimersByTime(minute);
      await tick();
    }
  }

  test("a connection that was away for an hour: GoSMS gives it up in the minute in which it is back", async () => {
    await create(at("2026-03-13T09:30"));
    await tick();
    clinic.gosms.faults.add({ kind: "dropBefore", path: "any", times: "always" });
    await cancel(at("2026-03-13T09:30"));
    await tick();
    await tryFor(60);
    expect(await states()).toEqual(["withdrawing"]);
    clinic.gosms.faults.clear();
    await tryFor(1);
    expect(await states()).toEqual(["skipped"]);
    expect(scheduled()).toEqual([]);
  });

  test("credentials that went with the database: GoSMS gives it up in the minute in which they are back", async () => {
    const { loadCredentials, saveCredentials } = await import("../../lib/storage/secrets.ts");
    await create(at("2026-03-13T09:30"));
    await tick();
    const credentials = await loadCredentials();
    await (await import("../../lib/storage/database.ts")).database().then((db) => db.clear("secrets"));
    await cancel(at("2026-03-13T09:30"));
    await tick();
    await tryFor(60);
    expect(await states()).toEqual(["withdrawing"]);
    if (credentials) await saveCredentials(credentials);
    await tryFor(1);
    expect(await states()).toEqual(["skipped"]);
    expect(scheduled()).toEqual([]);
  });

  test("GoSMS that fails again and again is asked in time before the reminder leaves", async () => {
    await create(at("2026-03-13T09:30"));
    await tick();
    setClock("2026-03-12T07:00");
    clinic.gosms.faults.add({ kind: "500", path: "delete", times: "always" });
    await cancel(at("2026-03-13T09:30"));
    await tick();
    // It leaves at 10:00.
    await tryFor(174);
    const [row] = await reminders();
    // What failed as before is no news, however often.
    expect(row?.history.filter(({ state }) => state === "withdrawing")).toHaveLength(2);
    expect(clinic.gosms.requests.filter(({ method }) => method === "DELETE").length).toBeLessThan(40);
    clinic.gosms.faults.clear();
    await tryFor(4);
    expect(await states()).toEqual(["skipped"]);
    expect(scheduled().filter(({ leaves }) => leaves !== null)).toEqual([]);
  });

  test("what left in the meantime is not called cancelled, and somebody is asked to call", async () => {
    await create(at("2026-03-13T09:30"));
    await tick();
    setClock("2026-03-12T10:05");
    await cancel(at("2026-03-13T09:30"));
    await tick();
    const [attention] = await clinic.outbox.listAttention();
    expect(attention).toMatchObject({ state: "sent", reason: { code: "wentAnyway" } });
    expect(attention && choicesFor(attention, Date.now())).toEqual(["dismiss"]);
    expect(clinic.gosms.messages[0]?.deletedAt).toBeNull();
  });
});

describe("switched off", () => {
  test.each([
    ["reminders", ({ reminders }) => Object.assign(reminders, { enabled: false })],
    ["their template", ({ templates }) => Object.assign(templates.reminder, { enabled: false })],
    ["all sending", ({ sending }) => Object.assign(sending, { paused: true })],
  ] satisfies [string, Parameters<Clinic["set"]>[0]][])(
    "%s: GoSMS is left with none; on again, they are back",
    async (_, off) => {
      await create(at("2026-03-13T09:30"));
      await tick();
      await clinic.set(off);
      await tick();
      await vi.advanceTimersByTimeAsync(minute);
      await tick();
      expect(scheduled()).toEqual([]);
      expect(await states()).toEqual(["planned"]);
      await clinic.set(({ templates, reminders, sending }) => {
        reminders.enabled = true;
        templates.reminder.enabled = true;
        sending.paused = false;
      });
      await tick();
      expect(scheduled()).toEqual([{ time: "9:30", leaves: "2026-03-12T10:00" }]);
    },
  );

  test("another offset moves what GoSMS has already", async () => {
    await create(at("2026-03-13T09:30"));
    await tick();
    await clinic.set(({ reminders }) => {
      reminders.offsets = [{ count: 2, unit: "workingDays" }];
    });
    await refit();
    await tick();
    await vi.advanceTimersByTimeAsync(minute);
    await tick();
    expect(scheduled()).toEqual([{ time: "9:30", leaves: "2026-03-11T10:00" }]);
  });

  test("whoever wants no texts gets none that was scheduled before", async () => {
    await create(at("2026-03-13T09:30"));
    await tick();
    const { newPatient } = await import("../../lib/domain/directory/patient.ts");
    const { putPatient } = await import("../../lib/storage/patients.ts");
    await putPatient(
      {
        ...newPatient({ code: "7", name: "Jana Vzorová" }, Date.now()),
        optOut: { day: "2026-03-10", source: "telefonicky", phone: "+420601000001" },
      },
      ["CZ"],
    );
    await refit();
    await tick();
    expect(scheduled()).toEqual([]);
    expect((await reminders())[0]).toMatchObject({ state: "skipped", reason: { code: "optedOut" } });
  });
});

/** Not by Pípni. */
async function deleteAtGosms(): Promise<void> {
  const [message] = await reminders();
  await fetch(`https://app.gosms.eu/api/v1/messages/${message?.gatewayId}`, {
    method: "DELETE",
    headers: { authorization: `Bearer ${await token()}` },
  });
}

describe("what goes wrong", () => {
  test("no answer to the hand-over: nobody knows, nothing is repeated, and a person decides", async () => {
    clinic.gosms.faults.add({ kind: "dropAfter", path: "send", times: 1 });
    await create(at("2026-03-13T09:30"));
    await tick();
    await vi.advanceTimersByTimeAsync(minute);
    await tick();
    expect(await states()).toEqual(["unknown"]);
    expect(clinic.gosms.requestsTo("send")).toHaveLength(1);
  });

  test("the computer was off when it should have been handed over: late, but not in the night", async () => {
    await create(at("2026-05-20T09:30"));
    setClock("2026-05-19T21:00");
    await tick();
    expect(scheduled()).toEqual([]);
    setClock("2026-05-20T08:01");
    await tick();
    expect(scheduled()).toEqual([{ time: "9:30", leaves: null }]);
    expect(await states()).toEqual(["sent"]);
  });

  test("34: so late that it helps nobody: not sent, and somebody is told", async () => {
    await create(at("2026-05-20T08:15"));
    setClock("2026-05-20T07:50");
    await tick();
    expect(clinic.gosms.messages).toEqual([]);
    expect(await clinic.outbox.listAttention()).toMatchObject([
      { state: "skipped", reason: { code: "reminderTooLate" } },
    ]);
  });

  describe("GoSMS was out of reach from before its moment, and is back", () => {
    async function passTo(when: string): Promise<void> {
      vi.advanceTimersByTime(moment(when) - Date.now());
      await tick();
    }

    async function back(start: string, when: string): Promise<void> {
      await create(at(start));
      clinic.gosms.faults.add({ kind: "503", path: "token", times: "always" });
      clinic.gosms.faults.add({ kind: "503", path: "send", times: "always" });
      await tick();
      expect(await states()).toEqual(["queued"]);
      clinic.gosms.faults.clear();
      await passTo(when);
    }

    test("at night: it leaves in the morning", async () => {
      await back("2026-03-13T09:30", "2026-03-12T22:30");
      expect(clinic.gosms.messages).toEqual([]);
      await passTo("2026-03-13T08:01");
      expect(scheduled()).toEqual([{ time: "9:30", leaves: null }]);
    });

    test("just before the appointment: it is not sent, and somebody is told", async () => {
      await back("2026-03-13T09:30", "2026-03-13T09:25");
      expect(clinic.gosms.messages).toEqual([]);
      expect(await clinic.outbox.listAttention()).toMatchObject([
        { state: "skipped", reason: { code: "reminderTooLate" } },
      ]);
    });
  });

  test("sent once more by a person at night, it leaves at once", async () => {
    await create(at("2026-03-13T09:30"));
    clinic.gosms.faults.add({ kind: "dropAfter", path: "send", times: 1 });
    await tick();
    const [row] = await reminders();
    expect(row).toMatchObject({ state: "unknown" });
    vi.advanceTimersByTime(moment("2026-03-12T22:30") - Date.now());
    const { sendAgain } = await import("../../lib/background/sending/send-again.ts");
    await sendAgain([row?.id ?? ""]);
    await tick();
    expect(scheduled().filter(({ leaves }) => leaves === null)).toEqual([{ time: "9:30", leaves: null }]);
  });

  test("somebody deleted it at GoSMS: it is told, not counted as sent", async () => {
    await create(at("2026-03-13T09:30"));
    await tick();
    await deleteAtGosms();
    setClock("2026-03-12T10:05");
    await tick();
    expect(await clinic.outbox.listAttention()).toMatchObject([
      { state: "rejected", reason: { code: "vanished" } },
    ]);
  });

  describe("after a person said that it may leave though the calendar did not show its appointment:", () => {
    const keep = async (): Promise<void> => {
      const { decideOn } = await import("../../lib/background/sending/decisions.ts");
      const [row] = await reminders();
      const id = row?.id ?? "";
      await clinic.outbox.updateMessage(id, { type: "missed", reason: { code: "notSeen" } }, Date.now());
      expect(await clinic.outbox.listAttention()).toHaveLength(1);
      await decideOn(id, "keep", Date.now());
      expect(await clinic.outbox.listAttention()).toEqual([]);
    };

    test.each(["dropAfter", "422"] as const)("its hand-over goes wrong (%s): that is told", async (kind) => {
      await create(at("2026-05-20T09:30"));
      await keep();
      clinic.gosms.faults.add({ kind, path: "send" });
      setClock("2026-05-10T10:00");
      await tick();
      expect(await clinic.outbox.listAttention()).toMatchObject([
        { state: kind === "422" ? "rejected" : "unknown" },
      ]);
    });

    test("it does not arrive: that is told", async () => {
      clinic.gosms.faults.add({ kind: "undelivered" });
      await create(at("2026-03-13T09:30"));
      await tick();
      await keep();
      setClock("2026-03-12T10:05");
      await tick();
      expect(await clinic.outbox.listAttention()).toMatchObject([{ state: "sent", delivery: "undelivered" }]);
    });

    test("somebody deleted it at GoSMS: that is told", async () => {
      await create(at("2026-03-13T09:30"));
      await tick();
      await keep();
      await deleteAtGosms();
      setClock("2026-03-12T10:05");
      await tick();
      expect(await clinic.outbox.listAttention()).toMatchObject([{ state: "rejected" }]);
    });

    test("all goes well: nobody is asked any more", async () => {
      await create(at("2026-03-13T09:30"));
      await tick();
      await keep();
      setClock("2026-03-12T10:05");
      await tick();
      expect(await states()).toEqual(["sent"]);
      expect(await clinic.outbox.listAttention()).toEqual([]);
    });
  });

  test("the whole database is lost: nothing is scheduled twice, and what is can be taken back", async () => {
    await create(at("2026-03-13T09:30"));
    await create(at("2026-05-20T09:30", { id: "2" }));
    await tick();
    await clinic.restart({ loseDatabase: true });
    expect(await states()).toEqual(["planned", "scheduled"]);
    await create(at("2026-03-13T09:30"));
    await tick();
    expect(scheduled()).toHaveLength(1);
    await cancel(at("2026-03-13T09:30"));
    await tick();
    expect(scheduled().filter(({ leaves }) => leaves !== null)).toEqual([]);
  });
});

const token = async (): Promise<string> =>
  (await (await import("../../lib/storage/secrets.ts")).loadToken())?.value ?? "";

describe("when the worker dies between the two copies, and the database is lost later", () => {
  /** The page gets no answer, and tells the change once more to the next worker. */
  async function dyingBeforeTheSecondCopy(change: () => Promise<unknown>): Promise<void> {
    // Not the browser's first worker, which reads the whole second copy.
    await clinic.restart();
    const died = vi.spyOn(fakeBrowser.storage.local, "set").mockRejectedValue(new Error("died"));
    await expect(change()).rejects.toThrow("died");
    died.mockRestore();
    await clinic.restart();
    await tick();
    await change();
    await clinic.restart({ browser: true, loseDatabase: true });
    await tick();
  }

  test("what was planned with a move is planned still, and nothing for the time before", async () => {
    await clinic.set(({ templates, sending }) => {
      templates.confirmation.enabled = true;
      sending.settleSeconds = 60;
    });
    // So far ahead that GoSMS is not asked for it yet.
    await create(at("2026-04-16T10:00"));
    await dyingBeforeTheSecondCopy(() => move(at("2026-04-17T11:00"), "2026-04-16T10:00"));
    expect((await reminders()).filter(({ state }) => state === "planned")).toMatchObject([
      { appointment: { start: at("2026-04-17T11:00").start } },
    ]);
  });

  test("what was to be taken back from GoSMS is taken back", async () => {
    await create(at("2026-03-16T10:00"));
    await tick();
    setClock("2026-03-10T09:05");
    await tick();
    expect(scheduled()).toHaveLength(1);
    await dyingBeforeTheSecondCopy(() => move(at("2026-03-17T11:00"), "2026-03-16T10:00"));
    setClock("2026-03-10T09:10");
    await tick();
    await tick();
    expect(scheduled().map(({ time }) => time)).toEqual(["11:00"]);
  });
});

test("what is moved while all reminders are brought in line with new settings keeps its new time", async () => {
  const others = Array.from({ length: 5 }, (_, index) => at("2026-03-17T10:00", { id: `other-${index}` }));
  for (const other of others) await create(other);
  await create(at("2026-03-16T10:00"));
  await clinic.set((settings) => {
    settings.reminders.offsets = [{ count: 2, unit: "workingDays" }];
  });
  const refitting = refit();
  // It has read what stands by now.
  await new Promise((resolve) => setImmediate(resolve));
  await move(at("2026-03-17T11:00"), "2026-03-16T10:00");
  await refitting;
  const mine = (await reminders()).filter(({ appointment: { id } }) => id === "1");
  expect(mine.filter(({ state }) => state === "planned")).toMatchObject([
    { appointment: { start: at("2026-03-17T11:00").start } },
  ]);
});

// Whatever was told in between, a reminder is its slot and start: the second one is the first.
test.for([
  { confirmed: true, rows: ["unknown network", "unknown network"] },
  { confirmed: false, rows: ["unknown network", "unknown network"] },
])(
  "moved away and back, nobody is reminded twice while it is open whether GoSMS has the first one ($confirmed)",
  async ({ confirmed, rows }) => {
    await clinic.set(({ templates }) => {
      templates.confirmation.enabled = confirmed;
    });
    const [early, late] = ["2026-03-16T10:00", "2026-03-17T11:00"] as const;
    for (const change of [
      () => create(at(early)),
      () => move(at(late), early),
      () => move(at(early), late),
      () => move(at(late), early),
    ]) {
      // Taken, and nobody learns of it.
      clinic.gosms.faults.add({ kind: "dropAfter", times: "always" });
      await change();
      await tick();
      clinic.gosms.faults.clear();
      vi.setSystemTime(Date.now() + minute);
    }
    setClock("2026-03-10T09:10");
    await tick();
    const kept = scheduled().filter(({ leaves }) => leaves !== null);
    expect(kept.map(({ time }) => time)).toEqual(["10:00", "11:00"]);
    const states = (await reminders()).map(({ state, reason }) => `${state} ${reason?.code}`);
    expect(states.sort()).toEqual(rows);
  },
);
