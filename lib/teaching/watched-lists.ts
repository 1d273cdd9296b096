import type { Entry } from "../declarative/entry.ts";
import { keepLists } from "../declarative/lists.ts";
import { readRequest } from "../declarative/request-reading.ts";
import type { DeclaredCalendar, NetworkRule } from "../plugin-api/declared-calendar.ts";
import { accepted, type NetworkWrite } from "../plugin-api/network.ts";
import { dayIn, type Zone } from "../plugin-kit/zone.ts";
import { type Answered, answeredIn } from "./answered.ts";
import { cancelRule } from "./recording.ts";

/** So long after a change a page asks for its list again, if it does. */
const asksWithin = 2_500;

/**
 * What the lists of a page on trial hold. Where the page does not ask for its list after a change, the answer to the
 * change tells what came of it.
 */
export class WatchedLists {
  readonly #calendar: DeclaredCalendar;
  readonly #clock: Zone;
  readonly #lists;
  #listedAt = 0;
  #isPart = false;
  /** Accepted, and not a list. */
  #changes: NetworkWrite[] = [];
  /** Of appointments that the answers to changes told. */
  readonly #answered = new Map<string, Answered>();
  /** Of appointments that changes ended. */
  readonly #ended = new WeakMap<NetworkWrite, string>();

  constructor(calendar: DeclaredCalendar, clock: Zone) {
    this.#calendar = calendar;
    this.#clock = clock;
    this.#lists = keepLists(clock);
  }

  get #rule(): NetworkRule | undefined {
    return this.#calendar.network?.find(({ kind }) => kind === "list");
  }

  /** The page goes on from what has changed, or from pages of it: nobody else has the whole of it. */
  get isPart(): boolean {
    return this.#isPart;
  }

  isEmpty(): boolean {
    return this.#lists.isEmpty();
  }

  isList(write: NetworkWrite): boolean {
    return readRequest(this.#calendar, { write, only: "list" })?.list?.ok === true;
  }

  /** @returns whether it was a list */
  hear(write: NetworkWrite): boolean {
    const reading = readRequest(this.#calendar, { write, only: "list" });
    if (!reading?.list) {
      if (accepted(write)) this.#changes = [...this.#changes, write].slice(-20);
      return false;
    }
    if (!reading.list.ok) {
      this.#isPart ||= reading.list.isPart ?? false;
      return true;
    }
    this.#lists.add({
      rule: reading.rule,
      question: `${write.method} ${write.url} ${write.body ?? ""}`.slice(0, 5_000),
      ...reading.list,
      entries: new Map(reading.list.entries.map((entry) => [entry.id, entry])),
      at: write.endedAt,
    });
    this.#listedAt = Math.max(this.#listedAt, write.startedAt);
    return true;
  }

  /** The place of a new appointment's id in the answer by which it was told; `null` where a list told it. */
  answeredId(id: string): string | null {
    return this.#lists.entries().has(id) ? null : (this.#answered.get(id)?.id ?? null);
  }

  /** @param trial the appointment that is being tried with */
  entries(at: number, trial: Entry | null): Map<string, Entry> {
    const entries = this.#lists.entries();
    const untold = this.#changes.filter(
      ({ endedAt }) => endedAt > this.#listedAt && endedAt + asksWithin <= at,
    );
    for (const write of untold) {
      const told =
        this.#rule && answeredIn(write, this.#rule, this.#clock, dayIn(this.#clock, write.endedAt));
      if (told) {
        this.#answered.set(told.entry.id, told);
        entries.set(told.entry.id, told.entry);
      }
      // By then it may be another one that is tried with.
      if (trial && cancelRule([write], trial)) this.#ended.set(write, trial.id);
      entries.delete(this.#ended.get(write) ?? "");
    }
    return entries;
  }
}
