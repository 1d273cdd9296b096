import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CalendarTextUnreadable, readAnswer, readCalendar } from "../../lib/plugin-api/read-calendar.ts";

const query = { timeZone: "Europe/Prague", from: 0, to: 1 };
const occurrence = {
  inSeries: false,
  original: 1,
  wall: 2,
  start: 1,
  end: null,
  allDay: false,
  title: "Jana Vzorová",
  description: "",
  location: "",
  cancelled: false,
};
const object = { uid: "a", wall: 2, siblings: ["b"], occurrences: [occurrence] };
const askCalendar = vi.fn<(text: string, query: unknown) => Promise<unknown>>();
const context = { askCalendar, signal: new AbortController().signal };

beforeEach(() => {
  vi.useFakeTimers();
  askCalendar.mockReset();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("an answer", () => {
  it("is taken as it is", () => {
    expect(readAnswer({ ok: true, objects: [object] })).toEqual([object]);
    expect(readAnswer({ ok: true, objects: [] })).toEqual([]);
    expect(readAnswer({ ok: false, problem: "no calendar" })).toEqual({ problem: "no calendar" });
  });

  it.each([
    undefined,
    null,
    [],
    {},
    { ok: true },
    { ok: false },
    { ok: true, objects: {} },
    { ok: true, objects: [{ ...object, uid: 1 }] },
    { ok: true, objects: [{ ...object, siblings: [1] }] },
    { ok: true, objects: [{ ...object, wall: Number.NaN }] },
    { ok: true, objects: [{ ...object, occurrences: [{ ...occurrence, start: "1" }] }] },
    { ok: true, objects: [{ ...object, occurrences: [{ ...occurrence, end: undefined }] }] },
    { ok: true, objects: [{ ...object, occurrences: [{ ...occurrence, cancelled: 1 }] }] },
    { ok: true, objects: [{ ...object, occurrences: [{ ...occurrence, title: "x".repeat(5_000) }] }] },
  ])("is none of %j", (value) => {
    expect(readAnswer(value)).toBeNull();
  });
});

describe("asking", () => {
  it("hands the text over and takes the answer", async () => {
    askCalendar.mockResolvedValue({ ok: true, objects: [object] });
    expect(await readCalendar(context, "BEGIN:VCALENDAR", query)).toEqual([object]);
    expect(askCalendar.mock.calls).toEqual([["BEGIN:VCALENDAR", query]]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("asks once about a text that is at fault, and not at all about one that is too long", async () => {
    askCalendar.mockResolvedValue({ ok: false, problem: "no calendar" });
    await expect(readCalendar(context, "Dobrý den", query)).rejects.toThrow(CalendarTextUnreadable);
    expect(askCalendar).toHaveBeenCalledOnce();
    await expect(readCalendar(context, "x".repeat(250_001), query)).rejects.toThrow("too long");
    expect(askCalendar).toHaveBeenCalledOnce();
  });

  it.each([
    ["a worker that is being replaced", () => Promise.reject(new Error("no answer"))],
    ["an answer that is none", () => Promise.resolve({ ok: true, objects: [{}] })],
    ["a worker that does not answer", () => new Promise(() => {})],
  ])("tries again after %s", async (_, failure) => {
    askCalendar.mockImplementationOnce(failure).mockResolvedValue({ ok: true, objects: [] });
    const answer = readCalendar(context, "BEGIN:VCALENDAR", query);
    await vi.advanceTimersByTimeAsync(21_000);
    expect(await answer).toEqual([]);
    expect(askCalendar).toHaveBeenCalledTimes(2);
  });

  it("gives up in the end, and says so", async () => {
    askCalendar.mockRejectedValue(new Error("no answer"));
    const answer = readCalendar(context, "BEGIN:VCALENDAR", query);
    const refused = expect(answer).rejects.toThrow(CalendarTextUnreadable);
    await vi.advanceTimersByTimeAsync(60_000);
    await refused;
    expect(askCalendar).toHaveBeenCalledTimes(4);
    expect(vi.getTimerCount()).toBe(0);
  });
});
