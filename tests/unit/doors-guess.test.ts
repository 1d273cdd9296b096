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
  settled,
  standing,
  switchOn,
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
