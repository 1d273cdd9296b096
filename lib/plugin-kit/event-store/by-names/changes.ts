import type { Appointment, AppointmentChange } from "../../../plugin-api/index.ts";
import type { ChangeDetector } from "../../change-detector.ts";
import { mayBeAnotherPatient } from "../../patient.ts";
import { drawsAhead } from "../../waits.ts";
import { instantText } from "../../zone.ts";
import type { ChangeListener } from "../change-source.ts";
import { baseOf, type Entry } from "../entry.ts";
import type { Snapshot } from "../snapshot.ts";
import type { Facts } from "./facts.ts";
import { rememberEvents } from "./known-events.ts";
import { type Difference, keepProofs } from "./proofs.ts";
import { keepScreens } from "./screens.ts";

/** A person who dragged something may think this long about "Really move?". */
const patience = 10 * 60_000;
/** How long an unexplained difference is kept for a slow answer. */
const memory = 60_000;

type Seen = Pick<Difference, "id" | "kind" | "before" | "after">;

/** What became of an appointment that there was before. */
function changeOf(before: Entry, after: Entry, appointment: Appointment): AppointmentChange {
  const moved = before.start === after.start ? {} : { previousStart: instantText(before.start) };
  if (before.patient && mayBeAnotherPatient(before.patient, after.patient))
    return { type: "patientChanged", appointment, previousPatient: before.patient, ...moved };
  return { type: "moved", appointment, previousStart: instantText(before.start) };
}

const isSynthetic = (id: string): boolean => id.startsWith("~");

export interface Changes extends ChangeDetector<Snapshot, Facts, AppointmentChange[]> {
  /** A calendar has left the page. */
  gone(root: string, now: number): void;
}

/**
 * Decides which of the differences between two looks at a calendar were made in this page and accepted by its
 * server. A difference alone proves nothing: colleagues work in the same calendar, filters hide, pages turn. So
 * each needs a write of this page that names it, and a write needs a difference that bears it out. In doubt
 * nothing is reported.
 */
