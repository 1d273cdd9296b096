import { readFileSync, renameSync, writeFileSync } from "node:fs";
import {
  type Appointment,
  type AppointmentChange,
  appointmentChange,
  type Doctor,
  type NewAppointment,
  newAppointment,
  type Patient,
  type PracticeData,
  practiceData,
} from "./model.ts";

export class Refused extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

const DAY_ONLY = /^\d{4}-\d{2}-\d{2}$/;
const HAS_OFFSET = /(?:Z|[+-]\d{2}:?\d{2})$/i;

/** What the practice keeps. Its methods serve the API and, in tests, another workstation. */
export class PracticeDatabase {
  readonly timeZone: string;
  readonly #data: PracticeData;
  readonly #file: string | null;

  constructor(data: PracticeData, timeZone: string, file: string | null = null) {
    this.#data = data;
    this.timeZone = timeZone;
    this.#file = file;
  }

  get doctors(): readonly Doctor[] {
    return this.#data.doctors;
  }

  get patients(): readonly Patient[] {
    return this.#data.patients;
  }

  get appointments(): readonly Appointment[] {
    return this.#data.appointments;
  }

  get(id: number): Appointment {
    const found = this.#data.appointments.find((one) => one.id === id);
    if (!found) throw new Refused(404, "Termín už neexistuje. Možná ho zrušil někdo jiný.");
    return found;
  }

  patient(id: number): Patient {
    const found = this.#data.patients.find((one) => one.id === id);
    if (!found) throw new Refused(400, "Pacient není v kartotéce.");
    return found;
  }

  titleOf(one: Appointment): string {
    if (one.patientId === null) return one.title;
    const { firstName, lastName } = this.patient(one.patientId);
    return `${firstName} ${lastName}`;
  }

  add(input: NewAppointment): Appointment {
    const lastId = this.#data.lastAppointmentId ?? Math.max(0, ...this.appointments.map((one) => one.id));
    const made = this.#checked({ id: lastId + 1, ...newAppointment.parse(input) });
    this.#data.lastAppointmentId = made.id;
    this.#data.appointments.push(made);
    this.#save();
    return made;
  }

  change(id: number, input: AppointmentChange): Appointment {
    const before = this.get(id);
    const given = Object.entries(appointmentChange.parse(input)).filter(([, value]) => value !== undefined);
    const after = this.#checked({ ...before, ...Object.fromEntries(given) });
    this.#data.appointments[this.#data.appointments.indexOf(before)] = after;
    this.#save();
    return after;
  }

  /** Keeps the length. */
  move(id: number, start: string): Appointment {
    const before = this.get(id);
    if (before.allDay) {
      const length = Temporal.PlainDate.from(before.start).until(before.end);
      return this.change(id, { start, end: Temporal.PlainDate.from(start).add(length).toString() });
    }
    const length = Temporal.Instant.from(before.start).until(Temporal.Instant.from(before.end));
    return this.change(id, { start, end: this.#instant(start).add(length).toString() });
  }

  cancel(id: number): void {
    this.#data.appointments.splice(this.#data.appointments.indexOf(this.get(id)), 1);
    this.#save();
  }

  addPatient(input: Omit<Patient, "id">): Patient {
    const made = { id: Math.max(0, ...this.patients.map((one) => one.id)) + 1, ...input };
    this.#data.patients.push(made);
    this.#save();
    return made;
  }

  changePatient(id: number, input: Partial<Omit<Patient, "id">>): Patient {
    const made = Object.assign(this.patient(id), input);
    this.#save();
    return made;
  }

  between(start: string, end: string): Appointment[] {
    const [from, to] = [this.#instant(start), this.#instant(end)];
    return this.appointments.filter(
      (one) => before(this.#instant(one.start), to) && before(from, this.#instant(one.end)),
    );
  }

  findPatients(query: string): Patient[] {
    const words = plain(query).split(/\s+/).filter(Boolean);
    return this.patients
      .filter(({ firstName, lastName, phone }) => {
        const text = plain(`${firstName} ${lastName} ${phone}`);
        return words.every((word) => text.includes(word));
      })
      .sort((a, b) => a.lastName.localeCompare(b.lastName, "cs"))
      .slice(0, 20);
  }

  #checked(one: Appointment): Appointment {
    if (!this.doctors.some((doctor) => doctor.id === one.doctorId))
      throw new Refused(400, "Lékař v ordinaci není.");
    if (one.patientId === null && one.title === "")
      throw new Refused(400, "Vyberte pacienta nebo vyplňte název.");
    if (one.patientId !== null) this.patient(one.patientId);
    const made = {
      ...one,
      start: this.#stored(one.start, one.allDay),
      end: this.#stored(one.end, one.allDay),
    };
    if (!before(this.#instant(made.start), this.#instant(made.end)))
      throw new Refused(400, "Konec termínu musí být po začátku.");
    const other = this.#inTheWayOf(made);
    if (other) {
      const time = this.#instant(other.start).toZonedDateTimeISO(this.timeZone).toPlainTime();
      const doctor = this.doctors.find(({ id }) => id === other.doctorId)?.name;
      throw new Refused(409, `${doctor} už má v té době termín: ${this.titleOf(other)}, ${clock(time)}.`);
    }
    return made;
  }

  #inTheWayOf(one: Appointment): Appointment | undefined {
    if (one.allDay) return undefined;
    return this.between(one.start, one.end).find(
      (other) => other.id !== one.id && other.doctorId === one.doctorId && !other.allDay,
    );
  }

  #stored(value: string, allDay: boolean): string {
    try {
      if (allDay) return Temporal.PlainDate.from(value).toString();
      const zoned = this.#instant(value).toZonedDateTimeISO(this.timeZone);
      return zoned.toString({ timeZoneName: "never", smallestUnit: "second" });
    } catch (error) {
      if (error instanceof RangeError) throw new Refused(400, "Datum nebo čas nedává smysl.");
      throw error;
    }
  }

  #instant(value: string): Temporal.Instant {
    try {
      if (DAY_ONLY.test(value))
        return Temporal.PlainDate.from(value).toZonedDateTime(this.timeZone).toInstant();
      if (HAS_OFFSET.test(value)) return Temporal.Instant.from(value);
      return Temporal.PlainDateTime.from(value).toZonedDateTime(this.timeZone).toInstant();
    } catch (error) {
      if (error instanceof RangeError) throw new Refused(400, "Datum nebo čas nedává smysl.");
      throw error;
    }
  }

  #save(): void {
    if (this.#file === null) return;
    // A rename is whole or not at all, so that a crash cannot leave half a file.
    const unfinished = `${this.#file}.new`;
    writeFileSync(unfinished, `${JSON.stringify(this.#data, null, 2)}\n`);
    renameSync(unfinished, this.#file);
  }
}

/** What an earlier run left in the file, or null when there is no file yet. */
export function readPracticeFile(file: string): PracticeData | null {
  try {
    return practiceData.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

const before = (a: Temporal.Instant, b: Temporal.Instant) => Temporal.Instant.compare(a, b) < 0;

const clock = (time: Temporal.PlainTime) => `${time.hour}:${String(time.minute).padStart(2, "0")}`;

/** People search without diacritics. */
const plain = (text: string) =>
  text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase();
