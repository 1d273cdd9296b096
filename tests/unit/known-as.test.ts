// @vitest-environment node
import { describe, expect, test, vi } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";
import type { Appointment } from "../../lib/domain/appointment.ts";
import type { MessageKind } from "../../lib/domain/text/message-kind.ts";
import { calendarId } from "./support/clinic.ts";
import {
  at,
  clinic,
  first,
  jana,
  openDoors,
  refit,
  remind,
  rows,
  sent,
  settleDown,
  settled,
  standing,
  switchOn,
} from "./support/doors-practice.ts";

/** A series whose occurrences share an id: alone on the page one goes by that, beside another also by its start. */

openDoors();

const later = "2026-03-17T09:30";
const alone = at(first, { id: "7" });
const beside = at(first, { id: "7@2026-03-13T09:30:00" });
const other = at(later, { id: "7@2026-03-17T09:30:00" });
const ways: [string, Appointment, Appointment][] = [
  ["alone, and then beside another", alone, beside],
  ["beside another, and then alone", beside, alone],
  ["as a calendar of data has it", alone, at(first, { id: "7@2026-03-13T08:30:00Z" })],
  ["made a series since", at(first, { id: "a/1.ics" }), at(first, { id: "a/1.ics/occurence1773390600" })],
];

/** What the page shows, by day. */
function showing(days: Record<string, Appointment[]>): void {
  vi.spyOn(fakeBrowser.tabs, "sendMessage").mockImplementation(async (_tab, message) => {
    const appointments = days[(message as { day: string }).day];
    return appointments ? { ok: true, appointments } : { ok: false, missing: "den není vidět" };
  });
}

async function bulkOf(kind: MessageKind, shown: Appointment[]) {
  const { bulkDay } = await import("../../lib/background/sending/bulk.ts");
  showing({ "2026-03-13": shown });
  const place = { tabId: 1, frameId: 0, site: { id: calendarId, name: "Kalendář" } };
  const day = await bulkDay(place, "2026-03-13", kind, []);
  if (!day.ok) throw new Error(day.problem);
  return day;
}

async function sendAll(kind: MessageKind, shown: Appointment[]) {
  const { rows: listed } = await bulkOf(kind, shown);
  const items = listed.map(({ appointment, text }) => ({ appointment, kind, text: text ?? "" }));
  return settled(clinic.intake.sendBulk(calendarId, items));
}

const record = (type: "created" | "cancelled", appointment: Appointment) =>
  settled(clinic.intake.recordChange(calendarId, { type, appointment }));

async function reconcile(days: Record<string, Appointment[]>): Promise<void> {
  const { reconcileCalendar } = await import("../../lib/background/sending/reconciliation.ts");
  showing(days);
  const looking = reconcileCalendar(calendarId, [{ tabId: 1, frameId: 0 }]);
  for (let step = 0; step < 20; step++) {
    await new Promise((resolve) => setImmediate(resolve));
    await vi.advanceTimersByTimeAsync(1_000);
  }
  await looking;
  await settleDown();
}

describe.each(ways)("an occurrence shown %s", (_, once, then) => {
  test("is not texted in bulk a second time, and misses nobody", async () => {
    await remind(false);
    expect((await sendAll("reminder", [once])).refused).toEqual([]);
    const again = await bulkOf("reminder", [then, other]);
    expect(again.missing).toEqual([]);
    expect(again.rows.map(({ latest }) => latest?.state ?? null)).toEqual(["sent", null]);
    expect((await sendAll("reminder", [then, other])).refused).toMatchObject([
      { reason: { code: "alreadySent" } },
    ]);
    expect(sent()).toHaveLength(2);
  });

  test("has its reminder taken back once it is called off", async () => {
    await switchOn("cancellation");
    await record("created", once);
    expect(standing()).toEqual(["9:30"]);
    await record("cancelled", then);
    expect(standing()).toEqual([]);
    await settled(refit());
    expect(standing()).toEqual([]);
  });

  test("keeps its reminder when the calendar is looked at, and gets no second one", async () => {
    await clinic.set(({ reminders }) => {
      reminders.seen = true;
    });
    await record("created", once);
    await reconcile({ "2026-03-13": [then] });
    expect(standing()).toEqual(["9:30"]);
    expect((await rows()).filter(({ kind }) => kind === "reminder")).toMatchObject([{ reason: null }]);
  });
});

describe("an id that is shown on several days", () => {
  test("takes no reminder from one of them to another", async () => {
    await record("created", alone);
    const petr = at(later, { id: "8", patient: { id: "8", name: "Petr Novák", phone: "601 000 002" } });
    await record("created", petr);
    await reconcile({ "2026-03-13": [alone], "2026-03-17": [at(later, { id: "7" }), petr] });
    expect((await rows()).filter(({ appointment }) => appointment.id === "7")).toMatchObject([
      { kind: "reminder", state: "scheduled", reason: null, appointment: { start: alone.start } },
    ]);
  });

  test("is another one's where a series whose occurrences have ids of their own is put off by a day", async () => {
    const [monday, tuesday] = ["2026-03-16T09:30", "2026-03-17T09:30"] as const;
    const of = (original: string, local = original) => at(local, { id: `kal/serie@${at(original).start}` });
    await record("created", of(tuesday));
    await settled(
      clinic.intake.recordSeries(calendarId, [
        { type: "moved", appointment: of(monday, tuesday), previousStart: of(monday).start },
      ]),
    );
    const reminders = (await rows()).filter(({ kind }) => kind === "reminder");
    expect(reminders.map(({ appointment }) => appointment.id).sort()).toEqual([
      of(monday).id,
      of(tuesday).id,
    ]);
  });

  test("is still known once its appointment was moved, or given to another", async () => {
    await record("created", beside);
    const to = at("2026-03-16T11:00", { id: "7" });
    await settled(
      clinic.intake.recordChange(calendarId, { type: "moved", appointment: to, previousStart: alone.start }),
    );
    expect(standing()).toEqual(["11:00"]);
    const appointment = { ...to, patient: { id: "8", name: "Petr Novák", phone: "601 000 002" } };
    await settled(
      clinic.intake.recordChange(calendarId, { type: "patientChanged", appointment, previousPatient: jana }),
    );
    expect(standing()).toEqual(["11:00"]);
    expect(new Set((await rows()).map(({ appointment: { id } }) => id))).toEqual(new Set([beside.id]));
  });

  test("may be two people's at the same time, and the same one's at another", async () => {
    await remind(false);
    const petr = { id: "8", name: "Petr Novák", phone: "601 000 002" };
    const twins = [beside, at(first, { id: `${beside.id}#2`, patient: petr })];
    expect((await sendAll("reminder", twins)).refused).toEqual([]);
    expect(sent()).toHaveLength(2);
    const [row] = (await bulkOf("reminder", [at(first, { id: "7", patient: petr })])).rows;
    expect(row?.latest?.appointment.patient?.name).toBe("Petr Novák");
    const moved = at("2026-03-13T11:00", { id: "7", patient: jana });
    expect((await bulkOf("reminder", [moved])).rows[0]?.appointment.id).toBe("7");
    expect(
      (await bulkOf("reminder", [...twins, at(first, { id: "7" })])).rows.map((one) => one.appointment.id),
    ).toEqual(expect.arrayContaining(["7", beside.id, `${beside.id}#2`]));
  });
});
