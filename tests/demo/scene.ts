import { expect, type Page } from "@playwright/test";
import type { Practice } from "../calendars/practice/server.ts";
import type { Extension } from "../e2e/chromium.ts";
import { clickDay, nextWorkday } from "../e2e/practice.ts";
import type { MessageRecord } from "../gosms/messages.ts";
import type { Gosms } from "../gosms/server.ts";
import { bound } from "../machine.ts";

/** Where a receptionist's day is played: one browser, her calendar, and the patients' phones. */
export interface Stage {
  extension: Extension;
  gosms: Gosms;
  practice: Practice;
  /** A picture for people to look at. */
  picture(page: Page, name: string): Promise<unknown>;
}

/** One thing that she does, and what must come of it. */
export interface Step {
  /** Her clock's time, as it is printed. */
  at: string;
  says: string;
  /** Throws where something does not come out as it should. */
  play(scene: Scene): Promise<void>;
}

/** What one step leaves to the next. */
export class Scene {
  readonly stage: Stage;
  /** The day for which appointments are made and reminders are sent. */
  readonly day = nextWorkday();
  /** Her calendar, open all day. */
  calendar!: Page;
  /** The window of "Hromadná SMS". */
  bulk!: Page;
  /** The reminders that left for the day. */
  reminded: readonly MessageRecord[] = [];
  /** How many texts have left up to now: each step says how many it adds. */
  #left = 0;

  constructor(stage: Stage) {
    this.stage = stage;
  }

  get extension(): Extension {
    return this.stage.extension;
  }

  get gosms(): Gosms {
    return this.stage.gosms;
  }

  /** Waits until so many more texts have reached GoSMS, and no others. */
  async leaves(count: number): Promise<readonly MessageRecord[]> {
    const before = this.#left;
    this.#left += count;
    // A worker that the browser has put to sleep may be woken by its alarm alone, after half a minute.
    await expect.poll(() => this.gosms.messages.length, { timeout: bound(60_000) }).toBe(this.#left);
    return this.gosms.messages.slice(before);
  }

  /**
   * Opens the window for the day, from the calendar's own toolbar.
   * @param title as the window calls itself in Czech; `null` in any language
   */
  async openBulk(title: string | null = "Odeslání SMS pacientům"): Promise<Page> {
    await clickDay(this.calendar, this.day);
    const opening = this.extension.context.waitForEvent("page");
    await this.calendar.getByRole("button", { name: "Hromadná SMS" }).click();
    this.bulk = await opening;
    await this.bulk.setViewportSize({ width: 1280, height: 900 });
    await expect(
      this.bulk.getByRole("heading", { level: 1, ...(title === null ? {} : { name: title }) }),
    ).toBeVisible();
    await expect(this.bulk.locator("tbody tr").first()).toBeVisible();
    return this.bulk;
  }

  /** One of Pípni's own pages, for as long as the work takes. */
  async on<T>(address: string, work: (page: Page) => Promise<T>): Promise<T> {
    const page = await this.extension.open(address);
    await page.setViewportSize(
      address.startsWith("popup") ? { width: 400, height: 600 } : { width: 1280, height: 900 },
    );
    const done = await work(page);
    await page.close();
    return done;
  }
}
