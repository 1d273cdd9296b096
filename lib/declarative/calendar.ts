import type { Appointment, AppointmentChange } from "../domain/appointment.ts";
import type { DeclaredCalendar, NetworkRule } from "../plugin-api/declared-calendar.ts";
import {
  type CalendarAdapter,
  CalendarUnreadable,
  Emitter,
  type Missing,
  type NetworkWrite,
  type PluginContext,
  type Reading,
} from "../plugin-api/index.ts";
import { observePage } from "../plugin-api/page-observer.ts";
import { dayAddress } from "./day-address.ts";
import { Days } from "./days.ts";
import { Differences } from "./differences.ts";
import { appointmentOf, type Entry, type EntryRules, instantText } from "./entry.ts";
import { Exchange } from "./exchange.ts";
import { readList } from "./list-reading.ts";
import { Lists } from "./lists.ts";
import { operationsOf } from "./operation.ts";
import { type PageReading, readPage } from "./page-reading.ts";
import { search } from "./patterns.ts";
import { PostMemory } from "./post-memory.ts";
import { SelectedDay } from "./selected-day.ts";
import { type Outcome, type Snapshot, Tracker, together } from "./tracker.ts";
import { WallClock } from "./wall-clock.ts";

/** A page that changes is looked at once it has been quiet for so long, and no more often than that. */
const quiet = 120;
const lookEvery = 400;
/** How long a calendar may take to become readable before the user is told that it cannot be read. */
const patience = 8_000;
/** A slow server is not yet a broken calendar. */
const loadingPatience = 20_000;
const dayTimeout = 10_000;
const maxUrl = 4_000;
const maxFetched = 1_000_000;
/** A page that changes under every look is taken as it is, after so many. */
const maxRepeats = 3;

const changeTypes = ["created", "moved", "cancelled"] as const;

/** Why there is nothing to show, if so. */
interface Lack {
  missing: Missing;
  detail?: string;
}

const noList: Lack = { missing: "data" };

type Surroundings = Pick<
  PluginContext,
  "signal" | "subscriptions" | "onDidWrite" | "onDidSee" | "watch" | "askTraffic" | "memory"
>;

/** A calendar that a manifest describes, read and watched as it says. */
export class DeclarativeCalendar implements CalendarAdapter, Disposable {
  readonly #calendar: DeclaredCalendar;
  readonly #rules: readonly NetworkRule[];
  readonly #signal: AbortSignal;
  readonly #askTraffic: PluginContext["askTraffic"];
  readonly #clock: WallClock;
  readonly #entryRules: EntryRules;
  readonly #tracker = new Tracker();
  readonly #differences: Differences | null;
  readonly #lists: Lists;
  readonly #posts: PostMemory | null;
  readonly #selected: SelectedDay;
  readonly #changes = new Emitter<AppointmentChange>();
  readonly #guesses = new Emitter<AppointmentChange>();
  readonly #unseen = new Emitter<string>();
  readonly #missed = new Emitter<string>();
  readonly #readings = new Emitter<Reading>();
  readonly onDidChange = this.#changes.event;
  readonly onDidGuess = this.#guesses.event;
  readonly onDidCreateUnseen = this.#unseen.event;
  readonly onDidRead = this.#readings.event;
  readonly onDidMiss = this.#missed.event;
  /** Of texts that the background reads. */
  #texts: Promise<unknown> = Promise.resolve();
  #reading: Reading | null = null;
  /** The last look that found the calendar as it should be. */
  #snapshot: Snapshot | null = null;
  #isSettled = false;
  /** What the page's lists lack, as long as there is none that can be read. */
  #listLack: Lack = noList;
  #lack: (Lack & { since: number }) | null = null;
  /** Goes up with every change of the page. */
  #version = 0;
  #lookTimer: ReturnType<typeof setTimeout> | undefined;
  #dueTimer: ReturnType<typeof setTimeout> | undefined;
  #lookedAt = 0;
  #lookTook = 0;
  #isLooking = false;

