import {
  fieldsOf,
  isBoolean,
  isCount,
  isFields,
  type NetworkWrite,
  nullOr,
  textOf,
} from "../../plugin-api/index.ts";

/** What the server said of an address. */
export interface Reading extends Pick<NetworkWrite, "id" | "answerId"> {
  url: string;
  /** iCalendar, or `null` when nothing is there any more. */
  text: string | null;
}

/** What the half in the page tells beside what it tells of FullCalendar: what the calendar's server answered. */
export type FromServer =
  | {
      type: "server";
      readings: Reading[];
      /** Until then more is to come of what the server has answered by now. */
      last: boolean;
    }
  /** Whether the server told what it has in a calendar when the page asked for that last. */
  | { type: "listed"; url: string; ok: boolean };

/** Characters of one message; what a long answer holds is told in several. */
export const maxChunk = 60_000;
/** An object longer than this is not an appointment that anybody typed. */
export const maxObject = 250_000;

const maxReadings = 5_000;

const isUrl = textOf(20_000);
const isReading = fieldsOf<Reading>({
  url: isUrl,
  text: nullOr(textOf(maxObject)),
  id: isCount,
  answerId: isCount,
});

/** The page can forge all of it; `null` for anything that has another form. */
export function readServerMessage(value: unknown): FromServer | null {
  if (!isFields(value)) return null;
  const { type, readings, last, url, ok } = value;
  if (type === "listed") return isUrl(url) && isBoolean(ok) ? { type, url, ok } : null;
  if (type !== "server" || !Array.isArray(readings) || !isBoolean(last)) return null;
  return { type, readings: readings.slice(0, maxReadings).filter(isReading), last };
}
