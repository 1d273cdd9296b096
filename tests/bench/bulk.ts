import { type Extension, launchChromium } from "../e2e/chromium.ts";
import { callBackground } from "../e2e/in-page.ts";
import { type Gosms, startGosms } from "../gosms/server.ts";
import { Arrivals } from "./arrivals.ts";
import { atMost, forInformation, type Measure, median, ms } from "./report.ts";

/** A thousand texts to a gateway that takes a tenth of a second for each. */

export const texts = 1000;
export const latencyMs = 100;
/** The dispatcher's widest; see `lib/background/sending/dispatcher.ts`. */
const atOnce = 4;
/** What a thousand take where all of them are on their way without a gap, in milliseconds. */
export const ideal = (texts * latencyMs) / atOnce;

export const times = (value: number): string => `${value.toFixed(2)} ×`;
const inSeconds = (value: number): string => `${(value / 1000).toFixed(2)} s`;

const bareTexts = 200;

/** What the browser itself takes for one text when {@link atOnce} are on their way, in milliseconds. */
async function bareFetches(
  { context }: Extension,
  { clientId, clientSecret }: { clientId: string; clientSecret: string },
): Promise<number> {
  const [worker] = context.serviceWorkers();
  if (!worker) throw new Error("the background worker does not run");
  return worker.evaluate(
    async ({ clientId, clientSecret, bareTexts, atOnce }) => {
      const post = (path: string, body: BodyInit, headers = {}) =>
        fetch(`https://app.gosms.eu/${path}`, {
          method: "POST",
          body,
          headers,
          duplex: "half",
        } as RequestInit);
      const grant = { client_id: clientId, client_secret: clientSecret, grant_type: "client_credentials" };
      const token = (await (await post("oauth/v2/token", new URLSearchParams(grant))).json()).access_token;
      const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
      let left = bareTexts;
      const began = performance.now();
      const oneAfterAnother = async () => {
        while (left-- > 0) {
          const json = JSON.stringify({ message: "x", recipients: ["+420601000000"], channel: 1 });
          const body = new Blob([json]).stream();
          await (await post("api/v1/messages/test", body, headers)).text();
        }
      };
      await Promise.all(Array.from({ length: atOnce }, oneAfterAnother));
      return (performance.now() - began) / bareTexts;
    },
    { clientId, clientSecret, bareTexts, atOnce },
  );
}

export async function bulk(): Promise<Measure[]> {
  // In a practice nobody watches each request of the worker.
  process.env.PLAYWRIGHT_DISABLE_SERVICE_WORKER_NETWORK = "1";
  await using gosms = await startGosms({ credit: 10_000, latencyMs });
  await using extension = await launchChromium({ gosms, calendars: [] });
  await extension.configure(gosms.account);
  const { at, answered, total, bare } = await sendThousand(extension, gosms);
  const first = at[0] ?? Number.NaN;
  const perText = (from: number) => ((at[from + 99] ?? Number.NaN) - (at[from] ?? Number.NaN)) / 99;
  const hundreds = Array.from({ length: texts / 100 }, (_, index) => perText(index * 100));
  return [
    atMost(
      `${texts} texts from "Odeslat" to the last answer, of the ideal ${inSeconds(ideal)} (${inSeconds(total)})`,
      total / ideal,
      1.1,
      times,
    ),
    forInformation(
      `  against bare fetches in the same worker, ${atOnce} at a time and nothing else done`,
      times(total / texts / bare),
    ),
    forInformation("  until the first request", ms(first)),
    forInformation("  from the first request on, of the ideal", times((total - first) / ideal)),
    forInformation(`  a text of the first hundred, ideally ${ms(latencyMs / atOnce)}`, ms(perText(0))),
    forInformation("  a text of the last hundred", ms(perText(texts - 100))),
    forInformation("  last hundred against first", times(perText(texts - 100) / perText(0))),
    forInformation("  last hundred against the middle one", times(perText(texts - 100) / median(hundreds))),
    forInformation("  until all rows were committed and answered", ms(answered)),
  ];
}

interface Thousand {
  /** When each request came, in milliseconds from "Odeslat". */
  at: number[];
  /** When the window was answered, and when the last text was, the same. */
  answered: number;
  total: number;
  /** What the browser itself takes for a text. */
  bare: number;
}

/** For as many patients. */
export function textsToSend() {
  const start = Temporal.Now.instant().add({ hours: 48 }).toString({ smallestUnit: "second" });
  return Array.from({ length: texts }, (_, index) => ({
    appointment: {
      id: String(index),
      start,
      end: null,
      allDay: false,
      title: "",
      patient: { id: null, name: `Pacient ${index}`, phone: `601${String(index).padStart(6, "0")}` },
    },
    kind: "reminder",
    text: `Pripominame termin cislo ${index}`,
  }));
}

/** To a gateway whose latency is `latencyMs`. */
export async function sendThousand(extension: Extension, gosms: Gosms): Promise<Thousand> {
  const items = textsToSend();
  // As the window does before anybody can press "Odeslat".
  const sample = { text: "Pripominame termin", phone: "+420601000000", country: "CZ", parts: 1 };
  await extension.call("bulk.quote", { samples: [sample] });
  const bare = await bareFetches(extension, gosms.account);
  // In the page beforehand: carrying them there from here is no part of the way.
  const page = await extension.open("options.html");
  const message = await page.evaluateHandle((message) => message, {
    pipni: "bulk.send",
    input: { calendarId: "bench", items },
  });
  using sends = new Arrivals(() => gosms.requestsTo("send"));
  const began = performance.now();
  const answer = (await message.evaluate(callBackground)) as { value: { queued: string[] } };
  const answered = performance.now() - began;
  const { queued } = answer.value;
  if (queued.length !== texts) throw new Error(`only ${queued.length} of ${texts} texts were taken`);
  await sends.count(texts, 180_000);
  await new Promise((resolve) => setTimeout(resolve, 2 * latencyMs));
  if (gosms.messages.length !== texts) throw new Error(`${gosms.messages.length} texts were accepted`);

  const at = sends.seen.map((one) => one.at - began);
  return { at, answered, total: (at.at(-1) ?? Number.NaN) + latencyMs, bare };
}
