// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Appointment } from "../../lib/domain/appointment.ts";
import type { Message } from "../../lib/domain/outbox/message.ts";
import { appointment, type Clinic, calendarId, openClinic } from "./support/clinic.ts";

/**
 * What the computer's clock does to texts that wait. The clock that people see and the one that nobody can set
 * are moved apart, with the real sending code and the simulator on them.
 */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

// An hour in minutes is much work for a busy machine.
vi.setConfig({ testTimeout: 30_000 });

let clinic: Clinic;

beforeEach(async () => {
  clinic = await openClinic();
  vi.useFakeTimers({ toFake: ["Date", "performance", "setTimeout", "clearTimeout"] });
  // A Tuesday without anything to it.
  setClock("2026-03-10T10:00[Europe/Prague]");
});
afterEach(async () => {
  vi.useRealTimers();
  await clinic[Symbol.asyncDispose]();
});

/** Somebody sets the computer's clock, or the computer slept till then. */
const setClock = (to: string): void => {
  vi.setSystemTime(Temporal.ZonedDateTime.from(to).epochMilliseconds);
};
const moveClock = (ms: number): void => {
  vi.setSystemTime(Date.now() + ms);
};

const tick = async (): Promise<void> => (await import("../../lib/background/jobs/index.ts")).tick();

/** Time passes, and the alarm wakes the worker each minute, as it does while anything waits. */
async function pass(minutes: number): Promise<void> {
  for (let passed = 0; passed < minutes; passed++) {
    await vi.advanceTimersByTimeAsync(minute);
    await tick();
  }
}

const at = (id: string, start: string): Appointment =>
  appointment(id, 9, { start: Temporal.ZonedDateTime.from(start).toInstant().toString() });

const created = (one: Appointment) =>
  clinic.intake.recordChange(calendarId, { type: "created", appointment: one });
const moved = (one: Appointment, previousStart: string) =>
  clinic.intake.recordChange(calendarId, { type: "moved", appointment: one, previousStart });
const reminder = (one: Appointment) => ({
  appointment: one,
  kind: "reminder" as const,
  text: `Text ${one.id}`,
});
const sendBulk = (...appointments: Appointment[]) =>
  clinic.intake.sendBulk(calendarId, appointments.map(reminder));

const setGracePeriod = (seconds: number) =>
  clinic.set((settings) => {
    settings.sending.settleSeconds = seconds;
  });

const rows = (): Promise<Message[]> => clinic.outbox.listSince(0, Number.MAX_SAFE_INTEGER);
const stateOf = async (id: string) => {
  const row = (await rows()).find(({ appointment }) => appointment.id === id);
  return row?.reason ? `${row.state}: ${row.reason.code}` : row?.state;
};
const numberOf = (id: string) => `+420601000${id.padStart(3, "0")}`;
const textsTo = (id: string) => clinic.gosms.messagesTo(numberOf(id)).map(({ text }) => text);

describe("the timer", () => {
  test("comes back for what fell due while it was at work", async () => {
    for (const id of ["1", "2", "3"]) {
      await created(at(id, "2026-03-11T09:00[Europe/Prague]"));
      await tick();
      moveClock(1);
    }
    const deliveries = async () => (await rows()).map(({ delivery }) => delivery);
    expect(await deliveries()).toEqual(["pending", "pending", "pending"]);
    // Far less than until the next alarm.
    for (let ms = 0; ms < 10_000; ms += 100) {
      await vi.advanceTimersByTimeAsync(100);
      await new Promise((resolve) => setImmediate(resolve));
    }
    // No alarm rings here, so patience cannot hide a timer that was not set.
    await vi.waitFor(
      async () => expect(await deliveries()).toEqual(["delivered", "delivered", "delivered"]),
      {
        timeout: 20_000,
      },
    );
  });
});

test("what became of a text is asked when those that are due have left", async () => {
  await created(at("1", "2026-03-11T09:00[Europe/Prague]"));
  await tick();
  moveClock(minute);
  const others = Array.from({ length: 12 }, (_, index) => String(index + 2));
  await sendBulk(...others.map((id) => at(id, "2026-03-11T09:00[Europe/Prague]")));
  await tick();
  const asked = clinic.gosms.requests.map(({ endpoint }) => endpoint).filter((one) => one !== "token");
  expect(asked.indexOf("detail")).toBeGreaterThan(asked.lastIndexOf("send"));
});

