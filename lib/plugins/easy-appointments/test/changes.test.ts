import { describe, expect, it } from "vitest";
import { Play, record, rowWith, words, write } from "../../../../tests/unit/support/easy-appointments.ts";
import { Changes } from "../changes.ts";
import { appointmentOf, type Row, recordOf, rowOf } from "../read.ts";
import { requestOf } from "../request.ts";

describe("rowOf and appointmentOf", () => {
  it("reads what the page's server sends", () => {
    expect(appointmentOf(rowWith({}))).toEqual({
      id: "7",
      start: "2026-11-23T09:00:00Z",
      end: "2026-11-23T09:30:00Z",
      allDay: false,
      title: "Prohlídka – Jana Vzorová",
      patient: { id: "31", name: "Jana Vzorová", phone: "+420 601 000 001" },
    });
  });

  it("says the same of what the probe cuts down", () => {
    const row = rowWith({ customer: { ...record.customer, mobile_number: "777 000 001" } });
    expect(rowOf(JSON.parse(JSON.stringify(recordOf(row))))).toEqual(row);
    expect(appointmentOf(row).patient?.phone).toBe("777 000 001");
  });

  it.each([
    ["nothing", null],
    ["a list", [record]],
    ["an unavailability", { ...record, is_unavailability: "1" }],
    ["a blocked period", { id: 1, name: "Svátek", start_datetime: "2026-11-23 00:00:00" }],
    ["no id", { ...record, id: "" }],
    ["no moment", { ...record, start_datetime: "2026-13-41 99:00:00" }],
    ["another notation", { ...record, start_datetime: "23.11.2026 10:00" }],
  ])("takes no appointment from %s", (_, value) => {
    expect(rowOf(value)).toBeNull();
  });

  it("goes by the provider's clock, and by the browser's where nobody chose one", () => {
    const startIn = (timezone: unknown) => appointmentOf(rowWith({ provider: { timezone } })).start;
    const here = Temporal.PlainDateTime.from("2026-11-23T10:00").toZonedDateTime(Temporal.Now.timeZoneId());
    expect(startIn("America/New_York")).toBe("2026-11-23T15:00:00Z");
    for (const none of ["UTC", "Etc/UTC", "", "Nowhere/Atall", null, 7])
      expect(startIn(none)).toBe(here.toInstant().toString());
  });

  it("takes the first of two hours in autumn, and goes past the one that spring skips", () => {
    const startAt = (start_datetime: string) => appointmentOf(rowWith({ start_datetime })).start;
    expect(startAt("2026-10-25 02:30:00")).toBe("2026-10-25T00:30:00Z");
    expect(startAt("2026-03-29 02:30:00")).toBe("2026-03-29T01:30:00Z");
  });

  it("bounds every text", () => {
    const huge = "x".repeat(1_000_000);
    const row = rowWith({ customer: { first_name: huge, last_name: huge, phone_number: huge } });
    expect(JSON.stringify(appointmentOf(row)).length).toBeLessThan(1_500);
  });
});

const range = { record_id: "all", start_date: "2026-11-23", end_date: "2026-11-30" };

