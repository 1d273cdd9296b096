// @vitest-environment node
import { expect, test } from "vitest";
import { appointment } from "./support/clinic.ts";
import { Workstation } from "./support/workstation.ts";

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

test("does not come: the reminder is taken back as soon as GoSMS has it", async () => {
  await using station = await openTold();
  station.gosms.reply("+420601000001", "Ruším, nepřijdu");
  await station.pass(16 * 60_000);
  const row = (await station.rows()).all.find(({ replies }) => replies.length > 0);
  await handOver(station);
  await station.press("outbox.replyRead", {
    id: row?.id ?? "",
    replyId: row?.replies[0]?.id ?? "",
    verdict: "declines",
  });
  await arrive(station);
  expect(standing(station)).toEqual([]);
});

test("other rules: the reminder follows them", async () => {
  await using station = await openTold();
  await handOver(station);
  await station.set(({ reminders }) => {
    reminders.offsets = [{ count: 1, unit: "hours" }];
  });
  await arrive(station);
  await station.pass(day);
  expect(standing(station)).toEqual(
    [new Date(Date.parse(start) - hour).toISOString().replace(/\.000Z$/u, "Z")].map((at) =>
      expect.stringContaining(at.slice(0, 16)),
    ),
  );
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