describe("the clock is set back by a day", () => {
  const later = "2026-03-13T09:00[Europe/Prague]";

  test("within the grace period: the text leaves within minutes, once", async () => {
    await setGracePeriod(60);
    await created(at("1", later));
    moveClock(-day);
    await pass(3);
    expect(await stateOf("1")).toBe("sent");
    expect(textsTo("1")).toHaveLength(1);
  });

  test("while GoSMS wants a pause: everything leaves after that pause, not after a day", async () => {
    clinic.gosms.faults.add({ kind: "429", retryAfter: 600, recipient: numberOf("1") });
    await sendBulk(at("1", later));
    await tick();
    await sendBulk(at("2", later), at("3", later));
    moveClock(-day);
    await pass(9);
    expect(clinic.gosms.messages).toEqual([]);
    await pass(3);
    for (const id of ["1", "2", "3"]) {
      expect(await stateOf(id)).toBe("sent");
      expect(textsTo(id)).toHaveLength(1);
    }
  });

  test("and the worker starts anew meanwhile: within minutes all the same", async () => {
    clinic.gosms.faults.add({ kind: "429", retryAfter: 600, recipient: numberOf("1") });
    await setGracePeriod(60);
    await created(at("2", later));
    await sendBulk(at("1", later));
    await tick();
    moveClock(-day);
    await clinic.restart({ browser: true });
    await pass(3);
    expect(textsTo("2")).toHaveLength(1);
    expect(await stateOf("1")).toBe("queued: rateLimited");
    await pass(9);
    expect(textsTo("1")).toHaveLength(1);
    expect(clinic.gosms.messages).toHaveLength(2);
  });

  test("the same news is not told again by the day that comes twice", async () => {
    await created(at("1", later));
    await tick();
    moveClock(-day);
    await created(at("1", later));
    await pass(2);
    expect(textsTo("1")).toHaveLength(1);
  });
});

describe("the clock is set forward", () => {
  test("by two days: nothing twice, and what is then past is not sent and says so", async () => {
    const soon = at("1", "2026-03-11T09:00[Europe/Prague]");
    const late = at("2", "2026-03-13T09:00[Europe/Prague]");
    await created(late);
    await tick();
    await setGracePeriod(60);
    await created(soon);
    await created(at("3", "2026-03-13T10:00[Europe/Prague]"));
    moveClock(2 * day);
    await pass(2);
    expect(await stateOf("1")).toBe("skipped: past");
    expect(await clinic.outbox.countAttention()).toBe(1);
    expect(await stateOf("3")).toBe("sent");
    await created(late);
    await pass(3);
    // And back to the right time.
    moveClock(-2 * day);
    await created(late);
    await pass(3);
    expect(clinic.gosms.messages.map(({ recipients }) => recipients[0]).sort()).toEqual([
      numberOf("2"),
      numberOf("3"),
    ]);
  });
});

describe("the computer sleeps", () => {
  test("over the settling time: the text leaves once it is awake, once", async () => {
    await setGracePeriod(60);
    await created(at("1", "2026-03-11T09:00[Europe/Prague]"));
    setClock("2026-03-10T18:00[Europe/Prague]");
    await tick();
    await pass(2);
    expect(textsTo("1")).toEqual([expect.stringMatching(/11\. 3\..* v 9:00,/u)]);
  });

  test("41: over the appointment's start: not sent, and somebody is told why", async () => {
    await setGracePeriod(60);
    await created(at("1", "2026-03-10T11:00[Europe/Prague]"));
    setClock("2026-03-10T18:00[Europe/Prague]");
    await tick();
    expect(clinic.gosms.messages).toEqual([]);
    expect(await stateOf("1")).toBe("skipped: past");
    expect(await clinic.outbox.countAttention()).toBe(1);
  });

  test("over a pause that GoSMS wanted: it does not begin anew", async () => {
    clinic.gosms.faults.add({ kind: "429", retryAfter: 600 });
    await sendBulk(at("1", "2026-03-11T09:00[Europe/Prague]"));
    await tick();
    setClock("2026-03-10T18:00[Europe/Prague]");
    await pass(11);
    expect(textsTo("1")).toHaveLength(1);
  });
});

