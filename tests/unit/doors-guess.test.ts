// @vitest-environment node
import { expect, test } from "vitest";
import { calendarId } from "./support/clinic.ts";
import {
  at,
  clinic,
  create,
  first,
  openDoors,
  rows,
  sent,
  settleDown,
  standing,
} from "./support/doors-practice.ts";

/** What a calendar shows and nobody can prove, between two doors. */

openDoors();

const guessCancelled = () =>
  clinic.intake.recordGuess(calendarId, { type: "cancelled", appointment: at(first) });

test("an appointment that seemed gone before its confirmation left, and is made anew, is confirmed once", async () => {
  await clinic.set(({ templates, sending }) => {
    templates.confirmation.enabled = true;
    sending.settleSeconds = 60;
  });
  await create();
  await guessCancelled();
  expect((await rows()).map(({ kind, state }) => [kind, state]).sort()).toEqual([
    ["confirmation", "skipped"],
    ["reminder", "planned"],
  ]);
  await create();
  await create();
  await settleDown();
  await create();
  await settleDown();
  expect([sent().length, standing()]).toEqual([1, ["9:30"]]);
});

test("nor does one that was confirmed before hear of it again when a page reports it once more", async () => {
  await clinic.set(({ templates }) => {
    templates.confirmation.enabled = true;
  });
  await create();
  await settleDown();
  await guessCancelled();
  const [proposed] = await clinic.outbox.listAttention();
  expect(proposed).toMatchObject({ kind: "cancellation", state: "held" });
  await create();
  await create();
  await settleDown();
  expect([sent().length, await clinic.outbox.listAttention()]).toEqual([1, []]);
});
