import { moreCsv, writeCsv } from "../../lib/domain/csv.ts";
import { isLetter } from "../../lib/domain/outbox/letter.ts";
import type { LogPage, LogQuery } from "../../lib/domain/outbox/log.ts";
import { type Message, statusOf } from "../../lib/domain/outbox/message.ts";
import { formatMoment, instantOf } from "../ui/moment.ts";
import type { LogFilter } from "./use-log.ts";
import type { wordsIn } from "./words.ts";

/** So many are read at once: the page stays quick meanwhile. */
const pageSize = 100;
/** Characters that become bytes at once, which takes 2 ms; 25 million of them take more than 80 ms. */
const pieceLength = 500_000;

/**
 * Every row that a filter lets through, newest first, as a table for a spreadsheet, in the words of the page. Moments
 * are as the practice's clock shows them.
 * @param onProgress called with the number of rows that are in the table
 * @returns the table in pieces: made at once, one of a hundred thousand rows would hold the page up
 */
export async function exportLog(
  query: (query: LogQuery) => Promise<LogPage>,
  filter: LogFilter,
  said: ReturnType<typeof wordsIn>,
  timeZone: string,
  onProgress: (done: number) => void,
): Promise<Blob[]> {
  const { headings, cellsOf } = columnsIn(said, timeZone);
  const pieces: Blob[] = [];
  let text = writeCsv([headings]);
  // While the log changes, a page may begin again with what was on the one before.
  const known = new Set<string>();
  let before: string | undefined;
  do {
    const page = await query({ ...filter, before, limit: pageSize });
    const fresh = page.rows.filter(({ id }) => !known.has(id));
    for (const { id } of fresh) known.add(id);
    text += moreCsv(fresh.map(cellsOf));
    onProgress(known.size);
    before = page.next ?? undefined;
    if (text.length < pieceLength && before !== undefined) continue;
    pieces.push(new Blob([text]));
    text = "";
  } while (before !== undefined);
  return pieces;
}

function columnsIn({ common, options, locale }: ReturnType<typeof wordsIn>, timeZone: string) {
  const words = options.log;
  // Seconds, and the year in any case: a table is sorted and kept.
  const moment = (millis: number) =>
    Temporal.Instant.fromEpochMilliseconds(millis)
      .toZonedDateTimeISO(timeZone)
      .toPlainDateTime()
      .toString({ smallestUnit: "second" })
      .replace("T", " ");
  const numbers = new Intl.NumberFormat(locale, { useGrouping: false });
  const amount = (price: number | null) => (price === null ? "" : numbers.format(price));
  return {
    headings: [
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
    cellsOf: (row: Message): string[] => [
      moment(row.createdAt),
      isLetter(row) ? "" : moment(Temporal.Instant.from(row.appointment.start).epochMilliseconds),
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
    ],
  };
}
