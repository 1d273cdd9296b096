// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { browser } from "wxt/browser";
import type { Appointment } from "../../lib/domain/appointment.ts";
import type { Look } from "../../lib/domain/looks/day-look.ts";
import type { UnseenCreation } from "../../lib/domain/looks/unseen.ts";
import type { Message } from "../../lib/domain/outbox/message.ts";
import { appointment, type Clinic, calendarId, openClinic } from "./support/clinic.ts";

/** What comes of what calendars show, with the real background and what it has on disk. */

let clinic: Clinic;
beforeEach(async () => {
  clinic = await openClinic();
});
afterEach(async () => {
  vi.useRealTimers();
  await clinic[Symbol.asyncDispose]();
});

const site = { id: calendarId, origin: calendarId, name: "Ordinace", plugin: null, enabled: true };
const dayOf = (start: string): string =>
  Temporal.Instant.from(start).toZonedDateTimeISO("Europe/Prague").toPlainDate().toString();
const tomorrow = dayOf(appointment("1", 9).start);

function lookAt(appointments: readonly Appointment[], change: Partial<Look> = {}): Look {
  const days = [{ day: tomorrow, appointments: [...appointments] }];
  return { page: "a", reader: "kalendar 1.0.0", questions: [], isWhole: true, days, ...change };
}
async function look(appointments: readonly Appointment[], change: Partial<Look> = {}, tabId = 1) {
  const { takeLook } = await import("../../lib/background/looks/take-look.ts");
  return takeLook(site, lookAt(appointments, change), { tabId, frameId: 0 });
}
const rows = (): Promise<Message[]> => clinic.outbox.listSince(0, Number.MAX_SAFE_INTEGER);
const told = async () =>
  (await rows())
    .map(({ kind, state, reason, appointment: { id } }) =>
      `${kind} ${id} ${state} ${reason?.code ?? ""}`.trim(),
    )
    .toSorted();
const sent = () => clinic.gosms.messages.map(({ text }) => / v (\d+:\d\d)/u.exec(text)?.[1]);
const unseen = async () => (await import("../../lib/storage/unseen.ts")).allUnseen();
const [a, b] = [appointment("1", 9), appointment("2", 10)];

