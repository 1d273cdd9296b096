import { expect, test } from "vitest";
import type { AppointmentChange } from "../../lib/domain/appointment.ts";
import { coalesce, type News } from "../../lib/domain/thread/coalesce.ts";
import fc from "../properties.ts";

const at = (hour: number) => `2026-11-24T${String(hour).padStart(2, "0")}:00:00Z`;
const appointment = (hour: number) => ({
  id: "1",
  start: at(hour),
  end: null,
  allDay: false,
  title: "Jana Vzorová",
  patient: { id: "7", name: "Jana Vzorová", phone: "601000001" },
});

type Step = { to: number | null };

/** Plays what the calendar's server accepted, from a start (or none), and says what would go out in the end. */
function play(initial: number | null, steps: Step[]): News | null {
  let current = initial;
  let waiting: News | null = null;
  for (const { to } of steps) {
    if (to === current) continue;
    const change: AppointmentChange =
      to === null
        ? { type: "cancelled", appointment: appointment(current ?? 0) }
        : current === null
          ? { type: "created", appointment: appointment(to) }
          : { type: "moved", appointment: appointment(to), previousStart: at(current) };
    waiting = coalesce(waiting, change);
    current = to;
  }
  return waiting;
}

test("create, move and delete within the settling time end in one text or none", () => {
  expect(play(null, [{ to: 9 }])).toMatchObject({ kind: "confirmation", start: at(9) });
  expect(play(null, [{ to: 9 }, { to: 10 }])).toMatchObject({ kind: "confirmation", start: at(10) });
  expect(play(null, [{ to: 9 }, { to: null }])).toBeNull();
  expect(play(9, [{ to: 10 }, { to: 9 }])).toBeNull();
  expect(play(9, [{ to: 10 }, { to: null }])).toMatchObject({ kind: "cancellation", start: at(9) });
  expect(play(9, [{ to: null }])).toMatchObject({ kind: "cancellation", start: at(9) });
});

test("only the difference between the beginning and the end is ever told", () => {
  const hour = fc.option(fc.integer({ min: 7, max: 12 }), { nil: null });
  fc.assert(
    fc.property(hour, fc.array(fc.record({ to: hour }), { maxLength: 8 }), (initial, steps) => {
      const last = steps.at(-1)?.to ?? (steps.length > 0 ? null : initial);
      // Appointments that vanish and come back within the settling time are followed by their id.
      const news = play(initial, steps);
      if (last === initial) expect(news).toBeNull();
      else if (last === null) expect(news).toMatchObject({ kind: "cancellation" });
      else expect(news).toMatchObject({ kind: "confirmation", start: at(last) });
    }),
  );
});