describe("requestOf", () => {
  it("reads a list, and how far it goes in each view", () => {
    const answer = {
      appointments: [record, { ...record, id: 8, is_unavailability: 1 }],
      unavailabilities: [],
    };
    expect(requestOf(write("get_calendar_appointments", range, answer))).toEqual({
      type: "list",
      from: "2026-11-23",
      until: "2026-11-30",
      rows: [rowWith({})],
    });
    const table = write("get_calendar_appointments_for_table_view", range, answer);
    expect(requestOf(table)).toMatchObject({ until: "2026-12-01" });
    expect(requestOf({ ...table, response: null })).toMatchObject({ type: "list", rows: null });
  });

  it("counts the appointments of a list that lack a start, and reads the others", () => {
    const odd = [null, "", "brzy"].map((start_datetime, index) => ({
      ...record,
      id: 20 + index,
      start_datetime,
    }));
    const blocked = { ...record, id: 9, start_datetime: null, is_unavailability: 1 };
    const answer = { appointments: [...odd, record, blocked], unavailabilities: [] };
    expect(requestOf(write("get_calendar_appointments", range, answer))).toMatchObject({
      rows: [rowWith({})],
      unread: 3,
    });
  });

  it("reads a save, and only what it gives", () => {
    const drag = { "appointment_data[id]": "7", "appointment_data[start_datetime]": "2026-11-24 09:00:00" };
    expect(requestOf(write("save_appointment", drag))).toEqual({
      type: "save",
      id: "7",
      given: { start: "2026-11-24T09:00:00" },
    });
    const made = { ...drag, "appointment_data[id]": "", "customer_data[phone_number]": "601000001" };
    expect(requestOf(write("save_appointment", made))).toMatchObject({
      id: "",
      given: { phone: "601000001" },
    });
    expect(requestOf(write("delete_appointment", { appointment_id: "7" }))).toEqual({
      type: "delete",
      id: "7",
    });
  });

  const save = { "appointment_data[id]": "7", "appointment_data[start_datetime]": "2026-11-24 09:00:00" };
  it.each([
    ["a conflict", write("save_appointment", save, { success: false, conflict: true })],
    ["a failure", { ...write("save_appointment", save, { success: false }), status: 500 }],
    ["a yes with a failing status", { ...write("save_appointment", save), status: 500 }],
    ["no answer", { ...write("save_appointment", save), status: 0, response: null }],
    ["a login page", write("save_appointment", save, "<!doctype html><form>")],
    ["an answer that says nothing", write("save_appointment", save, {})],
    ["an answer that is no yes", write("save_appointment", save, { success: "true" })],
    ["a deletion refused", write("delete_appointment", { appointment_id: "7" }, { success: false })],
    ["a deletion of nothing", write("delete_appointment", {})],
    ["an unavailability", write("save_appointment", { ...save, "appointment_data[is_unavailability]": "1" })],
    ["a moment that is none", write("save_appointment", { "appointment_data[start_datetime]": "soon" })],
    ["another address", { ...write("save_appointment", save), url: "https://kal.example/save_appointment" }],
    ["no address", { ...write("save_appointment", save), url: "save" }],
    ["another method", { ...write("save_appointment", save), method: "PUT" }],
    ["a list without days", write("get_calendar_appointments", {}, { appointments: [] })],
    ["a list that failed", write("get_calendar_appointments", range, { success: false })],
    ["a list from the login page", { ...write("get_calendar_appointments", range), redirected: true }],
  ])("makes nothing of %s", (_, one) => {
    expect(requestOf(one)).toBeNull();
  });
});

const seven = rowWith({});
const eight = rowWith({ id: 8, start_datetime: "2026-11-24 09:00:00", end_datetime: "2026-11-24 09:30:00" });
const made: Partial<Row> = {
  start: eight.start,
  end: eight.end,
  status: "Booked",
  provider: "2",
  phone: "601 000 001",
};
const cancelled = rowWith({ status: "Cancelled" });

