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

test("reminders come to follow new settings though something is always going on", async () => {
  await create();
  await settleDown();
  expect(standing()).toEqual(["9:30"]);

  const { request } = navigator.locks;
  let ticks = 0;
  // Each step of it comes upon something else to do: a text that is let go on, a page that opens.
  const busy = vi.spyOn(navigator.locks, "request").mockImplementation(((
    ...given: [string, () => unknown]
  ) => {
    if (ticks++ < 50) void tick();
    return Reflect.apply(request, navigator.locks, given);
  }) as typeof request);
  const before = await refits();
  await clinic.set(({ reminders }) => {
    reminders.at = "11:00";
  });
  await settleDown();
  busy.mockRestore();
  expect(clinic.gosms.messages.filter(({ deletedAt }) => deletedAt === null)).toMatchObject([
    { scheduled: "2026-03-12T10:00:00.000Z" },
  ]);
  expect((await refits()) - before).toBe(1);
});

const refits = async () => (await import("../../lib/background/sending/refit.ts")).refitsBegun();
