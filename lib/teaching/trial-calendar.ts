import { openCalendar } from "../declarative/calendar.ts";
import { answerRules } from "../declarative/request-reading.ts";
import type { AppointmentChange } from "../domain/appointment.ts";
import type { DeclaredCalendar } from "../plugin-api/declared-calendar.ts";
import { createEmitter } from "../plugin-api/event.ts";
import type { NetworkWrite } from "../plugin-api/network.ts";
import type { PluginMemory } from "../plugin-api/plugin.ts";

/** A calendar that is read and watched as it will be, and whose reports go nowhere but to the caller. */
export class TrialCalendar implements Disposable {
  readonly #writes = createEmitter<NetworkWrite>();
  readonly #watched = createEmitter<NetworkWrite>();
  readonly #resources = new DisposableStack();

  /** @param memory what it goes on from where the page loads anew */
  constructor(
    calendar: DeclaredCalendar,
    memory: PluginMemory,
    onDidChange: (change: AppointmentChange) => void,
  ) {
    const stop = new AbortController();
    this.#resources.defer(() => stop.abort());
    const adapter = openCalendar(
      {
        signal: stop.signal,
        createEmitter,
        subscriptions: this.#resources,
        onDidWrite: this.#writes.event,
        onDidSee: this.#watched.event,
        watch: () => {},
        // What is taught has no rule about iCalendar.
        askRules: (_, question) => Promise.resolve(answerRules(calendar, question)),
        memory,
      },
      { id: "", ...calendar },
    );
    this.#resources.use(adapter);
    this.#resources.use(adapter.onDidChange(onDidChange));
  }

  hear(write: NetworkWrite): void {
    (write.status === 0 ? this.#watched : this.#writes).fire(write);
  }

  [Symbol.dispose](): void {
    this.#resources.dispose();
  }
}
