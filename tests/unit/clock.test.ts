// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Message } from "../../lib/domain/outbox.ts";
import { appointment, type Clinic, calendarId, openClinic } from "./support/clinic.ts";

/** What the computer's clock does to texts that wait. */

let clinic: Clinic;

beforeEach(async () => {
  clinic = await openClinic();
});
afterEach(async () => {
  vi.useRealTimers();
  await clinic[Symbol.asyncDispose]();
});

const created = (id: string, hour: number) =>
  clinic.intake.changed(calendarId, { type: "created", appointment: appointment(id, hour) });
const rows = (): Promise<Message[]> => clinic.outbox.listSince(0, Number.MAX_SAFE_INTEGER);

describe("the timer", () => {
  test("comes back for what fell due while it was at work", async () => {
    vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"] });
    const { tick } = await import("../../lib/sending/clock.ts");
    for (const id of ["1", "2", "3"]) {
      await created(id, 9);
      await tick();
      vi.setSystemTime(Date.now() + 1);
    }
    expect((await rows()).map(({ delivery }) => delivery)).toEqual(["pending", "pending", "pending"]);
    // Far less than until the next alarm.
    for (let ms = 0; ms < 10_000; ms += 100) {
      await vi.advanceTimersByTimeAsync(100);
      await new Promise((resolve) => setImmediate(resolve));
    }
    await vi.waitFor(async () =>
      expect((await rows()).map(({ delivery }) => delivery)).toEqual(["delivered", "delivered", "delivered"]),
    );
  });
});
