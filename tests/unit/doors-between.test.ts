// @vitest-environment node
import { describe, expect, test, vi } from "vitest";
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
  jana,
  move,
  openDoors,
  reassign,
  refit,
  rows,
  second,
  sent,
  settleDown,
  settled,
  standing,
  switchOn,
  withGrace,
} from "./support/doors-practice.ts";
import { sampleMessage } from "./support/sample-message.ts";

/** Two doors to a patient's phone at once, and what comes between one and the other. */

openDoors();

const confirmed = () => switchOn("confirmation", "cancellation");

test("a confirmation overtaken by a cancellation in bulk comes, moved away and back before either left", async () => {
  await confirmed();
  await withGrace();
  await create();
  await bulk("cancellation");
  await move(first, second);
  await settled(move(second, first));
  expect(sent()).toEqual([expect.stringMatching(/potvrz.*9:30/u)]);
  expect(standing()).toEqual(["9:30"]);
});

describe("a text from the window that leaves while a change waits that then comes to nothing", () => {
  test("of an appointment that is cancelled is called off", async () => {
    await confirmed();
    await clinic.intake.recordGuess(calendarId, { type: "created", appointment: at(first) });
    await settled(bulk("reminder"));
    expect(sent()).toEqual(["reminder okno"]);
    await settled(cancel());
    expect(sent().slice(1)).toEqual([expect.stringMatching(/zrusen/u)]);
  });

  test("of where the appointment is no longer gives way to where it is", async () => {
    await confirmed();
    await settled(create());
    const moved = { type: "moved", appointment: at(second), previousStart: at(first).start } as const;
    await clinic.intake.recordGuess(calendarId, moved);
    await settled(bulk("reminder", at(second)));
    await settled(move(second, first));
    expect(sent()).toEqual([
      expect.stringContaining(" v 9:30"),
      "reminder okno",
      expect.stringContaining(" v 9:30"),
    ]);
  });

  test("and nothing else did, is told nothing", async () => {
    await confirmed();
    await settled(create());
    await withGrace();
    await move(first, second);
    await settled(move(second, first));
    expect(sent()).toHaveLength(1);
  });
});

describe("a text from the window that waits when the calendar corrects the number", () => {
  const correct = () => reassign(at(first, { patient: { ...jana, phone: "601 000 009" } }));

  test("does not go to the old one, and a person sees it and sends it to the new one", async () => {
    await confirmed();
    await withGrace();
    await bulk("confirmation");
    await correct();
    await settleDown();
    expect(sent()).toEqual([]);
    expect(await clinic.outbox.listAttention()).toMatchObject([
      { state: "skipped", kind: "confirmation", reason: { code: "phoneChanged" } },
    ]);
    const again = await bulk("confirmation", at(first, { patient: { ...jana, phone: "601 000 009" } }));
    expect(again.refused).toEqual([]);
    await settleDown();
    expect(clinic.gosms.messages.map(({ recipients }) => recipients)).toContainEqual(["+420601000009"]);
    expect(sent()).toHaveLength(1);
  });

  test("goes where it was to go if the number is written another way only", async () => {
    await confirmed();
    await withGrace();
    await bulk("confirmation");
    await settled(
      reassign(at(first, { patient: { ...jana, name: "Jana Vzorova", phone: "+420 601000001" } })),
    );
    expect(sent()).toHaveLength(1);
  });
});

describe("an answer to one text about several appointments", () => {
  const later = at(second, { id: "2", patient: jana });

  async function answered(): Promise<void> {
    await create();
    await settled(create(later));
    expect(standing().toSorted()).toEqual(["14:00", "9:30"]);
    await confirmed();
    await clinic.intake.sendBulk(calendarId, [
      { appointment: at(first), together: [later], kind: "confirmation", text: "dva termíny" },
    ]);
    await settleDown();
    const row = (await rows()).find(({ bundle, id }) => bundle[0] === id);
    await answer(row, "Ruším, nepřijdu");
    const { readReply } = await import("../../lib/background/sending/replies.ts");
    await readReply({ id: row?.id ?? "", replyId: "1", verdict: "declines" }, "SMS");
    await settleDown();
  }

  test("takes back the reminders of all of them, for good", async () => {
    await answered();
    expect(standing()).toEqual([]);
    await settled(refit());
    expect(standing()).toEqual([]);
    for (const about of [at(first), later])
      expect((await bulk("reminder", about)).refused).toMatchObject([{ reason: { code: "declined" } }]);
  });
});

