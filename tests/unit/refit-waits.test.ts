// @vitest-environment node
import { expect, test, vi } from "vitest";
import {
  clinic,
  create,
  openDoors,
  rows,
  sent,
  settleDown,
  standing,
  tick,
} from "./support/doors-practice.ts";

/** Bringing hundreds of reminders in line takes a while. */

openDoors();

test("a text leaves while reminders still follow new settings, and no reminder does", async () => {
  await tick();
  await clinic.set(({ templates, reminders }) => {
    templates.confirmation.enabled = true;
    reminders.at = "11:00";
  });
  await create();
  const rest = Promise.withResolvers<void>();
  // What follows stands in this line.
  const inLine = navigator.locks.request("pipni:intake", () => rest.promise);
  const ticking = tick();
  await vi.waitFor(() => expect(sent()).toHaveLength(1));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(standing()).toEqual([]);
  expect((await rows()).map(({ kind, state }) => [kind, state]).sort()).toEqual([
    ["confirmation", "sent"],
    ["reminder", "planned"],
  ]);
  rest.resolve();
  await inLine;
  await ticking;
  await settleDown();
  expect(standing()).toEqual(["9:30"]);
});
