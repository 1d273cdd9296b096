import { writeCsv } from "../../lib/domain/csv.ts";
import type { LogPage, LogQuery } from "../../lib/domain/log.ts";
import { type Message, statusOf } from "../../lib/domain/outbox.ts";
import { formatMoment, instantOf } from "../ui/moment.ts";
import type { LogFilter } from "./use-log.ts";
import type { wordsIn } from "./words.ts";

/** So many are read at once: the page stays quick, and a hundred thousand take some seconds. */
const pageSize = 1000;

/** Every row that a filter lets through, newest first. */
export async function readAll(
  query: (query: LogQuery) => Promise<LogPage>,
  filter: LogFilter,
  onProgress: (read: number) => void,
): Promise<Message[]> {
  const rows: Message[] = [];
  let before: string | undefined;
  do {
    const page = await query({ ...filter, before, limit: pageSize });
    rows.push(...page.rows);
    onProgress(rows.length);
    before = page.next ?? undefined;
  } while (before !== undefined);
  return rows;
}

/** A table for a spreadsheet, in the words of the page. Moments are as the practice's clock shows them. */
export function logTable(
  rows: readonly Message[],
  { common, options, locale }: ReturnType<typeof wordsIn>,
  timeZone: string,
): string {
  const words = options.log;
  // Seconds, and the year in any case: a table is sorted and kept.
  const moment = (millis: number) =>
    Temporal.Instant.fromEpochMilliseconds(millis)
      .toZonedDateTimeISO(timeZone)
      .toPlainDateTime()
      .toString({ smallestUnit: "second" })
      .replace("T", " ");
  const amount = (price: number | null) =>
    price === null ? "" : price.toLocaleString(locale, { useGrouping: false });
  return writeCsv([
    [
      words.queuedAt,
      words.appointment,
      words.patient,
      words.phone,
      words.kind,
      words.text,
      words.status,
      words.reason,
      words.gatewayId,
      words.price,
      words.currency,
    ],
    ...rows.map((row) => [
      moment(row.createdAt),
      moment(Temporal.Instant.from(row.appointment.start).epochMilliseconds),
      row.appointment.patient?.name ?? "",
      row.phone,
      common.kinds[row.kind],
      row.text,
      common.statuses[statusOf(row)],
      row.reason
        ? common.reason(
            row.reason,
            row.reason.at === undefined ? "" : formatMoment(instantOf(row.reason.at), timeZone, locale),
          )
        : "",
      row.gatewayId ?? "",
      amount(row.price),
      row.price === null ? "" : (row.currency ?? "CZK"),
    ]),
  ]);
}