test("GoSMS is down for an hour: asked now and then, all go out afterwards, and the past says so", async () => {
  const breakdown = clinic.gosms.faults.add({ kind: "503", path: "any", times: "always" });
  const ids = Array.from({ length: 20 }, (_, index) => String(index + 1));
  await sendBulk(...ids.map((id) => at(id, "2026-03-11T09:00[Europe/Prague]")));
  await created(at("21", "2026-03-10T10:30[Europe/Prague]"));
  await tick();
  await pass(60);
  // Some were not even tried: one is enough to find out that GoSMS is not back.
  for (const id of ids) expect(await stateOf(id)).toMatch(/^queued/u);
  expect(clinic.gosms.requests.length).toBeLessThanOrEqual(2 * 60);
  for (const id of breakdown) clinic.gosms.faults.remove(id);
  await pass(3);
  for (const id of ids) {
    expect(await stateOf(id)).toBe("sent");
    expect(textsTo(id)).toHaveLength(1);
  }
  expect(await stateOf("21")).toBe("skipped: past");
  expect(textsTo("21")).toEqual([]);
});

describe("on the nights when the clocks change", () => {
  test.for([
    ["autumn", "2026-10-24", "2026-10-25"],
    ["spring", "2026-03-28", "2026-03-29"],
  ] as const)(
    "%s: appointments around it are told at their own time, once each",
    async ([, before, after]) => {
      setClock(`${before}T20:00[Europe/Prague]`);
      const starts = ["1:30", "3:30", "7:00", "12:00"];
      for (const [index, time] of starts.entries())
        await created(at(String(index + 1), `${after}T${time.padStart(5, "0")}[Europe/Prague]`));
      await tick();
      for (const [index, time] of starts.entries()) {
        expect(textsTo(String(index + 1))).toEqual([expect.stringContaining(` v ${time}, `)]);
        expect(textsTo(String(index + 1))[0]).toContain(`${Number(after.slice(-2))}. `);
      }
    },
  );

  test("the hour that comes twice has two appointments, both told as people will read their clocks", async () => {
    setClock("2026-10-24T20:00[Europe/Prague]");
    await created(at("1", "2026-10-25T02:30+02:00[Europe/Prague]"));
    await created(at("2", "2026-10-25T02:30+01:00[Europe/Prague]"));
    await tick();
    expect(textsTo("1")).toEqual([expect.stringContaining(" v 2:30, ")]);
    expect(textsTo("2")).toEqual([expect.stringContaining(" v 2:30, ")]);
  });

  test.for([
    ["autumn", "2026-10-24T09:00[Europe/Prague]", "2026-10-25T09:00[Europe/Prague]"],
    ["spring", "2026-03-28T09:00[Europe/Prague]", "2026-03-29T09:00[Europe/Prague]"],
  ] as const)(
    "%s: moved over the night and back, each time with the right hour",
    async ([, first, second]) => {
      setClock(first.replace("T09:00", "T07:00"));
      const one = at("1", first);
      const other = at("1", second);
      await created(one);
      await tick();
      await moved(other, one.start);
      await tick();
      await moved(one, other.start);
      await tick();
      const told = textsTo("1").map((text) => / termin (.*) v (\d+:\d+),/u.exec(text)?.slice(1));
      const day = (start: string) => Temporal.ZonedDateTime.from(start).toPlainDate().toLocaleString("cs");
      const plain = (text: string) => text.replaceAll("\u00a0", " ");
      expect(told).toEqual([first, second, first].map((start) => [plain(day(start)), "9:00"]));
    },
  );

  test.for([
    ["autumn", "2026-10-25T02:59:30+02:00[Europe/Prague]"],
    ["spring", "2026-03-29T01:59:30[Europe/Prague]"],
  ] as const)(
    "%s: what waits out its grace period while the clocks change leaves a minute later, once",
    async ([, now]) => {
      setClock(now);
      await setGracePeriod(60);
      await created(at("1", `${now.slice(0, 10)}T10:00[Europe/Prague]`));
      await tick();
      expect(clinic.gosms.messages).toEqual([]);
      await pass(2);
      expect(textsTo("1")).toEqual([expect.stringContaining(" v 10:00, ")]);
    },
  );
});
