// @vitest-environment node
import { beforeEach, describe, expect, test } from "vitest";
import { creditLasts, spendingDays } from "../../lib/domain/credit-lasts.ts";
import type { Message } from "../../lib/domain/outbox/message.ts";
import { type DayTotals, daysOfMonth, noTotals, sum, totalsOf } from "../../lib/domain/outbox/totals.ts";
import { freshStorage } from "./support/fresh-storage.ts";
import { sampleMessage } from "./support/sample-message.ts";

const zone = "Europe/Prague";
const at = (instant: string) => Temporal.Instant.from(instant).epochMilliseconds;

describe("what is counted", () => {
  test("one text about two appointments is one, with its parts and its price", () => {
    const [one, two] = [crypto.randomUUID(), crypto.randomUUID()];
    const bundle = [one, two];
    const price = { price: 2.9, currency: "CZK", parts: 2 };
    const rows = [sampleMessage({ id: one, bundle, ...price }), sampleMessage({ id: two, bundle, parts: 2 })];
    expect(totalsOf(rows)).toEqual({ ...noTotals, sent: 1, parts: 2, priced: 1, prices: { CZK: 2.9 } });
  });

  test("what was kept back is no failure, and what was to leave and did not is one", () => {
    const outcomes: Partial<Message>[] = [
      { delivery: "delivered" },
      { delivery: "undelivered" },
      { delivery: "pending" },
      { state: "rejected" },
      { state: "unknown" },
      { state: "skipped", reason: { code: "reminderTooLate" } },
      { state: "skipped", reason: { code: "stoppedByUser" } },
      { state: "skipped", reason: { code: "superseded" } },
      { state: "held", reason: { code: "credit" } },
      { state: "planned" },
    ];
    expect(totalsOf(outcomes.map((change) => sampleMessage(change)))).toEqual({
      ...noTotals,
      sent: 3,
      delivered: 1,
      undelivered: 1,
      notSent: 2,
      unknown: 1,
      parts: 3,
    });
  });

  test("each currency has its own sum", () => {
    const one = totalsOf([sampleMessage({ price: 1.5, currency: "CZK" })]);
    const other = totalsOf([
      sampleMessage({ price: 0.07, currency: "EUR" }),
      sampleMessage({ price: 2, currency: "CZK" }),
    ]);
    expect(sum([one, other]).prices).toEqual({ CZK: 3.5, EUR: 0.07 });
  });
});

describe("days", () => {
  let store: typeof import("../../lib/storage/outbox-store.ts") &
    typeof import("../../lib/storage/totals.ts");
  beforeEach(async () => {
    freshStorage();
    store = {
      ...(await import("../../lib/storage/outbox-store.ts")),
      ...(await import("../../lib/storage/totals.ts")),
    };
  });

  /** How many left on which days of a month, and in all. */
  async function sentIn(month: string, moments: readonly string[]) {
    const rows = moments.map((moment) => sampleMessage({ createdAt: at(moment) }));
    await store.changeRows([], rows, 0);
    const days = await store.dayTotals(daysOfMonth(month), zone);
    return Object.fromEntries(days.filter(({ sent }) => sent > 0).map(({ day, sent }) => [day, sent]));
  }

  test("a month goes from its first moment to its last by the practice's clock", async () => {
    const edges = [
      "2026-10-31T22:59:59.999Z",
      "2026-10-31T23:00:00Z",
      "2026-11-30T22:59:59.999Z",
      "2026-11-30T23:00:00Z",
    ];
    expect(await sentIn("2026-11", edges)).toEqual({ "2026-11-01": 1, "2026-11-30": 1 });
  });

  test("a day of 25 hours and one of 23 have all of theirs", async () => {
    const autumn = ["2026-10-24T22:00:00Z", "2026-10-25T22:59:00Z", "2026-10-25T23:00:00Z"];
    expect(await sentIn("2026-10", autumn)).toEqual({ "2026-10-25": 2, "2026-10-26": 1 });
    const spring = ["2026-03-28T23:00:00Z", "2026-03-29T21:59:00Z", "2026-03-29T22:00:00Z"];
    expect(await sentIn("2026-03", spring)).toEqual({ "2026-03-29": 2, "2026-03-30": 1 });
  });

  test("a reminder belongs to the day on which it leaves", async () => {
    const schedule = { slot: "a", sendAt: at("2026-11-20T08:00:00Z") };
    await store.changeRows([], [sampleMessage({ createdAt: at("2026-09-01T08:00:00Z"), schedule })], 0);
    expect(await store.dayTotals([Temporal.PlainDate.from("2026-11-20")], zone)).toMatchObject([{ sent: 1 }]);
    expect(await store.firstSent()).toBe(schedule.sendAt);
  });

  test("a leap February has its last day", () => {
    expect(daysOfMonth("2028-02").at(-1)?.toString()).toBe("2028-02-29");
  });
});

describe("how long the credit lasts", () => {
  const account = { credit: 420, currency: "CZK", postpaid: false };
  const days = (change: (at: number) => Partial<DayTotals>): DayTotals[] =>
    Array.from({ length: spendingDays }, (_, at) => ({ ...noTotals, day: "2026-11-01", ...change(at) }));
  /** 20 Kč on average, though half of the days are without texts. */
  const usual = days((index) => (index % 2 ? {} : { sent: 20, priced: 20, prices: { CZK: 40 } }));

  test("days without texts count", () => {
    expect(creditLasts(account, usual, true)).toEqual({ unit: "week", count: 3 });
  });

  test.for([
    [10, { unit: "day", count: 0 }],
    [20, { unit: "day", count: 1 }],
    [279, { unit: "day", count: 13 }],
    [280, { unit: "week", count: 2 }],
    [1219, { unit: "week", count: 8 }],
    [1220, { unit: "month", count: 2 }],
    [7299, { unit: "month", count: 11 }],
    [7300, { unit: "year", count: 1 }],
  ] as const)("%i Kč last for %j", ([credit, lasts]) => {
    expect(creditLasts({ ...account, credit }, usual, true)).toEqual(lasts);
  });

  test("the few without a price cost as much as the others", () => {
    const some = days((index) => (index % 2 ? {} : { sent: 20, priced: 19, prices: { CZK: 38 } }));
    expect(creditLasts(account, some, true)).toEqual({ unit: "week", count: 3 });
  });

  test.for<[string, typeof account, DayTotals[], boolean]>([
    ["an account that pays later", { ...account, postpaid: true }, usual, true],
    ["no credit", { ...account, credit: 0 }, usual, true],
    ["weeks that are not over", account, usual, false],
    [
      "hardly any texts",
      account,
      days((index) => (index ? {} : { sent: 19, priced: 19, prices: { CZK: 40 } })),
      true,
    ],
    ["prices that are not known", account, days(() => ({ sent: 20, priced: 10, prices: { CZK: 20 } })), true],
    ["texts that cost nothing", account, days(() => ({ sent: 20, priced: 20, prices: { CZK: 0 } })), true],
    ["another currency", account, days(() => ({ sent: 20, priced: 20, prices: { CZK: 40, EUR: 1 } })), true],
    ["fewer days", account, usual.slice(1), true],
  ])("nothing is said of %s", ([, of, spent, isWhole]) => {
    expect(creditLasts(of, spent, isWhole)).toBeNull();
  });
});
