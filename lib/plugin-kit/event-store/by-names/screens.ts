import type { Snapshot } from "../snapshot.ts";

/** An app that draws its calendar anew with every change leaves it away no longer than this. */
const absence = 60_000;
const maxLooks = 20;

interface Look {
  at: number;
  from: number;
  to: number;
}

interface Screen {
  /** The last one that was stable. */
  snapshot: Snapshot;
  /** Whether it still is what stands there. */
  stable: boolean;
  /** Of stable looks, oldest first: what was on the screen when a write began. */
  looks: Look[];
}

/** What each calendar of the page shows now, and which days it has shown before. */
export function keepScreens() {
  /** By the calendar's name. */
  const screens = new Map<string, Screen>();
  /** The calendar that last left the page. */
  let departed: { screen: Screen; at: number } | null = null;

  /**
   * @returns what the calendar showed before, `null` at its first look; `undefined` when there is nothing to compare,
   * for what stands there is not stable
   */
  function show(snapshot: Snapshot, at: number): Snapshot | null | undefined {
    const name = snapshot.view.root;
    let screen = screens.get(name);
    if (!snapshot.stable) {
      if (screen) screen.stable = false;
      return undefined;
    }
    if (!screen && departed && at - departed.at < absence) {
      screen = departed.screen;
      departed = null;
    }
    const looks = [...(screen?.looks ?? []), { at, from: snapshot.from, to: snapshot.to }].slice(-maxLooks);
    screens.set(name, { snapshot, stable: true, looks });
    return screen?.snapshot ?? null;
  }

  function remove(name: string, at: number): void {
    const screen = screens.get(name);
    if (screen) departed = { screen, at };
    screens.delete(name);
  }

  function snapshots(): Snapshot[] {
    return [...screens.values()].map(({ snapshot }) => snapshot);
  }

  function snapshotOf(name: string): Snapshot | undefined {
    return screens.get(name)?.snapshot;
  }

  function isUnstable(name: string): boolean {
    return screens.get(name)?.stable === false;
  }

  /** Whether another calendar of the page shows the event. */
  function isElsewhere(id: string, name: string): boolean {
    for (const [other, { snapshot }] of screens) {
      if (other !== name && snapshot.entries.get(id)?.cancelled === false) return true;
    }
    return false;
  }

  /** Whether some earlier look at this calendar covered the moment, and so would have shown what stood there. */
  function wasLookedAt(start: number, name: string, at: number): boolean {
    const looks = screens.get(name)?.looks ?? [];
    return looks.some((look) => look.at < at && look.from <= start && start < look.to);
  }

  /** Whether the days around the moment were on the screen at a time. */
  function wasOnScreen(name: string, start: number, at: number): boolean {
    const look = screens.get(name)?.looks.findLast((one) => one.at <= at);
    return look !== undefined && look.from <= start && start < look.to;
  }

  return { show, remove, snapshots, snapshotOf, isUnstable, isElsewhere, wasLookedAt, wasOnScreen };
}

export type Screens = ReturnType<typeof keepScreens>;