describe("what nobody saw happen", () => {
  test("is proposed at the first look after the browser died, once, and leaves on a person's word", async () => {
    expect(await look([a])).toEqual({ told: [], found: 0 });
    await clinic.restart({ browser: true });
    expect(await look([a, b], { page: "b" })).toMatchObject({ found: 1 });
    await clinic.restart({ browser: true });
    expect(await look([a, b], { page: "c" })).toMatchObject({ found: 0 });
    expect(await told()).toEqual(["confirmation 2 held appeared"]);
    await clinic.dispatcher.dispatch();
    expect(sent()).toEqual([]);
    const { decideOn } = await import("../../lib/background/sending/decisions.ts");
    const [row] = await rows();
    expect(row?.reason).toEqual({ code: "appeared", detail: "Ordinace" });
    await decideOn(row?.id ?? "", "send", Date.now());
    await clinic.dispatcher.dispatch();
    expect(sent()).toEqual(["10:00"]);
  });

  test("is somebody else's where a page was open all the time", async () => {
    await look([a]);
    expect(await look([a, b])).toMatchObject({ found: 0 });
    const c = appointment("3", 11);
    // Another tab of the same calendar, beside the one that watches.
    expect(await look([a, b, c], { page: "b" }, 2)).toMatchObject({ found: 0 });
    // The worker died, and the pages live.
    await clinic.restart();
    expect(await look([a, b, c, appointment("4", 12)], { page: "b" }, 2)).toMatchObject({ found: 0 });
    expect(await told()).toEqual([]);
  });

  test("is no news where the change was told, by whatever door and whatever became of it", async () => {
    await look([a]);
    await clinic.intake.recordChange(calendarId, { type: "created", appointment: b });
    const [row] = await rows();
    await clinic.intake.stop(calendarId, row?.id ?? "");
    const moved = appointment("1", 15);
    await clinic.intake.recordChange(calendarId, {
      type: "moved",
      appointment: moved,
      previousStart: a.start,
    });
    await clinic.restart({ browser: true });
    expect(await look([moved, b], { page: "b" })).toMatchObject({ found: 0 });
    await clinic.intake.recordChange(calendarId, { type: "cancelled", appointment: moved });
    await clinic.restart({ browser: true });
    expect(await look([b], { page: "c" })).toMatchObject({ found: 0 });
  });

  test("may be a move, or that it is gone, which need not be a cancellation", async () => {
    await look([a, b]);
    await clinic.restart({ browser: true });
    expect(await look([appointment("1", 15)], { page: "b" })).toMatchObject({ found: 2 });
    expect(await told()).toEqual(["cancellation 2 held disappeared", "confirmation 1 held appeared"]);
  });

  test("goes by itself once its page can prove it after all", async () => {
    await look([a]);
    await clinic.restart({ browser: true });
    await look([a, b], { page: "b" });
    const { pending } = await clinic.intake.recordChange(calendarId, { type: "created", appointment: b });
    expect(pending).toMatchObject([{ state: "queued" }]);
    await clinic.dispatcher.dispatch();
    expect(sent()).toEqual(["10:00"]);
  });

  test("of three hundred is one line for each calendar, decided on in one press", async () => {
    await look([a]);
    await clinic.restart({ browser: true });
    const start = Date.parse(a.start);
    const imported = Array.from({ length: 300 }, (_, index) => ({
      ...appointment(`i${index}`, 10),
      start: new Date(start + index * 60_000).toISOString().replace(".000", ""),
      patient: { id: null, name: `Pacient ${index}`, phone: `601 001 ${String(index).padStart(3, "0")}` },
    }));
    expect(await look([a, ...imported], { page: "b" })).toMatchObject({ found: 300 });
    const { readDay } = await import("../../lib/storage/day-queries.ts");
    const view = await readDay(0, Number.MAX_SAFE_INTEGER, { today: 100, earlier: 50 });
    expect(view.held).toEqual([{ reason: { code: "appeared", detail: "Ordinace" }, count: 300, calendarId }]);
    expect([...view.today, ...view.earlier]).toEqual([]);
    const { outboxHandlers } = await import("../../lib/background/handlers/outbox.ts");
    const decide = (ofCalendar: string) =>
      outboxHandlers["outbox.decideHeld"](
        { code: "appeared", calendarId: ofCalendar, decision: "doNotSend", by: Date.now() },
        {} as never,
      );
    await decide("https://jiny.example");
    expect((await rows()).every(({ state }) => state === "held")).toBe(true);
    await decide(calendarId);
    expect((await rows()).every(({ state }) => state === "skipped")).toBe(true);
  }, 60_000);

  test("leaves no row of those who cannot be texted", async () => {
    await look([a]);
    await clinic.restart({ browser: true });
    const nobody = appointment("3", 11, { patient: { id: null, name: "Jana Vzorová", phone: null } });
    expect(await look([a, nobody], { page: "b" })).toMatchObject({ found: 0 });
    expect(await told()).toEqual([]);
  });

  test("is kept without days that are over, and forgotten with the patient", async () => {
    const { looksOf, deleteOldLooks } = await import("../../lib/storage/looks.ts");
    await look([a, b]);
    const { putPatient, deletePatient } = await import("../../lib/storage/patients.ts");
    const { newPatient } = await import("../../lib/domain/directory/patient.ts");
    const jana = newPatient({ name: "VZOROVA Jana", phone: "" }, 0);
    await putPatient(jana, ["CZ"]);
    await deletePatient(jana.id);
    expect((await looksOf(calendarId)).flatMap(({ seen }) => seen.map(({ patient }) => patient))).toEqual([
      null,
      null,
    ]);
    await deleteOldLooks(Temporal.PlainDate.from(tomorrow).add({ days: 1 }).toString(), 0);
    expect(await looksOf(calendarId)).toEqual([]);
  });
});

