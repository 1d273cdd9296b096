import type {
  AppointmentChange,
  CalendarAdapter,
  Emitter,
  Missing,
  PluginContext,
  Reading,
  UnseenCreation,
} from "../../plugin-api/index.ts";
import { logError } from "../../plugin-api/log.ts";
import { readEvents } from "../read-events.ts";
import { loadsWithin, readableWithin } from "../waits.ts";
import { instantText, UnknownTimeZone } from "../zone.ts";
import type { ChangeListener, ChangeSource } from "./change-source.ts";
import { baseOf } from "./entry.ts";
import { listDay } from "./listing.ts";
import type { FromProbe, ToProbe } from "./messages.ts";
import { watchQuestions } from "./questions.ts";
import { shownIn } from "./shown-days.ts";
import { keepView, readMessage, type Snapshot, shownBy, type View } from "./snapshot.ts";

/** By start, which is always in UTC. */
const byStart = (a: AppointmentChange, b: AppointmentChange): number =>
  a.appointment.start < b.appointment.start ? -1 : 1;

/** Reads every calendar that the probe has found on the page. Plugins for one app bring their own source of changes. */
export function readCalendars(
  context: PluginContext,
  makeSource: (listener: ChangeListener) => ChangeSource,
): CalendarAdapter & Disposable {
  const { signal, subscriptions, probe } = context;
  const own = new DisposableStack();
  const emitter = <T>(): Emitter<T> => own.use(context.createEmitter<T>());
  const changed = emitter<AppointmentChange>();
  const seriesChanged = emitter<readonly AppointmentChange[]>();
  const readings = emitter<Reading>();
  const unseen = emitter<UnseenCreation>();
  const missed = emitter<string>();
  const views = new Map<string, View>();
  const snapshots = new Map<string, Snapshot>();
  /** What the probe has said when it was last asked. */
  let selected: string | null = null;
  let reading: Reading | null = null;
  let tasks: Promise<void> = Promise.resolve();
  let probeSpoke = false;
  let candidates = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let watchdog: ReturnType<typeof setTimeout> | undefined;
  /** Since when something is missing that has not been told. */
  let lackingSince: number | null = null;

  const source = makeSource({
    changed(act) {
      fire(act);
      schedule();
    },
    unseen: ({ start, ...rest }) => unseen.fire({ ...rest, start: instantText(start), title: "" }),
    missed: (title) => missed.fire(title),
  });

  const questions = watchQuestions(signal);
  const ask = (message: ToProbe): void => probe.send(message);
  function receive(value: unknown): void {
    const message = readMessage(value);
    if (!message) return;
    probeSpoke = true;
    const now = Date.now();
    switch (message.type) {
      case "seen":
        candidates = message.candidates;
        watch();
        break;
      case "gone":
        inOrder(() => {
          views.delete(message.root);
          snapshots.delete(message.root);
          source.gone?.(message.root, now);
          watch();
        });
        break;
      case "view":
        inOrder(() => take(message, now));
        break;
      case "day":
        selected = message.day;
        break;
    }
  }

  /**
   * Runs tasks in the order in which they came. Otherwise a task that waits for the background would be overtaken by
   * one that does not.
   */
  function inOrder(task: () => void | Promise<void>): void {
    tasks = tasks.then(async () => {
      if (signal.aborted) return;
      try {
        await task();
      } catch (error) {
        if (signal.aborted) return;
        logError(error);
        fail("plugin");
      }
    });
  }

  async function take(message: Extract<FromProbe, { type: "view" }>, now: number): Promise<void> {
    const { root } = message.view;
    let view = views.get(root);
    if (!view) {
      view = keepView(source.entry);
      views.set(root, view);
      // This message is not the first part; only a full one can be built upon.
      if (!message.full) ask({ type: "resend" });
    }
    let snapshot: Snapshot | null;
    try {
      snapshot = view.take(message);
    } catch (error) {
      if (!(error instanceof UnknownTimeZone)) throw error;
      return fail("timeZone");
    }
    if (!snapshot) return;
    // What was refused before anybody watched the calendar is no empty day.
    if (snapshot.entries.size === 0 && questions.areRefused(snapshot)) snapshot.stable = false;
    await readAll(view);
    snapshots.set(root, snapshot);
    tell(source.look(snapshot, now));
    watch();
    const stable = stableOnes();
    const unread = stable.reduce((sum, one) => sum + one.view.unread, 0);
    if (stable.length > 0) read({ ok: true, appointments: shownBy(stable).size, unread });
  }

  /** Asks the background who the view's new events are about. */
  async function readAll(view: View): Promise<void> {
    const unread = view.unread();
    if (unread.length === 0) return;
    try {
      const texts = unread.map(({ text }) => text);
      const found = await readEvents(context, texts);
      unread.forEach((entry, index) => {
        const one = found[index];
        if (one) entry.take(one);
      });
    } catch (error) {
      // The next message asks again about events that were not read.
      ask({ type: "resend" });
      throw error;
    }
  }

  const stableOnes = (): Snapshot[] => [...snapshots.values()].filter(({ stable }) => stable);

  function read(now: Reading): void {
    reading = now;
    readings.fire(now);
  }

  const told = (): Missing | null => (reading?.ok === false ? reading.missing : null);

  function fail(missing: Missing): void {
    if (told() !== missing) read({ ok: false, missing });
  }

  function missing(): Missing | null {
    if (stableOnes().length > 0) return null;
    if (!probeSpoke) return "probe";
    if (snapshots.size > 0) return "loading";
    return candidates > 0 ? "data" : null;
  }

  /** Reports what is missing once it has been missing for too long. */
  function watch(): void {
    clearTimeout(watchdog);
    if (missing() === null) {
      lackingSince = null;
      return;
    }
    lackingSince ??= Date.now();
    // A read that has failed is over: only one that goes on is worth the longer wait.
    const isLoading = snapshots.values().some(({ view }) => view.loading);
    const due = lackingSince + (isLoading ? loadsWithin : readableWithin);
    watchdog = setTimeout(() => {
      lackingSince = null;
      const still = missing();
      if (still === null) return;
      fail(still);
      // The probe may have come late. It answers once it is there.
      if (still === "probe") ask({ type: "resend" });
      watch();
    }, due - Date.now());
  }

  function tell(changes: readonly AppointmentChange[]): void {
    const acts = Map.groupBy(changes, ({ type, appointment }) => `${type} ${baseOf(appointment.id)}`);
    for (const act of acts.values()) fire(act.toSorted(byStart));
    schedule();
  }

  function fire(act: readonly AppointmentChange[]): void {
    const [only, ...others] = act;
    if (others.length > 0) seriesChanged.fire(act);
    else if (only) changed.fire(only);
  }

  /** Looks again when a change may have become certain. */
  function schedule(): void {
    clearTimeout(timer);
    const now = Date.now();
    const due = source.dueAt(now);
    if (due === null || signal.aborted) return;
    timer = setTimeout(() => inOrder(() => tell(source.tick(Date.now()))), due - now);
  }

  const shown = {
    snapshots: () => [...snapshots.values()],
    turnTo: (root: string, day: string) => ask({ type: "gotoDate", root, day }),
    missing,
    told,
    signal,
  };

  subscriptions.use(probe.onMessage(receive));
  subscriptions.use(
    context.onDidWrite((write) => {
      const now = Date.now();
      inOrder(async () => tell(await source.wrote(write, now)));
    }),
  );
  own.defer(() => {
    clearTimeout(timer);
    clearTimeout(watchdog);
  });
  ask({ type: "resend" });
  watch();

  return {
    get reading() {
      return reading;
    },
    // What a filter hides just now the page's calendar does not have.
    isPartial: true,
    zoneOf(id) {
      const all = stableOnes();
      // Alone on the page it shows them all, also those that it names otherwise, or has not in view.
      const one = all.length === 1 ? all[0] : all.find(({ entries }) => entries.has(id));
      return one?.zone.id ?? null;
    },
    inView: () =>
      stableOnes().flatMap(({ entries }) =>
        [...entries].map(([id, entry]) => ({
          appointment: entry.appointment(id),
          cancelled: entry.cancelled,
          hasOwnId: entry.raw.id !== "",
          name: entry.raw.uid,
          text: entry.text,
        })),
      ),
    onDidChange: changed.event,
    onDidChangeSeries: seriesChanged.event,
    onDidRead: readings.event,
    onDidCreateUnseen: unseen.event,
    onDidMiss: missed.event,

    selectedDay() {
      // What was told before may be behind: the page was turned, say, and nothing of it has been read yet.
      selected = null;
      ask({ type: "where" });
      return selected === null ? null : Temporal.PlainDate.from(selected);
    },

    async shown() {
      await source.complete?.();
      const all = shown.snapshots();
      return shownIn(
        all,
        all.map((one) => (source.questions ? source.questions(one) : questions.of(one))),
      );
    },

    async appointmentsOn(day) {
      const text = day.toString();
      const listed = await listDay(shown, text);
      return (await source.complete?.()) ? listDay(shown, text) : listed;
    },

    [Symbol.dispose]: () => own.dispose(),
  };
}
