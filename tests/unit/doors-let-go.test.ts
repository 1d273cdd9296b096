// @vitest-environment node
import { describe, expect, test, vi } from "vitest";
import type { AppointmentChange } from "../../lib/domain/appointment.ts";
import { calendarId } from "./support/clinic.ts";
import {
  answer,
  at,
  bulk,
  cancel,
  clinic,
  create,
  decide,
  first,
  openDoors,
  pauseSending,
  remind,
  rows,
  second,
  sent,
  settleDown,
  settled,
  standing,
  switchOn,
  withGrace,
} from "./support/doors-practice.ts";

/** What nobody could prove, once a person has said that it is so: it is reminded of like anything else. */

openDoors();

const created = (about = at(first)): AppointmentChange => ({ type: "created", appointment: about });
const moved: AppointmentChange = {
  type: "moved",
  appointment: at(second),
  previousStart: at(first).start,
};
const guess = (change: AppointmentChange) => clinic.intake.recordGuess(calendarId, change);
const find = (change: AppointmentChange) => clinic.intake.recordFinding(calendarId, "Kalendář", change);

async function letGo(): Promise<void> {
  const held = (await clinic.outbox.listAttention()).filter(({ state }) => state === "held");
  expect(held).toHaveLength(1);
  await settled(decide(held[0]?.id ?? "", "send"));
}

test.for([
  ["proposed", () => guess(created())],
  ["found", () => find(created())],
  ["perhaps struck out", () => create(at(first, { struckOut: true }))],
] as const)("an appointment that was %s, and is confirmed on a person's word", async ([, report]) => {
  await switchOn("confirmation");
  await settled(report());
  expect([sent(), standing()]).toEqual([[], []]);
  await letGo();
  expect([sent().length, standing()]).toEqual([1, ["9:30"]]);
  // The page says it once more, and for certain.
  await settled(create());
  expect([sent().length, standing()]).toEqual([1, ["9:30"]]);
});

test("one that seemed moved is reminded of where a person has it told to be, and only there", async () => {
  await switchOn("confirmation", "change");
  await settled(create());
  await settled(guess(moved));
  expect(standing()).toEqual(["9:30"]);
  await letGo();
  expect([sent().length, standing()]).toEqual([2, ["14:00"]]);
});

test("one that a person wants nobody to hear of is not reminded of", async () => {
  await switchOn("confirmation");
  await settled(guess(created()));
  const [held] = await clinic.outbox.listAttention();
  await settled(decide(held?.id ?? "", "doNotSend"));
  expect([sent(), standing()]).toEqual([[], []]);
});

test("while reminders are off none is planned", async () => {
  await switchOn("confirmation");
  await remind(false);
  await settled(guess(created()));
  await letGo();
  expect((await rows()).map(({ kind, state }) => [kind, state])).toEqual([["confirmation", "sent"]]);
});

test("many that were found and are let go at once are each reminded of", async () => {
  await switchOn("confirmation");
  for (let id = 1; id <= 3; id++) {
    const patient = { id: `${id}`, name: `Jana Vzorová ${id}`, phone: `601 000 00${id}` };
    await find(created(at(first, { id: `${id}`, patient })));
  }
  await clinic.dispatcher.releaseThese(await clinic.outbox.heldFor(`appeared ${calendarId}`, Date.now()));
  await settled(Promise.resolve());
  expect([sent().length, standing()]).toEqual([3, ["9:30", "9:30", "9:30"]]);
});

test("what waits for another reason has its reminders already, and nothing is planned anew", async () => {
  await switchOn("confirmation");
  await clinic.set(({ sending }) => {
    sending.holdNewNumbers = true;
  });
  await settled(create());
  const planned = (await rows()).filter(({ origin }) => origin === "plan");
  await clinic.dispatcher.releaseThese(await clinic.outbox.heldFor("newNumber", Date.now()));
  await settled(Promise.resolve());
  expect((await rows()).filter(({ origin }) => origin === "plan").map(({ id }) => id)).toEqual(
    planned.map(({ id }) => id),
  );
  expect([sent().length, standing()]).toEqual([1, ["9:30"]]);
});

test("what a page reports anew after rows were lost, of a patient who was told it is cancelled, is reminded of", async () => {
  await switchOn("confirmation");
  await settled(create());
  await settled(bulk("cancellation"));
  await clinic.restart({ browser: true, loseDatabase: true });
  await settled(create());
  expect([sent().length, standing()]).toEqual([2, []]);
  await letGo();
  expect([sent().length, standing()]).toEqual([3, ["9:30"]]);
});