describe("an appointment that the window cancelled and the calendar has again", () => {
  test("moved away and back before anything left, it is confirmed, and reminded of", async () => {
    await confirmed();
    await settled(create());
    await settled(bulk("cancellation"));
    await withGrace();
    await move(first, second);
    await settled(move(second, first));
    expect(sent()).toEqual([
      expect.stringContaining("potvrzujeme"),
      "cancellation okno",
      expect.stringContaining("potvrzujeme"),
    ]);
    expect(standing()).toEqual(["9:30"]);
    // The page had no answer, and reports it once more.
    await settled(move(second, first));
    expect(sent()).toHaveLength(3);
  });

  test("a page that reports its creation once more has told nothing new", async () => {
    await confirmed();
    await settled(create());
    await settled(bulk("cancellation"));
    await settled(create());
    expect(sent()).toEqual([expect.stringContaining("potvrzujeme"), "cancellation okno"]);
    expect(standing()).toEqual([]);
  });

  test("nor has one that reports a move once more", async () => {
    await confirmed();
    await create();
    await settled(move(first, second));
    await settled(bulk("cancellation", at(second)));
    const before = sent();
    await settled(move(first, second));
    expect(sent()).toEqual(before);
    expect(standing()).toEqual([]);
  });

  test("36: cancelled there, and made anew, it is confirmed", async () => {
    await confirmed();
    await settled(create());
    await settled(bulk("cancellation"));
    await settled(cancel());
    await settled(create());
    expect(sent()).toHaveLength(3);
    expect(standing()).toEqual(["9:30"]);
  });
});

describe("letting go on what is held", () => {
  test("leaves what is over a cap to a person, who is told how much that is", async () => {
    await confirmed();
    for (let id = 1; id <= 40; id++)
      await create(
        at(first, { id: String(id), patient: { ...jana, id: null, phone: `601 000 ${100 + id}` } }),
      );
    await clinic.dispatcher.release();
    await settleDown();
    expect(sent()).toHaveLength(30);
    expect((await rows()).filter(({ reason }) => reason?.code === "burst")).toHaveLength(10);
  });
});

describe("what GoSMS refuses to all", () => {
  test("is not asked for each, and all that is due waits for a person", async () => {
    await confirmed();
    await clinic.set(({ sending, reminders }) => {
      sending.atOnce = 1;
      reminders.enabled = false;
    });
    const said = vi.spyOn(console, "error");
    clinic.gosms.faults.add({ kind: "400-credit", path: "send", times: "always" });
    for (let id = 1; id <= 6; id++) await create(at(first, { id: String(id) }));
    await clinic.dispatcher.dispatch();
    expect((await rows()).map(({ state, reason }) => `${state} ${reason?.code}`)).toEqual(
      Array.from({ length: 6 }, () => "held credit"),
    );
    // The second may be on its way before the first has its answer.
    expect(clinic.gosms.requestsTo("send").length).toBeLessThanOrEqual(2);
    expect(said).not.toHaveBeenCalled();
    said.mockRestore();
  });
});

describe("a flood", () => {
  const held = async (count: number) =>
    clinic.outbox.changeRows(
      [],
      Array.from({ length: count }, (_, index) =>
        sampleMessage({
          id: crypto.randomUUID(),
          key: `held ${index}`,
          calendarId,
          appointment: at(first, { id: `held ${index}` }),
          subject: `somebody else ${index}`,
          state: "held",
          reason: { code: "burst" },
          createdAt: Date.now() - index,
        }),
      ),
      Date.now(),
    );

  test("is counted in one row from some number on, and the window still sends to whom it is about", async () => {
    await confirmed();
    await held(1500);
    for (let id = 1; id <= 3; id++) await create(at(first, { id: String(id) }));
    expect(await rows()).toHaveLength(1501);
    const [flood] = (await clinic.outbox.listAttention()).filter(({ state }) => state === "skipped");
    expect(flood).toMatchObject({ reason: { code: "flood", detail: "3" }, text: "" });
    // Somebody has seen it: the next ones are counted anew.
    await clinic.outbox.updateMessage(flood?.id ?? "", { type: "acknowledge" }, Date.now());
    await create(at(first, { id: "4" }));
    const counted = (await rows()).filter(({ reason }) => reason?.code === "flood");
    expect(counted.map(({ reason }) => reason?.detail).toSorted()).toEqual(["1", "3"]);
    expect((await bulk("confirmation")).refused).toEqual([]);
    await settleDown();
    expect(sent()).toEqual(["confirmation okno"]);
  });

  test("is given up in a few transactions, and what was moved is taken back in the middle of it", async () => {
    await confirmed();
    await settled(create());
    await held(1500);
    await settled(move(first, second));
    expect(standing()).toEqual([]);
    const transaction = vi.spyOn(IDBDatabase.prototype, "transaction");
    const { dropHeld } = await import("../../lib/background/sending/decisions.ts");
    await dropHeld("burst", Date.now());
    expect(transaction.mock.calls.filter(([, mode]) => mode === "readwrite").length).toBeLessThanOrEqual(16);
    transaction.mockRestore();
    expect(await clinic.outbox.heldFor("burst", Date.now())).toEqual([]);
  });
});

