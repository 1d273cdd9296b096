// @vitest-environment node
import { describe, expect, test } from "vitest";
import { type DayTile, tilesOf } from "../../lib/domain/bulk/day-tiles.ts";
import { type BulkRow, lineOf } from "../../lib/domain/bulk/lines.ts";
import type { Message } from "../../lib/domain/outbox/message.ts";
import type { ReasonCode } from "../../lib/domain/outbox/reason.ts";
import type { Knows } from "../../lib/domain/thread/knows.ts";
import { sampleMessage } from "./support/sample-message.ts";

const start = "2026-12-01T08:00:00Z";
const appointment = {
  id: "a",
  start,
  end: null,
  allDay: false,
  title: "Jana Vzorová",
  patient: { id: null, name: "Jana Vzorová", phone: "601 000 001" },
};

const row = (more: Partial<BulkRow> = {}): BulkRow => ({
  appointment,
  phone: "+420601000001",
  country: "CZ",
  text: "Připomínáme",
  language: "cs",
  parts: 1,
  blocked: null,
  latest: null,
  doubt: null,
  knows: null,
  ...more,
});

const knows = (more: Partial<Knows>): Pick<BulkRow, "knows"> => ({
  knows: { believes: null, answer: null, unread: null, coming: null, ...more },
});
const believes = (more: Partial<NonNullable<Knows["believes"]>>) =>
  knows({ believes: { what: "at", start, kind: "reminder", at: 0, isUnknown: false, ...more } });

const tiles = (more: Partial<BulkRow>, message: Message | null = null): DayTile[] => [
  ...tilesOf(lineOf(row(more), message, null)),
];
const text = (more: Partial<Message>): Message => sampleMessage({ appointment, kind: "reminder", ...more });

describe("the tiles of a day", () => {
  test("count whoever was reminded of the time that the calendar says, by any door", () => {
    expect(tiles(believes({}))).toEqual(["reminded"]);
    expect(tiles({}, text({ state: "sent" }))).toEqual(["reminded"]);
  });

  test.each<[string, Partial<BulkRow>]>([
    ["was only confirmed", believes({ kind: "confirmation" })],
    ["knows another time", believes({ start: "2026-12-01T09:00:00Z" })],
    ["may not have got it", believes({ isUnknown: true })],
    ["was told that it is cancelled", believes({ what: "cancelled" })],
    [
      "has a reminder that is still to come",
      knows({ coming: { kind: "reminder", status: "scheduled", at: 0 } }),
    ],
    ["was told nothing", {}],
  ])("do not count as reminded who %s", (_, more) => {
    expect(tiles(more)).toEqual([]);
  });

  test("count answers, and whoever declines is called as well", () => {
    const answer = (verdict: "confirms" | "declines") => knows({ answer: { verdict, text: "Ano", at: 0 } });
    expect(tiles(answer("confirms"))).toEqual(["confirmed"]);
    expect(tiles(answer("declines"))).toEqual(["declines", "call"]);
  });

  test("count for a call whom no text can reach, and whose text did not arrive", () => {
    const blocked = (code: ReasonCode) => ({ phone: null, country: null, text: null, blocked: { code } });
    expect(tiles(blocked("phoneLandline"))).toEqual(["call"]);
    expect(tiles(blocked("optedOut"))).toEqual(["call"]);
    expect(tiles({}, text({ state: "rejected" }))).toEqual(["call"]);
    expect(tiles({}, text({ state: "sent", delivery: "undelivered" }))).toEqual(["call"]);
    // It only waits, or is nobody's.
    expect(tiles({ blocked: { code: "past" } })).toEqual([]);
    expect(tiles({ ...blocked("noPhone"), appointment: { ...appointment, patient: null } })).toEqual([]);
  });
});
