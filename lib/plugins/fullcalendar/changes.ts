import type { Appointment, AppointmentChange } from "../../plugin-api/index.ts";
import type { ChangeDetector } from "../../plugin-kit/change-detector.ts";
import { baseOf, type Entry } from "../../plugin-kit/fullcalendar/entry.ts";
import type { ChangeListener } from "../../plugin-kit/fullcalendar/reader.ts";
import type { Snapshot } from "../../plugin-kit/fullcalendar/snapshot.ts";
import { isOtherPatient } from "../../plugin-kit/patient.ts";
import { drawsAhead } from "../../plugin-kit/waits.ts";
import { instantText } from "../../plugin-kit/zone.ts";
import type { Facts } from "./facts.ts";
import { KnownEvents } from "./known-events.ts";
import { type Difference, Proofs } from "./proofs.ts";
import { Screens } from "./screens.ts";

/** A person who dragged something may think this long about "Really move?". */
const patience = 10 * 60_000;
/** How long an unexplained difference is kept for a slow answer. */
const memory = 60_000;

type Seen = Pick<Difference, "id" | "kind" | "before" | "after">;

/** What became of an appointment that there was before. */
function changeOf(before: Entry, after: Entry, appointment: Appointment): AppointmentChange {
  const moved = before.start === after.start ? {} : { previousStart: instantText(before.start) };
  if (before.patient && isOtherPatient(before.patient, after.patient))
    return { type: "patientChanged", appointment, previousPatient: before.patient, ...moved };
  return { type: "moved", appointment, previousStart: instantText(before.start) };
}

const isSynthetic = (id: string): boolean => id.startsWith("~");

/**
 * Decides which of the differences between two looks at a calendar were made in this page and accepted by its
 * server. A difference alone proves nothing: colleagues work in the same calendar, filters hide, pages turn. So
 * each needs a write of this page that names it, and a write needs a difference that bears it out. In doubt
 * nothing is reported.
 */
export class Changes implements ChangeDetector<Snapshot, Facts, AppointmentChange[]> {
  readonly #screens = new Screens();
  readonly #known = new KnownEvents();
  /** Reported as cancelled. If such a one comes back by a write, that is news. */
  readonly #cancelled = new Map<string, Entry>();
  readonly #differences = new Map<string, Difference>();
  readonly #proofs = new Proofs(this.#known, this.#screens, this.#cancelled, this.#differences);
  /** Ids that were dragged while their calendar was still loading. */
  readonly #dragged = new Set<string>();
  readonly #listener: Pick<ChangeListener, "unseen" | "missed">;

  constructor(listener: Pick<ChangeListener, "unseen" | "missed">) {
    this.#listener = listener;
  }

  /** A calendar's new state. */
  look(snapshot: Snapshot, at: number): AppointmentChange[] {
    for (const id of snapshot.view.dragged) this.#dragged.add(id);
    const before = this.#screens.show(snapshot, at);
    if (before === undefined) return [];
    this.#compare(before, snapshot, at);
    this.#dragged.clear();
    return this.tick(at);
  }

  gone(name: string, at: number): void {
    this.#screens.remove(name, at);
  }

  /** A write of the page that the calendar's server accepted. */
  wrote(facts: Facts, at: number): AppointmentChange[] {
    this.#proofs.add(facts);
    return this.tick(at);
  }

