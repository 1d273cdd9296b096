// @vitest-environment node
import { describe, expect, it } from "vitest";
import type { Appointment } from "../../lib/domain/appointment.ts";
import { clocksOf, findOtherClock } from "../../lib/domain/other-clock.ts";
import { Workstation } from "./support/workstation.ts";

const at = (id: string, start: string, name = "Petr Novák"): Appointment => ({
  id,
  start,
  end: null,
  allDay: false,
  title: "Prohlídka",
  patient: { id: null, name, phone: "601000002" },
});
const jana = at("1", "2026-11-25T08:00:00Z", "Jana Vzorová");
const petr = at("2", "2026-11-25T15:00:00Z");

describe("an appointment by another clock", () => {
  it("is named with the hour that the calendar shows and the one that the text says", () => {
    const clocks = [
      { zone: "Europe/Prague", appointmentId: "1" },
      { zone: "Europe/London", appointmentId: "2" },
    ];
    expect(findOtherClock([jana, petr], clocks, "Europe/Prague")).toEqual({
      zone: "Europe/London",
      name: "Petr Novák",
      shown: "15:00",
      told: "16:00",
    });
  });

  it("is looked for among the first of each clock", () => {
    const appointments = ["1", "2", "3", "4"].map((id) => ({ id }));
    const zones = [null, "Europe/London", "Europe/Prague", "Europe/London"];
    expect(clocksOf({ appointments, zones })).toEqual([
      { zone: "Europe/London", appointmentId: "2" },
      { zone: "Europe/Prague", appointmentId: "3" },
    ]);
    expect(clocksOf({ appointments })).toEqual([]);
  });

  it("has its day beside the hour where that is another one, too", () => {
    const late = at("2", "2026-11-25T23:30:00Z");
    expect(
      findOtherClock([late], [{ zone: "Europe/London", appointmentId: "2" }], "Europe/Prague"),
    ).toMatchObject({ shown: "25. 11. 23:30", told: "26. 11. 0:30" });
  });

  it.each([
    ["of the same hours", "Europe/Vienna"],
    ["that does not exist", "Mars/Base"],
  ])("is none in a zone %s", (_, zone) => {
    expect(findOtherClock([petr], [{ zone, appointmentId: "2" }], "Europe/Prague")).toBeNull();
  });

  it("is none without hours, or when it is not in the list", () => {
    const clocks = [{ zone: "Europe/London", appointmentId: "2" }];
    expect(findOtherClock([{ ...petr, allDay: true }], clocks, "Europe/Prague")).toBeNull();
    expect(findOtherClock([jana], clocks, "Europe/Prague")).toBeNull();
  });
});

describe("an automatic text", () => {
  const morning = Date.parse("2026-11-24T08:00:00Z");
  const open = () =>
    Workstation.open(morning, ({ practice, sending }) => {
      Object.assign(practice, { name: "Ordinace", phone: "+420 234 567 890", timeZone: "Europe/Prague" });
      sending.channel = 2;
    });

  it("says on the calendar's page at which hour the calendar shows the appointment", async () => {
    await using station = await open();
    station.page = ({ pipni }) => (pipni === "clockOf" ? "Europe/London" : undefined);
    const { notices } = await station.ask("page.changed", { type: "created", appointment: petr });
    expect(notices.map(({ about }) => about)).toEqual([
      expect.stringMatching(
        /16:00, \+420.601.000.002\. Kalendář jej ukazuje v 15:00 podle pásma Europe\/London\.$/,
      ),
    ]);
  });

  it.each([
    ["goes by the practice's hours", "Europe/Vienna"],
    ["does not answer", undefined],
  ])("says nothing of it where the calendar %s", async (_, zone) => {
    await using station = await open();
    station.page = () => zone;
    const { notices } = await station.ask("page.changed", { type: "created", appointment: petr });
    expect(notices.map(({ about }) => about)).toEqual([expect.stringMatching(/16:00, \+420.601.000.002$/)]);
  });
});
