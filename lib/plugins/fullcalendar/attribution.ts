import { type AppointmentChange, accepted, type NetworkWrite } from "../../plugin-api/index.ts";
import { baseOf, Entry } from "./entry.ts";
import { instantText } from "./instants.ts";
import type { ChangeListener, ChangeSource } from "./reader.ts";
import { Facts } from "./request.ts";
import type { Snapshot } from "./snapshot.ts";

/** How long after an accepted write its difference may turn up. */
const usual = 10_000;
/**
 * A difference must stand this long, for an app that takes it back takes it back at once; unless the calendar has
 * read it from its server since.
 */
const standing = 600;
/** How long a creation on days that are not shown waits to be borne out. */
const distance = 8 * 3600_000;
/** An app may turn to those days by itself; after this long it has not. */
const turning = 3_000;

/** An app that shows a change before it asks its server asks within this time. */
const optimism = 3_000;
/** An app that offers to undo a deletion asks its server only when the offer has run out. */
const undoOffer = 30_000;
/** A person who dragged something may think this long about "Really move?". */
const patience = 10 * 60_000;
/** How long an unexplained difference is kept for a slow answer. */
const memory = 60_000;
/** An app that draws its calendar anew with every change leaves it away no longer than this. */
const absence = 60_000;
/** An answer names another id than the event has: perhaps a stand-in that will be replaced. */
const replacement = 2_500;
const maxKnown = 20_000;

interface Difference {
  id: string;
  kind: "added" | "moved" | "removed";
  root: string;
  /** As the server last confirmed it; `null` for what is new. */
  before: Entry | null;
  /** As it is shown now; `null` for what is gone. */
  after: Entry | null;
  /** When it took its present shape. */
  since: number;
  /** Made by a drag in this page. */
  dragged: boolean;
  reads: number;
}

interface Look {
  at: number;
  from: number;
  to: number;
}

interface Root {
  /** The last one that had settled. */
  snapshot: Snapshot;
  /** Whether it still is what stands there. */
  settled: boolean;
  /** Of settled looks, oldest first: what was on the screen when a write began. */
  looks: Look[];
}

const isOccurrence = (id: string): boolean => baseOf(id) !== id;
const isSynthetic = (id: string): boolean => id.startsWith("~");

/**
 * Decides which of the differences between two looks at a calendar were made in this page and accepted by its
 * server. A difference alone proves nothing: colleagues work in the same calendar, filters hide, pages turn. So
 * each needs a write of this page that names it, and a write needs a difference that bears it out. In doubt
 * nothing is reported.
 *
 * Pure: time comes in with every call, and `dueAt` says when to call `tick`.
 */
export class Attribution implements ChangeSource {
  readonly entry = Entry;
  readonly #roots = new Map<string, Root>();
  /** Every event ever seen, as the server last confirmed it. */
  readonly #known = new Map<string, Entry>();
  readonly #knownBases = new Map<string, number>();
  /** Reported as cancelled. If such a one comes back by a write, that is news. */
  readonly #cancelled = new Map<string, Entry>();
  readonly #differences = new Map<string, Difference>();
  /** Ids that were dragged while their calendar was still loading. */
  readonly #dragged = new Set<string>();
  #writes: Facts[] = [];
  readonly #listener: Pick<ChangeListener, "unseen" | "missed">;
  /** Accepted creations on days that are not shown, by their start. */
  readonly #distant = new Map<Facts, { start: number; told: boolean }>();
  /** The calendar that last left the page. */
  #departed: { root: Root; at: number } | null = null;

  constructor(listener: Pick<ChangeListener, "unseen" | "missed">) {
    this.#listener = listener;
  }

  /** A calendar's new state. */
  look(snapshot: Snapshot, at: number): AppointmentChange[] {
    const name = snapshot.view.root;
    for (const id of snapshot.view.dragged) this.#dragged.add(id);
    let root = this.#roots.get(name);
    if (!snapshot.settled) {
      if (root) root.settled = false;
      return [];
    }
    if (!root && this.#departed && at - this.#departed.at < absence) {
      root = this.#departed.root;
      this.#departed = null;
    }
    const before = root?.snapshot ?? null;
    const looks = [...(root?.looks ?? []), { at, from: snapshot.from, to: snapshot.to }].slice(-20);
    this.#roots.set(name, { snapshot, settled: true, looks });
    this.#compare(before, snapshot, at);
    this.#dragged.clear();
    return this.tick(at);
  }

