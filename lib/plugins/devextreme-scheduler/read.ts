import type { Fields } from "../../plugin-api/index.ts";
import { findDrawn } from "../../plugin-kit/event-store/find-drawn.ts";
import type { Library } from "../../plugin-kit/event-store/library.ts";
import { marker } from "../../plugin-kit/event-store/seen-event.ts";
import { type ReactFiber, reactFibers } from "../../plugin-kit/event-store/trees.ts";
import { dayOfDate, type WallClock } from "../../plugin-kit/event-store/wall-clock.ts";

/** The library's own object, by its public methods. Of the ways from an element to it only one is official. */

interface Scheduler {
  /** By jQuery, where the page has it. */
  element(): Element | ArrayLike<Element>;
  option(name: string): unknown;
  option(name: string, value: unknown): void;
  getDataSource(): { items(): Fields[]; key?(): unknown } | null | undefined;
  getStartViewDate(): Date;
  getEndViewDate(): Date;
  /** Not every version can tell when a series takes place. */
  getOccurrences?(
    from: Date,
    to: Date,
    items: readonly Fields[],
  ): { startDate: Date; endDate: Date; appointmentData: Fields }[];
}

/** Where an app keeps what: `visit.from`, or a function of its own. */
type Names = Record<"text" | "start" | "end" | "allDay" | "rule" | "visible" | "key", unknown>;

/** An appointment as it takes place: of a series, once for each time. */
interface Visit {
  item: Fields;
  start: Date;
  end: Date | null;
  names: Names;
}

const dayMs = 86_400_000;
const cells = ".dx-scheduler-date-table-cell, .dx-scheduler-all-day-table-cell";
/** As many items are asked for at once as take no longer than a fraction of a frame. */
const batch = 100;

const isScheduler = (value: unknown): value is Scheduler => {
  const { element, option, getDataSource, getStartViewDate } = (value ?? {}) as Partial<Scheduler>;
  return [element, option, getDataSource, getStartViewDate].every((method) => typeof method === "function");
};

/** A component may keep references to others as well. */
function isAt(root: Element, calendar: Scheduler): boolean {
  const element = calendar.element();
  return element === root || (element as ArrayLike<Element>)[0] === root;
}

/** What a component keeps from one drawing to the next. */
function* keptBy({ memoizedState }: ReactFiber): Generator<unknown> {
  let hook = memoizedState as { memoizedState?: unknown; next?: unknown } | null | undefined;
  for (let left = 40; typeof hook === "object" && hook && left > 0; left--, hook = hook.next as typeof hook)
    yield (hook.memoizedState as { current?: unknown } | null | undefined)?.current;
}

function* heldAt(root: Element): Generator<unknown> {
  const { DevExpress, jQuery } = globalThis as {
    DevExpress?: { ui?: { dxScheduler?: { getInstance?(element: Element): unknown } } };
    jQuery?(element: Element): { data?(name: string): unknown };
  };
  yield DevExpress?.ui?.dxScheduler?.getInstance?.(root);
  for (const key of Object.keys(root))
    if (key.startsWith("jQuery")) yield ((root as unknown as Fields)[key] as Fields | undefined)?.dxScheduler;
  yield jQuery?.(root).data?.("dxScheduler");
  for (const fiber of reactFibers(root)) yield* keptBy(fiber);
}

const text = (value: unknown): string => (value === null || value === undefined ? "" : String(value));

function fieldOf(item: Fields, name: unknown): unknown {
  if (typeof name === "function") return name(item);
  let value: unknown = item;
  for (const key of text(name).split(".")) value = (value as Fields | null | undefined)?.[key];
  return value;
}

/** A day alone is the browser's own, as the library takes it. */
const dateOf = (value: unknown): Date =>
  new Date(
    typeof value === "string" && /^\d{4}-\d\d-\d\d$/.test(value)
      ? `${value}T00:00`
      : (value as string | Date),
  );

function namesIn(calendar: Scheduler): Names {
  const named = (name: string) => calendar.option(`${name}Expr`);
  return {
    text: named("text"),
    start: named("startDate"),
    end: named("endDate"),
    allDay: named("allDay"),
    rule: named("recurrenceRule"),
    visible: named("visible") ?? "visible",
    key: calendar.getDataSource()?.key?.() ?? "id",
  };
}

