import { launchChromium } from "../e2e/chromium.ts";
import { startGosms } from "../gosms/server.ts";
import { forInformation, type Measure, ms } from "./report.ts";

const texts = 1000;
const latencyMs = 100;
const atOnce = 4;

/** A thousand texts to a gateway that takes a tenth of a second for each. */
export async function throughput(): Promise<Measure[]> {
  await using gosms = await startGosms({ credit: 10_000 });
  await using extension = await launchChromium({ gosms, calendars: [] });
  await extension.configure(gosms.account);
  gosms.faults.add({ kind: "latency", ms: latencyMs, path: "send", times: "always" });
  const start = Temporal.Now.instant().add({ hours: 48 }).toString({ smallestUnit: "second" });
  const items = Array.from({ length: texts }, (_, index) => {
    const phone = `601${String(index).padStart(6, "0")}`;
    const patient = { id: null, name: `Pacient ${index}`, phone };
    const appointment = { id: String(index), start, end: null, allDay: false, title: "", patient };
    return { appointment, kind: "reminder", text: `Pripominame termin ${index}` };
  });
  const began = Date.now();
  await extension.call("bulk.send", { calendarId: "bench", items });
  const queued = Date.now();
  while (gosms.messages.length < texts) await new Promise((resolve) => setTimeout(resolve, 50));
  const sends = gosms.requestsTo("send").map(({ at }) => Date.parse(at));
  const took = (sends.at(-1) ?? 0) - (sends[0] ?? 0) + latencyMs;
  const ideal = (texts * latencyMs) / atOnce;
  const perHundred = (from: number) => ((sends[from + 99] ?? 0) - (sends[from] ?? 0)) / 99;
  return [
    {
      what: `${texts} texts at ${latencyMs} ms each, ${atOnce} at once`,
      measured: `${(took / 1000).toFixed(1)} s (${(took / ideal).toFixed(2)} × ideal)`,
      limit: "≤ 1.10 × ideal",
      holds: took <= 1.1 * ideal,
    },
    {
      what: "time for a text, last hundred against first",
      measured: `${(perHundred(texts - 100) / perHundred(0)).toFixed(2)} ×`,
      limit: "≤ 1.10 ×",
      holds: perHundred(texts - 100) <= 1.1 * perHundred(0),
    },
    forInformation(`committing ${texts} texts`, ms(queued - began)),
  ];
}