  gone(name: string, at: number): void {
    const root = this.#roots.get(name);
    if (root) this.#departed = { root, at };
    this.#roots.delete(name);
  }

  /** A write of the page that is over, whatever came of it. */
  wrote(write: NetworkWrite, at: number): AppointmentChange[] {
    if (!accepted(write)) return [];
    const facts = new Facts(write);
    const start = this.#distantStart(facts);
    if (start !== null) this.#distant.set(facts, { start, told: false });
    this.#writes.push(facts);
    const [oldest] = this.#writes.length > 50 ? this.#writes.splice(0, 1) : [];
    if (oldest) this.#distant.delete(oldest);
    return this.tick(at);
  }

  /** The start of a patient's new appointment that no calendar on the page can show just now. */
  #distantStart(facts: Facts): number | null {
    if (facts.cancels || facts.write.method === "PATCH" || !facts.namesSomePerson) return null;
    if (!facts.answersOther("", this.#isKnown)) return null;
    const snapshots = [...this.#roots.values()].map(({ snapshot }) => snapshot);
    const [first] = snapshots;
    const start = first ? facts.soleStart((wall) => first.zone.epochMs(wall)) : null;
    if (start === null || snapshots.some(({ from, to }) => from <= start && start < to)) return null;
    return start;
  }

  /** When something may become certain, in the time of the caller; `null` when nothing is under way. */
  dueAt(at: number): number | null {
    let due: number | null = null;
    for (const difference of this.#differences.values()) {
      const since = this.#certainAt(difference, at);
      if (since !== null && (due === null || since < due)) due = since;
    }
    for (const [{ write }, { told }] of this.#distant) {
      if (!told) due = Math.min(due ?? Number.POSITIVE_INFINITY, write.endedAt + turning);
    }
    return due === null ? null : Math.max(due, at + 20);
  }

  tick(at: number): AppointmentChange[] {
    const changes: AppointmentChange[] = [];
    for (const difference of this.#differences.values()) {
      const due = this.#certainAt(difference, at);
      if (due !== null && due <= at) {
        const change = this.#report(difference);
        this.#differences.delete(difference.id);
        if (change) changes.push(change);
      } else if (due === null && this.#isStale(difference, at)) {
        this.#differences.delete(difference.id);
        this.#confirm(difference);
      }
    }
    for (const [facts, distant] of this.#distant) {
      const age = at - facts.write.endedAt;
      if (facts.used.size > 0 || age > distance) this.#distant.delete(facts);
      else if (!distant.told && age >= turning) {
        distant.told = true;
        this.#listener.unseen(distant.start);
      }
    }
    this.#writes = this.#writes.filter(
      (facts) => at - facts.write.endedAt <= this.#windowOf(facts) + standing + 2_000,
    );
    return changes;
  }

  #windowOf(facts: Facts): number {
    return this.#distant.has(facts) ? distance : usual;
  }

