import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type PracticeOptions, startPractice } from "../calendars/practice/server.ts";

const today = "2026-11-23";
const start = (options: PracticeOptions = {}) => startPractice({ today, seed: "empty", ...options });

const visit = (time: string, more: object = {}) => ({
  patientId: 1,
  doctorId: 1,
  start: `2026-11-24T${time}:00+01:00`,
  end: Temporal.PlainDateTime.from(`2026-11-24T${time}`).add({ minutes: 30 }).toString(),
  ...more,
});

async function ask(url: string, method: string, path: string, data?: unknown) {
  const response = await fetch(url + path, {
    method,
    ...(data === undefined
      ? {}
      : { body: JSON.stringify(data), headers: { "content-type": "application/json" } }),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? null : JSON.parse(text) };
}

const day = "/api/appointments?start=2026-11-24T00:00:00%2B01:00&end=2026-11-25T00:00:00%2B01:00";

test("an appointment is made, listed as FullCalendar takes it, moved and cancelled", async () => {
  await using practice = await start();
  const { url } = practice;

  const made = await ask(url, "POST", "/api/appointments", visit("09:00", { note: "Kontrola" }));
  const { id } = made.body;
  expect(made).toEqual({
    status: 201,
    body: {
      id: expect.any(Number),
      title: "Jana Dvořáková",
      start: "2026-11-24T09:00:00+01:00",
      end: "2026-11-24T09:30:00+01:00",
      allDay: false,
      doctor: { id: 1, name: "MUDr. Alena Horáková" },
      note: "Kontrola",
      patient: { id: 1, firstName: "Jana", lastName: "Dvořáková", phone: "+420 601 000 001" },
    },
  });
  expect(await ask(url, "GET", day)).toEqual({ status: 200, body: [made.body] });

  const moved = await ask(url, "PATCH", `/api/appointments/${id}`, {
    start: "2026-11-24T10:00:00Z",
    end: "2026-11-24T10:20:00Z",
  });
  expect(moved).toMatchObject({
    status: 200,
    body: { id, start: "2026-11-24T11:00:00+01:00", end: "2026-11-24T11:20:00+01:00", note: "Kontrola" },
  });

  expect(await ask(url, "DELETE", `/api/appointments/${id}`)).toEqual({ status: 204, body: null });
  expect(await ask(url, "GET", day)).toEqual({ status: 200, body: [] });
  expect(await ask(url, "DELETE", `/api/appointments/${id}`)).toMatchObject({ status: 404 });
  expect(practice.writes.map(({ method, status }) => `${method} ${status}`)).toEqual([
    "POST 201",
    "PATCH 200",
    "DELETE 204",
    "DELETE 404",
  ]);
});

test("one doctor has one appointment at a time, and a refused one changes nothing", async () => {
  await using practice = await start();
  const { url, db } = practice;
  await ask(url, "POST", "/api/appointments", visit("09:00"));

  const refused = await ask(url, "POST", "/api/appointments", visit("09:15", { patientId: 2 }));
  expect(refused).toEqual({
    status: 409,
    body: { error: "MUDr. Alena Horáková už má v té době termín: Jana Dvořáková, 9:00." },
  });
  expect(await ask(url, "POST", "/api/appointments", visit("09:15", { doctorId: 2 }))).toMatchObject({
    status: 201,
  });
  const next = await ask(url, "POST", "/api/appointments", visit("09:30"));
  expect(next.status).toBe(201);
  const onto = { start: "2026-11-24T09:10:00+01:00", end: "2026-11-24T09:25:00+01:00" };
  expect(await ask(url, "PATCH", `/api/appointments/${next.body.id}`, onto)).toMatchObject({ status: 409 });
  expect(db.get(next.body.id).start).toBe("2026-11-24T09:30:00+01:00");
});

test("soft errors refuse with 200", async () => {
  await using practice = await start({ softErrors: true });
  await ask(practice.url, "POST", "/api/appointments", visit("09:00"));
  const refused = await ask(practice.url, "POST", "/api/appointments", visit("09:00"));
  expect(refused).toEqual({ status: 200, body: { ok: false, error: expect.any(String) } });
  expect(practice.db.appointments).toHaveLength(1);
});

test.each([
  ["an unknown field", visit("09:00", { colour: "red" })],
  ["neither patient nor title", visit("09:00", { patientId: null })],
  ["an unknown patient", visit("09:00", { patientId: 999 })],
  ["an unknown doctor", visit("09:00", { doctorId: 999 })],
  ["an end before the start", visit("09:00", { end: "2026-11-24T08:00" })],
  ["a day that is not", visit("09:00", { start: "2026-02-31T09:00" })],
  ["no object", []],
])("%s is refused", async (_, body) => {
  await using practice = await start();
  const refused = await ask(practice.url, "POST", "/api/appointments", body);
  expect(refused).toEqual({ status: 400, body: { error: expect.any(String) } });
  expect(practice.db.appointments).toEqual([]);
});

test("a whole day without a patient does not stand in the way", async () => {
  await using practice = await start();
  const holiday = { title: "Dovolená", doctorId: 1, start: "2026-11-24", end: "2026-11-26", allDay: true };
  const made = await ask(practice.url, "POST", "/api/appointments", holiday);
  expect(made).toMatchObject({
    status: 201,
    body: { title: "Dovolená", start: "2026-11-24", end: "2026-11-26", allDay: true, patient: null },
  });
  expect(await ask(practice.url, "POST", "/api/appointments", visit("09:00"))).toMatchObject({ status: 201 });
  expect((await ask(practice.url, "GET", `${day}&doctor=2`)).body).toEqual([]);
  expect((await ask(practice.url, "GET", `${day}&doctor=1`)).body).toHaveLength(2);
});

test("patients are found without diacritics and in any order of words", async () => {
  await using practice = await start();
  const found = await ask(practice.url, "GET", "/api/patients?q=stastna%20lud");
  expect(found.body).toEqual([
    { id: 7, firstName: "Ludmila", lastName: "Šťastná", phone: "+420 234 567 890" },
  ]);
});

test("a write fails as asked: before or after it is stored", async () => {
  await using practice = await start();
  const { url, db } = practice;
  const post = (time: string) => ask(url, "POST", "/api/appointments", visit(time));

  practice.failNext(503);
  expect(await post("09:00")).toMatchObject({ status: 503 });
  practice.failNext("soft");
  expect(await post("09:00")).toMatchObject({ status: 200, body: { ok: false } });
  practice.failNext("drop");
  await expect(post("09:00")).rejects.toThrow("fetch failed");
  expect(db.appointments).toEqual([]);

  practice.failNext("dropAfter");
  await expect(post("10:00")).rejects.toThrow("fetch failed");
  expect(db.appointments).toHaveLength(1);
  expect(await post("11:00")).toMatchObject({ status: 201 });
});

test("another workstation adds, moves and cancels", async () => {
  await using practice = await start();
  const { db, url } = practice;
  const made = db.add({ patientId: 3, doctorId: 2, start: "2026-11-24T09:00", end: "2026-11-24T09:30" });
  db.move(made.id, "2026-11-24T13:00");
  expect((await ask(url, "GET", day)).body).toMatchObject([
    {
      id: made.id,
      title: "Marie Černá",
      start: "2026-11-24T13:00:00+01:00",
      end: "2026-11-24T13:30:00+01:00",
    },
  ]);
  db.cancel(made.id);
  expect((await ask(url, "GET", day)).body).toEqual([]);
  expect(
    db.add({ title: "Porada", doctorId: 1, start: "2026-11-24T07:00", end: "2026-11-24T07:30" }).id,
  ).toBe(made.id + 1);
});

test("a file keeps the practice between runs, ids of cancelled appointments included", async () => {
  const folder = await mkdtemp(join(tmpdir(), "practice-"));
  try {
    const file = join(folder, "practice.json");
    let lastId: number;
    {
      await using practice = await start({ file });
      practice.db.add({ patientId: 1, doctorId: 1, start: "2026-11-24T09:00", end: "2026-11-24T09:30" });
      const second = practice.db.add({
        patientId: 2,
        doctorId: 1,
        start: "2026-11-24T10:00",
        end: "2026-11-24T10:30",
      });
      practice.db.cancel(second.id);
      lastId = second.id;
    }
    await using practice = await start({ file, seed: "demo" });
    expect(practice.db.appointments).toHaveLength(1);
    const next = practice.db.add({
      patientId: 2,
      doctorId: 1,
      start: "2026-11-24T10:00",
      end: "2026-11-24T10:30",
    });
    expect(next.id).toBe(lastId + 1);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test.each(["2026-11-23", "2026-11-22", "2026-10-23", "2026-03-27"])(
  "the demo of %s has six days without a conflict",
  async (from) => {
    await using practice = await startPractice({ today: from });
    const { db } = practice;
    const timed = db.appointments.filter(({ allDay }) => !allDay);
    const days = Map.groupBy(timed, (one) => one.start.slice(0, 10));
    expect([...days.keys()][0]).toBe(from);
    expect([...days.values()].map((ones) => ones.length).filter((n) => n < 6 || n > 12)).toEqual([]);
    expect(days.size).toBe(6);
    for (const one of timed) {
      // A change that changes nothing runs the check for conflicts.
      db.change(one.id, {});
      for (const other of timed) {
        const isSame =
          other.patientId === one.patientId && other.start.slice(0, 10) === one.start.slice(0, 10);
        if (other !== one && one.patientId !== null) expect(isSame).toBe(false);
      }
    }
    expect(new Set(db.appointments.map(({ id }) => id)).size).toBe(db.appointments.length);
  },
);

test("the page and its files are served, over TLS too", async () => {
  await using practice = await start({ practiceName: "Ordinace <U Parku>" });
  const page = await (await fetch(practice.url)).text();
  expect(page).toContain("Ordinace &#60;U Parku&#62;");
  for (const [, path] of page.matchAll(/(?:src|href)="([^"]+)"/g)) {
    expect([path, (await fetch(practice.url + path)).status]).toEqual([path, 200]);
  }
  await using secure = await start({ tls: true });
  expect(secure.url).toMatch(/^https:/);
});
