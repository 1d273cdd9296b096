import { expect } from "vitest";
import type { Appointment, AppointmentChange, Patient } from "../../../lib/domain/appointment.ts";
import type { Settings } from "../../../lib/domain/settings.ts";
import type { MessageKind } from "../../../lib/domain/text/message-kind.ts";
import { appointment, calendarId } from "./clinic.ts";
import { Workstation } from "./workstation.ts";

/** Short scenes at several doors at once, each with what must come of it. */

const hour = 3_600_000;
const morning = Date.parse("2026-03-10T08:00:00Z");
const on = (days: number): string =>
  Temporal.Instant.fromEpochMilliseconds(morning + days * 24 * hour).toString();
const jana: Patient = { id: "7", name: "Jana Vzorová", phone: "601 000 001" };
const at = (days: number, change: Partial<Appointment> = {}): Appointment =>
  appointment("1", 9, { start: on(days), patient: jana, ...change });

/** Plays a scene at a computer with reminders on. */
const scene =
  (play: (station: Workstation) => Promise<void>, change: (settings: Settings) => void = () => {}) =>
  async (): Promise<void> => {
    await using station = await Workstation.open(morning, (settings) => {
      const { practice, reminders, sending } = settings;
      Object.assign(practice, { name: "Ordinace", phone: "+420 234 567 890", timeZone: "Europe/Prague" });
      reminders.enabled = true;
      sending.channel = 2;
      change(settings);
    });
    await play(station);
  };

const tell = (station: Workstation, change: AppointmentChange) => station.ask("page.changed", change);
const made = async (station: Workstation, about = at(5)): Promise<void> => {
  await tell(station, { type: "created", appointment: about });
  await station.pass(60_000);
};
const press = (station: Workstation, kind: MessageKind, about = at(5)) =>
  station.press("bulk.send", { calendarId, items: [{ appointment: about, kind, text: `okno ${kind}` }] });

const left = ({ gosms }: Workstation) =>
  gosms.messages.filter(({ scheduled }) => scheduled === null).map(({ text }) => text);
const fromWindow = (station: Workstation) => left(station).filter((text) => text.startsWith("okno"));
/** Whom GoSMS is to remind. */
const standing = ({ gosms }: Workstation) =>
  gosms.messages
    .filter(({ scheduled, deletedAt }) => scheduled !== null && deletedAt === null)
    .flatMap(({ recipients }) => recipients);
const held = async (station: Workstation) =>
  (await station.rows()).all.flatMap(({ state, reason }) => (state === "held" ? [reason?.code] : []));