  #compare(before: Snapshot | null, now: Snapshot, at: number): void {
    const recentWrite = this.#writes.some((facts) => at - facts.write.endedAt <= this.#windowOf(facts));
    for (const [id, entry] of now.entries) {
      const open = this.#differences.get(id);
      const known = this.#known.get(id);
      // As nearly all of them: still the one that was known.
      if (known === entry && !open) continue;
      if (isSynthetic(id) || entry.cancelled) continue;
      if (!known) {
        if (open?.kind === "added") this.#reshapeAdded(open, entry, now, at);
        else if (this.#wasLookedAt(entry.start, now.view.root, at)) {
          this.#open({ id, kind: "added", before: null, after: entry }, now, at);
        } else if (!recentWrite || !this.#isFreshElsewhere(id, entry, now, at)) this.#learn(id, entry);
      } else if (known.start === entry.start) {
        // As confirmed: whatever seemed to have happened was taken back, or has been read once more.
        if (open && open.root !== now.view.root && open.kind === "moved") continue;
        this.#differences.delete(id);
        this.#learn(id, entry);
      } else if (open?.kind === "moved") this.#reshape(open, entry, now, at);
      else this.#open({ id, kind: "moved", before: known, after: entry }, now, at);
    }
    for (const [id, difference] of this.#differences) {
      // A creation that its server refused, or a stand-in that the real one has replaced.
      if (
        difference.kind === "added" &&
        difference.root === now.view.root &&
        !this.#shows(id, now, difference)
      ) {
        this.#differences.delete(id);
      }
    }
    if (!before) return;
    for (const [id, entry] of before.entries) {
      const shown = now.entries.get(id);
      if (shown === entry || (shown && !shown.cancelled) || isSynthetic(id) || entry.cancelled) continue;
      const known = this.#known.get(id);
      if (!known || this.#differences.get(id)?.kind === "removed") continue;
      if (entry.start < now.from || entry.start >= now.to) continue;
      // The other calendar on the page has it.
      if (!shown && this.#isElsewhere(id, now.view.root)) continue;
      this.#open({ id, kind: "removed", before: known, after: null }, now, at);
    }
  }

  /** A page turned right after a write may show what the write created, on days not looked at before. */
  #isFreshElsewhere(id: string, entry: Entry, now: Snapshot, at: number): boolean {
    const difference = this.#make({ id, kind: "added", before: null, after: entry }, now, at);
    if (!this.#writes.some((facts) => this.#inTime(difference, facts) && this.#ties(difference, facts))) {
      return false;
    }
    this.#differences.set(id, difference);
    return true;
  }

  #shows(id: string, now: Snapshot, difference: Difference): boolean {
    const shown = now.entries.get(id);
    if (shown) return !shown.cancelled;
    const start = difference.after?.start ?? 0;
    return start < now.from || start >= now.to;
  }

