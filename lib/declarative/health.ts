import type { Emitter, Event, Missing, Reading } from "../plugin-api/index.ts";
import { loadsWithin, readableWithin } from "../plugin-kit/waits.ts";
import type { PageReading } from "./page-reading.ts";

/** Why the calendar cannot be read. */
export interface Lack {
  missing: Missing;
  detail?: string;
}

/** @param ofLists what its lists lack */
export function lackOf(found: PageReading, ofLists: Lack | null): Lack | null {
  switch (found.state) {
    case "absent":
      // This is another page of the site, so nothing is missing.
      return found.expected ? { missing: "calendar" } : null;
    case "loading":
      return { missing: "loading" };
    case "unreadable":
      return { missing: "fields", detail: found.field };
    case "read":
      return ofLists;
  }
}

/** Whether the calendar can be read. A problem is reported only after it has lasted too long. */
export interface Health extends Disposable {
  /** The last report. */
  reading(): Reading | null;
  /** What is missing now, reported or not. */
  lack(): Lack | null;
  readonly onDidRead: Event<Reading>;
  /**
   * Reports how many appointments were read, where that is news.
   * @param unread how many more could not be
   * @param content what is shown of them
   */
  read(appointments: number, unread: number, content: string): void;
  /** @param lack `null` if nothing is missing any more */
  await(lack: Lack | null): void;
  /** Reports it at once. */
  fail(lack: Lack): void;
  dueAt(): number | null;
  tick(now: number): void;
}

export function keepHealth(readings: Emitter<Reading>): Health {
  let told: Reading | null = null;
  let toldContent = "";
  let lack: (Lack & { since: number }) | null = null;

  function tell(reading: Reading): void {
    told = reading;
    readings.fire(reading);
  }

  const isTold = (missing: Missing): boolean => told?.ok === false && told.missing === missing;

  function fail({ missing, detail }: Lack): void {
    if (!isTold(missing)) tell({ ok: false, missing, detail });
  }

  function dueAt(): number | null {
    if (!lack || isTold(lack.missing)) return null;
    return lack.since + (lack.missing === "loading" ? loadsWithin : readableWithin);
  }

  return {
    reading: () => told,
    lack: () => lack,
    onDidRead: readings.event,

    read(appointments, unread, content) {
      const now = `${appointments} ${unread} ${content}`;
      if (told?.ok && toldContent === now) return;
      toldContent = now;
      tell({ ok: true, appointments, unread });
    },

    await(now) {
      if (now === null || lack?.missing !== now.missing) lack = now && { ...now, since: Date.now() };
    },

    fail,
    dueAt,

    tick(now) {
      const due = dueAt();
      if (lack && due !== null && due <= now) fail(lack);
    },

    [Symbol.dispose]: () => readings[Symbol.dispose](),
  };
}
