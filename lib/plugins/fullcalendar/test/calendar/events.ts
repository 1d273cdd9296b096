/** What FullCalendar takes as an event, as far as the pages need it. */
export interface EventInput {
  readonly id?: string | number;
  readonly title?: string;
  readonly start?: string;
  readonly end?: string;
  readonly allDay?: boolean;
  readonly display?: string;
  readonly groupId?: string;
  readonly daysOfWeek?: readonly number[];
  readonly startTime?: string;
  readonly endTime?: string;
  readonly startRecur?: string;
  readonly [extended: string]: unknown;
}

/** One of each kind that a calendar may hold, in the week of the given day. */
export function demoEvents(today: Temporal.PlainDate): EventInput[] {
  const monday = today.subtract({ days: today.dayOfWeek - 1 });
  const at = (day: number, time?: string) => monday.add({ days: day }).toString() + (time ? `T${time}` : "");
  return [
    {
      id: 101,
      title: "Jana Dvořáková",
      start: at(0, "09:00:00"),
      end: at(0, "09:30:00"),
      patient: { id: 7, firstName: "Jana", lastName: "Dvořáková", phone: "+420 601 000 001" },
    },
    {
      id: 102,
      title: "Petr Novák",
      start: at(0, "09:15:00"),
      end: at(0, "10:00:00"),
      patient: { id: 8, firstName: "Petr", lastName: "Novák", phone: "601000002" },
    },
    { title: "Bez čísla záznamu, tel. 601 000 003", start: at(1, "08:00:00"), end: at(1, "08:45:00") },
    { id: 104, title: "Noční služba", start: at(1, "22:00:00"), end: at(2, "06:00:00") },
    { id: 105, title: "Dovolená", start: at(3), end: at(5), allDay: true },
    { id: 106, title: "Bez konce", start: at(2, "14:00:00"), phone: "+420 601 000 006" },
    {
      id: 107,
      title: "Porada",
      daysOfWeek: [1, 3, 5],
      startTime: "12:00:00",
      endTime: "12:30:00",
      startRecur: at(-28),
    },
    {
      id: 108,
      title: "Mimo ordinační hodiny",
      start: at(4, "15:00:00"),
      end: at(4, "18:00:00"),
      display: "background",
    },
    {
      id: 109,
      title: "Následující týden",
      start: at(8, "10:00:00"),
      end: at(8, "10:30:00"),
      phone: "601000009",
    },
  ];
}