describe("Changes", () => {
  it("takes no difference between two lists for news", () => {
    const page = new Play();
    expect(page.list([seven])).toEqual([]);
    expect(page.list([eight])).toEqual([]);
    expect(page.list([{ ...seven, start: eight.start }, eight])).toEqual([]);
    expect(page.list([cancelled])).toEqual([]);
    expect(page.list([])).toEqual([]);
  });

  it("reports a creation once its id is known, by start, provider and number", () => {
    const page = Play.showing(seven);
    expect(page.save(made)).toEqual([]);
    const colleagues = { ...eight, id: "9", phone: "602 000 002", customer: "32" };
    expect(page.list([seven, { ...eight, provider: "3" }, colleagues])).toEqual([]);
    expect(page.list([seven, { ...eight, id: "10" }])).toEqual(["created 10 2026-11-24T08:00:00Z"]);
    expect(page.list([seven, { ...eight, id: "10" }])).toEqual([]);
    expect(page.unseen).toEqual(["2026-11-24T08:00:00Z"]);
  });

  it("does not take what was there before for what was created", () => {
    const page = Play.showing(eight);
    page.save(made);
    expect(page.list([eight])).toEqual([]);
  });

  it("knows what a list showed that came between the request and its answer", () => {
    const page = Play.showing(seven);
    const begun = page.begin();
    page.list([seven, eight]);
    expect(page.save(made, "", begun)).toEqual(["created 8 2026-11-24T08:00:00Z"]);
  });

  it("tells two creations for the same person apart, and goes by the customer or the name without a number", () => {
    const page = Play.showing();
    page.save({ ...made, phone: "", customer: "31" });
    page.save({ ...made, phone: "", start: seven.start, firstName: "jana ", lastName: "Vzorová" });
    expect(page.list([seven, eight])).toEqual([
      "created 8 2026-11-24T08:00:00Z",
      "created 7 2026-11-23T09:00:00Z",
    ]);
  });

  it("keeps a creation at once, and does not take one that a filter hides for another day's", () => {
    const page = Play.showing(seven);
    page.save(made);
    page.list([seven]);
    page.save({ ...made, start: "2026-12-01T09:00:00" });
    expect(page.kept).toEqual(["notShown kept", "notShown told", "otherDay kept"]);
  });

  it("says once that a creation waits for its day, and forgets it after a working day", () => {
    const page = Play.showing(seven);
    const nextWeek = { from: "2026-11-30", until: "2026-12-07" };
    const later = { ...eight, start: "2026-12-01T09:00:00" };
    page.save({ ...made, start: later.start });
    // That one was asked for before the answer, so it proves nothing.
    page.list([seven], 1);
    expect(page.unseen).toEqual([]);
    page.list([seven]);
    page.list([seven]);
    expect(page.unseen).toEqual(["2026-12-01T08:00:00Z"]);
    expect(page.list([later], page.begin(), nextWeek)).toEqual(["created 8 2026-12-01T08:00:00Z"]);

    page.save({ ...made, start: "2026-12-02T09:00:00" }, "", page.begin(), -9 * 3600_000);
    page.list([later]);
    const tooLate = { ...eight, id: "11", start: "2026-12-02T09:00:00" };
    expect(page.list([tooLate], page.begin(), nextWeek)).toEqual([]);
  });

  it("reports moves, cancellations and their end, and nothing else that is saved", () => {
    const page = Play.showing(seven);
    expect(page.save({ status: "Confirmed", phone: seven.phone }, "7")).toEqual([]);
    expect(page.save({ status: "Confirmed", lastName: "Vzorova" }, "7")).toEqual([]);
    expect(page.save({ start: seven.start }, "7")).toEqual([]);
    expect(page.save({ start: "2026-11-25T08:00:00" }, "7")).toEqual(["moved 7 2026-11-25T07:00:00Z"]);
    expect(page.save({ status: "Zrušeno", start: eight.start }, "7")).toEqual([
      "cancelled 7 2026-11-25T07:00:00Z",
    ]);
    expect(page.save({ status: "Cancelled" }, "7")).toEqual([]);
    expect(page.save({ status: "Booked" }, "7")).toEqual(["created 7 2026-11-24T08:00:00Z"]);
    expect(page.save({ ...made, status: "Cancelled" })).toEqual([]);
    expect(page.save({ start: eight.start }, "99")).toEqual([]);
  });

  it("tells the provider by name, and of another one what a list has told", () => {
    const alena = rowWith({
      provider: { first_name: "Alena", last_name: "Lékařová", timezone: "Europe/Prague" },
    });
    const bohumil = { ...eight, provider: "3", doctor: "Bohumil Doktor" };
    expect(appointmentOf(alena).doctor).toBe("Alena Lékařová");
    expect(appointmentOf(rowWith({}))).not.toHaveProperty("doctor");
    expect(rowOf(recordOf(alena))).toEqual(alena);
    const page = new Play();
    expect(page.list([alena, bohumil])).toEqual([]);
    // Taken over at the same time it is no news, and is that one's from then on.
    expect(page.save({ provider: "3" }, "7")).toEqual([]);
    expect(page.detector.on("2026-11-23")?.map(({ doctor }) => doctor)).toEqual(["Bohumil Doktor"]);
    expect(page.save({ provider: "4" }, "7")).toEqual([]);
  });

  it("goes by the clock of the provider who has it now, and waits for a list where nothing tells that", () => {
    const page = new Play();
    const london = { ...eight, provider: "3", timeZone: "Europe/London" };
    page.list([seven, london]);
    expect(page.save({ provider: "3" }, "7")).toEqual(["moved 7 2026-11-23T10:00:00Z"]);
    expect(page.save({ provider: "4", start: "2026-11-24T15:00:00" }, "7")).toEqual([]);
    const begun = page.begin();
    const lisbon = { ...seven, provider: "4", timeZone: "Europe/Lisbon", start: "2026-11-24T15:00:00" };
    expect(page.list([lisbon, london], begun)).toEqual(["moved 7 2026-11-24T15:00:00Z"]);
    expect(page.list([lisbon, london])).toEqual([]);
  });

  it("takes a draft for no appointment yet, and for one that is not called off", () => {
    const page = new Play();
    const draft = { ...eight, status: "Draft" };
    page.list([seven, draft]);
    expect(page.on("2026-11-24")).toEqual([]);
    expect(page.save({ ...made, status: "Draft" })).toEqual([]);
    expect(page.kept).toEqual([]);
    expect(page.save({ start: "2026-11-24T10:00:00" }, "8")).toEqual([]);
    expect(page.save({ status: "Booked" }, "8")).toEqual(["created 8 2026-11-24T09:00:00Z"]);
    // Back to a draft and away: the patient counted on it.
    expect(page.save({ status: "Draft" }, "7")).toEqual([]);
    expect(page.on("2026-11-23")).toEqual([]);
    expect(page.save({ start: "2026-11-23T11:00:00" }, "7")).toEqual([]);
    expect(page.save({ status: "Booked" }, "7")).toEqual(["created 7 2026-11-23T10:00:00Z"]);
    expect(page.save({ status: "Draft" }, "7")).toEqual([]);
    expect(page.save({ status: "Cancelled" }, "7")).toEqual(["cancelled 7 2026-11-23T10:00:00Z"]);
    expect(page.delete("7")).toEqual([]);
    expect(page.save({ status: "Draft" }, "8")).toEqual([]);
    expect(page.delete("8")).toEqual(["cancelled 8 2026-11-24T09:00:00Z"]);
  });

  it("a draft that nobody had booked is gone in silence", () => {
    const page = Play.showing({ ...eight, status: "Draft" }, { ...seven, status: "Návrh" });
    expect(page.save({ status: "Cancelled" }, "7")).toEqual([]);
    expect(page.delete("8")).toEqual([]);
  });

  it("reports a deletion, of what was not cancelled already, once", () => {
    const page = Play.showing(cancelled, eight);
    expect(page.delete("7")).toEqual([]);
    expect(page.delete("8")).toEqual(["cancelled 8 2026-11-24T08:00:00Z"]);
    expect(page.delete("8")).toEqual([]);
    expect(page.on("2026-11-24")).toEqual([]);
  });

  it("does not let a list undo what was saved or deleted after it was asked for", () => {
    const page = Play.showing(seven, eight);
    const asked = page.begin();
    page.save({ start: "2026-11-25T08:00:00" }, "7");
    page.delete("8");
    page.list([seven, eight], asked);
    expect(page.on("2026-11-23")).toEqual([]);
    expect(page.on("2026-11-24")).toEqual([]);
    expect(page.on("2026-11-25")).toEqual(["7 2026-11-25T07:00:00Z"]);
    page.list([seven]);
    expect(page.on("2026-11-23")).toEqual(["7 2026-11-23T09:00:00Z"]);
  });

  it("lists a day that the last list covers, in order, and no other", () => {
    const page = new Play();
    expect(page.on("2026-11-23")).toBeNull();
    expect(page.detector.count).toBeNull();
    const earlier = { ...seven, id: "6", start: "2026-11-23T08:00:00" };
    page.list([seven, earlier, { ...cancelled, id: "5" }]);
    expect(page.on("2026-11-23")).toEqual(["6 2026-11-23T07:00:00Z", "7 2026-11-23T09:00:00Z"]);
    expect(page.on("2026-11-29")).toEqual([]);
    expect(page.on("2026-11-30")).toBeNull();
    expect(page.on("2026-11-22")).toBeNull();
    expect(page.detector.count).toBe(2);
  });
});

