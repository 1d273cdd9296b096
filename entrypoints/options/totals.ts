import type { CreditOutlook } from "../../components/options/model.ts";
import { creditLasts, spendingDays } from "../../lib/domain/credit-lasts.ts";
import { type DayTotals, daysOfMonth, noTotals } from "../../lib/domain/outbox/totals.ts";
import { timeZoneOf } from "../../lib/domain/settings.ts";
import { dayBounds } from "../../lib/domain/text/when.ts";
import { call } from "../../lib/rpc/client.ts";
import { loadSettings } from "../../lib/storage/settings.ts";
import { dayTotals, firstSent } from "../../lib/storage/totals.ts";

const loadTimeZone = async () => timeZoneOf(await loadSettings());

/** @param month `2026-11` */
export async function monthTotals(month: string): Promise<DayTotals[]> {
  const timeZone = await loadTimeZone();
  const today = Temporal.Now.plainDateISO(timeZone);
  const days = daysOfMonth(month);
  const past = days.filter((day) => Temporal.PlainDate.compare(day, today) <= 0);
  const ahead = days.slice(past.length).map((day) => ({ day: day.toString(), ...noTotals }));
  return [...(await dayTotals(past, timeZone)), ...ahead];
}

/** `null` where GoSMS does not tell the credit. */
export async function creditOutlook(): Promise<CreditOutlook | null> {
  const answer = await call("gateway.account", { fresh: false });
  if (!answer.ok) return null;
  const { credit, currency, postpaid } = answer.account;
  const timeZone = await loadTimeZone();
  const today = Temporal.Now.plainDateISO(timeZone);
  const days = Array.from({ length: spendingDays }, (_, at) => today.subtract({ days: spendingDays - at }));
  const first = await firstSent();
  const begin = dayBounds(today.subtract({ days: spendingDays }), timeZone).to;
  const isWhole = first !== null && first < begin;
  const spent = postpaid ? [] : await dayTotals(days, timeZone);
  return { credit, currency, postpaid, lasts: creditLasts(answer.account, spent, isWhole) };
}