describe("settings that are being followed", () => {
  test("are followed to the end by the next worker where one died on the way", async () => {
    await create();
    await settled(create(at(second, { id: "2" })));
    const before = (await rows()).map(({ schedule }) => schedule?.sendAt);
    await clinic.set(({ reminders }) => {
      reminders.at = "15:00";
    });
    await clinic.restart();
    await settleDown();
    const planned = (await rows()).filter(({ state }) => state === "scheduled" || state === "planned");
    expect(planned).toHaveLength(2);
    expect(planned.map(({ schedule }) => schedule?.sendAt)).not.toEqual(before);
    for (const { schedule } of planned) expect(before).not.toContain(schedule?.sendAt);
  });
});

describe("an appointment of which the patient knows a time to come, moved into the past", () => {
  const over = "2026-03-02T09:30";
  const call = () => cancel(at(over));

  test("is on the list of what was not sent, as the patient still comes", async () => {
    await confirmed();
    await settled(create());
    await settled(move(first, over));
    expect(sent()).toHaveLength(1);
    expect(await clinic.outbox.listAttention()).toMatchObject([
      { state: "skipped", reason: { code: "past" } },
    ]);
  });

  test("and called off there, it is called off at the time that the patient knows, once", async () => {
    await confirmed();
    await settled(create());
    await move(first, over);
    await call();
    await call();
    await settleDown();
    await call();
    await settleDown();
    expect(sent()).toEqual([expect.stringContaining("9:30"), expect.stringMatching(/13\. ?3\..*9:30/)]);
    expect((await rows()).map(({ kind, state }) => `${kind} ${state}`)).toContain("cancellation sent");
  });
});

test("after the database was lost an answer is as old as it was, whatever its text has come to since", async () => {
  const { changeRows } = await import("../../lib/storage/outbox-store.ts");
  const now = Date.now();
  const declined = { id: "1", text: "Ruším, nepřijdu", at: now - 3000, verdict: "declines" } as const;
  await changeRows(
    [],
    [sampleMessage({ state: "sent", createdAt: now - 4000, updatedAt: now - 1000, replies: [declined] })],
    now,
  );
  await clinic.restart({ loseDatabase: true });
  await settleDown();
  expect(await rows()).toMatchObject([{ replies: [{ at: declined.at, verdict: "declines" }] }]);
});

test("a move that a person kept from being told is news once more, after it was undone", async () => {
  await confirmed();
  await settled(create());
  await withGrace();
  await move(first, second);
  const waiting = async () =>
    (await rows()).filter(({ kind, state }) => kind !== "reminder" && state === "queued");
  const [told] = await waiting();
  await decide(told?.id ?? "", "doNotSend");
  // What the page reports once more stays stopped.
  await move(first, second);
  expect(await waiting()).toEqual([]);
  await move(second, first);
  await move(first, second);
  expect(await waiting()).toHaveLength(1);
  await settleDown();
  expect(sent()).toEqual([expect.stringContaining(" v 9:30"), expect.stringContaining(" v 14:00")]);
});

test("nor does a patient who declined hear of the appointment when a page reports it once more", async () => {
  await confirmed();
  await settled(create());
  const [text] = (await rows()).filter(({ kind }) => kind === "confirmation");
  await answer(text, "Ruším, nepřijdu");
  const { readReply } = await import("../../lib/background/sending/replies.ts");
  await readReply({ id: text?.id ?? "", replyId: "1", verdict: "declines" }, "odpověď");
  await settleDown();
  expect(standing()).toEqual([]);
  await clinic.restart({ browser: true, loseDatabase: true });
  await settled(create());
  expect([sent().length, standing()]).toEqual([1, []]);
});