  /** When something may become certain, in the time of the caller; `null` when nothing is under way. */
  dueAt(at: number): number | null {
    const dues = this.#differences
      .values()
      .map((difference) => this.#proofs.certainAt(difference, at))
      .toArray();
    const due = [...dues, this.#proofs.unseenAt].filter((one) => one !== null);
    return due.length === 0 ? null : Math.max(Math.min(...due), at + 20);
  }

  tick(at: number): AppointmentChange[] {
    const changes: AppointmentChange[] = [];
    for (const difference of this.#differences.values()) {
      const due = this.#proofs.certainAt(difference, at);
      if (due !== null && due <= at) {
        const change = this.#report(difference);
        this.#differences.delete(difference.id);
        if (change) changes.push(change);
      } else if (due === null && this.#isStale(difference, at)) {
        this.#differences.delete(difference.id);
        this.#confirm(difference);
      }
    }
    for (const start of this.#proofs.expire(at)) this.#listener.unseen(start);
    return changes;
  }

  #compare(before: Snapshot | null, now: Snapshot, at: number): void {
    const isRecent = this.#proofs.isRecent(at);
    for (const [id, entry] of now.entries) {
      const open = this.#differences.get(id);
      const known = this.#known.get(id);
      // As nearly all of them: still the one that was known.
      if (known === entry && !open) continue;
      if (isSynthetic(id) || entry.cancelled) continue;
      if (!known) {
        if (open?.kind === "added") this.#reshapeAdded(open, entry, now, at);
        else if (this.#screens.wasLookedAt(entry.start, now.view.root, at)) {
          this.#open({ id, kind: "added", before: null, after: entry }, now, at);
        } else if (!isRecent || !this.#isFreshElsewhere(id, entry, now, at)) this.#known.learn(id, entry);
      } else if (known.start === entry.start) {
        if (open && open.root !== now.view.root && open.kind === "moved") continue;
        if (isOtherPatient(known.patient, entry.patient)) {
          this.#reassign(open, { id, kind: "reassigned", before: known, after: entry }, now, at);
          continue;
        }
        // As confirmed: whatever seemed to have happened was taken back, or has been read once more.
        this.#differences.delete(id);
        this.#known.learn(id, entry);
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
      if (!shown && this.#screens.isElsewhere(id, now.view.root)) continue;
      this.#open({ id, kind: "removed", before: known, after: null }, now, at);
    }
  }

  /** A page turned right after a write may show what the write created, on days not looked at before. */
  #isFreshElsewhere(id: string, entry: Entry, now: Snapshot, at: number): boolean {
    const difference = this.#make({ id, kind: "added", before: null, after: entry }, now, at);
    if (!this.#proofs.of(difference)) return false;
    this.#differences.set(id, difference);
    return true;
  }

  #shows(id: string, now: Snapshot, difference: Difference): boolean {
    const shown = now.entries.get(id);
    if (shown) return !shown.cancelled;
    const start = difference.after?.start ?? 0;
    return start < now.from || start >= now.to;
  }

  #make(seen: Seen, now: Snapshot, at: number): Difference {
    const dragged = this.#dragged.has(baseOf(seen.id));
    return { ...seen, root: now.view.root, since: at, dragged, reads: now.view.reads };
  }

  #open(seen: Seen, now: Snapshot, at: number): void {
    this.#differences.set(seen.id, this.#make(seen, now, at));
  }

  /** It stays where it is, with another patient. */
  #reassign(open: Difference | undefined, seen: Seen, now: Snapshot, at: number): void {
    const isStanding =
      open?.kind === "reassigned" &&
      !isOtherPatient(open.after?.patient ?? null, seen.after?.patient ?? null);
    if (isStanding && seen.after) this.#reshape(open, seen.after, now, at);
    else this.#open(seen, now, at);
  }

  #reshapeAdded(difference: Difference, after: Entry, now: Snapshot, at: number): void {
    const { id, after: before, since } = difference;
    if (before && before.start !== after.start && at - since > drawsAhead) {
      // It came from elsewhere and had its place; what happens to it now is another matter.
      this.#known.learn(id, before);
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
        this.#known.learn(difference.id, difference.after);
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

  /** Nobody here did it: from now on it is how things are. */
  #confirm({ id, after }: Difference): void {
    if (after) this.#known.learn(id, after);
  }

  #isStale({ since, dragged }: Difference, at: number): boolean {
    return at - since > (dragged ? patience : memory);
  }

  #report(difference: Difference): AppointmentChange | null {
    const proof = this.#proofs.of(difference);
    if (!proof) return null;
    proof.used.add(this.#proofs.use(difference));
    return this.#settled(difference, proof);
  }

  /** Takes the difference for confirmed. */
  #settled(difference: Difference, proof: Facts): AppointmentChange | null {
    const { id, before } = difference;
    let { after } = difference;
    if (before && !after && !this.#proofs.tiesCancelled(difference, proof)) {
      const start = this.#proofs.movedTo(difference, proof);
      if (start === null) {
        const series = baseOf(id);
        if (!proof.used.has(series)) this.#listener.missed(before.patient?.name || before.raw.title);
        proof.used.add(series);
        this.#known.forget(id);
        return null;
      }
      after = before.movedTo(start);
    }
    if (after) {
      this.#known.learn(id, after);
      const appointment = after.appointment(id);
      if (before) return changeOf(before, after, appointment);
      this.#cancelled.delete(id);
      return { type: "created", appointment };
    }
    if (!before) return null;
    this.#known.forget(id);
    this.#cancelled.set(id, before);
    return { type: "cancelled", appointment: before.appointment(id) };
  }
}
