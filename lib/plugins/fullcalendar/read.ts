import {
  type AppointmentChange,
  askUntilAnswered,
  type NetworkWrite,
  type PluginContext,
} from "../../plugin-api/index.ts";
import { Entry } from "../../plugin-kit/fullcalendar/entry.ts";
import type { ChangeListener, ChangeSource } from "../../plugin-kit/fullcalendar/reader.ts";
import type { Snapshot } from "../../plugin-kit/fullcalendar/snapshot.ts";
import { Changes } from "./changes.ts";
import { Facts } from "./facts.ts";

/**
 * Whatever app is built on FullCalendar: nothing is agreed about its requests and its events, so the background
 * reads both by the names of their fields.
 */
export class ReadByNames implements ChangeSource {
  readonly entry = Entry;
  readonly #context: Pick<PluginContext, "askWrite" | "signal">;
  readonly #listener: ChangeListener;
  readonly #changes: Changes;

  constructor(context: Pick<PluginContext, "askWrite" | "signal">, listener: ChangeListener) {
    this.#context = context;
    this.#listener = listener;
    this.#changes = new Changes(listener);
  }

  async wrote(write: NetworkWrite, now: number): Promise<AppointmentChange[]> {
    const { method, url, body, status, response, location, redirected } = write;
    // Spares the background what the server refused.
    if (status < 200 || status > 299) return [];
    const { signal } = this.#context;
    try {
      const text = { method, url, body, status, response, location, redirected };
      const reading = await askUntilAnswered(signal, () => this.#context.askWrite(text));
      return reading ? this.#changes.wrote(new Facts(write, reading), now) : [];
    } catch (error) {
      if (!signal.aborted) {
        console.error("Pípni:", error);
        this.#listener.missed("");
      }
      return [];
    }
  }

  look(snapshot: Snapshot, now: number): AppointmentChange[] {
    return this.#changes.look(snapshot, now);
  }

  gone(root: string, now: number): void {
    this.#changes.gone(root, now);
  }

  tick(now: number): AppointmentChange[] {
    return this.#changes.tick(now);
  }

  dueAt(now: number): number | null {
    return this.#changes.dueAt(now);
  }
}
