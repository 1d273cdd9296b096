import type { BulkItem } from "../../lib/rpc/contract/index.ts";

/** As many visits of as many patients, the day after tomorrow, each to be told something of its own. */
export function visits(from: number, count: number): BulkItem[] {
  const day = Temporal.Now.plainDateISO("Europe/Prague").add({ days: 2 });
  const morning = day.toZonedDateTime({ timeZone: "Europe/Prague", plainTime: "09:00" });
  return Array.from({ length: count }, (_, index) => {
    const at = from + index;
    const phone = `+420601000${String(at).padStart(3, "0")}`;
    return {
      appointment: {
        id: `v${at}`,
        start: morning
          .add({ minutes: 5 * at })
          .toInstant()
          .toString(),
        end: null,
        allDay: false,
        title: "Jana Vzorová",
        patient: { id: null, name: "Jana Vzorová", phone },
      },
      kind: "reminder",
      text: `Zveme vás na vyšetření č. ${at}`,
    };
  });
}
