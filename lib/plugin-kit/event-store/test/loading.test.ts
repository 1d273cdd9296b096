import { describe, expect, it } from "vitest";
import type { PageReads } from "../../../plugin-api/index.ts";
import { namesOfDay, namesOneOf } from "../day-names.ts";
import { watchLoading } from "../loading.ts";

type Request = ReturnType<PageReads["since"]>[number];

const monday = Date.parse("2026-11-23T00:00:00Z");
const names = namesOfDay(monday, Date.parse("2026-11-22T23:00:00Z"));

/** A calendar on a clock of its own, beside what its page asks its server. */
function page() {
  let now = 1_000_000;
  let count = 0;
  const requests: Request[] = [];
  const reads: PageReads = {
    get mark() {
      return count;
    },
    since: (id) => requests.filter((one) => one.id > id),
    follow() {},
  };
  const look = watchLoading(reads, new AbortController().signal);
  let shown = { range: "week 48", names, isEmpty: false };
  return {
    turn(range: string) {
      shown = { ...shown, range };
    },
    empty() {
      shown = { ...shown, isEmpty: true };
    },
    ask(url: string, method = "GET"): (status?: number) => void {
      const request = { id: ++count, answerId: 0, method, url, status: 0 };
      requests.push(request);
      return (status = 200) => void Object.assign(request, { answerId: ++count, status });
    },
    /** What is true after a while, looking as often as a calendar is looked at. */
    after(ms: number) {
      for (const end = now + ms; now < end; now += 50) look(shown, now);
      return look(shown, now);
    },
  };
}

describe("a calendar that an app feeds", () => {
  it("is read once all is answered that its page has asked since it was turned, and a little later", () => {
    const calendar = page();
    expect(calendar.after(0).isLoading).toBe(true);
    expect(calendar.after(400).isLoading).toBe(false);
    calendar.turn("week 49");
    const answer = calendar.ask("https://kal.example/events?from=2026-11-30");
    expect(calendar.after(4_000).isLoading).toBe(true);
    answer();
    expect(calendar.after(200).isLoading).toBe(true);
    expect(calendar.after(300).isLoading).toBe(false);
  });

  it("waits for a list that is asked for by POST, and for a slow one that names its first day", () => {
    const calendar = page();
    const answer = calendar.ask("https://kal.example/graphql", "POST");
    expect(calendar.after(4_000).isLoading).toBe(true);
    answer();
    expect(calendar.after(500).isLoading).toBe(false);
    calendar.turn("week 48 again");
    calendar.ask("https://kal.example/events?from=2026-11-23");
    expect(calendar.after(15_000).isLoading).toBe(true);
  });

  it("does not wait for a request that is never answered, nor for what comes later", () => {
    const calendar = page();
    calendar.ask("https://kal.example/news");
    expect(calendar.after(6_000).isLoading).toBe(false);
    calendar.ask("https://kal.example/events?from=2026-11-23");
    expect(calendar.after(100).isLoading).toBe(false);
  });

  it("is not taken for empty at first: what was asked before is not known", () => {
    const calendar = page();
    calendar.empty();
    expect(calendar.after(3_000).isLoading).toBe(true);
    expect(calendar.after(1_500).isLoading).toBe(false);
    calendar.turn("week 49");
    expect(calendar.after(400).isLoading).toBe(false);
  });

  it("has failed while the last request for its days was refused, which no refused change is", () => {
    const calendar = page();
    calendar.ask("https://kal.example/events?from=2026-11-23")(500);
    expect(calendar.after(500)).toEqual({ isLoading: false, hasFailed: true });
    calendar.ask("https://kal.example/events?from=2026-11-23")();
    expect(calendar.after(50).hasFailed).toBe(false);
    calendar.ask("https://kal.example/events?from=2026-11-23", "POST")(409);
    expect(calendar.after(50).hasFailed).toBe(false);
  });
});

it("knows a day by the ways in which requests name it", () => {
  for (const from of ["2026-11-23", "20261123", "2026-11-22T23:00:00.000Z", "1795388400", "1795388400000"])
    expect(namesOneOf(`https://kal.example/events?from=${from}`, names), from).toBe(true);
  expect(namesOneOf("https://kal.example/events?from=2026-11-30", names)).toBe(false);
});
