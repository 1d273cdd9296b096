import type { Appointment, Doctor, Patient, PracticeData } from "./model.ts";

const DOCTORS: readonly Doctor[] = [
  { id: 1, name: "MUDr. Alena Horáková" },
  { id: 2, name: "MUDr. Tomáš Beneš" },
];

/** Invented. The phones are written in the many ways in which people write them. */
const PATIENTS: readonly (readonly [firstName: string, lastName: string, phone: string])[] = [
  ["Jana", "Dvořáková", "+420 601 000 001"],
  ["Petr", "Svoboda", "601000002"],
  ["Marie", "Černá", "+420 601 000 003"],
  ["Jiří", "Procházka", "601 000 004"],
  ["Eva", "Kučerová", "+420601000005"],
  ["Tomáš", "Růžička", "dcera Hana 601 000 006, volat odpoledne"],
  ["Ludmila", "Šťastná", "+420 234 567 890"],
  ["František", "Žák", ""],
  ["Kateřina", "Němcová", "00420 601 000 009"],
  ["Ondřej", "Říha", "601-000-010"],
  ["Zdeňka", "Vaňková", "+420 601 000 011"],
  ["Matúš", "Ďurica", "+421 901 000 012"],
  ["Božena", "Křížová", "+420 601 000 013"],
  ["Václav", "Pospíšil", "601000014"],
];

const NOTES = [
  "Preventivní prohlídka",
  "Kontrola tlaku",
  "Odběr krve – nalačno",
  "",
  "Očkování",
  "Předoperační vyšetření",
];

type Slot = readonly [doctorId: number, time: string, minutes: number];

const DAYS: readonly (readonly Slot[])[] = [
  [
    [1, "08:00", 30],
    [2, "08:15", 30],
    [1, "08:45", 20],
    [2, "09:00", 45],
    [1, "09:30", 30],
    [1, "10:30", 30],
    [2, "10:30", 20],
    [1, "13:30", 30],
    [2, "14:00", 30],
  ],
  [
    [1, "07:30", 30],
    [2, "08:00", 20],
    [1, "09:00", 45],
    [2, "09:30", 30],
    [2, "11:00", 30],
    [1, "14:00", 20],
    [2, "15:00", 45],
  ],
  [
    [2, "08:00", 30],
    [1, "08:30", 30],
    [1, "09:15", 20],
    [2, "10:00", 30],
    [1, "11:00", 30],
    [2, "13:30", 20],
    [1, "15:30", 30],
    [2, "16:00", 30],
  ],
];

/** Which of the days the second doctor has off. */
const AWAY_ON = 3;

/** Today and the next five working days. */
export function demoData(today: Temporal.PlainDate, timeZone: string): PracticeData {
  const patients = PATIENTS.map(
    ([firstName, lastName, phone], i): Patient => ({ id: i + 1, firstName, lastName, phone }),
  );
  const appointments: Appointment[] = [];
  const add = (one: Omit<Appointment, "id">) => appointments.push({ id: appointments.length + 1, ...one });

  for (const [index, day] of workingDays(today).entries()) {
    const timed = (doctorId: number, time: string, minutes: number) => {
      const start = day.toZonedDateTime({ timeZone, plainTime: time });
      const written = (at: Temporal.ZonedDateTime) =>
        at.toString({ timeZoneName: "never", smallestUnit: "second" });
      return { doctorId, start: written(start), end: written(start.add({ minutes })), allDay: false };
    };
    const isAway = (doctorId: number) => index === AWAY_ON && doctorId === 2;

    for (const [i, [doctorId, time, minutes]] of (DAYS[index % DAYS.length] ?? []).entries()) {
      const nth = index * 5 + i;
      if (isAway(doctorId)) continue;
      const patientId = (nth % patients.length) + 1;
      add({ ...timed(doctorId, time, minutes), patientId, title: "", note: NOTES[nth % NOTES.length] ?? "" });
    }
    for (const { id } of DOCTORS) {
      if (isAway(id)) {
        const start = day.toString();
        const end = day.add({ days: 1 }).toString();
        add({ doctorId: id, patientId: null, title: "Dovolená", start, end, allDay: true, note: "" });
      } else {
        add({ ...timed(id, id === 1 ? "12:00" : "12:30", 30), patientId: null, title: "Oběd", note: "" });
      }
    }
    if (index === 1)
      add({ ...timed(1, "13:00", 45), patientId: null, title: "Porada", note: "Provozní, celý tým" });
  }
  return { doctors: DOCTORS.map((doctor) => ({ ...doctor })), patients, appointments };
}

export function emptyData(today: Temporal.PlainDate, timeZone: string): PracticeData {
  return { ...demoData(today, timeZone), appointments: [] };
}

function workingDays(today: Temporal.PlainDate): Temporal.PlainDate[] {
  const days = [today];
  for (let day = today.add({ days: 1 }); days.length < 6; day = day.add({ days: 1 })) {
    if (day.dayOfWeek <= 5) days.push(day);
  }
  return days;
}