export function detectChanges(listener: Pick<ChangeListener, "unseen" | "missed">): Changes {
  const screens = keepScreens();
  const events = rememberEvents();
  /** Reported as cancelled. If such a one comes back by a write, that is news. */
  const cancelled = new Map<string, Entry>();
  const differences = new Map<string, Difference>();
  const proofs = keepProofs(events, screens, cancelled, differences, listener.unseen);
  /** Ids that were dragged while their calendar was still loading. */
  const draggedIds = new Set<string>();

  /** A calendar's new state. */
  function look(snapshot: Snapshot, at: number): AppointmentChange[] {
    for (const id of snapshot.view.dragged) draggedIds.add(id);
    const before = screens.show(snapshot, at);
    if (before === undefined) return [];
    compare(before, snapshot, at);
    draggedIds.clear();
    return tick(at);
  }

  function gone(name: string, at: number): void {
    screens.remove(name, at);
  }

  /** A write of the page that the calendar's server accepted. */
  function wrote(facts: Facts, at: number): AppointmentChange[] {
    proofs.add(facts);
    return tick(at);
  }

  /** When something may become certain, in the time of the caller; `null` when nothing is under way. */
  function dueAt(at: number): number | null {
    const dues = differences
      .values()
      .map((difference) => proofs.certainAt(difference, at))
      .toArray();
    const due = [...dues, proofs.unseenAt()].filter((one) => one !== null);
    return due.length === 0 ? null : Math.max(Math.min(...due), at + 20);
  }

  function tick(at: number): AppointmentChange[] {
    const changes: AppointmentChange[] = [];
    for (const difference of differences.values()) {
      const due = proofs.certainAt(difference, at);
      if (due !== null && due <= at) {
        const change = report(difference);
        differences.delete(difference.id);
        if (change) changes.push(change);
      } else if (due === null && isStale(difference, at)) {
        differences.delete(difference.id);
        confirm(difference);
      }
    }
    proofs.expire(at);
    return changes;
  }

  function compare(before: Snapshot | null, now: Snapshot, at: number): void {
    const isRecent = proofs.isRecent(at);
    for (const [id, entry] of now.entries) {
      const open = differences.get(id);
      const known = events.get(id);
      // As nearly all of them: still the one that was known.
      if (known === entry && !open) continue;
      if (isSynthetic(id) || entry.cancelled) continue;
      if (!known) {
        if (open?.kind === "added") reshapeAdded(open, entry, now, at);
        else if (screens.wasLookedAt(entry.start, now.view.root, at)) {
          openDifference({ id, kind: "added", before: null, after: entry }, now, at);
        } else if (!isRecent || !isFreshElsewhere(id, entry, now, at)) events.learn(id, entry);
      } else if (known.start === entry.start) {
        if (open && open.root !== now.view.root && open.kind === "moved") continue;
        if (mayBeAnotherPatient(known.patient, entry.patient)) {
          reassign(open, { id, kind: "reassigned", before: known, after: entry }, now, at);
          continue;
        }
        // As confirmed: whatever seemed to have happened was taken back, or has been read once more.
        differences.delete(id);
        events.learn(id, entry);
      } else if (open?.kind === "moved") reshape(open, entry, now, at);
      else openDifference({ id, kind: "moved", before: known, after: entry }, now, at);
    }
    for (const [id, difference] of differences) {
      // A creation that its server refused, or a stand-in that the real one has replaced.
      if (difference.kind === "added" && difference.root === now.view.root && !shows(id, now, difference)) {
        differences.delete(id);
      }
    }
    if (!before) return;
    for (const [id, entry] of before.entries) {
      const shown = now.entries.get(id);
      if (shown === entry || (shown && !shown.cancelled) || isSynthetic(id) || entry.cancelled) continue;
      const known = events.get(id);
      if (!known || differences.get(id)?.kind === "removed") continue;
      if (entry.start < now.from || entry.start >= now.to) continue;
      // The other calendar on the page has it.
      if (!shown && screens.isElsewhere(id, now.view.root)) continue;
      openDifference({ id, kind: "removed", before: known, after: null }, now, at);
    }
  }

  /** A page turned right after a write may show what the write created, on days not looked at before. */
  function isFreshElsewhere(id: string, entry: Entry, now: Snapshot, at: number): boolean {
    const difference = make({ id, kind: "added", before: null, after: entry }, now, at);
    if (!proofs.of(difference)) return false;
    differences.set(id, difference);
    return true;
  }

  function shows(id: string, now: Snapshot, difference: Difference): boolean {
    const shown = now.entries.get(id);
    if (shown) return !shown.cancelled;
    const start = difference.after?.start ?? 0;
    return start < now.from || start >= now.to;
  }

  function make(seen: Seen, now: Snapshot, at: number): Difference {
    const dragged = draggedIds.has(baseOf(seen.id));
    return { ...seen, root: now.view.root, since: at, dragged, reads: now.view.reads };
  }

  function openDifference(seen: Seen, now: Snapshot, at: number): void {
    differences.set(seen.id, make(seen, now, at));
  }

  /** It stays where it is, with another patient. */
  function reassign(open: Difference | undefined, seen: Seen, now: Snapshot, at: number): void {
    const isStanding =
      open?.kind === "reassigned" &&
      !mayBeAnotherPatient(open.after?.patient ?? null, seen.after?.patient ?? null);
    if (isStanding && seen.after) reshape(open, seen.after, now, at);
    else openDifference(seen, now, at);
  }

  function reshapeAdded(difference: Difference, after: Entry, now: Snapshot, at: number): void {
    const { id, after: before, since } = difference;
    if (before && before.start !== after.start && at - since > drawsAhead) {
      // It came from elsewhere and had its place; what happens to it now is another matter.
      events.learn(id, before);
      openDifference({ id, kind: "moved", before, after }, now, at);
    } else reshape(difference, after, now, at);
  }

  function reshape(difference: Difference, after: Entry, now: Snapshot, at: number): void {
    const isDragged = draggedIds.has(baseOf(difference.id));
    if (difference.after?.start !== after.start) {
      if (
        difference.kind === "moved" &&
        !difference.dragged &&
        difference.after &&
        at - difference.since > 5_000
      ) {
        // Nobody here had moved it, so where it stood until now is what its server says.
        difference.before = difference.after;
        events.learn(difference.id, difference.after);
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
  function confirm({ id, after }: Difference): void {
    if (after) events.learn(id, after);
  }

  function isStale({ since, dragged }: Difference, at: number): boolean {
    return at - since > (dragged ? patience : memory);
  }

  function report(difference: Difference): AppointmentChange | null {
    const proof = proofs.of(difference);
    if (!proof) return null;
    proof.used.add(proofs.use(difference));
    return confirmed(difference, proof);
  }

  /** Takes the difference for confirmed. */
  function confirmed(difference: Difference, proof: Facts): AppointmentChange | null {
    const { id, before } = difference;
    let { after } = difference;
    if (before && !after && !proofs.tiesCancelled(difference, proof)) {
      const start = proofs.movedTo(difference, proof);
      if (start === null) {
        const series = baseOf(id);
        if (!proof.used.has(series)) listener.missed(before.patient?.name || before.raw.title);
        proof.used.add(series);
        events.forget(id);
        return null;
      }
      after = before.movedTo(start);
    }
    if (after) {
      events.learn(id, after);
      const appointment = after.appointment(id);
      if (before) return changeOf(before, after, appointment);
      cancelled.delete(id);
      return { type: "created", appointment };
    }
    if (!before) return null;
    events.forget(id);
    cancelled.set(id, before);
    return { type: "cancelled", appointment: before.appointment(id) };
  }

  return { look, gone, wrote, dueAt, tick };
}