function* visitsOf(calendar: Scheduler, items: readonly Fields[], names: Names): Generator<Visit> {
  if (!calendar.getOccurrences) {
    for (const item of items) {
      const [start, end] = [fieldOf(item, names.start), fieldOf(item, names.end)];
      yield { item, start: dateOf(start), end: end ? dateOf(end) : null, names };
    }
    return;
  }
  // Its days are the browser's, whatever zone it shows.
  const from = new Date(calendar.getStartViewDate().getTime() - dayMs);
  const to = new Date(calendar.getEndViewDate().getTime() + dayMs);
  for (const { startDate, endDate, appointmentData } of calendar.getOccurrences(from, to, items))
    yield { item: appointmentData, start: startDate, end: endDate, names };
}

/** Without the times, which are read by themselves. */
function dataOf(item: Fields, { text: title, start, end }: Names): Fields {
  const own = new Set([title, start, end].map((name) => text(name).split(".")[0]));
  return Object.fromEntries(Object.entries(item).filter(([key]) => !own.has(key)));
}

const dayOf = (date: Date, clock: WallClock): number =>
  Math.floor(clock.at(date.getTime()).wall / dayMs) * dayMs;

/** Which of the days that are shown a cell's column stands for, as the headers above it say. */
function dayOfColumn(root: Element, column: number, days: readonly number[]): number | undefined {
  const numbers = days.map((day) => new Date(day).getUTCDate());
  for (const row of root.querySelectorAll(".dx-scheduler-header-row")) {
    const heads = [...row.querySelectorAll<HTMLTableCellElement>("th, td")];
    // Groups and hours have rows of their own, with numbers in them.
    const named = heads.map(
      ({ title, textContent }) => /^\D*(\d{1,2})\D*$/.exec(title || textContent || "")?.[1],
    );
    const at = named.map((number) => numbers.indexOf(Number(number)));
    if (at.length === 0 || at.includes(-1) || at[0] !== 0 || at.at(-1) !== days.length - 1) continue;
    const spread = heads.flatMap(({ colSpan }, place) => Array<number>(colSpan).fill(at[place] ?? -1));
    return days[spread[column] ?? -1];
  }
  return undefined;
}

export const scheduler: Library<Scheduler, Visit> = {
  find: () =>
    findDrawn(".dx-scheduler", (root) =>
      heldAt(root)
        .filter(isScheduler)
        .find((one) => isAt(root, one)),
    ),

  shown(calendar) {
    const zone = calendar.option("timeZone");
    return {
      timeZone: typeof zone === "string" && zone !== "" ? zone : "local",
      first: dayOfDate(calendar.getStartViewDate()),
      last: dayOfDate(calendar.getEndViewDate()),
    };
  },

  *items(calendar) {
    const all = calendar.getDataSource()?.items() ?? [];
    const names = namesIn(calendar);
    for (let at = 0; at < all.length; at += batch)
      yield* visitsOf(calendar, all.slice(at, at + batch), names);
  },

  event({ item, start, end, names }, calendar, clock) {
    // A filter may hide what was cancelled.
    if (fieldOf(item, names.visible) === false) return null;
    const recurring = text(fieldOf(item, names.rule)) !== "";
    if (recurring && !calendar.getOccurrences) throw new Error("nobody knows when the series takes place");
    const common = {
      id: text(fieldOf(item, names.key)),
      title: text(fieldOf(item, names.text)),
      recurring,
      data: dataOf(item, names),
    };
    if (fieldOf(item, names.allDay) !== true)
      return {
        ...common,
        allDay: false,
        start: clock.at(start.getTime()),
        end: end && clock.at(end.getTime()),
      };
    return {
      ...common,
      allDay: true,
      start: { wall: dayOf(start, clock), offset: null },
      // The last day is named, not the first one after it.
      end: { wall: dayOf(end ?? start, clock) + dayMs, offset: null },
    };
  },

  dayAt({ element, under }, calendar, root) {
    const { first, last } = scheduler.shown(calendar, root);
    const days = Array.from({ length: (last - first) / dayMs + 1 }, (_, after) => first + after * dayMs);
    for (const one of [element, ...under()]) {
      const cell = root.contains(one) ? one.closest<HTMLTableCellElement>(cells) : null;
      if (!cell) continue;
      const row = cell.parentElement as HTMLTableRowElement;
      // A month's cells have the day's number in them.
      const number = /^\D*(\d{1,2})\D*$/.exec(cell.textContent ?? "")?.[1];
      const inMonth = days[7 * row.rowIndex + cell.cellIndex];
      const isMonth =
        inMonth !== undefined && row.cells.length === 7 && new Date(inMonth).getUTCDate() === Number(number);
      const day = isMonth ? inMonth : dayOfColumn(root, cell.cellIndex, days);
      return day === undefined ? null : marker(day).slice(0, 10);
    }
    return null;
  },

  turnTo(day, calendar) {
    calendar.option("currentDate", new Date(`${day}T12:00`));
  },
};
