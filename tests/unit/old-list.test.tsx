// @vitest-environment node
import { beforeEach, expect, test, vi } from "vitest";
import type { BulkActions, BulkCalendar, BulkDay, Item } from "../../components/bulk/model.ts";
import { type Sending, useSending } from "../../components/bulk/use-sending.ts";
import { type BulkRow, canSend, lineOf } from "../../lib/domain/bulk/lines.ts";
import { eachAlone } from "../../lib/domain/bulk/texts.ts";
import { appointment } from "./support/clinic.ts";
import { draw, openPage, settled } from "./support/drawn-page.tsx";

/** The bulk window that stands open while the calendar goes on. */

openPage();

const minute = 60_000;
const now = Date.parse("2026-03-10T15:00:00Z");

const row = (id: string, hour: number, change: Partial<BulkRow> = {}): BulkRow => ({
  appointment: appointment(id, hour),
  phone: `+42060100000${id}`,
  country: "CZ",
  text: `pripominame termin v ${hour}:00`,
  language: "cs",
  parts: 1,
  blocked: null,
  latest: null,
  doubt: null,
  knows: null,
  ...change,
});
const calendarOf = (rows: BulkRow[], readAt: number): BulkCalendar => ({
  ok: true,
  calendarId: "kalendar",
  calendarName: "Kalendář",
  timeZone: "Europe/Prague",
  rows,
  readAt,
  missing: [],
});

/** What the calendar answers when it is asked anew, and what was sent and shown. */
let answer: () => Promise<BulkDay>;
let sent: Item[];
let isShownAnew: boolean;
let refuse: BulkActions["send"] | null;
let sending: Sending;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"] });
  vi.setSystemTime(now);
  sent = [];
  isShownAnew = false;
  refuse = null;
  return () => vi.useRealTimers();
});

async function sendFrom(rows: BulkRow[], readAt: number, age?: BulkCalendar["age"]): Promise<void> {
  const calendar = { ...calendarOf(rows, readAt), age };
  const followed = {
    newest: new Map(),
    batch: null,
    followBatch: async () => {},
    followIds: async () => {},
  };
  const actions = {
    loadDay: () => answer(),
    send: async (calendarId: string, items: Item[]) => {
      sent.push(...items);
      return refuse ? refuse(calendarId, items) : { batch: "", queued: [], refused: [] };
    },
    sendAgain: async () => [],
    decide: async () => {},
    stop: async () => {},
  };
  const reload = async () => {
    isShownAnew = true;
    return answer();
  };
  function Window() {
    sending = useSending({
      ...{ calendar, day: "2026-03-11", kind: "reminder", actions, followed, reload },
      onDone: () => {},
    });
    return null;
  }
  await draw(<Window />);
  const chosen = rows.map((one) => lineOf(one, null, null)).filter(canSend);
  await settled(() => sending.send(eachAlone(chosen), () => {}));
}

const morning = () => [row("1", 9), row("2", 10)];

test("what was read just now is sent as it stands, and the calendar is not asked again", async () => {
  answer = async () => Promise.reject(new Error("asked"));
  await sendFrom(morning(), now - minute);
  expect(sent.map(({ readAt }) => readAt)).toEqual([now - minute, now - minute]);
});

test("what was read long ago is sent where the calendar still says the same", async () => {
  answer = async () => calendarOf(morning(), now);
  await sendFrom(morning(), now - 90 * minute);
  expect(sent.map(({ readAt }) => readAt)).toEqual([now, now]);
  expect([isShownAnew, sending.failure]).toEqual([false, null]);
});

test.for<[what: string, rows: () => BulkRow[]]>([
  ["somebody was moved", () => [row("1", 11, { appointment: appointment("1", 11) }), row("2", 10)]],
  ["somebody has come", () => [...morning(), row("3", 11)]],
  ["somebody no longer comes", () => [row("2", 10)]],
  ["somebody has another number", () => [row("1", 9, { phone: "+420601000009" }), row("2", 10)]],
  [
    "somebody else comes",
    () => [row("1", 9, { appointment: { ...appointment("1", 9), patient: null } }), row("2", 10)],
  ],
])("nothing of what was read long ago is sent where %s since", async ([, rows]) => {
  answer = async () => calendarOf(rows(), now);
  await sendFrom(morning(), now - 90 * minute);
  expect(sent).toEqual([]);
  expect(isShownAnew).toBe(true);
  expect(sending.failure).toMatch(/^Kalendář se od načtení změnil/u);
  expect(sending.busy).toBe(null);
});

test.for<[what: string, answer: () => Promise<BulkDay>]>([
  ["is closed", async () => ({ ok: false, problem: "closed", detail: "" })],
  ["does not answer", () => Promise.reject(new Error("no answer"))],
])("nothing of it is sent where the calendar %s, and the choice stays", async ([, broken]) => {
  answer = broken;
  await sendFrom(morning(), now - 90 * minute);
  expect([sent, isShownAnew]).toEqual([[], false]);
  expect(sending.failure).toMatch(/nepodařilo znovu přečíst/u);
});

test.for([false, true])(
  "the old copy of a calendar whose address cannot be read is sent from only once a person has seen that: %s",
  async (hasSeen) => {
    const readAt = now - 90 * minute;
    answer = async () => ({ ...calendarOf(morning(), readAt), age: { readAt, problem: "server" } });
    await sendFrom(morning(), readAt, { readAt, problem: hasSeen ? "server" : null });
    expect([sent.length, isShownAnew]).toEqual(hasSeen ? [2, false] : [0, true]);
    if (!hasSeen) expect(sending.failure).toMatch(/adresu kalendáře se teď nepodařilo přečíst/u);
  },
);

test("what was refused for its old time is shown as it is now, and nothing stands against it there", async () => {
  refuse = async () => ({
    batch: "",
    queued: [],
    refused: [
      { appointmentId: "1", reason: { code: "superseded" } },
      { appointmentId: "2", reason: { code: "optedOut" } },
    ],
  });
  answer = async () => calendarOf(morning(), now);
  await sendFrom(morning(), now);
  expect([...sending.refusals.keys()]).toEqual(["2"]);
  expect(isShownAnew).toBe(true);
  expect(sending.failure).toMatch(/^1 zpráva neodešla, termín .* 1 zpráva byla vynechána/u);
});
