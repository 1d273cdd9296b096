// @vitest-environment node
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { browser } from "wxt/browser";
import type { Viewed } from "../../lib/rpc/contract/index.ts";
import { confirmedReadings } from "../confirmed-readings.ts";
import { appointment, type Clinic, calendarId, openClinic } from "./support/clinic.ts";

/** A calendar was read from a wrong place, and a person has taught it anew and confirmed what is read now. */

let clinic: Clinic;
const tabId = 7;

beforeEach(async () => {
  clinic = await openClinic();
  const { sitesItem } = await import("../../lib/storage/sites.ts");
  await sitesItem.save([
    { id: calendarId, origin: calendarId, name: "Ordinace", plugin: null, enabled: true },
  ]);
  const { saveTab } = await import("../../lib/storage/tabs.ts");
  const health = { state: "reading" as const, plugin: "rezervace", appointments: 1 };
  await saveTab(tabId, { frameId: 0, siteId: calendarId, health });
  const shown: Viewed[] = [{ appointment: appointment("1", 9), cancelled: false, hasOwnId: true }];
  vi.spyOn(browser.tabs, "sendMessage").mockImplementation(async () => shown);
  vi.spyOn(browser.permissions, "contains").mockImplementation(async () => false);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await clinic[Symbol.asyncDispose]();
});

const save = {
  ...{ kind: "save", method: "POST", url: "/rezervace/termin" },
  fields: { id: "request:id", start: "request:zacatek" },
};

/**
 * @param phone where the number stands
 * @param network what was learnt from trials
 */
async function teach(phone: string, network: unknown[] = []): Promise<void> {
  const { addPlugin } = await import("../../lib/background/plugins/catalogue.ts");
  const fields = { id: { attr: "data-id" }, start: { attr: "data-at" }, phone };
  const json = JSON.stringify({
    ...{ id: "rezervace", version: "1.0.0", apiVersion: 1, name: "Rezervace", description: "Ukázka" },
    ...{ matches: [`${calendarId}/*`], activationEvents: ["onElement:.visit"] },
    contributes: {
      calendars: [
        { id: "taught", title: "Rezervace", events: { source: "dom", selector: ".visit", fields }, network },
      ],
    },
  });
  expect(await addPlugin(json)).toMatchObject({ ok: true });
  const { takeReader } = await import("../../lib/background/sites/reading.ts");
  await takeReader(calendarId, "rezervace", null);
}

async function confirm(): Promise<void> {
  const { readingHandlers } = await import("../../lib/background/handlers/reading.ts");
  const given = { tabId, plugin: "rezervace", fields: null, excluded: [] };
  expect(await readingHandlers["reading.confirm"](given, null)).toBe(true);
}

const create = (id: string) =>
  clinic.intake.recordChange(calendarId, { type: "created", appointment: appointment(id, 9) });
const standing = async () =>
  (await clinic.outbox.listSince(0, Number.MAX_SAFE_INTEGER))
    .map(({ state, reason }) => [state, reason?.code ?? ""].join(" ").trim())
    .sort();

test("what was read at the wrong place waits for a person, and what is read since leaves", async () => {
  await teach(".doctor-phone");
  await confirm();
  await create("1");
  await teach(".patient-phone");
  await confirm();
  await new Promise((resolve) => setTimeout(resolve, 5));
  await create("2");
  await clinic.dispatcher.dispatch();
  expect(await standing()).toEqual(["held unconfirmed", "sent"]);
});

test("what was read all along leaves, however often it is confirmed", async () => {
  await teach(".patient-phone");
  await confirm();
  await create("1");
  await teach(".patient-phone", [save]);
  await confirm();
  await clinic.dispatcher.dispatch();
  expect(await standing()).toEqual(["sent"]);
});

test("what another plugin read waits for a person, too", async () => {
  await teach(".patient-phone");
  const { saveReader, saveReading } = await import("../../lib/storage/site-readings.ts");
  const [reading] = confirmedReadings(calendarId).readings.filter(({ plugin }) => plugin === "fullcalendar");
  if (!reading) throw new Error("it is confirmed of no library");
  await saveReading(reading);
  const { plugin, described } = reading;
  await saveReader({ siteId: calendarId, plugin, isGeneral: true, described, ailment: null });
  await create("1");
  await teach(".patient-phone");
  await confirm();
  await clinic.dispatcher.dispatch();
  expect(await standing()).toEqual(["held unconfirmed"]);
});
