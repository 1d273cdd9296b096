import type { Message } from "../../lib/domain/outbox/message.ts";
import { alone, type Workstations } from "../../lib/domain/workstations.ts";
import { type How, type Line, openLine } from "../etcd/line.ts";
import { passwordOf } from "../etcd/root.ts";
import { bound } from "../machine.ts";
import type { Chromium } from "./chromium.ts";
import { Place } from "./place.ts";

/** One of several computers of a practice: a profile, a browser that can be killed, and lines to etcd. */

export const practiceName = "ordinace";
/** The practice's, as every computer has it from the first one's backup. */
const secret = Buffer.alloc(32, 7).toString("base64url");

/** From when to when nobody could be asked, in milliseconds since the epoch. */
export interface Outage {
  from: number;
  to: number;
}

export class Workstation implements AsyncDisposable {
  readonly name: string;
  readonly place: Place;
  readonly outages: Outage[] = [];
  readonly #lines: readonly Line[];
  #chromium: Chromium | null = null;
  /** Whoever wants the browser waits until it is there. */
  #there = Promise.withResolvers<Chromium>();
  #how: How = "whole";

  private constructor(name: string, place: Place, lines: readonly Line[]) {
    this.name = name;
    this.place = place;
    this.#lines = lines;
  }

  /** @param urls of etcd's nodes */
  static async open(at: number, urls: readonly string[], beside?: Place): Promise<Workstation> {
    const place = await Place.open(beside);
    const lines = await Promise.all(urls.map((url) => openLine(url)));
    const one = new Workstation(`recepce ${at + 1}`, place, lines);
    place.remind(false, false);
    one.#set(await place.setUp());
    await one.#join();
    return one;
  }

  /** What a person does with the first one's backup. */
  async #join(): Promise<void> {
    const chromium = await this.browser();
    await chromium.setSecret("workstations", { password: passwordOf(practiceName), secret });
    const workstations: Workstations = {
      ...alone,
      mode: "shared",
      urls: this.#lines.map(({ url }) => url),
      user: practiceName,
      name: this.name,
      id: this.name,
      stamp: 1,
    };
    await chromium.store({ workstations });
  }

  browser(): Promise<Chromium> {
    return this.#there.promise;
  }

  #set(chromium: Chromium | null): void {
    this.#chromium = chromium;
    if (chromium) this.#there.resolve(chromium);
    else this.#there = Promise.withResolvers();
  }

  /** The power fails. @returns at once where it is off */
  async kill(): Promise<void> {
    const chromium = this.#chromium;
    if (!chromium) return;
    this.#set(null);
    await chromium.kill();
  }

  async start(): Promise<void> {
    if (!this.#chromium) this.#set(await this.place.launch());
  }

  line(how: How): void {
    if (this.#how === "whole" && how !== "whole")
      this.outages.push({ from: Date.now(), to: Number.POSITIVE_INFINITY });
    this.#how = how;
    for (const line of this.#lines) line.set(how);
    const open = this.outages.at(-1);
    if (how === "whole" && open) open.to = Math.min(open.to, Date.now());
  }

  /**
   * The line is cut at a request to come.
   * @returns whether that came within a while
   */
  async breakLineAt(after: number, loses: "request" | "answer"): Promise<boolean> {
    const broken = Promise.withResolvers<boolean>();
    for (const line of this.#lines)
      line.breakAt({
        after,
        loses,
        told: () => {
          this.line("cut");
          broken.resolve(true);
        },
      });
    const timer = setTimeout(() => broken.resolve(false), bound(2500));
    const came = await broken.promise;
    clearTimeout(timer);
    for (const line of this.#lines) line.breakAt(null);
    return came;
  }

  async rows(): Promise<Message[]> {
    return (await (await this.browser()).rows()).rows;
  }

  /** A person lets go on what is held, and looks again whether etcd answers. */
  async letGoOn(): Promise<void> {
    // Killed in the middle, there will be another time.
    await this.#chromium?.letGoOn().catch(() => {});
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#chromium?.[Symbol.asyncDispose]().catch(() => {});
    for (const line of this.#lines) await line[Symbol.asyncDispose]();
    await this.place[Symbol.asyncDispose]();
  }
}
