import {
  CalendarUnreadable,
  fieldsOf,
  isFields,
  listOf,
  type PluginContext,
  textOf as textUpTo,
} from "../../plugin-api/index.ts";
import { readEvents } from "../../plugin-kit/read-events.ts";
import { readAddress } from "./address.ts";
import type { Span } from "./changes.ts";
import { type OwnedRow, type Row, readRows, textOf } from "./read.ts";

const patience = 15_000;

const isCalendars = listOf(
  fieldsOf<{ id: string; active: unknown }>({ id: textUpTo(500), active: (_): _ is unknown => true }),
);

/** Marks the plugin's own requests, for whoever reads the server's log and for the plugin itself. */
export const ownMark = "for=pipni";

/** What the user has ticked decides what the server tells. */
export interface Calendars {
  /** Their ids, in order. */
  ticked: string[];
  /** Whether some are not. */
  areSomeHidden: boolean;
}

/** `20261124` */
const compact = (day: Temporal.PlainDate): string => day.toString().replaceAll("-", "");

/** SOGo answers its page's code alone, which proves itself by what only the page's own scripts can read. */
function token(): string {
  const cookie = document.cookie.split("; ").find((one) => one.startsWith("XSRF-TOKEN="));
  return cookie?.slice("XSRF-TOKEN=".length) ?? "";
}

export interface Found {
  rows: OwnedRow[];
  /** How many more there are that cannot be read. */
  unread: number;
  read: Span;
}

/** SOGo's server, asked as its page asks it, and only for what it tells without changing anything. */
export class Server {
  /** As `readAddress` tells it. */
  readonly folder: string;
  /** Of SOGo's user, as the page's own address has it. */
  readonly #user: string;
  readonly #context: Pick<PluginContext, "askEvents" | "signal">;
  #timeZone: Promise<string> | null = null;

  /**
   * @param address of SOGo's calendar page
   * @throws CalendarUnreadable where it is not one
   */
  constructor(address: string, context: Pick<PluginContext, "askEvents" | "signal">) {
    const folder = readAddress(address)?.folder;
    if (folder === undefined) throw new CalendarUnreadable("calendar");
    this.folder = folder;
    this.#user = address.replace(/\/Calendar(?![^/?#]).*$/s, "");
    this.#context = context;
  }

  async #get(address: string): Promise<unknown> {
    try {
      const response = await fetch(address, {
        headers: { Accept: "application/json", "X-XSRF-TOKEN": token() },
        credentials: "include",
        redirect: "error",
        signal: AbortSignal.any([this.#context.signal, AbortSignal.timeout(patience)]),
      });
      if (!response.ok) throw new Error(`SOGo answered ${response.status}`);
      return await response.json();
    } catch (cause) {
      throw new CalendarUnreadable("data", { cause });
    }
  }

  /**
   * Of SOGo's user, in which the page shows everything, whatever the browser's own is.
   * @throws CalendarUnreadable
   */
  timeZone(): Promise<string> {
    this.#timeZone ??= this.#readTimeZone();
    this.#timeZone.catch(() => {
      this.#timeZone = null;
    });
    return this.#timeZone;
  }

  async #readTimeZone(): Promise<string> {
    const defaults = await this.#get(`${this.#user}/jsonDefaults?${ownMark}`);
    const timeZone = isFields(defaults) ? defaults.SOGoTimeZone : undefined;
    try {
      return Temporal.Now.zonedDateTimeISO(String(timeZone)).timeZoneId;
    } catch (cause) {
      throw new CalendarUnreadable("timeZone", { cause });
    }
  }

  /**
   * Everything in the calendars that the user has ticked which touches the days; some rows may lie outside of them.
   * @throws CalendarUnreadable
   */
  async rows(from: Temporal.PlainDate, to: Temporal.PlainDate): Promise<Found> {
    const timeZone = await this.timeZone();
    const startedAt = Date.now();
    // Any other view gets times that are wrong by an hour in ranges, and on days, in which the clocks change.
    const query = `sd=${compact(from)}&ed=${compact(to)}&view=monthview&${ownMark}`;
    const answer = await this.#get(`${this.#user}/Calendar/eventsblocks?${query}`);
    let unread = 0;
    const rows = readRows(answer, from.toZonedDateTime(timeZone), () => {
      unread++;
    });
    if (rows === null) throw new CalendarUnreadable("data");
    const read = { startedAt, endedAt: Date.now() };
    return { rows: await this.#withPatients(rows), unread, read };
  }

  /** @throws CalendarUnreadable */
  async calendars(): Promise<Calendars> {
    const answer = await this.#get(`${this.#user}/Calendar/calendarslist?${ownMark}`);
    const all = isFields(answer) ? answer.calendars : undefined;
    if (!isCalendars(all)) throw new CalendarUnreadable("data");
    const ticked = all.filter(({ active }) => Number(active) === 1).map(({ id }) => id);
    return { ticked: ticked.sort(), areSomeHidden: ticked.length < all.length };
  }

  async #withPatients(rows: readonly Row[]): Promise<OwnedRow[]> {
    const readings = await readEvents(this.#context, rows.map(textOf)).catch((cause: unknown) => {
      throw new CalendarUnreadable("data", { cause });
    });
    return rows.map((row, index) => ({ ...row, patient: readings[index]?.patient ?? null }));
  }
}
