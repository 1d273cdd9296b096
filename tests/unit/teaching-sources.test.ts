// @vitest-environment node
import { parseHTML } from "linkedom";
import { expect, it } from "vitest";
import type { NetworkWrite } from "../../lib/plugin-api/network.ts";
import { zoneNamed } from "../../lib/plugin-kit/zone.ts";
import { Lesson } from "../../lib/teaching/lesson.ts";
import { Sources } from "../../lib/teaching/sources.ts";

const clock = zoneNamed("Europe/Prague");

it("reads a list where the page marks its appointments by nothing that lasts", () => {
  const chip = (time: string, name: string): string =>
    `<div class="sc-x9k2f1"><span class="sc-a8d2k3">${time}</span><span class="sc-q1w2e3">${name}</span></div>`;
  const { document } = parseHTML(
    `<!doctype html><html><body><div id="root"><nav class="sc-b1"><button>Dříve</button></nav><h1 class="sc-d4f5g6">24. 11. 2026</h1>
<div class="sc-l1i2s3">${chip("09:00", "Jana Vzorová")}${chip("10:30", "Petr Novák")}</div></div></body></html>`,
  );
  const page = {
    document: document as unknown as Document,
    href: "https://kal.example/diar?den=2026-11-24",
    reference: "2026-11-23",
    clock,
  };
  for (const element of document.querySelectorAll("*"))
    element.getBoundingClientRect = () => ({
      left: 0,
      top: 0,
      width: 0,
      height: 0,
      right: 0,
      bottom: 0,
      x: 0,
      y: 0,
      toJSON: () => ({}),
    });
  const visit = (id: string, time: string, firstName: string, lastName: string) => ({
    id,
    startsAt: clock.epochMs(`2026-11-24T${time}:00`),
    state: "BOOKED",
    patient: { id: `p${id}`, firstName, lastName, mobile: "601 000 001" },
  });
  const answer: NetworkWrite = {
    ...{ id: 1, answerId: 2, method: "GET", body: null, status: 200, location: null, redirected: false },
    url: "https://kal.example/api/rest/visits?from=2026-11-24&to=2026-11-25",
    response: JSON.stringify({
      data: { items: [visit("v1", "09:00", "Jana", "Vzorová"), visit("v2", "10:30", "Petr", "Novák")] },
    }),
    ...{ startedAt: 1_000, endedAt: 1_200 },
  };
  const target = document.querySelectorAll("span")[1] as unknown as Element;
  const begun = new Lesson(page);
  const alone = new Lesson(page);
  // The whole page may be taken for one appointment.
  expect([begun.begin(target), alone.beginListed(target)]).toEqual([true, true]);
  for (const lesson of [begun, alone]) {
    const sources = new Sources();
    sources.look(lesson, [answer], page);
    const rows = sources
      .rows(lesson, page)
      .map(({ day, time, patient, phone }) => [day, time, patient, phone].join(" | "));
    expect(rows).toEqual([
      "2026-11-24 | 09:00 | Jana Vzorová | 601 000 001",
      "2026-11-24 | 10:30 | Petr Novák | 601 000 001",
    ]);
    expect(sources.calendar(lesson)).toMatchObject({
      present: ["h1"],
      day: { label: { sel: "h1" }, fetch: "/api/rest/visits?from={yyyy-MM-dd}&to={yyyy-MM-dd+1}" },
      events: { source: "network" },
    });
    for (const topic of ["appointments", "day", "start", "patient", "phone", "button"] as const)
      expect(lesson.options(topic)).toBeInstanceOf(Array);
  }
});
