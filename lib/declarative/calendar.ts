import type { AppointmentChange } from "../domain/appointment.ts";
import type { UnseenCreation } from "../domain/looks/unseen.ts";
import type { DeclaredCalendar } from "../plugin-api/declared-calendar.ts";
import {
  type CalendarAdapter,
  CalendarUnreadable,
  type PluginContext,
  type Unread,
} from "../plugin-api/index.ts";
import { logError } from "../plugin-api/log.ts";
import { dayIn, zoneNamed } from "../plugin-kit/zone.ts";
import { answersWithin, catchUp } from "./ask-server.ts";
import { detectChanges, type Outcome, type Snapshot } from "./changes.ts";
import { daysOn } from "./days.ts";
import { findDifferences } from "./differences.ts";
import { appointmentOf, type Entry, occurrenceId } from "./entry.ts";
import { keepHealth, type Lack, lackOf } from "./health.ts";
import { keepLists } from "./lists.ts";
import { lookAtPage } from "./looks.ts";
import { readOtherDay } from "./other-day.ts";
import type { PageReading } from "./page-reading.ts";
import { type Post, rememberPosts } from "./post-memory.ts";
import { readRequests } from "./requests.ts";
import { selectDay } from "./selected-day.ts";
import { contentOf, entriesOn, shownIn, standingIn, viewOf } from "./shown-days.ts";

const changeTypes = ["created", "moved", "cancelled"] as const;
/** A look is as good as a new one for so long. */
const freshFor = 1_000;
const noList: Lack = { missing: "data" };

type Surroundings = Pick<
  PluginContext,
  "signal" | "createEmitter" | "subscriptions" | "onDidWrite" | "onDidSee" | "watch" | "askRules" | "memory"
>;

