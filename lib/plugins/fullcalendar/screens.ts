import type { Snapshot } from "../../plugin-kit/fullcalendar/snapshot.ts";

/** An app that draws its calendar anew with every change leaves it away no longer than this. */
const absence = 60_000;
const maxLooks = 20;

interface Look {
  at: number;
  from: number;
  to: number;
}

interface Screen {
  /** The last one that had settled. */
  snapshot: Snapshot;
  /** Whether it still is what stands there. */
  settled: boolean;
  /** Of settled looks, oldest first: what was on the screen when a write began. */
  looks: Look[];
}

/** What each calendar of the page shows now, and which days it has shown before. */
export class Screens {
  /** By the calendar's name. */
  readonly #screens = new Map<string, Screen>();
  /** The calendar that last left the page. */
  #departed: { screen: Screen; at: number } | null = null;

  /**
   * @returns what the calendar showed before, `null` at its first look; `undefined` when there is nothing to compare,
   * for what stands there has not settled
   */
  show(snapshot: Snapshot, at: number): Snapshot | null | undefined {
    const name = snapshot.view.root;
    let screen = this.#screens.get(name);
    if (!snapshot.settled) {
      if (screen) screen.settled = false;
      return undefined;
    }
    if (!screen && this.#departed && at - this.#departed.at < absence) {
      screen = this.#departed.screen;
      this.#departed = null;
    }
    const looks = [...(screen?.looks ?? []), { at, from: snapshot.from, to: snapshot.to }].slice(-maxLooks);
    this.#screens.set(name, { snapshot, settled: true, looks });
    return screen?.snapshot ?? null;
  }

  remove(name: string, at: number): void {
    const screen = this.#screens.get(name);
    if (screen) this.#departed = { screen, at };
    this.#screens.delete(name);
  }

  get snapshots(): Snapshot[] {
    return [...this.#screens.values()].map(({ snapshot }) => snapshot);
  }

  snapshotOf(name: string): Snapshot | undefined {
    return this.#screens.get(name)?.snapshot;
  }

  isUnsettled(name: string): boolean {
    return this.#screens.get(name)?.settled === false;
  }

  /** Whether another calendar of the page shows the event. */
  isElsewhere(id: string, name: string): boolean {
    for (const [other, { snapshot }] of this.#screens) {
      if (other !== name && snapshot.entries.get(id)?.cancelled === false) return true;
    }
    return false;
  }

  /** Whether some earlier look at this calendar covered the moment, and so would have shown what stood there. */
  wasLookedAt(start: number, name: string, at: number): boolean {
    const looks = this.#screens.get(name)?.looks ?? [];
    return looks.some((look) => look.at < at && look.from <= start && start < look.to);
  }

  /** Whether the days around the moment were on the screen at a time. */
  wasOnScreen(name: string, start: number, at: number): boolean {
    const look = this.#screens.get(name)?.looks.findLast((one) => one.at <= at);
    return look !== undefined && look.from <= start && start < look.to;
  }
}