describe("what was created and is not shown", () => {
  const creation = (change: Partial<UnseenCreation> = {}): UnseenCreation => ({
    start: b.start,
    ids: ["2"],
    patient: b.patient,
    title: "",
    why: "otherDay",
    isTold: true,
    ...change,
  });
  const record = async (change: Partial<UnseenCreation> = {}) =>
    (await import("../../lib/background/looks/unseen.ts")).recordUnseen(calendarId, creation(change));

  test("is told once its day is shown, by whatever page, also after the browser died", async () => {
    await record({ isTold: false });
    await record();
    await clinic.restart({ browser: true });
    expect(await unseen()).toMatchObject([{ state: "waits", creation: { isTold: true } }]);
    // No look before it, and nobody knows through what filter: the server's own word is enough.
    const { told: consequences } = await look([a, b], { page: "b", questions: null, isWhole: false });
    expect(consequences).toMatchObject([{ pending: [{ kind: "confirmation", appointment: { id: "2" } }] }]);
    expect(await unseen()).toEqual([]);
    await clinic.dispatcher.dispatch();
    expect(sent()).toEqual(["10:00"]);
    await look([a, b], { page: "c", questions: null });
    await clinic.dispatcher.dispatch();
    expect(sent()).toEqual(["10:00"]);
  });

  test("is told though the database was lost, and once", async () => {
    await record({ isTold: false });
    await record();
    await clinic.restart({ loseDatabase: true });
    expect(await unseen()).toMatchObject([
      { state: "waits", creation: { isTold: true, patient: b.patient } },
    ]);
    const { told: consequences } = await look([a, b], { questions: null, isWhole: false });
    expect(consequences).toMatchObject([{ pending: [{ kind: "confirmation", appointment: { id: "2" } }] }]);
    await clinic.restart({ loseDatabase: true });
    expect(await unseen()).toEqual([]);
  });

  test("does not come back with another database once a person has given it up", async () => {
    await record();
    const [row] = await unseen();
    const { giveUpUnseen } = await import("../../lib/background/looks/unseen.ts");
    await giveUpUnseen(row?.id ?? "");
    await clinic.restart({ loseDatabase: true });
    expect(await unseen()).toEqual([]);
  });

  test("is not told twice where its page tells it, too", async () => {
    await record();
    // Its calendar goes by the practice's clock.
    vi.spyOn(browser.tabs, "sendMessage").mockResolvedValue(undefined);
    const { pageHandlers } = await import("../../lib/background/handlers/page.ts");
    await pageHandlers["page.changed"]({ type: "created", appointment: b }, { site } as never);
    expect(await unseen()).toEqual([]);
    await look([b]);
    await clinic.dispatcher.dispatch();
    expect(sent()).toEqual(["10:00"]);
  });

  test("is for a person once its whole day was shown without it, and proposed should it turn up", async () => {
    await record();
    await look([a]);
    expect(await unseen()).toMatchObject([{ state: "waits" }]);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 60_000 });
    // Through a filter nobody can tell.
    await look([a], { isWhole: false });
    expect(await unseen()).toMatchObject([{ state: "waits", creation: { why: "notShown" } }]);
    const counted = () => clinic.outbox.countAttention();
    expect(await counted()).toBe(0);
    await look([a]);
    expect(await unseen()).toMatchObject([{ state: "absent" }]);
    expect(await counted()).toBe(1);
    await look([a, b]);
    expect(await told()).toEqual(["confirmation 2 held appeared"]);
    expect(await unseen()).toEqual([]);
  });

  test("is for a person where nobody shows its day in time, and is given up only by one", async () => {
    const far = {
      ...b,
      start: new Date(Date.parse(b.start) + 30 * 24 * 3600_000).toISOString().replace(".000", ""),
    };
    await record({ start: far.start });
    const { looks } = await import("../../lib/background/jobs/looks.ts");
    const due = await looks.nextAt(Date.now());
    expect(due).toBeGreaterThan(Date.now() + 2 * 24 * 3600_000);
    vi.useFakeTimers({ toFake: ["Date"], now: due ?? 0 });
    await looks.run();
    expect(await unseen()).toMatchObject([{ state: "expired" }]);
    expect(await looks.nextAt(Date.now())).toBeNull();
    await clinic.restart({ browser: true });
    const [row] = await unseen();
    const { giveUpUnseen } = await import("../../lib/background/looks/unseen.ts");
    await giveUpUnseen(row?.id ?? "");
    expect(await unseen()).toEqual([]);
  });

  test("of two that fit a person decides", async () => {
    await record({ ids: [], patient: { id: null, name: "Jana Vzorová", phone: null } });
    await look(
      [
        { ...b, id: "5" },
        { ...b, id: "6" },
      ],
      { questions: null },
    );
    expect(await told()).toEqual(["confirmation 5 held appeared", "confirmation 6 held appeared"]);
  });

  test("has the directory's name where the request has only a number", async () => {
    const { putPatient } = await import("../../lib/storage/patients.ts");
    const { newPatient } = await import("../../lib/domain/directory/patient.ts");
    await putPatient(newPatient({ name: "Eva Zkušební", code: "77", phone: "601 000 077" }, 0), ["CZ"]);
    await record({ patient: { id: "77", name: "", phone: null } });
    expect(await unseen()).toMatchObject([{ creation: { patient: { name: "Eva Zkušební" } } }]);
  });
});