/** Reads and watches a calendar as its manifest describes it. */
export function openCalendar(
  { signal, createEmitter, subscriptions, onDidWrite, onDidSee, watch, askRules, memory }: Surroundings,
  calendar: DeclaredCalendar & { id: string },
): CalendarAdapter & Disposable {
  const rules = calendar.network ?? [];
  const isListed = calendar.events.source === "network";
  const clock = zoneNamed(calendar.timeZone);

  const own = new DisposableStack();
  const changed = own.use(createEmitter<AppointmentChange>());
  const guessed = own.use(createEmitter<AppointmentChange>());
  const unseen = own.use(createEmitter<UnseenCreation>());
  const missed = own.use(createEmitter<string>());
  const health = own.use(keepHealth(createEmitter()));

  /** If requests prove changes of this type, differences are not needed for it. */
  const isProven = (type: AppointmentChange["type"]): boolean =>
    rules.some(({ kind }) => kind === "save" || type.startsWith(kind));

  const changes = detectChanges();
  const differences = changeTypes.every(isProven) ? null : findDifferences();
  const lists = keepLists(clock);
  const posts = rules.some(({ navigates }) => navigates) ? rememberPosts(memory) : null;
  const selectedDay = selectDay(signal, () =>
    daysOn(calendar.day ?? {}, document, location.href, dayIn(clock, Date.now())),
  );
  /** The last stable look. */
  let snapshot: Snapshot | null = null;
  let drawn: readonly (readonly [Element, Entry])[] = [];
  let lookedAt = 0;
  /** How many more it showed. */
  let unread = 0;
  /** Of days that were asked for. */
  const unreadOn = new Map<string, Unread>();
  let isStable = false;
  /** Why no list can be read so far. */
  let listLack = noList;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const ask = askRules.bind(null, calendar.id);
  const requests = readRequests(calendar, signal, ask, {
    entries: changes.entries,
    missed: (title) => missed.fire(title),

    did(operation) {
      tell(changes.wrote(operation, Date.now()));
      schedule();
    },

    leaves(write) {
      if (!posts?.add(write)) missed.fire("");
    },

    posted(write, operations) {
      posts?.learn(write, operations);
      // What the page draws now proves nothing, but a list from its server does.
      // Where a link leads is a page of its own.
      if (isListed && write.method !== "GET")
        for (const operation of operations) changes.wrote(operation, Date.now());
      schedule();
    },

    listed(rule, question, list) {
      if (!list.ok) {
        // A refused list does not invalidate an earlier one; what changes in parts is whole no more.
        if (list.isPart) lists.forget(rule);
        if (list.field !== null && isListed) listLack = { missing: "fields", detail: list.field };
        looks.soon();
        return;
      }
      listLack = noList;
      lists.add({
        rule,
        question,
        entries: new Map(list.entries.map((entry) => [entry.id, entry])),
        days: list.days,
        unread: list.unread,
        at: Date.now(),
      });
      looks.changed();
    },
  });

  const looks = lookAtPage(calendar, clock, signal, {
    found: take,
    failed(error) {
      // The plugin is broken, and the user should know that.
      logError(error);
      health.fail({ missing: "plugin", detail: (error as Error | null)?.message ?? "" });
    },
  });

  /** Takes up what the page before this one left. Then comes the first look. */
  async function begin(): Promise<void> {
    try {
      const left = await posts?.load();
      if (signal.aborted) return;
      if (left) {
        changes.restore(left.entries);
        for (const post of left.posts) await takeUp(post);
      }
    } catch (error) {
      logError(error);
      if (!signal.aborted) missed.fire("");
    }
    looks.soon(0);
  }

  /** Takes up a request that an earlier page posted. */
  async function takeUp(post: Post): Promise<void> {
    const { write } = post;
    const reading = await requests.read({ write, only: "navigates" });
    if (!reading) return posts?.forget(write);
    if (posts?.isRefused(post, rules[reading.rule])) return;
    posts?.learn(write, reading.operations);
    for (const operation of reading.operations) tell(changes.wrote(operation, Date.now()));
  }

  function take(found: PageReading, since: number): void {
    const lack = lackOf(found, isListed && lists.isEmpty() ? listLack : null);
    isStable = found.state === "read" && lack === null;
    health.await(lack);
    schedule();
    if (found.state !== "read" || !isStable) return;
    ({ drawn } = found);
    unread = isListed ? lists.unread() : found.unread;
    // What a list holds its server has: nothing of it is a stand-in.
    if (isListed) show(lists.shown(found.days));
    else show({ days: found.days, entries: lists.completing(found.entries) }, since);
  }

  /** @param since since when the page may have shown this */
  function show(seen: Snapshot, since?: number): void {
    const now = Date.now();
    lookedAt = now;
    snapshot = seen;
    tell(changes.look(seen, now, since));
    differences?.look(seen, now);
    schedule();
    posts?.keep(changes.entries());
    const standing = standingIn(seen.entries);
    health.read(standing.length, unread, contentOf(seen.days, standing));
  }

  function schedule(): void {
    clearTimeout(timer);
    const now = Date.now();
    const dues = [changes.dueAt(now), differences?.dueAt() ?? null, health.dueAt()];
    const due = Math.min(...dues.filter((at) => at !== null));
    if (Number.isFinite(due) && !signal.aborted) timer = setTimeout(tick, Math.max(due - now, 20));
  }

  function tick(): void {
    const now = Date.now();
    health.tick(now);
    const guesses = (isStable && differences?.tick(now)) || [];
    for (const guess of guesses) if (!isProven(guess.type)) guessed.fire(guess);
    tell(changes.tick(now));
    schedule();
  }

  function tell({ changes: news, unseen: creations, lost }: Outcome): void {
    for (const change of news) lists.apply(change);
    for (const change of news) changed.fire(change);
    for (const creation of creations) unseen.fire(creation);
    for (const title of lost) missed.fire(title);
    posts?.clean(changes.waiting());
    if (news.length > 0) looks.soon();
  }

  /** @throws CalendarUnreadable if the calendar does not become stable */
  async function waitUntilStable(): Promise<void> {
    const until = Date.now() + answersWithin;
    for (;;) {
      if (signal.aborted) throw new CalendarUnreadable("calendar");
      if (isStable && !looks.isBusy()) return;
      looks.hurry();
      const reading = health.reading();
      if (reading?.ok === false && !isStable && !looks.isLooking())
        throw new CalendarUnreadable(reading.missing, { detail: reading.detail });
      const { missing = "calendar", detail } = health.lack() ?? {};
      if (Date.now() > until) throw new CalendarUnreadable(missing, { detail });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  subscriptions.use(onDidWrite(requests.heard));
  subscriptions.use(
    // A request without an answer comes from a form or a beacon.
    onDidSee((write) => (write.status === 0 ? requests.left(write) : requests.heard(write))),
  );
  const listRules = rules.filter(({ kind }) => kind === "list");
  if (listRules.length > 0) {
    watch(listRules.map(({ method, url }) => ({ method, url })));
    catchUp(listRules, signal, requests.heard);
  }
  if (differences) {
    const options = { capture: true, passive: true, signal };
    for (const gesture of ["pointerdown", "pointerup", "keydown"]) {
      document.addEventListener(
        gesture,
        (event) => {
          if (event.isTrusted) differences.touched(Date.now());
        },
        options,
      );
    }
  }
  own.defer(() => clearTimeout(timer));
  void begin();

  return {
    get reading() {
      return health.reading();
    },
    // A page may hide appointments; a list from its server is complete.
    get isPartial() {
      return unread > 0 || (!isListed && calendar.day?.fetch === undefined);
    },
    inView: () => viewOf(snapshot),
    drawn: () => drawn.map(([element, entry]) => [element, occurrenceId(entry)]),
    onDidChange: changed.event,
    onDidGuess: guessed.event,
    onDidCreateUnseen: unseen.event,
    onDidRead: health.onDidRead,
    onDidMiss: missed.event,

    selectedDay() {
      const day = selectedDay();
      return day === null ? null : Temporal.PlainDate.from(day);
    },

    async shown() {
      const isTold = isListed || isProven("moved");
      return isStable ? shownIn(snapshot, isListed ? lists.questions() : null, !isTold) : null;
    },

    async appointmentsOn(day) {
      const date = day.toString();
      // Styles change without a word.
      if (Date.now() - lookedAt > freshFor) looks.changed();
      await waitUntilStable();
      const entries = entriesOn(date, snapshot);
      const found = entries
        ? { entries, unread }
        : await readOtherDay(calendar, date, { clock, signal, read: requests.read, ask });
      const standing = standingIn(found.entries);
      if (found.unread) unreadOn.set(date, { count: found.unread, all: standing.length + found.unread });
      else unreadOn.delete(date);
      return standing
        .filter((entry) => entry.date === date)
        .sort((a, b) => a.start - b.start)
        .map(appointmentOf);
    },
    unreadOn: (day) => unreadOn.get(day.toString()) ?? null,

    [Symbol.dispose]: () => own.dispose(),
  };
}
