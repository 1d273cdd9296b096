import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { BrowserMissing } from "../browsers.ts";
import { startPractice } from "../calendars/practice/server.ts";
import { build } from "../e2e/build.ts";
import { launchChromium } from "../e2e/chromium.ts";
import { startGosms } from "../gosms/server.ts";
import { playDay } from "./day.ts";
import type { Stage } from "./scene.ts";
import { takeStorePictures } from "./store-pictures.ts";

/** The whole product on this computer alone: no account, no network, nobody's phone rings. */

const { values } = parseArgs({
  options: {
    headless: { type: "boolean", default: false },
    /** Also the pictures for the stores, in Czech and English. */
    store: { type: "boolean", default: false },
  },
});

/** Linux without a display cannot show a window. */
const blind = process.platform === "linux" && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;

const storeFolder = join(import.meta.dirname, "../../.artifacts/store");

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
    // Of a number, so that patients can answer.
    settings.sending.channel = 2;
  });
  await extension.enable(practice.url, "Ordinace Na Náměstí");
  const stage: Stage = {
    ...{ extension, gosms, practice },
    picture: (page, name) => page.screenshot({ path: join(shots, `${name}.png`), fullPage: true }),
  };
  if (values.headless) await playByItself(stage);
  else await letTry(stage);
}

async function playByItself(stage: Stage): Promise<void> {
  const { gosms } = stage;
  let count = 0;
  const scene = await playDay(stage, async (title, play) => {
    console.log(title);
    await play();
    count++;
  });
  console.log(`\n${count} steps came out as they should. What each phone received:`);
  const phones = Object.groupBy(gosms.messages, ({ recipients }) => recipients.join(", "));
  for (const [phone, texts = []] of Object.entries(phones)) {
    console.log(`  ${phone}`);
    for (const { text, parts, price } of texts) console.log(`    ${text}  (${parts} SMS, ${price} Kč)`);
  }
  console.log(`\nCredit left: ${gosms.account.credit} Kč. Screenshots: .artifacts/demo/`);
  if (!values.store) return;
  await mkdir(storeFolder, { recursive: true });
  const taken = await takeStorePictures(scene, storeFolder);
  console.log(`For the stores, in .artifacts/store/: ${taken.join(", ")}`);
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
