// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";
import type { Appointment } from "../../lib/domain/appointment.ts";
import { choicesFor } from "../../lib/domain/outbox/today.ts";
import { appointment, type Clinic, calendarId, openClinic } from "./support/clinic.ts";

/** What comes of looking at the calendar again, on behalf of reminders that have not left. */

let clinic: Clinic;
/** What the page shows, by day; a day that is not here cannot be read. */
let page: Map<string, Appointment[]>;

beforeEach(async () => {
  clinic = await openClinic();
  vi.useFakeTimers({ toFake: ["Date", "performance", "setTimeout", "clearTimeout"] });
  vi.setSystemTime(moment("2026-03-10T09:00"));
  await clinic.set(({ templates, reminders }) => {
    templates.confirmation.enabled = false;
    reminders.enabled = true;
  });
  page = new Map();
  vi.spyOn(fakeBrowser.tabs, "sendMessage").mockImplementation(async (_tab, message) => {
    const { day } = message as { day: string };
    const appointments = page.get(day);
    return appointments ? { ok: true, appointments } : { ok: false, missing: "den není vidět" };
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.useRealTimers();
  await clinic[Symbol.asyncDispose]();
});

const moment = (local: string): number =>
  Temporal.ZonedDateTime.from(`${local}[Europe/Prague]`).epochMilliseconds;
const at = (id: string, local: string, change: Partial<Appointment> = {}): Appointment =>
  appointment(id, 9, {
    start: Temporal.Instant.fromEpochMilliseconds(moment(local)).toString({ smallestUnit: "second" }),
    ...change,
  });
const tick = async (): Promise<void> => (await import("../../lib/background/jobs/index.ts")).tick();
const book = async (about: Appointment): Promise<void> => {
  await clinic.intake.recordChange(calendarId, { type: "created", appointment: about });
  await tick();
};

/** @param meanwhile what happens to the page between the two looks */
async function reconcileCalendar(meanwhile: () => void = () => {}): Promise<void> {
  const { reconcileCalendar } = await import("../../lib/background/sending/reconciliation.ts");
  let done = false;
  const looking = reconcileCalendar(calendarId, [{ tabId: 1, frameId: 0 }]).finally(() => {
    done = true;
  });
  // Each look is far from the one before.
  while (!done) {
    await new Promise((resolve) => setImmediate(resolve));
    if (vi.getTimerCount() > 0) {
      meanwhile();
      await vi.advanceTimersByTimeAsync(5_000);
    }
  }
  await looking;
  // What is taken back goes first, and only then what takes its place.
  for (let minutes = 0; minutes < 2; minutes++) {
    await vi.advanceTimersByTimeAsync(61_000);
    await tick();
  }
}

const scheduled = () =>
  clinic.gosms.messages
    .filter(({ deletedAt }) => deletedAt === null)
    .map(({ text }) => / v (\d+:\d\d)/u.exec(text)?.[1]);
const attention = () => clinic.outbox.listAttention();

describe("an appointment that was changed elsewhere", () => {
  test("4: at another time: the reminder follows, and the log says both times", async () => {
    await book(at("1", "2026-03-13T10:00"));
    page.set("2026-03-13", [at("1", "2026-03-13T09:30")]);
    await reconcileCalendar();
    expect(scheduled()).toEqual(["9:30"]);
    const rows = await clinic.outbox.listSince(0, Number.MAX_SAFE_INTEGER);
    expect(rows.find(({ state }) => state === "skipped")).toMatchObject({
      reason: { code: "calendarDiffers", detail: "10:00", at: moment("2026-03-13T09:30") },
    });
  });

  test("only for a moment, as a page shows what its server refuses: nothing happens", async () => {
    await book(at("1", "2026-03-13T10:00"));
    page.set("2026-03-13", [at("1", "2026-03-13T09:30")]);
    await reconcileCalendar(() => page.set("2026-03-13", [at("1", "2026-03-13T10:00")]));
    expect(scheduled()).toEqual(["10:00"]);
    expect(clinic.gosms.requests.filter(({ method }) => method === "DELETE")).toEqual([]);
  });

  test("no longer there: a person decides, and it leaves if they say so", async () => {
    await book(at("1", "2026-03-13T10:00"));
    page.set("2026-03-13", []);
    await reconcileCalendar();
    const [row] = await attention();
    expect(row).toMatchObject({ state: "scheduled", reason: { code: "notSeen" } });
    expect(row && choicesFor(row, Date.now())).toEqual(["keep", "doNotSend"]);
    await clinic.outbox.updateMessage(row?.id ?? "", { type: "acknowledge" }, Date.now());
    await reconcileCalendar();
    expect(await attention()).toEqual([]);
    expect(scheduled()).toEqual(["10:00"]);
  });

  test("there again after all: nobody need decide", async () => {
    await book(at("1", "2026-03-13T10:00"));
    page.set("2026-03-13", []);
    await reconcileCalendar();
    page.set("2026-03-13", [at("1", "2026-03-13T10:00")]);
    await reconcileCalendar();
    expect(await attention()).toEqual([]);
    expect(scheduled()).toEqual(["10:00"]);
  });

  test("with another number: the reminder goes to that one", async () => {
    await book(at("1", "2026-03-13T10:00"));
    const patient = { id: "7", name: "Jana Vzorová", phone: "601 000 999" };
    page.set("2026-03-13", [at("1", "2026-03-13T10:00", { patient })]);
    await reconcileCalendar();
    const left = clinic.gosms.messages.filter(({ deletedAt }) => deletedAt === null);
    expect(left.map(({ recipients }) => recipients)).toEqual([["+420601000999"]]);
  });

  describe("with another doctor", () => {
    const texts = (cs: string) => ({ cs, sk: cs, en: cs, de: cs, uk: cs });
    const withDoctor = (doctor: string | null) =>
      page.set("2026-03-13", [at("1", "2026-03-13T10:00", doctor === null ? {} : { doctor })]);
    const left = () =>
      clinic.gosms.messages.filter(({ deletedAt }) => deletedAt === null).map(({ text }) => text);
    beforeEach(() =>
      clinic.set(({ templates }) => {
        templates.reminder.texts = texts("Termin v #CAS#.");
        templates.reminder.forDoctors = { x: { doctor: "MUDr. Beta", texts: texts("V #CAS# do 2. patra.") } };
      }),
    );

    test("the reminder says what is right with that one", async () => {
      await book(at("1", "2026-03-13T10:00", { doctor: "MUDr. Alfa" }));
      expect(left()).toEqual(["Termin v 10:00."]);
      withDoctor("mudr. beta");
      await reconcileCalendar();
      expect(left()).toEqual(["V 10:00 do 2. patra."]);
      withDoctor("MUDr. Alfa");
      await reconcileCalendar();
      expect(left()).toEqual(["Termin v 10:00."]);
      await reconcileCalendar();
      expect(clinic.gosms.requests.filter(({ method }) => method === "DELETE")).toHaveLength(2);
    });

    test.for([
      ["told for the first time", null, "MUDr. Beta"],
      ["told no more", "MUDr. Alfa", null],
      ["spelt otherwise", "MUDr. Beta", "MUDR.BETA"],
      ["whose text is the same", "MUDr. Alfa", "MUDr. Gama"],
    ] as const)("%s: nothing is taken back, and nothing comes twice", async ([, before, now]) => {
      await book(at("1", "2026-03-13T10:00", before === null ? {} : { doctor: before }));
      const first = left();
      expect(first).toHaveLength(1);
      withDoctor(now);
      await reconcileCalendar();
      await reconcileCalendar();
      expect(left()).toEqual(first);
      expect(clinic.gosms.requests.filter(({ method }) => method === "DELETE")).toEqual([]);
    });

    test("and one more, as in two columns: it does not go to and fro", async () => {
      await clinic.set(({ reminders }) => {
        reminders.seen = true;
      });
      const alfa = at("1", "2026-03-13T10:00", { doctor: "MUDr. Alfa" });
      const beta = { ...alfa, doctor: "MUDr. Beta" };
      await book(beta);
      for (const both of [
        [alfa, beta],
        [beta, alfa],
      ]) {
        page.set("2026-03-13", both);
        await reconcileCalendar();
      }
      expect(left()).toEqual(["V 10:00 do 2. patra."]);
      expect(clinic.gosms.requests.filter(({ method }) => method === "DELETE")).toEqual([]);
    });

    test("whom the text names: the other one is named", async () => {
      await clinic.set(({ templates }) => {
        templates.reminder.texts = texts("V #CAS#, #LEKAR#.");
      });
      await book(at("1", "2026-03-13T10:00", { doctor: "MUDr. Alfa" }));
      withDoctor("MUDr. Gama");
      await reconcileCalendar();
      expect(left()).toEqual(["V 10:00, MUDr. Gama."]);
    });
  });

  test("on a day that cannot be read, nothing is concluded", async () => {
    await book(at("1", "2026-03-13T10:00"));
    await reconcileCalendar();
    expect(await attention()).toEqual([]);
    expect(scheduled()).toEqual(["10:00"]);
  });
});

describe("appointments that were made elsewhere", () => {
  beforeEach(() => {
    page.set("2026-03-13", [
      at("1", "2026-03-13T10:00"),
      at("2", "2026-03-13T11:00", { patient: null }),
      at("3", "2026-03-13T12:00", { allDay: true }),
    ]);
  });

  test("get no reminder, unless that is switched on", async () => {
    await reconcileCalendar();
    expect(scheduled()).toEqual([]);
  });

  test("get theirs where it is, once", async () => {
    await clinic.set(({ reminders }) => {
      reminders.seen = true;
    });
    await reconcileCalendar();
    await reconcileCalendar();
    expect(scheduled()).toEqual(["10:00"]);
  });

  test("get none after one that a person sent to the whole day", async () => {
    await clinic.set(({ reminders }) => {
      reminders.seen = true;
    });
    const item = {
      appointment: at("1", "2026-03-13T10:00"),
      kind: "reminder" as const,
      text: "Termín v 10:00",
    };
    await clinic.intake.sendBulk(calendarId, [item]);
    await tick();
    await reconcileCalendar();
    expect(clinic.gosms.messages).toHaveLength(1);
  });
});
