import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import { readPage } from "../lib/declarative/page-reading.ts";
import type { DeclaredCalendar } from "../lib/plugin-api/declared-calendar.ts";
import { dayIn, zoneNamed } from "../lib/plugin-kit/zone.ts";

/**
 * Put into an open page for one look: reads it by calendars of a plugin that is not added yet. Changes nothing there,
 * and asks no server.
 */
async function look(calendars: readonly DeclaredCalendar[]) {
  const clock = zoneNamed();
  const page = { document, href: location.href, reference: dayIn(clock, Date.now()), clock };
  return Promise.all(
    calendars.map(async (calendar) => {
      if (calendar.events.source !== "dom") return { state: "network" };
      const reading = await readPage(calendar, page);
      if (reading.state !== "read") return reading;
      const people = [...reading.entries.values()].map(({ patient }) => ({
        name: patient?.name ?? "",
        phone: patient?.phone ?? null,
      }));
      return { state: "read", people };
    }),
  );
}

// The background calls it with the calendars, in the same world.
export default defineUnlistedScript(() => {
  Object.assign(globalThis, { pipniTrial: look });
});
