// @vitest-environment node
import { describe, expect, test } from "vitest";
import { appointment } from "./support/clinic.ts";
import { type Death, Workstation } from "./support/workstation.ts";

/** What a person says or changes just while a reminder is being handed over to GoSMS. */

const hour = 3600_000;
const day = 24 * hour;
const morning = Date.parse("2026-03-10T08:00:00Z");
const start = Temporal.Instant.fromEpochMilliseconds(morning + 15 * day + 3 * hour).toString();
const visit = appointment("1", 9, { start, patient: { id: null, name: "Jana Vzorová", phone: "601000001" } });

/** Told of the appointment, which is so far ahead that its reminder is handed over a day later. */
async function openTold(): Promise<Workstation> {
  const station = await Workstation.open(morning, ({ practice, reminders, sending }) => {
    Object.assign(practice, { name: "Ordinace", phone: "+420 234 567 890", timeZone: "Europe/Prague" });
    Object.assign(reminders, { enabled: true, from: "00:00", to: "23:59", restDays: true });
    reminders.offsets = [{ count: 2, unit: "hours" }];
    sending.channel = 2;
  });
  await station.ask("page.changed", { type: "created", appointment: visit });
  await station.pass(2 * 60_000);
  return station;
}

const hourBefore = [new Date(Date.parse(start) - hour).toISOString().replace(/\.000Z$/u, "Z")].map((at) =>
  expect.stringContaining(at.slice(0, 16)),
);

const standing = ({ gosms }: Workstation) =>
  gosms.messages.flatMap(({ scheduled, deletedAt }) => (scheduled && deletedAt === null ? scheduled : []));

/** Until GoSMS has the reminder, and its answer is on its way. */
async function handOver(station: Workstation): Promise<void> {
  await station.pass(morning + day + hour - Date.now() - 5_000);
  station.gosms.slowAnswers = 1;
  for (let tries = 0; station.gosms.answersHeld === 0 && tries < 300; tries++) await station.pass(1_000);
  expect((await station.rows()).all.map(({ state }) => state)).toContain("sending");
}

const arrive = async (station: Workstation): Promise<void> => {
  station.gosms.answerHeld();
  await station.rest();
  await station.pass(60_000);
};

async function openAnswered(): Promise<{ station: Workstation; decline(): Promise<unknown> }> {
  const station = await openTold();
  station.gosms.reply("+420601000001", "Ruším, nepřijdu");
  await station.pass(16 * 60_000);
  const row = (await station.rows()).all.find(({ replies }) => replies.length > 0);
  const { id = "", replies } = row ?? {};
  const decline = () =>
    station.press("outbox.replyRead", { id, replyId: replies?.[0]?.id ?? "", verdict: "declines" });
  return { station, decline };
}

test("does not come: the reminder is taken back as soon as GoSMS has it", async () => {
  const { station, decline } = await openAnswered();
  await using _open = station;
  await handOver(station);
  await decline();
  await arrive(station);
  expect(standing(station)).toEqual([]);
});

const rulesNow = (station: Workstation) =>
  station.set(({ reminders }) => {
    reminders.offsets = [{ count: 1, unit: "hours" }];
  });

describe("and the worker dies as soon as it has written down that GoSMS has it", () => {
  /** @param death together with the worker */
  async function dieAfterwards(station: Workstation, death: Death): Promise<void> {
    station.stopAt("outcomeStored");
    await arrive(station);
    expect(station.stoppedAt).toBe("outcomeStored");
    expect(standing(station)).toHaveLength(1);
    await station.restart(death);
    if (death === "database") await station.signIn();
    await station.pass(60_000);
  }

  test.for<Death>(["worker", "browser", "database"])("with the %s: the answer counts", async (death) => {
    const { station, decline } = await openAnswered();
    await using _open = station;
    await handOver(station);
    await decline();
    await dieAfterwards(station, death);
    expect(standing(station)).toEqual([]);
    // Nothing is left to look at by whoever starts next.
    expect(station.local.get("handedOver") ?? []).toEqual([]);
  });

  test("the new rules count", async () => {
    await using station = await openTold();
    await handOver(station);
    await rulesNow(station);
    await dieAfterwards(station, "worker");
    await station.pass(day);
    expect(standing(station)).toEqual(hourBefore);
  });

  test("what nothing was said of stays as it is", async () => {
    await using station = await openTold();
    await handOver(station);
    const before = station.gosms.messages.length;
    await dieAfterwards(station, "browser");
    expect(standing(station)).toHaveLength(1);
    expect(station.gosms.messages).toHaveLength(before);
  });
});

test("other rules: the reminder follows them", async () => {
  await using station = await openTold();
  await handOver(station);
  await rulesNow(station);
  await arrive(station);
  await station.pass(day);
  expect(standing(station)).toEqual(hourBefore);
});

test("no more texts: the reminder is taken back", async () => {
  await using station = await openTold();
  await handOver(station);
  const { newPatient } = await import("../../lib/domain/directory/patient.ts");
  const { putPatient } = await import("../../lib/storage/patients.ts");
  const optOut = { day: "2026-03-10", source: "", phone: null };
  await putPatient({ ...newPatient({ name: "Jana Vzorová", phone: "601000001" }, Date.now()), optOut }, [
    "CZ",
  ]);
  await station.press("patients.changed", null);
  await arrive(station);
  expect(standing(station)).toEqual([]);
});
