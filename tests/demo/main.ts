import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { BrowserMissing } from "../browsers.ts";
import { type Practice, startPractice } from "../calendars/practice/server.ts";
import { build } from "../e2e/build.ts";
import { type Extension, launchChromium } from "../e2e/chromium.ts";
import { type Gosms, startGosms } from "../gosms/server.ts";
import { playDay } from "./day.ts";

/** The whole product on this computer alone: no account, no network, nobody's phone rings. */

export interface Stage {
  extension: Extension;
  gosms: Gosms;
  practice: Practice;
  /** Where screenshots go. */
  shots: string;
}

const { values } = parseArgs({ options: { headless: { type: "boolean", default: false } } });

/** Linux without a display cannot show a window. */
const blind = process.platform === "linux" && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;

async function main(): Promise<void> {
  if (blind && !values.headless) {
    console.error("There is no display here. Let the demo play by itself: npm run demo -- --headless");
    process.exitCode = 1;
    return;
  }
  console.log("Building the extension…");
  build("chrome");
  const shots = join(import.meta.dirname, "../../.artifacts/demo");
  await mkdir(shots, { recursive: true });
  await using gosms = await startGosms({ http2: true });
  await using practice = await startPractice({ seed: "demo", practiceName: "Ordinace Na Náměstí" });
  await using extension = await launchChromium({
    gosms,
    calendars: [practice.url],
    headless: values.headless,
  });
  await extension.configure(gosms.account, (settings) => {
    settings.sending.settleSeconds = values.headless ? 3 : 10;
  });
  await extension.enable(practice.url, "Ordinace Na Náměstí");
  const stage = { extension, gosms, practice, shots };
  if (values.headless) await playDay(stage);
  else await letTry(stage);
}

async function letTry({ extension, gosms, practice }: Stage): Promise<void> {
  const calendar = await extension.context.newPage();
  await calendar.goto(practice.url);
  const phones = await extension.context.newPage();
  await phones.goto(gosms.phonesUrl);
  await calendar.bringToFront();
  console.log(`
Chromium is open with Pípni in it, set up and switched on. Try:
  1. In the calendar, make an appointment for a patient on a coming day: ten seconds later a confirmation leaves.
     The notice in the corner has "Neodesílat". Drag the appointment elsewhere, or cancel it.
  2. Click into a day's column and press "Hromadná SMS" in the calendar's own toolbar.
  3. Look at the patients' phones in the other tab: ${gosms.phonesUrl}
     There you can also let GoSMS fail, in all the ways that it can.
  4. Pípni's icon shows today's texts; the options page everything else.
Close the browser or press Ctrl+C to end.
`);
  const { promise, resolve } = Promise.withResolvers<void>();
  extension.context.on("close", () => resolve());
  process.once("SIGINT", () => resolve());
  await promise;
}

try {
  await main();
} catch (error) {
  if (!(error instanceof BrowserMissing)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