test("who declined while it waited is not reminded of it", async () => {
  await switchOn("confirmation");
  await settled(bulk("reminder"));
  await settled(guess(created()));
  const [told] = (await rows()).filter(({ kind }) => kind === "reminder");
  vi.setSystemTime(Date.now() + 60_000);
  await answer(told, "Ruším, nepřijdu");
  const { readReply } = await import("../../lib/background/sending/replies.ts");
  await readReply({ id: told?.id ?? "", replyId: "1", verdict: "declines" }, "odpověď");
  await letGo();
  expect(standing()).toEqual([]);
});

test("a proposal that a person called off, and then not, is asked about still, and sent with its reminders", async () => {
  await switchOn("confirmation", "cancellation");
  await settled(guess(created()));
  await withGrace();
  await bulk("cancellation");
  const [cancellation] = (await rows()).filter(({ kind }) => kind === "cancellation");
  await settled(decide(cancellation?.id ?? "", "doNotSend"));
  const [asked, ...others] = await clinic.outbox.listAttention();
  expect(asked).toMatchObject({ state: "skipped", reason: { code: "cancellationStopped" } });
  expect([others, sent(), standing()]).toEqual([[], [], []]);
  await settled(clinic.intake.sendAgain([asked?.id ?? ""]));
  expect([sent().length, standing()]).toEqual([1, ["9:30"]]);
  expect(await clinic.outbox.listAttention()).toEqual([]);
});

test("one that a person had not sent, and sends after all, is reminded of", async () => {
  await switchOn("confirmation");
  await settled(guess(created()));
  const [held] = await clinic.outbox.listAttention();
  await settled(decide(held?.id ?? "", "doNotSend"));
  await settled(clinic.intake.sendAgain([held?.id ?? ""]));
  expect([sent().length, standing()]).toEqual([1, ["9:30"]]);
});

test("what is sent once more has had its reminders, and gets no others", async () => {
  await switchOn("confirmation");
  clinic.gosms.faults.add({ kind: "422" });
  await settled(guess(created()));
  await letGo();
  const [refused] = await clinic.outbox.listAttention();
  expect(refused).toMatchObject({ state: "rejected" });
  const [reminder] = (await rows()).filter(({ origin }) => origin === "plan");
  await settled(decide(reminder?.id ?? "", "doNotSend"));
  await settled(clinic.intake.sendAgain([refused?.id ?? ""]));
  expect([sent().length, standing()]).toEqual([1, []]);
});

describe("what waited for it to be known which plugin reads the calendar", () => {
  const readBy = async (isGeneral: boolean) => {
    const { saveReader } = await import("../../lib/storage/site-readings.ts");
    const plugin = isGeneral ? "fullcalendar" : "sogo";
    await saveReader({ siteId: calendarId, plugin, isGeneral, described: "", ailment: null });
  };
  const open = async () => {
    const { sitesItem } = await import("../../lib/storage/sites.ts");
    await sitesItem.save([
      { id: calendarId, origin: calendarId, name: "Ordinace", plugin: null, enabled: true },
    ]);
  };
  const recognise = async () => {
    await readBy(false);
    const { releaseUnconfirmed } = await import("../../lib/background/sending/by-itself.ts");
    await settled(releaseUnconfirmed(calendarId));
  };

  test("is reminded of", async () => {
    await switchOn("confirmation");
    await open();
    await readBy(true);
    await settled(create());
    await letGo();
    expect([sent(), standing()]).toEqual([[], []]);
    await recognise();
    expect([sent().length, standing()]).toEqual([1, ["9:30"]]);
  });

  test("takes back what reminds of it, if it is a cancellation", async () => {
    await switchOn("confirmation", "cancellation");
    await settled(create());
    await open();
    await readBy(true);
    await settled(cancel());
    expect(standing()).toEqual(["9:30"]);
    await recognise();
    expect([sent().length, standing()]).toEqual([2, []]);
  });

  test("and was handed to another doctor meanwhile, is reminded of by that one's text", async () => {
    await switchOn("confirmation");
    await clinic.set(({ templates }) => {
      const texts = { cs: "u Bety v #CAS#", sk: "", en: "", de: "", uk: "" };
      templates.reminder.forDoctors = { b: { doctor: "MUDr. Beta", texts } };
    });
    await pauseSending(true);
    await create(at(first, { doctor: "MUDr. Alfa" }));
    await open();
    await readBy(true);
    await pauseSending(false);
    await settleDown();
    expect((await rows()).filter(({ state }) => state === "held")).toHaveLength(2);
    const { refit } = await import("../../lib/background/sending/refit.ts");
    await refit(calendarId, "1", () => at(first, { doctor: "MUDr. Beta" }));
    await recognise();
    const kept = clinic.gosms.messages.filter(({ deletedAt }) => deletedAt === null);
    expect(kept.map(({ text }) => text)).toEqual([expect.stringContaining("9:30"), "u Bety v 9:30"]);
  });
});
