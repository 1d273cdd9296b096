// @vitest-environment node
import { expect, test } from "vitest";
import { sectionOf } from "../../components/menu/sections.ts";
import { conversationHash, conversationIn } from "../../components/options/conversation/address.ts";
import { daysOf, namesIn, turnAt, turnsOf } from "../../lib/domain/outbox/conversation.ts";
import { sampleMessage } from "./support/sample-message.ts";

const at = (instant: string) => Temporal.Instant.from(instant).epochMilliseconds;
const reply = (id: string, moment: string) => ({ id, text: id, at: at(moment), verdict: null });

test("texts and answers stand in the order in which they came, day by day of the practice", () => {
  const first = sampleMessage({
    createdAt: at("2026-11-20T09:00:00Z"),
    replies: [reply("late", "2026-11-23T23:30:00Z"), reply("soon", "2026-11-20T09:05:00Z")],
  });
  const second = sampleMessage({ createdAt: at("2026-11-22T23:10:00Z") });
  const days = daysOf(turnsOf([second, first]), "Europe/Prague");
  expect(days.map(({ day, turns }) => [day, turns.map((turn) => turn.reply?.id ?? turn.message.id)])).toEqual(
    [
      ["2026-11-20", [first.id, "soon"]],
      ["2026-11-23", [second.id]],
      ["2026-11-24", ["late"]],
    ],
  );
});

test("an answer within the second of its text stands after it", () => {
  const text = sampleMessage({
    createdAt: at("2026-11-20T09:00:00.700Z"),
    replies: [reply("yes", "2026-11-20T09:00:00Z")],
  });
  expect(turnsOf([text]).map((turn) => turn.reply?.id ?? "text")).toEqual(["text", "yes"]);
});

test("one text about two appointments is one, and one that a newer replaced is none", () => {
  const [one, two] = [crypto.randomUUID(), crypto.randomUUID()];
  const rows = [
    sampleMessage({ id: one, bundle: [one, two] }),
    sampleMessage({ id: two, bundle: [one, two] }),
    sampleMessage({ state: "skipped", reason: { code: "superseded" } }),
    sampleMessage({ state: "skipped", reason: { code: "stoppedByUser" } }),
  ];
  expect(turnsOf(rows).map(({ message }) => message)).toEqual([rows[0], rows[3]]);
});

test("a reminder stands where it left or is to leave, and one that did not leave where that was clear", () => {
  const schedule = { slot: "a", sendAt: 9_000_000 };
  const made = { createdAt: 1_000_000, schedule };
  expect(turnAt(sampleMessage({ ...made, state: "planned" }))).toBe(9_000_000);
  const history = [
    { at: 1_000_000, state: "planned" as const },
    { at: 4_000_000, state: "skipped" as const },
  ];
  expect(turnAt(sampleMessage({ ...made, state: "skipped", history }))).toBe(4_000_000);
});

test("several people of one number are named, each once, the newest first", () => {
  const about = (name: string, createdAt: number) => {
    const row = sampleMessage({ createdAt });
    return { ...row, appointment: { ...row.appointment, patient: { id: null, name, phone: null } } };
  };
  const rows = [about("Jana Vzorová", 1), about("Petr Vzor", 3), about("Jana Vzorová", 2), about(" ", 4)];
  expect(namesIn(rows)).toEqual(["Petr Vzor", "Jana Vzorová"]);
});

test("a conversation has an address that tells neither name nor number, within its section", () => {
  for (const of of [
    { by: "message", id: "7b0c" },
    { by: "patient", id: "7b0c" },
  ] as const) {
    expect(conversationIn(conversationHash(of))).toEqual(of);
    expect(sectionOf(conversationHash(of))).toBe(of.by === "message" ? "log" : "patients");
  }
  for (const hash of ["", "#odeslane", "#odeslane/", "#ceka/7b0c", "#nikde/7b0c"])
    expect(conversationIn(hash)).toBeNull();
});
