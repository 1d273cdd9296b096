import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultSettings, type Settings } from "../../lib/domain/settings.ts";
import { findBrowser } from "../browsers.ts";
import { sendText, startWebServer } from "../calendars/web-server.ts";
import { confirmedReadings } from "../confirmed-readings.ts";
import { build, withHosts } from "../e2e/build.ts";
import { type Gosms, startGosms } from "../gosms/server.ts";
import { Chromium } from "./chromium.ts";

let isBuilt = false;

function buildOnce(): void {
  if (!isBuilt) build("chrome", "faults");
  isBuilt = true;
}

/** A workplace that outlives every kill: the gateway, a calendar's page, the extension's folder and the profile. */
export class Place implements AsyncDisposable {
  readonly gosms: Gosms;
  readonly settings: Settings;
  /** A page of an enabled calendar. */
  readonly calendar: string;
  readonly profile: string;
  readonly #build: string;
  readonly #executable: string;
  readonly #cleanUp: AsyncDisposableStack;

  private constructor(parts: {
    gosms: Gosms;
    calendar: string;
    profile: string;
    build: string;
    executable: string;
    cleanUp: AsyncDisposableStack;
  }) {
    this.gosms = parts.gosms;
    this.calendar = parts.calendar;
    this.profile = parts.profile;
    this.#build = parts.build;
    this.#executable = parts.executable;
    this.#cleanUp = parts.cleanUp;
    this.settings = structuredClone(defaultSettings);
    Object.assign(this.settings.practice, {
      name: "Ordinace",
      phone: "+420 234 567 890",
      timeZone: "Europe/Prague",
    });
    this.settings.templates.confirmation.texts.cs = "Termín #DATUM# v #CAS#";
    this.settings.templates.cancellation.texts.cs = "Zrušen #DATUM# v #CAS#";
    this.settings.templates.reminder.texts.cs = "Připomínka #DATUM# v #CAS#";
    // At any hour of any day, so that each appointment has one.
    Object.assign(this.settings.reminders, { from: "00:00", to: "23:59", restDays: true });
    this.remind(true, false);
    // The one with a number, so that patients can answer.
    this.settings.sending = { ...this.settings.sending, channel: 2, settleSeconds: 0 };
    this.settings.language = "cs";
  }

  /** @param beside a place of the same practice: another computer on its calendar and its account */
  static async open(beside?: Place): Promise<Place> {
    await using stack = new AsyncDisposableStack();
    const profile = await mkdtemp(join(tmpdir(), "pipni-profile-"));
    stack.defer(() => rm(profile, { recursive: true, force: true }));
    if (beside) {
      const { gosms, calendar } = beside;
      const shared = { gosms, calendar, build: beside.#build, executable: beside.#executable };
      return new Place({ ...shared, profile, cleanUp: stack.move() });
    }
    const gosms = stack.use(await startGosms({ credit: 1_000_000, deliveryMs: 20_000 }));
    const page = "<!doctype html><title>Kalendář</title>";
    const calendar = await startWebServer({}, async (_, res) => sendText(res, 200, page, "text/html"));
    stack.defer(() => calendar.close());
    buildOnce();
    const extension = await withHosts("chrome", ["http://127.0.0.1/*"], "faults");
    stack.defer(() => rm(extension, { recursive: true, force: true }));
    const executable = await findBrowser("chromium");
    return new Place({
      gosms,
      calendar: `${calendar.url}/`,
      profile,
      build: extension,
      executable,
      cleanUp: stack.move(),
    });
  }

  /** Switches reminders on or off, the second of the two by itself. */
  remind(isOn: boolean, isTwice: boolean): void {
    const hours = (count: number) => ({ count, unit: "hours" as const });
    this.settings.reminders.enabled = isOn;
    this.settings.reminders.offsets = isTwice ? [hours(3), hours(30)] : [hours(3)];
  }

  launch(): Promise<Chromium> {
    return Chromium.launch({
      build: this.#build,
      profile: this.profile,
      executable: this.#executable,
      gosmsPort: this.gosms.port,
      calendar: this.calendar,
    });
  }

  /** The first start: what a person sets up. */
  async setUp(): Promise<Chromium> {
    const chromium = await this.launch();
    await chromium.store({ settings: this.settings, ...confirmedReadings(this.calendar) });
    await this.signIn(chromium);
    await chromium.call("sites.enable", { url: this.calendar, name: "Zkouška", plugin: null });
    return chromium;
  }

  /** With the database the credentials are gone, and a person enters them again. */
  async signIn(chromium: Chromium): Promise<void> {
    const { clientId, clientSecret } = this.gosms.account;
    // The background makes the database, and answers this when it has.
    await chromium.call("outbox.sendAgain", { ids: [crypto.randomUUID()] });
    return chromium.setCredentials({ clientId, clientSecret });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#cleanUp.disposeAsync();
  }
}
