import { nextWorkday } from "./practice.ts";

/** One appointment of the next workday, as a phone writes it. */
export function visitText(uid: string, hour: number, name: string): string {
  const stamp = (minute: number) =>
    `${String(nextWorkday()).replaceAll("-", "")}T${String(hour).padStart(2, "0")}${String(minute).padStart(2, "0")}00`;
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Phone//CS",
    "BEGIN:VEVENT",
    `UID:${uid}`,
    "DTSTAMP:20260101T000000Z",
    `DTSTART;TZID=Europe/Prague:${stamp(0)}`,
    `DTEND;TZID=Europe/Prague:${stamp(30)}`,
    `SUMMARY:${name}`,
    `DESCRIPTION:601 000 ${uid.padStart(3, "0")}`,
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ].join("\r\n");
}
