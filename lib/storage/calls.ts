import { z } from "zod";
import { Instant } from "../domain/appointment.ts";
import { listOf } from "./formats.ts";
import { storedItem } from "./local.ts";

/** Whom somebody at the desk has called, and what came of it. */

export const maxNoteLength = 300;
/** Some years of one practice: nothing else bounds the list where the log is kept for ever. */
const mostCalls = 5_000;

const Call = z.strictObject({
  calendarId: z.string().max(300),
  appointmentId: z.string().max(500),
  /** Moved to another time, the patient has to be called anew. */
  start: Instant,
  /** When, in milliseconds since the epoch. */
  at: z.int().nonnegative(),
  note: z.string().max(maxNoteLength),
});
export type Call = z.infer<typeof Call>;
export type Called = Pick<Call, "calendarId" | "appointmentId" | "start">;

const item = storedItem("calls", listOf(Call));

const change = (work: (calls: Call[]) => Call[]): Promise<void> =>
  navigator.locks.request("pipni:calls", async () => item.save(work(await item.load())));

const isAbout = (one: Called) => (other: Called) =>
  one.appointmentId === other.appointmentId &&
  one.start === other.start &&
  one.calendarId === other.calendarId;

export async function callAbout(appointment: Called): Promise<Call | null> {
  return (await item.load()).find(isAbout(appointment)) ?? null;
}

/** A second note about the same call takes the first one's place, and leaves the time as it is. */
export const noteCall = (call: Call): Promise<void> =>
  change((calls) => {
    const before = calls.find(isAbout(call));
    const others = calls.filter((one) => one !== before);
    return [{ ...call, at: before?.at ?? call.at }, ...others].slice(0, mostCalls);
  });

/** It was ticked off by mistake. */
export const forgetCall = (about: Called): Promise<void> =>
  change((calls) => calls.filter((one) => !isAbout(about)(one)));

/** What the notes tell of patients goes with the log. @param before milliseconds since the epoch */
export const forgetCallsBefore = (before: number): Promise<void> =>
  change((calls) => calls.filter(({ start }) => Date.parse(start) >= before));