  constructor(context: Surroundings, calendar: DeclaredCalendar) {
    this.#calendar = calendar;
    this.#rules = calendar.network ?? [];
    this.#signal = context.signal;
    this.#askTraffic = context.askTraffic;
    this.#clock = new WallClock(calendar.timeZone);
    this.#lists = new Lists(this.#clock);
    this.#entryRules = { clock: this.#clock, syntheticId: calendar.events.syntheticId };
    this.#differences = changeTypes.every((type) => this.#isProven(type)) ? null : new Differences();
    this.#posts = this.#rules.some(({ navigates }) => navigates) ? new PostMemory(context.memory) : null;
    this.#selected = new SelectedDay(() => this.#days(), context.signal);
    const { subscriptions } = context;
    subscriptions.use(context.onDidWrite((write) => this.#heard(write)));
    // Without an answer it is a form or a beacon.
    subscriptions.use(
      context.onDidSee((write) => (write.status === 0 ? this.#posted(write) : this.#heard(write))),
    );
    const lists = this.#rules.filter(({ kind }) => kind === "list");
    if (lists.length > 0) {
      context.watch(lists.map(({ method, url }) => ({ method, url })));
      this.#catchUp(lists);
    }
    this.#watchPage();
    void this.#begin();
  }

  get reading(): Reading | null {
    return this.#reading;
  }

  /** Where requests tell what happens, differences would only tell it worse. */
  #isProven(type: AppointmentChange["type"]): boolean {
    return this.#rules.some(({ kind }) => kind === "save" || type.startsWith(kind));
  }

  #today(): string {
    return this.#clock.dateOf(Date.now());
  }

  #days(): Days {
    return new Days(this.#calendar.day ?? {}, document, location.href, this.#today());
  }

  /** What the page before this one left, and then the first look. */
  async #begin(): Promise<void> {
    try {
      const left = await this.#posts?.load();
      if (this.#signal.aborted) return;
      if (left) {
        this.#tracker.restore(left.entries);
        const accepted = left.posts.filter((post) => !this.#posts?.isRefused(post, this.#rules[post.rule]));
        const outcomes = accepted.map(({ operation }) => this.#tracker.did(operation, Date.now()));
        for (const outcome of outcomes) this.#tell(outcome);
      }
    } catch (error) {
      console.error("Pípni:", error);
    }
    this.#lookSoon(0);
  }

  #watchPage(): void {
    const { fields = {} } = this.#calendar.events;
    const attributes = new Set(["class", "hidden"]);
    // Below which day's header something stands.
    if (this.#calendar.day?.headers) attributes.add("style");
    const collect = (value: unknown): void => {
      if (typeof value !== "object" || value === null) return;
      if ("attr" in value && typeof value.attr === "string") attributes.add(value.attr);
      Object.values(value).forEach(collect);
    };
    collect([fields, this.#calendar.day]);
    // The address counts as well: it may say which days are shown, and change without the page.
    const onChange = (): void => {
      this.#version += 1;
      this.#lookSoon();
    };
    observePage(onChange, this.#signal, { every: 0, attributes: [...attributes] });
    const options = { capture: true, passive: true, signal: this.#signal };
    for (const gesture of ["pointerdown", "pointerup", "keydown"]) {
      document.addEventListener(
        gesture,
        (event) => {
          if (event.isTrusted) this.#differences?.touched(Date.now());
        },
        options,
      );
    }
  }

  /** A page that never rests gets a twentieth of our time at the most. */
  #lookSoon(after?: number): void {
    if (this.#signal.aborted || this.#isLooking) return;
    const pause = Math.max(lookEvery, this.#lookTook * 20);
    this.#lookTimer ??= setTimeout(
      () => {
        this.#lookTimer = undefined;
        void this.#look();
      },
      after ?? Math.max(quiet, this.#lookedAt + pause - Date.now()),
    );
  }

  async #look(): Promise<void> {
    this.#isLooking = true;
    const startedAt = Date.now();
    let version = this.#version;
    try {
      const page = { document, href: location.href, clock: this.#clock };
      let found = await readPage(this.#calendar, { ...page, reference: this.#today() });
      for (let again = 0; again < maxRepeats && version !== this.#version; again++) {
        version = this.#version;
        found = await readPage(this.#calendar, { ...page, reference: this.#today() });
      }
      this.#lookedAt = Date.now();
      this.#lookTook = this.#lookedAt - startedAt;
      if (!this.#signal.aborted) this.#take(found);
    } catch (error) {
      // A selector that is none, say: the plugin is broken, and the user should know.
      console.error("Pípni:", error);
      this.#fail({ missing: "plugin", detail: error instanceof Error ? error.message : "" });
    } finally {
      this.#isLooking = false;
      if (version !== this.#version) this.#lookSoon();
    }
  }

  #take(found: PageReading): void {
    this.#isSettled = false;
    switch (found.state) {
      case "absent":
        // Another page of the site: nothing is missing there.
        this.#await(found.expected ? { missing: "calendar" } : null);
        return;
      case "loading":
        this.#await({ missing: "loading" });
        return;
      case "unreadable":
        this.#await({ missing: "fields", detail: found.field });
        return;
      case "read":
        break;
    }
    if (this.#calendar.events.source === "network" && this.#lists.isEmpty) {
      this.#await(this.#listLack);
      return;
    }
    this.#await(null);
    this.#isSettled = true;
    this.#show(this.#snapshotOf(found));
  }

  #snapshotOf({ days, entries }: Extract<PageReading, { state: "read" }>): Snapshot {
    if (this.#calendar.events.source === "network") {
      const listed = this.#lists.days();
      const shown = days.length > 0 && listed.length > 0 ? days.filter((day) => listed.includes(day)) : days;
      return { days: shown.length > 0 ? shown : listed, entries: this.#lists.entries() };
    }
    if (this.#lists.isEmpty) return { days, entries };
    return { days, entries: new Map([...entries].map(([id, entry]) => [id, this.#completed(entry)])) };
  }

  /** With what a list tells of the person, where the page tells less. */
  #completed(entry: Entry): Entry {
    const listed = this.#lists.about(entry.id);
    if (!listed) return entry;
    const { patient } = entry;
    const more = listed.patient;
    const merged = more && {
      id: patient?.id ?? more.id,
      name: patient?.name || more.name,
      phone: patient?.phone ?? more.phone,
    };
    return {
      ...entry,
      key: entry.key ?? listed.key,
      title: entry.title || listed.title,
      patient: merged ?? patient,
      placeholders: together(listed.placeholders, entry.placeholders),
    };
  }

  #show(snapshot: Snapshot): void {
    const now = Date.now();
    this.#snapshot = snapshot;
    this.#tell(this.#tracker.look(snapshot, now));
    this.#differences?.look(snapshot, now);
    this.#schedule();
    this.#posts?.keep(this.#tracker.entries());
    const appointments = [...snapshot.entries.values()].filter(({ cancelled }) => !cancelled).length;
    if (this.#reading?.ok && this.#reading.appointments === appointments) return;
    this.#read({ ok: true, appointments });
  }

  #read(reading: Reading): void {
    this.#reading = reading;
    this.#readings.fire(reading);
  }

  /** Says what is missing once it has been missing for too long. */
  #await(lack: Lack | null): void {
    if (lack === null || this.#lack?.missing !== lack.missing) {
      this.#lack = lack && { ...lack, since: Date.now() };
    }
    this.#schedule();
  }

  #fail({ missing, detail }: Lack): void {
    if (this.#reading?.ok === false && this.#reading.missing === missing) return;
    this.#read({ ok: false, missing, detail });
  }

  #lackIsDueAt(): number | null {
    if (!this.#lack) return null;
    const { missing, since } = this.#lack;
    if (this.#reading?.ok === false && this.#reading.missing === missing) return null;
    return since + (missing === "loading" ? loadingPatience : patience);
  }

  #schedule(): void {
    clearTimeout(this.#dueTimer);
    const now = Date.now();
    const dues = [this.#tracker.dueAt(now), this.#differences?.dueAt() ?? null, this.#lackIsDueAt()];
    const due = Math.min(...dues.filter((at) => at !== null));
    if (Number.isFinite(due) && !this.#signal.aborted)
      this.#dueTimer = setTimeout(() => this.#tick(), Math.max(due - now, 20));
  }

  #tick(): void {
    const now = Date.now();
    const lackIsDueAt = this.#lackIsDueAt();
    if (this.#lack && lackIsDueAt !== null && lackIsDueAt <= now) this.#fail(this.#lack);
    const guesses = (this.#isSettled && this.#differences?.tick(now)) || [];
    for (const guess of guesses) if (!this.#isProven(guess.type)) this.#guesses.fire(guess);
    this.#tell(this.#tracker.tick(now));
    this.#schedule();
  }

  #tell({ changes, distant }: Outcome): void {
    for (const change of changes) {
      this.#lists.apply(change);
      this.#changes.fire(change);
    }
    for (const start of distant) this.#unseen.fire(instantText(start));
    this.#posts?.settle(this.#tracker.waiting());
    if (changes.length > 0) this.#lookSoon();
  }

  /** A request of the page is over. Those that have to be read elsewhere are weighed in the order of their ends. */
  #heard(write: NetworkWrite): void {
    if (!this.#isCalendarText(write)) this.#weigh(write);
    else this.#texts = this.#texts.then(async () => this.#weigh(await this.#inJson(write)));
  }

  #isCalendarText({ method, url }: NetworkWrite): boolean {
    return this.#rules.some(
      (rule) => rule.body === "ics" && rule.method === method && search(rule.url, url, maxUrl),
    );
  }

  async #inJson(write: NetworkWrite): Promise<NetworkWrite> {
    if (!this.#isCalendarText(write)) return write;
    const { body, response } = write;
    const { timeZone } = this.#clock;
    try {
      return { ...write, ...(await this.#askTraffic({ body, response, timeZone })) };
    } catch {
      // As it is it says nothing, and is told as missed.
      return write;
    }
  }

  #weigh(write: NetworkWrite): void {
    this.#rules.some((rule, index) => {
      const exchange = Exchange.of(write, rule);
      if (!exchange) return false;
      if (rule.kind === "list") this.#listed(index, exchange);
      else if (rule.navigates) this.#posted(write);
      else if (exchange.accepted) this.#did(rule, exchange);
      return true;
    });
  }

  #did(rule: NetworkRule, exchange: Exchange): void {
    for (const operation of operationsOf(rule, exchange, this.#clock, this.#today())) {
      const { key, when, cancels, title } = operation;
      // A series, or what nobody could read: which of its occurrences it is about is not known.
      const isUnclear =
        rule.kind === "cancel"
          ? key !== null && this.#tracker.entries().filter((entry) => entry.key === key).length > 1
          : when === null && !cancels;
      if (rule.body === "ics" && isUnclear) {
        this.#missed.fire(title ?? "");
        continue;
      }
      this.#tell(this.#tracker.did(operation, Date.now()));
    }
    this.#schedule();
  }

  /** Left without anybody to hear the answer: the calendar has to show what came of it. */
  #posted(write: NetworkWrite): void {
    this.#rules.some((rule, index) => {
      const exchange = rule.navigates ? Exchange.of(write, rule) : null;
      if (!exchange) return false;
      for (const operation of operationsOf(rule, exchange, this.#clock, this.#today())) {
        this.#posts?.add(index, operation);
        // What the page itself draws meanwhile would prove nothing; a list from its server does.
        if (this.#calendar.events.source === "network") this.#tracker.did(operation, Date.now());
      }
      this.#schedule();
      return true;
    });
  }

  #listed(rule: number, exchange: Exchange): void {
    const declared = this.#rules[rule];
    if (!declared) return;
    const list = readList(declared, exchange, this.#entryRules, this.#today());
    if (!list.ok) {
      // Nothing readable yet; a list that was refused later changes nothing about the one before.
      if (list.field !== null && this.#calendar.events.source === "network")
        this.#listLack = { missing: "fields", detail: list.field };
      this.#lookSoon();
      return;
    }
    const { method, url, body } = exchange.write;
    const question = `${method} ${url} ${body ?? ""}`.slice(0, 5_000);
    this.#listLack = noList;
    this.#lists.add({ rule, question, entries: new Map(list.entries), days: list.days, at: Date.now() });
    this.#version += 1;
    this.#lookSoon();
  }

  /**
   * Lists that the page asked for before anybody watched are asked for once more, if asking changes nothing. The
   * browser tells of a request when it is over, so of some only later.
   */
  #catchUp(lists: readonly NetworkRule[]): void {
    const since = performance.now();
    const observer = new PerformanceObserver((told) => {
      const missed = told.getEntries().filter(({ startTime }) => startTime <= since);
      for (const { method, url } of lists) {
        const last = missed.findLast(({ name }) => method === "GET" && search(url, name, maxUrl));
        if (last && new URL(last.name).origin === location.origin) void this.#askAgain(last.name);
      }
    });
    observer.observe({ type: "resource", buffered: true });
    this.#signal.addEventListener("abort", () => observer.disconnect());
  }

  async #askAgain(url: string): Promise<void> {
    try {
      const write = await this.#fetch(url);
      if (!this.#signal.aborted) this.#heard(write);
    } catch {
      // The page will ask again by itself.
    }
  }

  /** As the page itself would ask its own server. */
  async #fetch(url: string): Promise<NetworkWrite> {
    const startedAt = Date.now();
    const signal = AbortSignal.any([this.#signal, AbortSignal.timeout(dayTimeout)]);
    const answer = await fetch(url, { credentials: "include", redirect: "follow", signal });
    const response = await answer.text();
    return {
      id: 0,
      answerId: 0,
      method: "GET",
      url,
      body: null,
      status: answer.status,
      response: response.length <= maxFetched ? response : null,
      location: null,
      redirected: answer.redirected,
      startedAt,
      endedAt: Date.now(),
    };
  }

  selectedDay(): Temporal.PlainDate | null {
    const day = this.#selected.get();
    return day === null ? null : Temporal.PlainDate.from(day);
  }

  async appointmentsOn(day: Temporal.PlainDate): Promise<Appointment[]> {
    const date = day.toString();
    await this.#settled();
    const snapshot = this.#snapshot;
    const isShown = snapshot?.days.includes(date);
    // Where nobody says which days are shown, only a day with something on it is one for sure.
    const isThere =
      snapshot?.days.length === 0 && [...snapshot.entries.values()].some((entry) => entry.date === date);
    if (snapshot && (isShown || isThere)) return this.#on(date, snapshot.entries);
    return this.#on(date, await this.#fetchDay(date));
  }

  #on(date: string, entries: ReadonlyMap<string, Entry>): Appointment[] {
    return [...entries.values()]
      .filter((entry) => entry.date === date && !entry.cancelled)
      .sort((a, b) => a.start - b.start)
      .map(appointmentOf);
  }

  /** @throws CalendarUnreadable when the calendar does not come to rest */
  async #settled(): Promise<void> {
    const until = Date.now() + dayTimeout;
    for (;;) {
      if (this.#signal.aborted) throw new CalendarUnreadable("calendar");
      if (this.#isSettled && !this.#isLooking && this.#lookTimer === undefined) return;
      if (this.#reading?.ok === false && !this.#isSettled && !this.#isLooking)
        throw new CalendarUnreadable(this.#reading.missing, { detail: this.#reading.detail });
      if (Date.now() > until)
        throw new CalendarUnreadable(this.#lack?.missing ?? "calendar", { detail: this.#lack?.detail });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** @throws CalendarUnreadable */
  async #fetchDay(date: string): Promise<ReadonlyMap<string, Entry>> {
    const template = this.#calendar.day?.fetch;
    if (template === undefined) throw new CalendarUnreadable("day");
    const startOf = (day: string): number => this.#clock.epochMs(day, "00:00:00");
    const url = new URL(dayAddress(template, date, startOf), document.baseURI);
    if (url.origin !== location.origin) throw new CalendarUnreadable("day");
    let write: NetworkWrite;
    try {
      write = await this.#inJson(await this.#fetch(url.href));
    } catch {
      throw new CalendarUnreadable("loading");
    }
    return this.#calendar.events.source === "network" ? this.#listOf(write, date) : this.#pageOf(write, date);
  }

  #listOf(write: NetworkWrite, date: string): ReadonlyMap<string, Entry> {
    for (const rule of this.#rules) {
      const exchange = rule.kind === "list" ? Exchange.of(write, rule) : null;
      if (!exchange) continue;
      const list = readList(rule, exchange, this.#entryRules, date);
      if (!list.ok)
        throw new CalendarUnreadable(list.field ? "fields" : "data", { detail: list.field ?? undefined });
      if (list.days && !list.days.includes(date)) throw new CalendarUnreadable("day");
      return list.entries;
    }
    throw new CalendarUnreadable("day");
  }

  async #pageOf({ status, response, url }: NetworkWrite, date: string): Promise<ReadonlyMap<string, Entry>> {
    if (status < 200 || status > 299 || response === null) throw new CalendarUnreadable("data");
    const fetched = new DOMParser().parseFromString(response, "text/html");
    const page = { document: fetched, href: url, clock: this.#clock, reference: date };
    const found = await readPage(this.#calendar, page);
    switch (found.state) {
      case "unreadable":
        throw new CalendarUnreadable("fields", { detail: found.field });
      case "read":
        if (found.days.length > 0 && !found.days.includes(date)) throw new CalendarUnreadable("day");
        return found.entries;
      default:
        // A login page, say.
        throw new CalendarUnreadable("data");
    }
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#lookTimer);
    clearTimeout(this.#dueTimer);
    this.#changes[Symbol.dispose]();
    this.#guesses[Symbol.dispose]();
    this.#unseen[Symbol.dispose]();
    this.#missed[Symbol.dispose]();
    this.#readings[Symbol.dispose]();
  }
}
