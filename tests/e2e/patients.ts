/** Invented patients by number: who they are, and what a person sends them. */

const padded = (index: number, length: number) => String(index).padStart(length, "0");

/** No name is the beginning of another one. */
export const nameOf = (index: number): string => `Pacient ${padded(index, 4)}`;
/** E.164 */
export const numberOf = (index: number): string => `+420601${padded(index, 6)}`;

/** Late enough for every test, and never in the past. */
const tomorrow = Temporal.Now.instant().add({ hours: 24 });

/** One line of a bulk send, as the window hands it over. Each patient has an appointment of their own. */
export const bulkItem = (index: number, kind = "reminder", start: Temporal.Instant = tomorrow) => ({
  appointment: {
    id: String(index),
    start: start.toString({ smallestUnit: "second" }),
    end: null,
    allDay: false,
    title: "",
    patient: { id: null, name: nameOf(index), phone: numberOf(index) },
  },
  kind,
  text: `Zpráva ${index}`,
});

export const bulkItems = (count: number) => Array.from({ length: count }, (_, index) => bulkItem(index + 1));

/**
 * A time zone in which it is day now: what a page shows of "today" must not depend on when the test runs.
 * One of the three has it between 6 and 18 at any moment.
 */
export function daytimeZone(): string {
  const zones = ["Europe/Prague", "Asia/Tokyo", "America/Los_Angeles"];
  const isDay = (zone: string) => {
    const { hour } = Temporal.Now.zonedDateTimeISO(zone);
    return hour >= 6 && hour < 18;
  };
  return zones.find(isDay) ?? "Europe/Prague";
}

/** Somebody on the waiting list, who may come at any time. */
export const waiting = {
  id: "00000000-0000-4000-8000-000000000002",
  name: "Eva Smyšlená",
  code: null,
  phone: "+420601000042",
  doctor: "",
  days: [],
  parts: [],
  until: null,
  since: "2026-01-05",
  note: "",
  addedAt: 1,
};
