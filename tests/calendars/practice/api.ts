import type { ServerResponse } from "node:http";
import { ZodError } from "zod";
import { sendJson } from "../web-server.ts";
import { type PracticeDatabase, Refused } from "./database.ts";
import { type Appointment, appointmentChange, newAppointment } from "./model.ts";

export interface ApiAnswer {
  readonly status: number;
  readonly body?: unknown;
}

/** How the calendar's own page gets an appointment: FullCalendar puts the rest into extendedProps. */
export function shown(db: PracticeDatabase, one: Appointment) {
  const { id, start, end, allDay, note } = one;
  const patient = one.patientId === null ? null : db.patient(one.patientId);
  const doctor = db.doctors.find((doctor) => doctor.id === one.doctorId);
  return { id, title: db.titleOf(one), start, end, allDay, doctor, note, patient };
}

export function answer(db: PracticeDatabase, method: string, url: URL, body: string): ApiAnswer {
  const [, , collection, key, ...rest] = url.pathname.split("/");
  if (rest.length > 0) return unknown;
  if (collection === "patients" && key === undefined) {
    if (method !== "GET") return notAllowed;
    return { status: 200, body: db.findPatients(url.searchParams.get("q") ?? "") };
  }
  if (collection !== "appointments") return unknown;
  if (key === undefined) {
    if (method === "GET") return { status: 200, body: list(db, url.searchParams) };
    if (method !== "POST") return notAllowed;
    return { status: 201, body: shown(db, db.add(newAppointment.parse(JSON.parse(body)))) };
  }
  const id = Number(key);
  if (!Number.isInteger(id)) return unknown;
  if (method === "GET") return { status: 200, body: shown(db, db.get(id)) };
  if (method === "PATCH")
    return { status: 200, body: shown(db, db.change(id, appointmentChange.parse(JSON.parse(body)))) };
  if (method === "DELETE") {
    db.cancel(id);
    return { status: 204 };
  }
  return notAllowed;
}

/** What the client did wrong, or null when the fault is the server's. */
export function refusal(error: unknown): Refused | null {
  if (error instanceof Refused) return error;
  if (error instanceof SyntaxError) return new Refused(400, "Požadavek není JSON.");
  if (error instanceof ZodError) {
    const [issue] = error.issues;
    return new Refused(400, `Požadavku nerozumíme: ${issue?.path.join(".")} ${issue?.message}`);
  }
  return null;
}

export function send(res: ServerResponse, { status, body }: ApiAnswer): void {
  if (body === undefined) res.writeHead(status, { "cache-control": "no-store" }).end();
  else sendJson(res, status, body);
}

const unknown: ApiAnswer = { status: 404, body: { error: "Taková adresa tu není." } };
const notAllowed: ApiAnswer = { status: 405, body: { error: "To tu nejde." } };

function list(db: PracticeDatabase, query: URLSearchParams) {
  const start = query.get("start");
  const end = query.get("end");
  if (!start || !end) throw new Refused(400, "Chybí start nebo end.");
  const doctorId = query.get("doctor");
  return db
    .between(start, end)
    .filter((one) => !doctorId || one.doctorId === Number(doctorId))
    .map((one) => shown(db, one));
}
