// @vitest-environment node
import { beforeEach, describe, expect, test, vi } from "vitest";
import { browser } from "wxt/browser";
import type { WaitingEntry } from "../../lib/domain/waiting-list/entry.ts";
import { appointment, calendarId } from "./support/clinic.ts";
import {
  answer,
  at,
  bulk,
  cancel,
  clinic,
  create,
  decide,
  first,
  moment,
  move,
  openDoors,
  pauseSending,
  rows,
  second,
  sent,
  settleDown,
  settled,
  withGrace,
} from "./support/doors-practice.ts";
import { waits } from "./support/waiting-list.ts";

/** The waiting list with the real sending code: from a cancellation to whoever comes instead. */

openDoors();

const offers = () => import("../../lib/background/sending/offers.ts");
const store = () => import("../../lib/storage/waiting-list.ts");
const view = async () => (await import("../../lib/background/sending/waiting-list.ts")).viewList();
const slot = async () => {
  const [only, ...others] = (await view()).slots;
  expect(others).toEqual([]);
  return only;
};
const put = async (...entries: WaitingEntry[]) => {
  for (const entry of entries) await (await store()).putEntry(entry);
};
const text = "Volno, ANO?";
const taken = "Uz je obsazeno";

const offer = async (entries: WaitingEntry[], change: { text?: string; despiteQuiet?: boolean } = {}) => {
  const { offerSlot } = await offers();
  const entryIds = entries.map(({ id }) => id);
  return offerSlot({ slotId: (await slot())?.id ?? "", entryIds, text, despiteQuiet: false, ...change });
};
const rowTo = async ({ phone }: WaitingEntry, words = text) =>
  (await rows()).find((row) => row.phone === phone && row.text === words);
const says = async (entry: WaitingEntry, what: string) => answer(await rowTo(entry), what);
const book = async (entry: WaitingEntry) => {
  const state = await slot();
  const offerId = state?.offers.find(({ entryId }) => entryId === entry.id)?.id ?? "";
  await (await offers()).book({ slotId: state?.id ?? "", offerId }, "");
};
const tell = async () => (await offers()).tellOthers({ slotId: (await slot())?.id ?? "", text: taken }, "");

const [one, two, three] = [waits(1, { since: "2026-01-05" }), waits(2), waits(3, { parts: ["afternoon"] })];

beforeEach(async () => {
  await clinic.set(({ templates }) => {
    templates.cancellation.enabled = false;
  });
});

describe("a cancelled appointment", () => {
  test("is proposed to whoever waits and fits, and nothing leaves by itself", async () => {
    await put(two, three, one);
    await settled(cancel(at(first, { doctor: "MUDr. Nová" })));
    expect(await slot()).toMatchObject({
      step: "propose",
      doctor: "MUDr. Nová",
      fits: [{ entryId: one.id }, { entryId: two.id }],
      others: [],
      offers: [],
    });
    expect(sent()).toEqual([]);
    expect(await clinic.outbox.countAttention()).toBe(1);
  });

  test("is not kept where nobody waits", async () => {
    await settled(cancel());
    expect((await view()).slots).toEqual([]);
    expect(Object.keys(await browser.storage.local.get(null))).not.toContain("freedSlots");
  });

  test("that nobody can prove is proposed only once a person has it told", async () => {
    await clinic.set(({ templates }) => {
      templates.cancellation.enabled = true;
    });
    await put(one);
    await settled(
      clinic.intake.recordFinding(calendarId, "Kalendář", { type: "cancelled", appointment: at(first) }),
    );
    expect((await view()).slots).toEqual([]);
    const [held] = await rows();
    await decide(held?.id ?? "", "send");
    await settleDown();
    expect(await slot()).toMatchObject({ step: "propose", fits: [{ entryId: one.id }] });
  });

  test("in the bulk window is proposed as well, and a whole day of them is not", async () => {
    await clinic.set(({ templates }) => {
      templates.cancellation.enabled = true;
    });
    await put(one);
    await settled(bulk("cancellation"));
    expect(await slot()).toMatchObject({ step: "propose", isOneOfMany: false });
    const day = ["2", "3", "4", "5"].map((id, hour) => appointment(id, 10 + hour));
    await settled(
      clinic.intake.sendBulk(
        calendarId,
        day.map((about) => ({ appointment: about, kind: "cancellation", text: "Ruší se" })),
      ),
    );
    const many = (await view()).slots.filter(({ isOneOfMany }) => isOneOfMany);
    expect(many).toHaveLength(4);
    // One that was proposed before, and none of the many.
    expect(await clinic.outbox.countAttention()).toBe(1);
  });

  test("is free again where it was moved away, and taken where somebody else comes", async () => {
    await put(one);
    const end = Temporal.Instant.from(at(second).start).add({ minutes: 30 }).toString();
    await settled(
      clinic.intake.recordChange(calendarId, {
        type: "moved",
        appointment: at(second, { end }),
        previousStart: at(first).start,
      }),
    );
    expect(await slot()).toMatchObject({ start: at(first).start, step: "propose" });
    const petr = { id: "8", name: "Petr Ukázkový", phone: "601 000 002" };
    await settled(create(at(first, { id: "2", patient: petr })));
    expect(await slot()).toMatchObject({ step: "idle", standstill: "filled", filledBy: "Petr Ukázkový" });
    expect(await clinic.outbox.countAttention()).toBe(0);
  });

  test("whose patient is another one now leaves nothing free", async () => {
    await clinic.set(({ templates }) => {
      templates.cancellation.enabled = true;
    });
    await put(one);
    await settled(
      clinic.intake.recordChange(calendarId, {
        type: "patientChanged",
        appointment: at(first, { patient: { id: "8", name: "Petr Ukázkový", phone: "601 000 002" } }),
        previousPatient: { id: "7", name: "Jana Vzorová", phone: "601 000 001" },
      }),
    );
    expect((await view()).slots).toEqual([]);
  });
});