export const scenes = {
  cancelled: scene(async (station) => {
    await made(station);
    await press(station, "cancellation");
    await station.pass(2 * 60_000);
    expect([fromWindow(station), standing(station)]).toEqual([["okno cancellation"], []]);
    expect((await press(station, "reminder")).refused).toMatchObject([
      { reason: { code: "believesCancelled" } },
    ]);
    await station.set(({ reminders }) => {
      reminders.at = "15:00";
    });
    await station.pass(60_000);
    expect(standing(station)).toEqual([]);
  }),
  stopped: scene(async (station) => {
    await made(station);
    const { batch } = await press(station, "cancellation");
    await station.press("bulk.stop", { batch });
    await station.pass(2 * 60_000);
    expect([fromWindow(station), standing(station)]).toEqual([[], ["+420601000001"]]);
  }),
  refusedCancellation: scene(async (station) => {
    await made(station);
    station.gosms.faults.add({ kind: "422" });
    await press(station, "cancellation");
    await station.pass(2 * 60_000);
    expect([fromWindow(station), standing(station)]).toEqual([[], ["+420601000001"]]);
    const failed = (await station.rows()).all.find(({ kind }) => kind === "cancellation");
    await station.press("outbox.sendAgain", { ids: [failed?.id ?? ""] });
    await station.pass(2 * 60_000);
    expect([fromWindow(station), standing(station)]).toEqual([["okno cancellation"], []]);
  }),
  stoppedOnItsWay: scene(async (station) => {
    station.gosms.faults.add({ kind: "429", retryAfter: 5 });
    station.gosms.slowAnswers = 1;
    const { batch } = await press(station, "reminder");
    await station.pass(15_000);
    expect((await station.rows()).all).toMatchObject([{ state: "sending" }]);
    await station.press("bulk.stop", { batch });
    station.gosms.answerHeld();
    await station.rest();
    await station.pass(2 * 60_000);
    expect(left(station)).toEqual([]);
    expect((await station.rows()).all).toMatchObject([{ state: "skipped" }]);
  }),
  overtakenOnItsWay: scene(async (station) => {
    station.gosms.faults.add({ kind: "429", retryAfter: 5 });
    station.gosms.slowAnswers = 1;
    await press(station, "reminder");
    await station.pass(15_000);
    await press(station, "cancellation");
    station.gosms.answerHeld();
    await station.rest();
    await station.pass(2 * 60_000);
    expect(left(station)).toEqual(["okno cancellation"]);
  }),
  calledOff: scene(async (station) => {
    await made(station);
    await station.ask("page.guessed", { type: "cancelled", appointment: at(5) });
    await station.pass(60_000);
    const proposed = (await station.rows()).all.find(({ kind }) => kind === "cancellation");
    await station.press("outbox.decide", { ids: [proposed?.id ?? ""], decision: "send" });
    await station.pass(2 * 60_000);
    expect([left(station).length, standing(station)]).toEqual([2, []]);
  }),
  letGo: scene(async (station) => {
    await made(station);
    const moved = { type: "moved", appointment: at(6), previousStart: at(5).start } as const;
    await station.ask("page.guessed", moved);
    await station.pass(60_000);
    const proposed = (await station.rows()).all.find(({ state }) => state === "held");
    await station.press("outbox.decide", { ids: [proposed?.id ?? ""], decision: "send" });
    await station.pass(2 * 60_000);
    expect([left(station).length, standing(station).length]).toEqual([2, 1]);
    const reminders = (await station.rows()).all.filter(({ state }) => state === "scheduled");
    expect(reminders.map(({ appointment: { start } }) => start)).toEqual([at(6).start]);
  }),
  pressedTwice: scene(async (station) => {
    await press(station, "reminder");
    await station.pass(60_000);
    await press(station, "reminder");
    await station.pass(60_000);
    expect(left(station)).toEqual(["okno reminder"]);
  }),
  corrected: scene(async (station) => {
    await made(station);
    await press(station, "cancellation");
    await station.pass(2 * 60_000);
    const after = at(5, { patient: { ...jana, phone: "601 000 009" } });
    await tell(station, { type: "patientChanged", appointment: after, previousPatient: jana });
    await station.pass(60_000);
    await station.press("outbox.release", null);
    await station.pass(60_000);
    expect([fromWindow(station), standing(station)]).toEqual([["okno cancellation"], []]);
    expect(await held(station)).toEqual(["numberCorrected"]);
  }),
  respelt: scene(async (station) => {
    await made(station);
    await press(station, "cancellation");
    await station.pass(2 * 60_000);
    const after = at(5, { patient: { ...jana, name: "Jana Wzorová" } });
    await tell(station, { type: "patientChanged", appointment: after, previousPatient: jana });
    await station.pass(60_000);
    expect(standing(station)).toEqual([]);
  }),
  movedToAnother: scene(async (station) => {
    await tell(station, { type: "created", appointment: at(5) });
    const petr: Patient = { id: "8", name: "Petr Ukázkový", phone: "602 000 002" };
    const appointment = at(6, { patient: petr });
    await tell(station, { type: "moved", appointment, previousStart: at(5).start });
    await station.pass(2 * 60_000);
    const heard = station.gosms.messages.flatMap(({ recipients }) => recipients);
    expect(new Set(heard)).toEqual(new Set(["+420602000002"]));
  }),
  guessed: scene(async (station) => {
    await station.ask("page.guessed", { type: "created", appointment: at(5) });
    await station.pass(60_000);
    expect([left(station), await held(station)]).toEqual([[], ["proposed"]]);
  }),
  tooMany: scene(async (station) => {
    for (let id = 1; id <= 9; id++)
      await tell(station, { type: "created", appointment: at(5 + id / 100, { id: String(id) }) });
    await station.pass(2 * 60_000);
    expect(left(station)).toHaveLength(8);
    expect(standing(station)).toHaveLength(8);
    expect(await held(station)).toEqual(["dailyCap", "dailyCap"]);
  }),
  series: scene(async (station) => {
    const changes = ["1", "2"].map(
      (id): AppointmentChange => ({ type: "created", appointment: at(5, { id, start: on(4 + Number(id)) }) }),
    );
    await station.ask("page.changedSeries", changes);
    await station.pass(60_000);
    expect([left(station), await held(station)]).toEqual([[], ["series", "series"]]);
  }),
  otherPatient: scene(async (station) => {
    await made(station);
    const petr: Patient = { id: "8", name: "Petr Ukázkový", phone: "602 000 002" };
    await tell(station, {
      type: "patientChanged",
      appointment: at(5, { patient: petr }),
      previousPatient: jana,
    });
    await station.pass(2 * 60_000);
    expect(standing(station)).toEqual(["+420602000002"]);
    expect(left(station)).toHaveLength(3);
  }),
  paused: scene(
    async (station) => {
      await made(station);
      expect([left(station), standing(station)]).toEqual([[], []]);
    },
    ({ sending }) => {
      sending.paused = true;
    },
  ),
  refused: scene(
    async (station) => {
      station.gosms.faults.add({ kind: "400-credit", times: 9 });
      let asked = 0;
      station.gosms.onArrival = () => void asked++;
      for (let id = 1; id <= 9; id++)
        await tell(station, {
          type: "created",
          appointment: at(5, { id: String(id), patient: { ...jana, phone: `60100000${id}` } }),
        });
      await station.pass(60_000);
      expect([left(station), new Set(await held(station))]).toEqual([[], new Set(["credit"])]);
      expect(asked).toBeLessThan(5);
    },
    ({ sending, reminders }) => {
      sending.atOnce = 1;
      reminders.enabled = false;
    },
  ),
  kindOff: scene(async (station) => {
    await press(station, "cancellation");
    await station.set(({ templates }) => {
      templates.cancellation.enabled = false;
    });
    await station.pass(60_000);
    expect([left(station), await held(station)]).toEqual([[], ["kindOff"]]);
  }),
  unanswered: scene(async (station) => {
    station.gosms.faults.add({ kind: "dropAfter" });
    await made(station);
    await station.pass(6 * 60_000);
    // Both leave at one moment, and either may be the one without an answer.
    expect([left(station), standing(station)].map(({ length }) => length)).toEqual([1, 1]);
  }),
  remindersOff: scene(async (station) => {
    await made(station);
    expect(standing(station)).toHaveLength(1);
    await station.set(({ reminders }) => {
      reminders.enabled = false;
    });
    await station.pass(60_000);
    expect(standing(station)).toEqual([]);
  }),
  sentAgain: scene(async (station) => {
    station.gosms.faults.add({ kind: "403" });
    await press(station, "reminder");
    await station.pass(60_000);
    const [row] = (await station.rows()).all;
    await tell(station, { type: "moved", appointment: at(6), previousStart: at(5).start });
    await station.press("outbox.sendAgain", { ids: [row?.id ?? ""] });
    await station.pass(60_000);
    expect(fromWindow(station)).toEqual([]);
  }),
};
export type Scene = keyof typeof scenes;
