// @vitest-environment node
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Message } from "../../lib/domain/outbox/message.ts";
import { appointment, type Clinic, calendarId, openClinic } from "./support/clinic.ts";

/** One text about several appointments, on its way through the real sending code. */

let clinic: Clinic;

beforeEach(async () => {
  clinic = await openClinic();
});
afterEach(async () => {
  vi.useRealTimers();
  await clinic[Symbol.asyncDispose]();
});

const patient = { id: "7", name: "Jana Vzorová", phone: "601 000 001" };
const at = (id: string, hour: number) => appointment(id, hour, { patient });
const text = "Připomínáme 9:00 a 10:00";
const both = (first = at("1", 9), second = at("2", 10)) =>
  clinic.intake.sendBulk(calendarId, [{ appointment: first, together: [second], kind: "reminder", text }]);
const alone = (id: string, hour: number) =>
  clinic.intake.sendBulk(calendarId, [{ appointment: at(id, hour), kind: "reminder", text: "Sama" }]);

const texts = () => clinic.gosms.messages.map((message) => message.text);
const rows = async (): Promise<Message[]> =>
  (await clinic.outbox.listSince(0, Number.MAX_SAFE_INTEGER)).sort((a, b) =>
    a.appointment.id.localeCompare(b.appointment.id),
  );
const outcomes = async () => (await rows()).map(({ state, reason }) => [state, reason?.code ?? null]);

test("30: one text leaves, and each of its appointments counts as told", async () => {
  const { queued, refused } = await both();
  expect([queued.length, refused.length]).toEqual([2, 0]);
  await clinic.dispatcher.dispatch();
  expect(texts()).toEqual([text]);
  expect(await outcomes()).toEqual([
    ["sent", null],
    ["sent", null],
  ]);
  for (const [id, hour] of [
    ["1", 9],
    ["2", 10],
  ] as const) {
    const { refused } = await alone(id, hour);
    expect(refused).toMatchObject([
      { appointmentId: id, reason: { code: "alreadySent", at: expect.any(Number) } },
    ]);
  }
  expect((await both()).refused).toHaveLength(2);
  await clinic.dispatcher.dispatch();
  expect(texts()).toEqual([text]);
});

test("GoSMS is asked about it once, and its price is counted once", async () => {
  await both();
  await clinic.dispatcher.dispatch();
  const before = clinic.gosms.requests.length;
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 6000 });
  await clinic.receipts.askReceipts();
  const asked = clinic.gosms.requests.slice(before).filter(({ endpoint }) => endpoint === "detail");
  expect(asked).toHaveLength(1);
  expect(await rows()).toMatchObject([
    { delivery: "delivered", price: 1.452 },
    { delivery: "delivered", price: null },
  ]);
});

test.for(["in one text as well", "each by itself"])(
  "all of them cancelled from the window before it leaves, %s: they are told that, and nothing else",
  async (how) => {
    await both();
    const cancelled = { kind: "cancellation" as const, text: "Zrušeno" };
    await clinic.intake.sendBulk(
      calendarId,
      how === "each by itself"
        ? [
            { appointment: at("1", 9), ...cancelled },
            { appointment: at("2", 10), ...cancelled, text: "Zrušeno, 10:00" },
          ]
        : [{ appointment: at("1", 9), together: [at("2", 10)], ...cancelled }],
    );
    // Each for its own reason: nobody is to be told of either any more.
    const reminders = (await rows()).filter(({ kind }) => kind === "reminder");
    expect(reminders).toMatchObject([
      { state: "skipped", reason: { code: "toldCancelled" } },
      { state: "skipped", reason: { code: "toldCancelled" } },
    ]);
    expect(await clinic.outbox.listAttention()).toEqual([]);
    await clinic.dispatcher.dispatch();
    expect(texts().toSorted()).toEqual(
      how === "each by itself" ? ["Zrušeno", "Zrušeno, 10:00"] : ["Zrušeno"],
    );
  },
);