  #isElsewhere(id: string, root: string): boolean {
    for (const [name, { snapshot }] of this.#roots) {
      if (name !== root && snapshot.entries.get(id)?.cancelled === false) return true;
    }
    return false;
  }

  /** Whether some earlier look at this calendar covered the moment, and so would have shown what stood there. */
  #wasLookedAt(start: number, root: string, at: number): boolean {
    const looks = this.#roots.get(root)?.looks ?? [];
    return looks.some((look) => look.at < at && look.from <= start && start < look.to);
  }

  #make(seen: Pick<Difference, "id" | "kind" | "before" | "after">, now: Snapshot, at: number): Difference {
    const dragged = this.#dragged.has(baseOf(seen.id));
    return { ...seen, root: now.view.root, since: at, dragged, reads: now.view.reads };
  }

  #open(seen: Pick<Difference, "id" | "kind" | "before" | "after">, now: Snapshot, at: number): void {
    this.#differences.set(seen.id, this.#make(seen, now, at));
  }

  #reshapeAdded(difference: Difference, after: Entry, now: Snapshot, at: number): void {
    const { id, after: before, since } = difference;
    if (before && before.start !== after.start && at - since > optimism) {
      // It came from elsewhere and had its place; what happens to it now is another matter.
      this.#learn(id, before);
      this.#open({ id, kind: "moved", before, after }, now, at);
    } else this.#reshape(difference, after, now, at);
  }

  #reshape(difference: Difference, after: Entry, now: Snapshot, at: number): void {
    const isDragged = this.#dragged.has(baseOf(difference.id));
    if (difference.after?.start !== after.start) {
      if (
        difference.kind === "moved" &&
        !difference.dragged &&
        difference.after &&
        at - difference.since > 5_000
      ) {
        // Nobody here had moved it, so where it stood until now is what its server says.
        difference.before = difference.after;
        this.#learn(difference.id, difference.after);
      }
      difference.since = at;
      difference.dragged = isDragged;
    } else if (isDragged) difference.dragged = true;
    else if (difference.dragged && now.view.reads > difference.reads) {
      // Its server shows it too by now: the answer to the write is due, if there was one.
      difference.dragged = false;
      difference.since = at;
    }
    difference.after = after;
    difference.reads = now.view.reads;
    difference.root = now.view.root;
  }

  #learn(id: string, entry: Entry): void {
    const known = this.#known.get(id);
    // What was told was about the person then; who it is about may be filled in later.
    this.#known.set(id, entry);
    if (!known) {
      const base = baseOf(id);
      this.#knownBases.set(base, (this.#knownBases.get(base) ?? 0) + 1);
    }
    if (this.#known.size > maxKnown) {
      const oldest = this.#known.keys().next().value;
      if (oldest !== undefined) this.#forget(oldest);
    }
  }

  #forget(id: string): void {
    if (!this.#known.delete(id)) return;
    const base = baseOf(id);
    const left = (this.#knownBases.get(base) ?? 1) - 1;
    if (left > 0) this.#knownBases.set(base, left);
    else this.#knownBases.delete(base);
  }

  /** Nobody here did it: from now on it is how things are. */
  #confirm({ id, after }: Difference): void {
    if (after) this.#learn(id, after);
  }

  #isStale({ since, dragged }: Difference, at: number): boolean {
    return at - since > (dragged ? patience : memory);
  }

  readonly #isKnown = (id: string): boolean => this.#knownBases.has(id);

  /** When the difference will have stood long enough beside its write; `null` without one. */
  #certainAt(difference: Difference, at: number): number | null {
    const root = this.#roots.get(difference.root);
    if (root && !root.settled) return null;
    let best: number | null = null;
    for (const facts of this.#writes) {
      if (!this.#inTime(difference, facts) || !this.#ties(difference, facts)) continue;
      const { id, kind } = difference;
      const standIn = kind === "added" && facts.answersOther(baseOf(id), this.#isKnown) ? replacement : 0;
      const stands = this.#isReadSince(difference, facts) ? 0 : standing;
      const certain = Math.max(difference.since, facts.write.endedAt) + stands + standIn;
      if (best === null || certain < best) best = certain;
    }
    return best === null || best > at + 60_000 ? null : best;
  }

  /** Whether what is shown was asked of the calendar's server after it took the write, and bears the difference out. */
  #isReadSince({ id, kind, before, after, root }: Difference, { write }: Facts): boolean {
    const snapshot = this.#roots.get(root)?.snapshot;
    if (!snapshot || !write.answerId || snapshot.view.readBy <= write.answerId) return false;
    const shown = snapshot.entries.get(id);
    if (shown && !shown.cancelled) return kind !== "removed" && shown.start === after?.start;
    return (
      kind === "removed" && before !== null && before.start >= snapshot.from && before.start < snapshot.to
    );
  }

  #inTime(difference: Difference, facts: Facts): boolean {
    const { write } = facts;
    if (difference.since > write.endedAt + this.#windowOf(facts)) return false;
    const early = difference.kind === "removed" ? undoOffer : optimism;
    return difference.dragged || difference.since >= write.startedAt - early;
  }

  /** Whether the write speaks of just this difference, and has not been the proof of its like before. */
  #ties(difference: Difference, facts: Facts): boolean {
    if (facts.used.has(this.#use(difference))) return false;
    switch (difference.kind) {
      case "added":
        return this.#tiesCreated(difference, facts);
      case "moved":
        return this.#tiesMoved(difference, facts);
      case "removed":
        return (
          this.#tiesCancelled(difference, facts) ||
          this.#movedTo(difference, facts) !== null ||
          this.#tiesShifted(difference, facts)
        );
    }
  }

  /** A write makes one appointment at a time of day, whatever ids it goes by, and moves or cancels another once. */
  #use({ kind, id, after }: Difference): string {
    return kind === "added" ? `+${after?.start}` : id;
  }

  #names(facts: Facts, id: string): boolean {
    return facts.namesId(baseOf(id), this.#isKnown);
  }

  #namesStart(facts: Facts, { start, raw, zone }: Entry): boolean {
    return facts.namesStart(start, raw.start, raw.allDay, !zone.isLocal);
  }

  #tiesCreated({ id, after, root }: Difference, facts: Facts): boolean {
    if (!after || facts.cancels || facts.write.method === "PATCH") return false;
    const names = this.#names(facts, id);
    if (this.#cancelled.has(id) && names) return true;
    if (!this.#namesStart(facts, after)) return false;
    const answers = facts.answersId(baseOf(id), this.#isKnown);
    const { patient } = after;
    const isAbout = patient ? facts.namesPerson(patient) : facts.namesText(after.raw.title);
    if (!answers && !isAbout) return false;
    if (answers && !names) return true;
    // Without the server's own word that the id is new, the screen must show that it was not there before.
    if (!this.#wasOnScreen(root, after.start, facts.write.startedAt)) return false;
    return answers || this.#isOnlyOne(id, facts);
  }

  /** Whether the days around the moment were on the screen when the write began. */
  #wasOnScreen(root: string, start: number, at: number): boolean {
    const look = this.#roots.get(root)?.looks.findLast((one) => one.at <= at);
    return look !== undefined && look.from <= start && start < look.to;
  }

  /** Two new events that one write fits equally well are a guess, unless there were as many writes. */
  #isOnlyOne(id: string, facts: Facts): boolean {
    const fits = (difference: Difference, other: Facts): boolean => {
      const { after } = difference;
      if (difference.kind !== "added" || !after || !this.#inTime(difference, other)) return false;
      if (other.used.has(this.#use(difference)) || other.cancels || !this.#namesStart(other, after))
        return false;
      return after.patient ? other.namesPerson(after.patient) : other.namesText(after.raw.title);
    };
    const events =
      [...this.#differences.values()].filter((one) => one.id !== id && fits(one, facts)).length + 1;
    const mine = this.#differences.get(id);
    const writes = this.#writes.filter((other) => mine !== undefined && fits(mine, other)).length;
    return events <= writes;
  }

  #tiesMoved({ id, after }: Difference, facts: Facts): boolean {
    // All occurrences of a series move together: which of them a person meant cannot be told.
    if (!after || isOccurrence(id) || facts.cancels || !this.#names(facts, id)) return false;
    return this.#namesStart(facts, after) || facts.shifts;
  }

  #tiesCancelled({ id, before }: Difference, facts: Facts): boolean {
    if (!before || !facts.cancels || !this.#names(facts, id)) return false;
    // One occurrence of a series is meant when the request says which; else all that vanished.
    return !isOccurrence(id) || !facts.namesSomeStart || facts.namesDay(before.raw.start);
  }

  /** Whether the write put a series elsewhere of which this one was an occurrence. Which was meant cannot be told. */
  #tiesShifted({ id }: Difference, facts: Facts): boolean {
    const base = baseOf(id);
    return (
      base !== id &&
      this.#names(facts, id) &&
      this.#differences.values().some((one) => one.kind === "added" && baseOf(one.id) === base)
    );
  }

  /** Where a write has put an event that left the screen. */
  #movedTo({ id, before, root }: Difference, facts: Facts): number | null {
    const snapshot = this.#roots.get(root)?.snapshot;
    if (!before || !snapshot || isOccurrence(id) || facts.cancels || !this.#names(facts, id)) return null;
    const start = facts.soleStart((wall) => snapshot.zone.epochMs(wall));
    // A new start that should be on the screen, and is not, was not what was saved.
    if (start === null || start === before.start || (start >= snapshot.from && start < snapshot.to))
      return null;
    return start;
  }

  #report(difference: Difference): AppointmentChange | null {
    const proof = this.#writes.find(
      (facts) => this.#inTime(difference, facts) && this.#ties(difference, facts),
    );
    if (!proof) return null;
    proof.used.add(this.#use(difference));
    return this.#settled(difference, proof);
  }

  /** Takes the difference for confirmed. */
  #settled(difference: Difference, proof: Facts): AppointmentChange | null {
    const { id, before } = difference;
    let { after } = difference;
    if (before && !after && !this.#tiesCancelled(difference, proof)) {
      const start = this.#movedTo(difference, proof);
      if (start === null) {
        const series = baseOf(id);
        if (!proof.used.has(series)) this.#listener.missed(before.patient?.name || before.raw.title);
        proof.used.add(series);
        this.#forget(id);
        return null;
      }
      after = before.movedTo(start);
    }
    if (after) {
      this.#learn(id, after);
      const appointment = after.appointment(id);
      if (before) return { type: "moved", appointment, previousStart: instantText(before.start) };
      this.#cancelled.delete(id);
      return { type: "created", appointment };
    }
    if (!before) return null;
    this.#forget(id);
    this.#cancelled.set(id, before);
    return { type: "cancelled", appointment: before.appointment(id) };
  }
}
