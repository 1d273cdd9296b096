import type { Entry } from "../declarative/entry.ts";
import type { TaughtRow, TaughtSource } from "../domain/teaching.ts";
import type { DeclaredCalendar } from "../plugin-api/declared-calendar.ts";
import type { NetworkWrite } from "../plugin-api/network.ts";
import type { Lesson } from "./lesson.ts";
import { isAskedInParts, type ListProposal, proposeLists, type Seen } from "./listed/propose.ts";
import type { TaughtPage } from "./taught-page.ts";

/** Where the appointments of a lesson are read: in a list that the page has received, or on the page itself. */
export class Sources {
  #lists: ListProposal[] = [];
  /** -1 for the page. */
  #at = -1;
  #isChosen = false;
  #seen = "";

  /** Looks for the appointment that was pointed at in what the page has received. */
  look(lesson: Lesson, answers: readonly NetworkWrite[], { clock, reference, href }: TaughtPage): void {
    const shown = lesson.shown();
    const seen = JSON.stringify([answers.length, answers.at(-1)?.endedAt, shown]);
    if (seen === this.#seen) return;
    this.#seen = seen;
    const propose = (given: Pick<Seen, "pointed" | "rows">): ListProposal[] =>
      shown
        ? proposeLists(
            answers,
            { ...given, days: shown.days, origin: new URL(href).origin },
            clock,
            reference,
          )
        : [];
    let found = shown ? propose(shown) : [];
    // A page without lasting marks may have been taken for one appointment as a whole.
    if (shown && found.length === 0 && shown.rows.length <= 1)
      found = propose({ pointed: shown.alone, rows: [] });
    // What a person has seen and chosen stays.
    const { list } = this;
    const isLost = list !== null && isAskedInParts(list, answers);
    if (found.length === 0 && this.#isChosen && list && !isLost) return;
    if (isLost) this.#isChosen = false;
    this.#lists = found;
    if (!this.#isChosen) this.#at = found.length > 0 ? 0 : -1;
    this.#at = Math.min(this.#at, found.length - 1);
  }

  get chosen(): number {
    return this.#at;
  }

  /** @param at -1 for the page itself */
  choose(at: number): void {
    if (at < -1 || at >= this.#lists.length) return;
    this.#at = at;
    this.#isChosen = true;
  }

  get list(): ListProposal | null {
    return this.#lists[this.#at] ?? null;
  }

  /** Whether there is one to choose. */
  hasList(): boolean {
    return this.#lists.length > 0;
  }

  options(lesson: Lesson): TaughtSource[] {
    const lists = this.#lists.map(({ entries }): TaughtSource => ({ kind: "list", count: entries.length }));
    const own = lesson.calendar() ? [{ kind: "page", count: lesson.elements().length } as const] : [];
    return [...lists, ...own];
  }

  /** What was taught, as a plugin says it. */
  calendar(lesson: Lesson): DeclaredCalendar | null {
    const { list } = this;
    const frame = lesson.frame();
    if (!list || !frame) return lesson.calendar();
    const day = { ...frame.day, ...(list.fetch !== null && { fetch: list.fetch }) };
    return {
      ...frame,
      ...(Object.keys(day).length > 0 && { day }),
      events: { source: "network" },
      network: [list.rule],
    };
  }

  rows(lesson: Lesson, { clock }: TaughtPage): TaughtRow[] {
    const { list } = this;
    if (!list) return lesson.rows();
    const days = lesson.shown()?.days ?? [];
    const isShown = ({ date }: Entry): boolean => days.length === 0 || days.includes(date);
    return list.entries
      .filter(isShown)
      .toSorted((a, b) => a.start - b.start)
      .map(({ start, date, patient, cancelled }) => ({
        day: date,
        time: clock.marker(start).slice(11, 16),
        patient: patient?.name || null,
        phone: patient?.phone ?? null,
        ok: true,
        ...(cancelled && { cancelled }),
      }));
  }
}