test("what can never be decided ends with an error, and not never", async () => {
  const { untilDecided } = await import("../../lib/background/sending/new-message.ts");
  await expect(untilDecided(async () => null)).rejects.toThrow("decided");
});

test.for(["cancelled", "moved"] as const)(
  "one of them %s before it leaves: nothing leaves with the wrong time, and the other is shown as not told",
  async (type) => {
    await both();
    await clinic.intake.recordChange(
      calendarId,
      type === "cancelled"
        ? { type, appointment: at("2", 10) }
        : { type, appointment: at("2", 11), previousStart: at("2", 10).start },
    );
    await clinic.dispatcher.dispatch();
    expect(texts()).not.toContain(text);
    const reminders = (await rows()).filter(({ kind }) => kind === "reminder");
    expect(reminders).toMatchObject([
      { state: "skipped", reason: { code: "bundleChanged" } },
      { state: "skipped", reason: { code: "superseded" } },
    ]);
    // A person wanted it told: it counts on the badge, and can be sent alone.
    expect((await clinic.outbox.listAttention()).map((row) => row.appointment.id)).toEqual(["1"]);
    expect((await alone("1", 9)).queued).toHaveLength(1);
    await clinic.dispatcher.dispatch();
    expect(texts()).toContain("Sama");
  },
);

test("one of them moved while GoSMS asks for a pause: it does not leave later either", async () => {
  await both();
  clinic.gosms.faults.add([
    { kind: "429", retryAfter: 1 },
    { kind: "latency", ms: 300, path: "send" },
  ]);
  const dispatched = clinic.dispatcher.dispatch();
  await vi.waitFor(async () =>
    expect((await rows()).map(({ state }) => state)).toEqual(["sending", "sending"]),
  );
  await clinic.intake.recordChange(calendarId, {
    type: "moved",
    appointment: at("2", 11),
    previousStart: at("2", 10).start,
  });
  await dispatched;
  await new Promise((resolve) => setTimeout(resolve, 1200));
  await clinic.dispatcher.dispatch();
  expect(texts()).not.toContain(text);
  expect((await rows()).filter(({ kind }) => kind === "reminder")).toMatchObject([
    { state: "skipped", reason: { code: "bundleChanged" } },
    { state: "skipped", reason: { code: "superseded" } },
  ]);
});

test("one of them has begun by then: its time is not told, and the other says so", async () => {
  await both();
  vi.useFakeTimers({ toFake: ["Date"], now: Date.parse(at("1", 9).start) + 60_000 });
  await clinic.dispatcher.dispatch();
  expect(texts()).toEqual([]);
  expect(await outcomes()).toEqual([
    ["skipped", "past"],
    ["skipped", "bundleChanged"],
  ]);
  expect(await clinic.outbox.countAttention()).toBe(2);
});

test("one of its patients wants no texts: nothing is said of any", async () => {
  const child = { id: "8", name: "Petr Vzor", phone: "601 000 001" };
  await both(at("1", 9), appointment("2", 10, { patient: child }));
  const { newPatient } = await import("../../lib/domain/directory/patient.ts");
  const { putPatient } = await import("../../lib/storage/patients.ts");
  const optOut = { day: "2026-11-01", source: "telefonicky", phone: null };
  await putPatient({ ...newPatient({ code: "8", name: "Petr Vzor" }, 1), optOut }, ["CZ"]);
  await clinic.dispatcher.dispatch();
  expect(texts()).toEqual([]);
  expect(await outcomes()).toEqual([
    ["skipped", "bundleChanged"],
    ["skipped", "optedOut"],
  ]);
});

