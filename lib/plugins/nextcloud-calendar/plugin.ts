import { type AppointmentChange, definePlugin, type NetworkWrite } from "../../plugin-api/index.ts";
import { Zone } from "../fullcalendar/instants.ts";
import { type ChangeSource, FullCalendar } from "../fullcalendar/reader.ts";
import type { Snapshot } from "../fullcalendar/snapshot.ts";
import { eventsOf, ShownEvent } from "./entry.ts";
import { Ledger } from "./ledger.ts";
import { readServerMessage } from "./messages.ts";
import { id } from "./plugin.json";

/** What the page writes to its server is news; what it shows is only needed where its server was not heard. */
class Writes implements ChangeSource {
  readonly #ledger: Ledger;
  readonly #onZone: (zone: Zone) => void;

  constructor(ledger: Ledger, onZone: (zone: Zone) => void) {
    this.#ledger = ledger;
    this.#onZone = onZone;
  }

  wrote(write: NetworkWrite, now: number): AppointmentChange[] {
    return this.#ledger.wrote(write, now);
  }

  look({ settled, zone, entries }: Snapshot): AppointmentChange[] {
    this.#onZone(zone);
    const events = [...entries.values()].filter((entry) => entry instanceof ShownEvent);
    if (settled) this.#ledger.shown(events.filter(({ isEvent }) => isEvent).map(({ shown }) => shown));
    return [];
  }

  gone(): void {}

  tick(now: number): AppointmentChange[] {
    return this.#ledger.tick(now);
  }

  dueAt(): number | null {
    return this.#ledger.dueAt();
  }
}

export default definePlugin(id, {
  activate(context) {
    let zone = new Zone("local");
    const ledger = new Ledger(() => zone, location.href);
    context.subscriptions.use(
      context.probe.onMessage((message) => {
        for (const reading of readServerMessage(message)?.readings ?? []) ledger.learn(reading);
      }),
    );
    const writes = new Writes(ledger, (shown) => {
      zone = shown;
    });
    const adapter = context.subscriptions.use(new FullCalendar(context, eventsOf(ledger), () => writes));
    context.registerCalendar(adapter);
  },
});
