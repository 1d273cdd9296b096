import { afterEach, beforeEach, vi } from "vitest";
import type { Decision } from "../../../lib/background/sending/decisions.ts";
import type { Appointment, Patient } from "../../../lib/domain/appointment.ts";
import type { Message } from "../../../lib/domain/outbox/message.ts";
import type { MessageKind, TemplateKind } from "../../../lib/domain/text/message-kind.ts";
import type { BulkItem } from "../../../lib/rpc/contract/index.ts";
import { appointment, type Clinic, calendarId, openClinic } from "./clinic.ts";

/** One appointment, and every door to its patient's phone, with the real sending code and the simulator. */

const minute = 60_000;

export const first = "2026-03-13T09:30";
export const second = "2026-03-16T14:00";

export const moment = (local: string): number =>
  Temporal.ZonedDateTime.from(`${local}[Europe/Prague]`).epochMilliseconds;

export const tick = async (): Promise<void> => (await import("../../../lib/background/jobs/index.ts")).tick();
export const refit = async (): Promise<void> =>
  (await import("../../../lib/background/sending/refit.ts")).refitReminders();
export const decide = async (id: string, decision: Decision) =>
  (await import("../../../lib/background/sending/decisions.ts")).decideOn(id, decision, Date.now());

export const stopBulk = async (batch: string) =>
  (await import("../../../lib/background/sending/stop-bulk.ts")).stopBulk(batch);

export const jana = { id: "7", name: "Jana Vzorová", phone: "601 000 001" } as const satisfies Patient;

/** Switches kinds of texts on. */
export const switchOn = (...kinds: TemplateKind[]) =>
  clinic.set(({ templates }) => {
    for (const kind of kinds) templates[kind].enabled = true;
  });
/** Texts wait a minute before they leave. */
export const withGrace = () =>
  clinic.set(({ sending }) => {
    sending.settleSeconds = 60;
  });
export const pauseSending = (paused: boolean) =>
  clinic.set(({ sending }) => {
    sending.paused = paused;
  });
export const remind = (enabled: boolean) =>
  clinic.set(({ reminders }) => {
    reminders.enabled = enabled;
  });

/** Long enough for GoSMS to give up what it is to give up, and for what comes after. */
export async function settleDown(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) {
    await tick();
    await vi.advanceTimersByTimeAsync(minute);
  }
}

/** What somebody does, and all that comes of it. */
export async function settled<T>(act: Promise<T>): Promise<T> {
  const done = await act;
  await settleDown();
  return done;
}

export const at = (local: string, change: Partial<Appointment> = {}): Appointment =>
  appointment("1", 9, {
    start: Temporal.Instant.fromEpochMilliseconds(moment(local)).toString({ smallestUnit: "second" }),
    ...change,
  });

export let clinic: Clinic;

/** Confirmations are off and reminders on; it is a Tuesday at nine. */
export function openDoors(): void {
  beforeEach(async () => {
    clinic = await openClinic();
    vi.useFakeTimers({ toFake: ["Date", "performance", "setTimeout", "clearTimeout"] });
    vi.setSystemTime(moment("2026-03-10T09:00"));
    await clinic.set(({ templates, reminders }) => {
      templates.confirmation.enabled = false;
      reminders.enabled = true;
    });
  });
  afterEach(async () => {
    vi.useRealTimers();
    await clinic[Symbol.asyncDispose]();
  });
}

export const create = (about = at(first)) =>
  clinic.intake.recordChange(calendarId, { type: "created", appointment: about });
export const move = (from: string, to: string) =>
  clinic.intake.recordChange(calendarId, {
    type: "moved",
    appointment: at(to),
    previousStart: at(from).start,
  });
export const cancel = (about = at(first)) =>
  clinic.intake.recordChange(calendarId, { type: "cancelled", appointment: about });
/** The calendar has another patient, or another number or spelling, for an appointment. */
export const reassign = (appointment: Appointment, previousPatient: Patient = jana) =>
  clinic.intake.recordChange(calendarId, { type: "patientChanged", appointment, previousPatient });
export const bulk = (kind: MessageKind, about = at(first), despite?: BulkItem["despite"]) =>
  clinic.intake.sendBulk(calendarId, [
    { appointment: about, kind, text: `${kind} okno`, ...(despite ? { despite } : {}) },
  ]);

/**
 * Does something while GoSMS has the next text's request, or the next one to take a text back.
 * @returns what has come of it, once that has begun
 */
export function duringRequest<T>(act: () => Promise<T>, what = "POST"): () => Promise<T> | null {
  let acting: Promise<T> | null = null;
  const real = globalThis.fetch;
  vi.stubGlobal("fetch", async (input: Request, init?: RequestInit) => {
    const path = what === "POST" ? /\/messages$/u : /\/messages\/[^/]+$/u;
    if (input.method === what && path.test(input.url)) acting ??= act();
    await acting;
    return real(input, init);
  });
  return () => acting;
}

export const rows = (): Promise<Message[]> => clinic.outbox.listSince(0, Number.MAX_SAFE_INTEGER);
/** What GoSMS keeps to send later. */
export const standing = () =>
  clinic.gosms.messages
    .filter(({ deletedAt, scheduled }) => deletedAt === null && scheduled)
    .map(({ text }) => / v (\d+:\d\d)/u.exec(text)?.[1]);
export const sent = () => clinic.gosms.messages.filter(({ scheduled }) => !scheduled).map(({ text }) => text);

/** What the patient answers to a text, as GoSMS tells it. */
export const answer = (row: Message | undefined, text: string) =>
  clinic.outbox.updateMessage(
    row?.id ?? "",
    {
      type: "receipt",
      delivery: "delivered",
      price: null,
      currency: null,
      nextReceiptAt: null,
      replies: [{ id: "1", text, at: Date.now(), verdict: null }],
    },
    Date.now(),
  );
