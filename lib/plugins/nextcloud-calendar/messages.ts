import { type Fields, isFields, isText } from "../../plugin-api/index.ts";
import type { Reading } from "./ledger.ts";

/** What the half in the page tells beside what it tells of FullCalendar: what the calendar's server answered. */
export interface FromServer {
  type: "server";
  readings: Reading[];
  /** Until then more is to come of what the server has answered by now. */
  last: boolean;
}

/** Characters of one message; what a long answer holds is told in several. */
export const maxChunk = 60_000;
/** An object longer than this is not an appointment that anybody typed. */
export const maxObject = 250_000;

const maxReadings = 5_000;

const isCount = (value: unknown): value is number =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0;

const isReading = ({ url, text, id, answerId }: Fields): boolean =>
  isText(url, 20_000) && (text === null || isText(text, maxObject)) && isCount(id) && isCount(answerId);

/** The page can forge all of it; `null` for anything that has another form. */
export function readServerMessage(value: unknown): FromServer | null {
  if (!isFields(value) || value.type !== "server" || !Array.isArray(value.readings)) return null;
  const { last } = value;
  if (typeof last !== "boolean") return null;
  const readings = value.readings.slice(0, maxReadings).filter((one) => isFields(one) && isReading(one));
  return { type: "server", readings: readings as Reading[], last };
}
