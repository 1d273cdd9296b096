// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Message } from "../../lib/domain/outbox/message.ts";
import { choicesFor } from "../../lib/domain/outbox/today.ts";
import { type Gosms, startGosms } from "../gosms/server.ts";
import { appointment, type Clinic, calendarId, openClinic } from "./support/clinic.ts";

/** A practice changes its account at GoSMS while reminders wait in the one before, which the new one cannot see. */

let clinic: Clinic;
let other: Gosms;
let leadsTo: Gosms;
const realFetch = globalThis.fetch;

beforeEach(async () => {
  clinic = await openClinic();
  other = await startGosms({ tls: false, now: () => Date.now(), clientId: "jiny_ucet" });
  leadsTo = clinic.gosms;
  vi.stubGlobal("fetch", async (input: Request, init?: RequestInit) => {
    const request = new Request(input, init);
    const { method, headers, signal } = request;
    const body = method === "POST" ? await request.text() : null;
    return realFetch(request.url.replace("https://app.gosms.eu", leadsTo.url), {
      method,
      headers,
      signal,
      body,
    });
  });
  vi.useFakeTimers({ toFake: ["Date", "performance", "setTimeout", "clearTimeout"] });
  setClock("2026-03-10T09:00");
  await clinic.set(({ templates, reminders }) => {
    templates.confirmation.enabled = false;
    reminders.enabled = true;
  });
});
afterEach(async () => {
  vi.useRealTimers();
  await other.close();
  await clinic[Symbol.asyncDispose]();
});

const minute = 60_000;
const moment = (local: string): number =>
  Temporal.ZonedDateTime.from(`${local}[Europe/Prague]`).epochMilliseconds;
const setClock = (local: string): void => void vi.setSystemTime(moment(local));
const tick = async (): Promise<void> => (await import("../../lib/background/jobs/index.ts")).tick();
const at = (local: string) =>
  appointment("1", 9, {
    start: Temporal.Instant.fromEpochMilliseconds(moment(local)).toString({ smallestUnit: "second" }),
  });
const reminders = async (): Promise<Message[]> =>
  (await clinic.outbox.listSince(0, Number.MAX_SAFE_INTEGER)).filter(({ kind }) => kind === "reminder");
const waitingAt = ({ messages }: Gosms) =>
  messages.filter(({ deletedAt, scheduled }) => deletedAt === null && scheduled !== null).length;

/** As the options page and a backup do it. `app.gosms.eu` is one address for all accounts. */
async function changeAccount(to: Gosms): Promise<void> {
  leadsTo = to;
  const { saveCredentials } = await import("../../lib/storage/secrets.ts");
  const { clientId, clientSecret } = to.account;
  await saveCredentials({ clientId, clientSecret });
}

describe("a reminder that waits in the account before", () => {
  beforeEach(async () => {
    await clinic.intake.recordChange(calendarId, { type: "created", appointment: at("2026-03-13T09:30") });
    await tick();
    expect((await reminders()).map(({ state }) => state)).toEqual(["scheduled"]);
    setClock("2026-03-10T12:00");
    await changeAccount(other);
  });

  test("is not taken for taken back where its appointment is cancelled", async () => {
    await clinic.intake.recordChange(calendarId, { type: "cancelled", appointment: at("2026-03-13T09:30") });
    await tick();
    expect(waitingAt(clinic.gosms)).toBe(1);
    const [row] = await reminders();
    expect(row).toMatchObject({ state: "withdrawing", reason: { code: "otherAccount" } });
    expect((await clinic.outbox.listAttention()).map(({ id }) => id)).toEqual([row?.id]);
    expect(row && choicesFor(row, Date.now())).toEqual(["isGone"]);
  });

  test("keeps a new one from leaving beside it until a person has looked", async () => {
    await clinic.set(({ reminders }) => {
      reminders.enabled = false;
    });
    await tick();
    await clinic.set(({ reminders }) => {
      reminders.enabled = true;
    });
    const { refitReminders } = await import("../../lib/background/sending/refit.ts");
    await refitReminders();
    for (let passed = 0; passed < 20; passed++) {
      vi.advanceTimersByTime(minute);
      await tick();
    }
    expect([waitingAt(clinic.gosms), waitingAt(other)]).toEqual([1, 0]);
    expect(await clinic.outbox.listAttention()).toHaveLength(1);
  });

  test("is taken back by itself once the account is set again", async () => {
    await clinic.intake.recordChange(calendarId, { type: "cancelled", appointment: at("2026-03-13T09:30") });
    await tick();
    await changeAccount(clinic.gosms);
    setClock("2026-03-10T13:00");
    await tick();
    expect((await reminders()).map(({ state }) => state)).toEqual(["skipped"]);
    expect(waitingAt(clinic.gosms)).toBe(0);
    expect(await clinic.outbox.listAttention()).toEqual([]);
  });

  test("is not said to have been deleted once its time has come: nobody knows whether it left", async () => {
    setClock("2026-03-12T11:00");
    await tick();
    const [row] = await reminders();
    expect(row).toMatchObject({ state: "unknown", reason: { code: "otherAccount" } });
    expect(row && choicesFor(row, Date.now())).toEqual(["wasSent", "sendAgain", "doNotSend"]);
  });
});

test("a new API client of the same account takes back what waits there", async () => {
  await clinic.intake.recordChange(calendarId, { type: "created", appointment: at("2026-03-13T09:30") });
  await tick();
  const { saveCredentials } = await import("../../lib/storage/secrets.ts");
  const { clientId, clientSecret } = clinic.gosms.account;
  await saveCredentials({ clientId: "novy", clientSecret });
  await saveCredentials({ clientId, clientSecret });
  await clinic.intake.recordChange(calendarId, { type: "cancelled", appointment: at("2026-03-13T09:30") });
  await tick();
  expect((await reminders()).map(({ state }) => state)).toEqual(["skipped"]);
  expect(waitingAt(clinic.gosms)).toBe(0);
});
