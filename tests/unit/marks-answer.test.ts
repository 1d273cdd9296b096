// @vitest-environment node
import { afterEach, beforeEach, expect, test } from "vitest";
import { conversationHash } from "../../components/options/conversation/address.ts";
import { appointment, type Clinic, calendarId, openClinic } from "./support/clinic.ts";

/** What the real background answers to a calendar that asks what to show beside its appointments. */

let clinic: Clinic;

beforeEach(async () => {
  clinic = await openClinic();
});
afterEach(() => clinic[Symbol.asyncDispose]());

const marks = () => import("../../lib/background/handlers/marks.ts");
const shown = (id: string, hour: number) => ({ id, start: appointment(id, hour).start });

test("each appointment by its own rows, and nothing of those that nobody was told of", async () => {
  for (const [id, hour] of [
    ["1", 9],
    ["2", 10],
  ] as const)
    await clinic.intake.recordChange(calendarId, { type: "created", appointment: appointment(id, hour) });
  await clinic.dispatcher.dispatch();
  const { marksOf } = await marks();
  const asked = [shown("1", 11), shown("2", 10), shown("3", 12)];
  const answer = await marksOf(calendarId, asked);
  expect(answer.marks).toEqual([["1", "otherTime"]]);
  expect((await marksOf("https://jiny.example", asked)).marks).toEqual([]);
  expect(new Set(Object.values(answer.looks).map(({ name }) => name)).size).toBe(6);
});

test("a call that somebody has made ends its mark", async () => {
  const about = appointment("1", 9, { patient: { id: "7", name: "Jana Vzorová", phone: null } });
  await clinic.intake.recordChange(calendarId, { type: "created", appointment: about });
  const { marksOf } = await marks();
  expect((await marksOf(calendarId, [shown("1", 9)])).marks).toEqual([["1", "call"]]);
  const { noteCall } = await import("../../lib/storage/calls.ts");
  await noteCall({ calendarId, appointmentId: "1", start: about.start, at: Date.now(), note: "" });
  expect((await marksOf(calendarId, [shown("1", 9)])).marks).toEqual([]);
});

test("what was yesterday has no mark", async () => {
  await clinic.intake.recordChange(calendarId, { type: "created", appointment: appointment("1", 9) });
  await clinic.dispatcher.dispatch();
  const { marksOf } = await marks();
  const start = Temporal.Now.zonedDateTimeISO("Europe/Prague")
    .startOfDay()
    .subtract({ minutes: 1 })
    .toInstant();
  expect((await marksOf(calendarId, [{ id: "1", start: start.toString() }])).marks).toEqual([]);
});

test("the options page knows the address that a mark opens", async () => {
  const { conversationAddress } = await marks();
  expect(conversationAddress("7b0c")).toBe(`/options.html${conversationHash({ by: "message", id: "7b0c" })}`);
});