describe("an offer", () => {
  beforeEach(async () => {
    await put(one, two);
    await settled(cancel());
  });

  test("goes to whom a person chose, once, and from the first answer on to a person", async () => {
    expect(await offer([one, two])).toMatchObject({ ok: true, told: [{ ok: true }, { ok: true }] });
    expect(await offer([one, two])).toEqual({ ok: false, problem: "changed" });
    await settleDown();
    expect(sent()).toEqual([text, text]);
    expect(await slot()).toMatchObject({ step: "asked", fits: [] });
    await says(two, "Ano");
    await vi.advanceTimersByTimeAsync(60_000);
    await says(one, "Ano, děkuji");
    expect(await slot()).toMatchObject({
      step: "answered",
      offers: [
        { entryId: one.id, place: 2 },
        { entryId: two.id, place: 1 },
      ],
    });
    // Each answer counts by its text, and the time that they are about not once more.
    expect(await clinic.outbox.countAttention()).toBe(2);
    await book(two);
    expect((await view()).entries.map(({ id }) => id)).toEqual([one.id]);
    expect(await slot()).toMatchObject({ step: "tell", booked: two.name });
    await settleDown();
    expect(sent()).toEqual([text, text]);
    expect(await tell()).toMatchObject([{ name: one.name, ok: true }]);
    expect(await tell()).toEqual([]);
    await settleDown();
    expect(sent()).toEqual([text, text, taken]);
    expect((await rowTo(one, taken))?.state).toBe("sent");
    expect(await slot()).toMatchObject({ step: "done" });
    expect(await clinic.outbox.countAttention()).toBe(0);
  });

  test("a yes that somebody has only read stays with the person, and counts", async () => {
    await settled(offer([one]));
    await says(one, "Ano");
    const row = await rowTo(one);
    const { readReply } = await import("../../lib/background/sending/replies.ts");
    await readReply({ id: row?.id ?? "", replyId: "1", verdict: "read" }, "");
    await settleDown();
    expect(await slot()).toMatchObject({ step: "answered" });
    expect(await clinic.outbox.countAttention()).toBe(1);
    vi.setSystemTime(moment("2026-03-13T12:00"));
    expect(await slot()).toMatchObject({ step: "answered" });
  });

  test("that waited until there is no time left is skipped, and says so", async () => {
    vi.setSystemTime(moment("2026-03-13T05:00"));
    await pauseSending(true);
    await offer([one], { despiteQuiet: true });
    vi.setSystemTime(moment("2026-03-13T06:00"));
    await pauseSending(false);
    await settleDown();
    expect(sent()).toEqual([]);
    expect(await rowTo(one)).toMatchObject({ state: "skipped", reason: { code: "stale" } });
  });

  test("is not made in quiet hours unless a person was told so", async () => {
    vi.setSystemTime(moment("2026-03-10T21:00"));
    expect((await view()).quietUntil).toBe(moment("2026-03-11T08:00"));
    expect(await offer([one])).toEqual({ ok: false, problem: "quiet" });
    expect(await offer([one], { despiteQuiet: true })).toMatchObject({ ok: true });
  });

  test("that has not left is taken back once the time is not offered any more", async () => {
    await withGrace();
    await offer([one]);
    await (await offers()).close((await slot())?.id ?? "");
    await settleDown();
    expect(sent()).toEqual([]);
    expect(await slot()).toMatchObject({ step: "done" });
  });

  test("whom nobody is to hear of asks nobody; taken back, all is as before", async () => {
    await settled(offer([one]));
    await book(one);
    expect((await view()).entries).toHaveLength(1);
    await (await offers()).reopen((await slot())?.id ?? "");
    expect((await view()).entries).toHaveLength(2);
    expect(await slot()).toMatchObject({ step: "asked" });
    await (await offers()).close((await slot())?.id ?? "");
    expect(await slot()).toMatchObject({ step: "tell", untold: [expect.any(String)] });
    await (await offers()).settle((await slot())?.id ?? "", "");
    expect(await slot()).toMatchObject({ step: "done" });
    // One more answer is not lost, and can be answered.
    await says(one, "Ano");
    expect(await slot()).toMatchObject({ step: "late", untold: [expect.any(String)] });
  });

  test("goes to nobody who wants no texts, whose number was struck out, or about whom a text waits", async () => {
    const { putPatient } = await import("../../lib/storage/patients.ts");
    const { newPatient } = await import("../../lib/domain/directory/patient.ts");
    const patient = newPatient({ name: one.name, phone: one.phone }, Date.now());
    await putPatient({ ...patient, optOut: { day: "2026-03-01", source: "", phone: one.phone } }, ["CZ"]);
    await withGrace();
    await clinic.set(({ templates }) => {
      templates.confirmation.enabled = true;
    });
    await create(at(second, { id: "9", patient: { id: null, name: two.name, phone: two.phone } }));
    expect(await slot()).toMatchObject({
      fits: [],
      others: [
        { entryId: one.id, why: "refused", reason: { code: "optedOut" } },
        { entryId: two.id, why: "textWaits" },
      ],
    });
    expect(await offer([one])).toEqual({ ok: false, problem: "changed" });
    await settleDown();
    expect(await slot()).toMatchObject({ fits: [{ entryId: two.id }] });
  });

  test("stays right where the worker dies between the word of it and its text", async () => {
    const { changeSlots } = await store();
    const { offerTo } = await import("./support/waiting-list.ts");
    await changeSlots((slots) => slots.map((known) => ({ ...known, offers: [offerTo(one, 1)] })), Date.now());
    await clinic.restart();
    // Nothing left, so they can be asked.
    expect(await slot()).toMatchObject({ offers: [{ state: "unwritten" }], fits: [{}, {}] });
    await settled(offer([one]));
    expect(sent()).toEqual([text]);
    await clinic.restart({ loseDatabase: true });
    expect((await slot())?.offers.map(({ state }) => state)).toEqual(["unwritten", "unknown"]);
    expect(await offer([one])).toEqual({ ok: false, problem: "changed" });
  });

  test("is not made twice about one time by two windows", async () => {
    const both = await Promise.all([offer([one]), offer([one])]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    await settleDown();
    expect(sent()).toEqual([text]);
  });

  test("is answered for as long as the time is to come, however far that is", async () => {
    await settled(offer([one]));
    const start = Date.parse((await rowTo(one))?.appointment.start ?? "");
    expect(start).toBeGreaterThan(Date.parse(at(first).start));
  });
});

test("one entry or time that cannot be read takes no other along, and stays", async () => {
  await put(one);
  await settled(cancel());
  const stored = await browser.storage.local.get(["waitingList", "freedSlots"]);
  const { waitingList, freedSlots } = stored as { waitingList: object[]; freedSlots: object[] };
  const later = { ...waitingList[0], mood: "calm" };
  await browser.storage.local.set({
    waitingList: [{ id: "?" }, later],
    freedSlots: [{ id: "?" }, ...freedSlots],
  });
  await clinic.restart();
  expect(await view()).toMatchObject({
    entries: [{ id: one.id }],
    unreadable: 1,
    slots: [{ step: "propose" }],
  });
  await put(two);
  const after = (await browser.storage.local.get("waitingList")).waitingList;
  expect(after).toEqual([later, two, { id: "?" }]);
});

test("what was offered is forgotten with the log", async () => {
  await put(one);
  await settled(cancel());
  await settled(offer([one]));
  const { deleteExpired } = await import("../../lib/background/sending/retention.ts");
  vi.setSystemTime(moment("2026-06-20T09:00"));
  await deleteExpired();
  expect((await view()).slots).toEqual([]);
  expect((await view()).entries).toHaveLength(1);
});

test("a move of the same appointment by minutes frees nothing", async () => {
  await put(one);
  await settled(move(first, "2026-03-13T09:45"));
  expect((await view()).slots).toEqual([]);
});

test("whoever is deleted from the directory is on no list, and a namesake stays", async () => {
  const { putPatient, deletePatient } = await import("../../lib/storage/patients.ts");
  const { newPatient } = await import("../../lib/domain/directory/patient.ts");
  const patient = newPatient({ name: one.name, phone: one.phone }, Date.now());
  await putPatient(patient, ["CZ"]);
  const namesake = { ...two, name: one.name };
  await put(one, namesake);
  await deletePatient(patient.id);
  expect((await view()).entries.map(({ id }) => id)).toEqual([two.id]);
});