describe("another patient", () => {
  const petr = { customer: "32", firstName: "Petr", lastName: "Ukázkový", phone: "601 000 002", mobile: "" };
  const saved = (given: Partial<Row>, before = seven) => {
    const detector = new Changes();
    const list = { from: "2026-11-23", until: "2026-11-30", rows: [before] };
    detector.listed(list, { begun: 1, answered: 2 }, 0);
    return detector.saved({ type: "save", id: "7", given }, { begun: 3, answered: 4 }, 0);
  };

  it("is told with the one before, and with the start before when it also moved", () => {
    const previousPatient = { id: "31", name: "Jana Vzorová", phone: "+420 601 000 001" };
    const patient = { id: "32", name: "Petr Ukázkový", phone: "601 000 002" };
    expect(saved(petr)).toEqual([
      {
        type: "patientChanged",
        appointment: { ...appointmentOf(seven), patient, title: "Prohlídka – Petr Ukázkový" },
        previousPatient,
      },
    ]);
    expect(saved({ ...petr, start: eight.start })).toMatchObject([
      { type: "patientChanged", previousPatient, previousStart: "2026-11-23T09:00:00Z" },
    ]);
  });

  it("is told where the page writes another person into the same customer", () => {
    expect(saved({ ...petr, customer: "31" }).map(words)).toEqual(["patientChanged 7 2026-11-23T09:00:00Z"]);
  });

  it("has no number of the one before, which the page's form does not show", () => {
    const before = { ...seven, mobile: "777 000 777" };
    const { mobile: _mobile, ...given } = petr;
    const patient = { id: "32", name: "Petr Ukázkový", phone: "601 000 002" };
    expect(saved(given, before)).toMatchObject([{ type: "patientChanged", appointment: { patient } }]);
    expect(saved({ customer: "32", firstName: "Petr", lastName: "Ukázkový" }, before)).toMatchObject([
      { type: "patientChanged", appointment: { patient: { ...patient, phone: null } } },
    ]);
    // A number that is typed now is meant, whatever else the customer's record still holds.
    expect(saved({ ...given, customer: "31" }, before)).toMatchObject([
      { type: "patientChanged", appointment: { patient: { ...patient, id: "31" } } },
    ]);
    expect(saved({ firstName: "Jana", lastName: "Vzorova", phone: seven.phone }, before)).toEqual([]);
  });

  it("is no corrected spelling, and of a corrected number the background is told both", () => {
    const [change, ...others] = saved({ phone: "601 000 009" });
    expect(others).toEqual([]);
    expect(change).toMatchObject({
      type: "patientChanged",
      appointment: { start: "2026-11-23T09:00:00Z", patient: { name: "Jana Vzorová", phone: "601 000 009" } },
      previousPatient: { name: "Jana Vzorová", phone: "+420 601 000 001" },
    });
    expect(change).not.toHaveProperty("previousStart");
    expect(saved({ lastName: "Vzorova" })).toEqual([]);
  });
});
