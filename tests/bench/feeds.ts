import { readFeedText } from "../../lib/background/feeds/events.ts";
import { atMost, forInformation, type Measure, median } from "./report.ts";

/** A calendar of ten years by its official address: how long its text takes to be read, and how much of it is kept. */

const count = 5_000;
const times = 7;
const dayMs = 86_400_000;

/** A busy practice's calendar: five years back and five ahead, every tenth a weekly series with a changed occurrence. */
function calendarOf(now: number): string {
  const stamp = (at: number) => `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/gu, "")}Z`;
  const first = now - 5 * 365 * dayMs;
  const events = Array.from({ length: count }, (_, at) => {
    const start = first + Math.floor((at * 3650) / count) * dayMs + (at % 16) * 1_800_000;
    const lines = [
      "BEGIN:VEVENT",
      `UID:${at}@bench.example`,
      `DTSTAMP:${stamp(first)}`,
      `DTSTART:${stamp(start)}`,
      `DTEND:${stamp(start + 1_800_000)}`,
      `SUMMARY:Pacient ${at}`,
      `DESCRIPTION:tel. 601 ${String(at).padStart(6, "0")}\\nkontrola po zákroku\\, přinést zprávu`,
      "LOCATION:Ordinace 1",
      ...(at % 10 === 0 ? ["RRULE:FREQ=WEEKLY;COUNT=20"] : []),
      "END:VEVENT",
    ];
    return lines.join("\r\n");
  });
  return ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Bench//CS", ...events, "END:VCALENDAR", ""].join(
    "\r\n",
  );
}

export async function feeds(): Promise<Measure[]> {
  const now = Date.now();
  const text = calendarOf(now);
  const window = { timeZone: "Europe/Prague", from: now - dayMs, to: now + 183 * dayMs };
  let kept = 0;
  const taken = Array.from({ length: times }, () => {
    const begun = performance.now();
    kept = readFeedText(text, window).events.length;
    return performance.now() - begun;
  });
  return [
    atMost(`${count} events of ten years are read`, median(taken), 1000),
    forInformation("occurrences that are kept of them", String(kept)),
    forInformation("characters of the text", String(text.length)),
  ];
}
