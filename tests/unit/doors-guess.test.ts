// @vitest-environment node
import { expect, test, vi } from "vitest";
import { calendarId } from "./support/clinic.ts";
import {
  at,
  clinic,
  create,
  decide,
  first,
  moment,
  move,
  openDoors,
  rows,
  second,
  sent,
  settleDown,
  settled,
  standing,
  switchOn,
  tick,
  withGrace,
} from "./support/doors-practice.ts";

/** What a calendar shows and nobody can prove, between two doors. */

openDoors();

const guessCancelled = () =>
  clinic.intake.recordGuess(calendarId, { type: "cancelled", appointment: at(first) });

test("an appointment that seemed gone before its confirmation left, and is made anew, is confirmed once", async () => {
  await switchOn("confirmation");
  await withGrace();
  await create();
  await guessCancelled();
  expect((await rows()).map(({ kind, state }) => [kind, state]).sort()).toEqual([
    ["confirmation", "skipped"],
    ["reminder", "planned"],
  ]);
  await create();
  await settled(create());
  await settled(create());
  expect([sent().length, standing()]).toEqual([1, ["9:30"]]);
});

test("whether one that seemed gone before anybody heard of it is still reminded of, a person is asked", async () => {
  await switchOn("confirmation");
  await withGrace();
  await create();
  await guessCancelled();
  expect(await clinic.outbox.listAttention()).toMatchObject([
    { kind: "reminder", state: "planned", reason: { code: "notSeen" } },
  ]);
  await settled(create());
  expect([await clinic.outbox.listAttention(), standing()]).toEqual([[], ["9:30"]]);
});

test("so it is where that reminder was just about to leave, and GoSMS could not be reached", async () => {
  await switchOn("confirmation");
  await create();
  clinic.gosms.faults.add({ kind: "503", path: "any", times: "always" });
  vi.setSystemTime(moment("2026-03-12T10:30"));
  await tick();
  await guessCancelled();
  const [held, ...others] = await clinic.outbox.listAttention();
  expect(others).toEqual([]);
  expect(held).toMatchObject({ kind: "reminder", state: "held", reason: { code: "notSeen" } });
  clinic.gosms.faults.clear();
  await clinic.dispatcher.release();
  await settleDown();
  expect([sent(), standing()]).toEqual([[], []]);
  await decide(held?.id ?? "", "doNotSend");
  expect(await clinic.outbox.listAttention()).toEqual([]);
});

test("nor does one that was confirmed before hear of it again when a page reports it once more", async () => {
  await switchOn("confirmation");
  await settled(create());
  await guessCancelled();
  const [proposed] = await clinic.outbox.listAttention();
  expect(proposed).toMatchObject({ kind: "cancellation", state: "held" });
  await create();
  await settled(create());
  expect([sent().length, await clinic.outbox.listAttention()]).toEqual([1, []]);
});

test.for(["stands at GoSMS", "waits", "waits, moved since anybody heard of it"])(
  "a person has it called off, and so no reminder comes: one that %s",
  async (how) => {
    await switchOn("confirmation");
    const start = how === "stands at GoSMS" ? first : "2026-05-20T09:30";
    await settled(create(at(start)));
    const isMoved = how.includes("moved");
    if (isMoved) {
      await withGrace();
      await move(start, second);
    }
    await clinic.intake.recordGuess(calendarId, {
      type: "cancelled",
      appointment: at(isMoved ? second : start),
    });
    const proposed = (await clinic.outbox.listAttention()).find(({ kind }) => kind === "cancellation");
    expect(proposed).toMatchObject({ state: "held", reason: { code: "proposed" } });
    await decide(proposed?.id ?? "", "send");
    await settleDown();
    expect(sent()).toEqual([expect.stringMatching(/potvrz/u), expect.stringMatching(/zrusen/u)]);
    expect(standing()).toEqual([]);
    expect((await rows()).filter(({ state }) => state === "planned" || state === "scheduled")).toEqual([]);
  },
);