test("refused by GoSMS, it is sent again whole, whichever of its rows is pressed", async () => {
  clinic.gosms.faults.add({ kind: "400-unverified" });
  await both();
  await clinic.dispatcher.dispatch();
  const [, second] = await rows();
  expect(await outcomes()).toMatchObject([
    ["rejected", "refused"],
    ["rejected", "refused"],
  ]);
  expect(await clinic.intake.sendAgain([second?.id ?? ""])).toHaveLength(2);
  // A second press finds nothing to repeat.
  expect(await clinic.intake.sendAgain((await rows()).map(({ id }) => id))).toEqual([]);
  await clinic.dispatcher.dispatch();
  expect(texts()).toEqual([text]);
  expect((await rows()).filter(({ origin }) => origin === "again").map(({ state }) => state)).toEqual([
    "sent",
    "sent",
  ]);
});

test("sent again, it is not when one of its appointments changed meanwhile", async () => {
  clinic.gosms.faults.add({ kind: "400-unverified" });
  await both();
  await clinic.dispatcher.dispatch();
  await clinic.intake.recordChange(calendarId, { type: "cancelled", appointment: at("1", 9) });
  const reminders = (await rows()).filter(({ kind }) => kind === "reminder");
  await clinic.intake.sendAgain([reminders[1]?.id ?? ""]);
  await clinic.dispatcher.dispatch();
  expect(texts()).not.toContain(text);
  expect((await rows()).filter(({ origin }) => origin === "again")).toMatchObject([
    { state: "skipped", reason: { code: "superseded" } },
    { state: "skipped", reason: { code: "bundleChanged" } },
  ]);
});

test("an outcome that nobody knows is one for all of them, and one word of a person settles it", async () => {
  clinic.gosms.faults.add({ kind: "dropAfter" });
  await both();
  await clinic.dispatcher.dispatch();
  expect((await rows()).map(({ state }) => state)).toEqual(["unknown", "unknown"]);
  const [, second] = await rows();
  await clinic.outbox.updateMessage(second?.id ?? "", { type: "personSaysSent" }, Date.now());
  expect((await rows()).map(({ state, acknowledged }) => [state, acknowledged])).toEqual([
    ["sent", true],
    ["sent", true],
  ]);
});

test.for([false, true])(
  "a worker that dies beside it sends it once (database lost: %s)",
  async (loseDatabase) => {
    await both();
    await clinic.restart({ browser: true, loseDatabase });
    await clinic.dispatcher.dispatch();
    await clinic.restart({ browser: true, loseDatabase });
    await clinic.dispatcher.dispatch();
    expect(texts()).toEqual([text]);
    expect((await rows()).map(({ state }) => state)).toEqual(["sent", "sent"]);
    for (const [id, hour] of [
      ["1", 9],
      ["2", 10],
    ] as const)
      expect((await alone(id, hour)).refused).toMatchObject([{ reason: { code: "alreadySent" } }]);
  },
);

test("nothing is taken that cannot be told whole: another number, an appointment told already, one twice", async () => {
  const other = appointment("2", 10);
  expect((await both(at("1", 9), other)).refused.map(({ reason }) => reason.code)).toEqual([
    "bundleChanged",
    "bundleChanged",
  ]);
  await alone("2", 10);
  expect((await both()).refused.map(({ reason }) => reason.code)).toEqual([
    "bundleChanged",
    "alreadyWaiting",
  ]);
  expect((await both(at("3", 9), at("3", 9))).queued).toEqual([]);
  await clinic.dispatcher.dispatch();
  expect(texts()).toEqual(["Sama"]);
});

test("it waits for the end of earlier news about any of its appointments", async () => {
  clinic.gosms.faults.add({ kind: "latency", ms: 400, path: "send", times: 1 });
  await clinic.intake.recordChange(calendarId, { type: "created", appointment: at("2", 10) });
  const dispatched = clinic.dispatcher.dispatch();
  await vi.waitFor(async () => expect((await rows()).map(({ state }) => state)).toEqual(["sending"]));
  await both();
  await Promise.all([dispatched, clinic.dispatcher.dispatch()]);
  expect(texts()).toEqual([expect.stringMatching(/potvrzujeme/), text]);
});
