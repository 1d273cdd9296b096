// @vitest-environment node
import { describe, expect, test, vi } from "vitest";
import type { Settings } from "../../lib/domain/settings.ts";
import { readReply } from "../../lib/domain/thread/reply.ts";
import { calendarId } from "./support/clinic.ts";
import {
  at,
  clinic,
  create,
  first,
  move,
  openDoors,
  refit,
  rows,
  second,
  sent,
  settleDown,
  standing,
} from "./support/doors-practice.ts";

/** What went wrong in other systems once a text waits or has left, each row by its number, and that it does not here. */

openDoors();

const hour = 3600_000;

describe("5: text with the old time", () => {
  test("what waits is rendered anew as it leaves", async () => {
    await clinic.set(({ templates }) => {
      templates.confirmation.enabled = true;
    });
    await create();
    await move(first, second);
    await settleDown();
    expect(sent()).toEqual([expect.stringContaining("14:00")]);
    expect(sent()[0]).not.toContain("9:30");
  });
});

test("8: saving a template sent texts", async () => {
  await clinic.set(({ templates, reminders }) => {
    templates.confirmation.enabled = true;
    reminders.enabled = false;
  });
  await create();
  await settleDown();
  expect(sent()).toHaveLength(1);
  for (const [word, enabled] of [["Jinak", false] as const, ["Zase jinak", true] as const]) {
    await clinic.set(({ templates }) => {
      templates.confirmation.texts.cs = `${word} #CAS#`;
      templates.confirmation.enabled = enabled;
      templates.change.texts.cs = `${word} #CAS#`;
    });
    await refit();
    await settleDown();
  }
  expect(sent()).toHaveLength(1);
});

test("11: same number twice in a bulk send: each appointment is told once", async () => {
  await clinic.set(({ reminders }) => {
    reminders.enabled = false;
  });
  const item = (id: string, start: string) => ({
    appointment: at(start, { id, patient: { id: null, name: "Jana Vzorová", phone: "601 000 001" } }),
    kind: "reminder" as const,
    text: `Termín ${id}`,
  });
  await clinic.intake.sendBulk(calendarId, [item("1", first), item("2", second), item("1", first)]);
  await settleDown();
  expect(sent().sort()).toEqual(["Termín 1", "Termín 2"]);
});

test("19: invalid number retried for months", async () => {
  clinic.gosms.faults.add({ kind: "invalidRecipient", path: "send" });
  await clinic.set(({ templates, reminders }) => {
    templates.confirmation.enabled = true;
    reminders.enabled = false;
  });
  await create();
  await settleDown();
  const asked = () =>
    clinic.gosms.requests.filter(({ method, path }) => method === "POST" && /messages/u.test(path));
  expect(await rows()).toMatchObject([{ state: "rejected" }]);
  const before = asked().length;
  for (let day = 0; day < 3; day++) {
    vi.setSystemTime(Date.now() + 20 * hour);
    await clinic.restart({ browser: true });
    await settleDown();
  }
  expect(asked()).toHaveLength(before);
});

test("35: a new reminder rule went out to everyone already due", async () => {
  await clinic.set(({ reminders }) => {
    reminders.offsets = [{ count: 3, unit: "hours" }];
  });
  for (const [id, time] of [
    ["1", "09:30"],
    ["2", "10:30"],
    ["3", "11:30"],
  ] as const)
    await create(at(`2026-03-12T${time}`, { id }));
  await settleDown();
  await clinic.set(({ reminders }) => {
    reminders.offsets.push({ count: 5, unit: "days" });
  });
  await refit();
  await settleDown();
  expect(sent()).toEqual([]);
  expect(standing().sort()).toEqual(["10:30", "11:30", "9:30"]);
});

describe("35: a rule says how many it would concern before it is saved", () => {
  const threeVisits = async () => {
    for (const [id, time] of [
      ["1", "09:30"],
      ["2", "10:30"],
      ["3", "11:30"],
    ] as const)
      await create(at(`2026-03-12T${time}`, { id }));
    await settleDown();
  };
  const concerned = async (change: (reminders: Settings["reminders"]) => void, isKindOn = true) => {
    const { loadSettings } = await import("../../lib/storage/settings.ts");
    const { countConcerned } = await import("../../lib/background/sending/concerned.ts");
    const { reminders } = structuredClone(await loadSettings());
    change(reminders);
    return countConcerned(reminders, isKindOn);
  };

  test("one more reminder of each appointment", async () => {
    await threeVisits();
    const before = await rows();
    expect(
      await concerned(({ offsets }) => {
        offsets.push({ count: 3, unit: "hours" });
      }),
    ).toEqual({ more: 3, soon: 0 });
    // It is a Tuesday at nine, and they leave an hour before it is so on Wednesday.
    expect(
      await concerned((reminders) => {
        reminders.offsets = [{ count: 1, unit: "workingDays" }];
        reminders.at = "08:30";
      }),
    ).toEqual({ more: 0, soon: 3 });
    expect(await rows()).toEqual(before);
  });

  test("reminders switched on again", async () => {
    await threeVisits();
    expect(await concerned(() => {})).toEqual({ more: 0, soon: 0 });
    await clinic.set(({ reminders }) => {
      reminders.enabled = false;
    });
    await settleDown();
    expect(
      await concerned((reminders) => {
        reminders.enabled = true;
      }),
    ).toEqual({ more: 3, soon: 0 });
    expect(await concerned(() => {}, false)).toEqual({ more: 0, soon: 0 });
  });
});

describe("38: „Stop. Thank you“ was not taken as a wish for no texts", () => {
  test.for(["Stop. Thank you", "STOP, děkuji", "Stop. Děkuji.", "Stop, ďakujem"])("%s", (text) => {
    expect(readReply(text)).toBe("optsOut");
  });
});

describe("42: a nearer move lost its reminder; two on one day", () => {
  test("moved nearer, it is reminded of before the new time", async () => {
    await create(at(second));
    await settleDown();
    expect(standing()).toEqual(["14:00"]);
    await move(second, first);
    await settleDown();
    expect(standing()).toEqual(["9:30"]);
  });

  test("two on one day are each reminded of, also once one of them is moved", async () => {
    await create(at(first));
    await create(at("2026-03-13T15:00", { id: "2" }));
    await settleDown();
    // Due at one moment, they are handed over in either order.
    expect(standing().sort()).toEqual(["15:00", "9:30"]);
    await move(first, "2026-03-13T11:00");
    await settleDown();
    expect(standing().sort()).toEqual(["11:00", "15:00"]);
  });
});
