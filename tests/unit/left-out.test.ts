// @vitest-environment node
import { beforeEach, describe, expect, test } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";
import { confirmedReadings } from "../confirmed-readings.ts";
import { calendarId } from "./support/clinic.ts";
import {
  at,
  bulk,
  clinic,
  create,
  first,
  openDoors,
  refit,
  rows,
  sent,
  settleDown,
  standing,
} from "./support/doors-practice.ts";

/** What a person said is no appointment, at each door to a phone. */

openDoors();

const lunch = at(first, { title: "Oběd s Janou" });

beforeEach(async () => {
  await fakeBrowser.storage.local.set({
    sites: [{ id: calendarId, origin: calendarId, name: "", plugin: null, enabled: true }],
    ...confirmedReadings(calendarId),
  });
  await clinic.set(({ templates, sending }) => {
    templates.confirmation.enabled = true;
    sending.settleSeconds = 30;
  });
});

async function leaveOut(): Promise<void> {
  const { loadReading, saveReading } = await import("../../lib/storage/site-readings.ts");
  const { reading } = await loadReading(calendarId);
  if (!reading) throw new Error("nobody has confirmed the reading");
  await saveReading({ ...reading, excluded: ["oběd s janou"] });
}

describe("29: blocks that were left out by rule were texted all the same", () => {
  test("a confirmation that waits does not leave, and neither does one that somebody sends again", async () => {
    await create(lunch);
    await leaveOut();
    await settleDown();
    expect(sent()).toEqual([]);
    const row = (await rows()).find(({ kind }) => kind === "confirmation");
    expect(row).toMatchObject({ state: "skipped", reason: { code: "noPatient" } });
    await clinic.intake.sendAgain([row?.id ?? ""]);
    await settleDown();
    expect([sent(), standing()]).toEqual([[], []]);
  });

  test("a text from a window that was open before does not leave", async () => {
    await leaveOut();
    await bulk("cancellation", lunch);
    await settleDown();
    expect(sent()).toEqual([]);
  });

  test("a reminder that stands at GoSMS is taken back", async () => {
    await create(lunch);
    await settleDown();
    expect(standing()).toEqual(["9:30"]);
    await leaveOut();
    await refit();
    await settleDown();
    expect(standing()).toEqual([]);
  });
});
