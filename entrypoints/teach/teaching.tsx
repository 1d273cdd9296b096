// Long on purpose: the one place where a lesson, its page, its trial and its panel meet.
import { render } from "preact";
import type { Step, TeachingActions } from "../../components/teaching/model.ts";
import { Panel } from "../../components/teaching/panel.tsx";
import css from "../../components/teaching/teaching.css?raw";
import type { Language } from "../../lib/domain/settings.ts";
import type { Topic } from "../../lib/domain/teaching.ts";
import { element } from "../../lib/page/ui/dom.ts";
import { Marks } from "../../lib/page/ui/marks.ts";
import { point } from "../../lib/page/ui/pointing.ts";
import { attachShadow } from "../../lib/page/ui/shadow.ts";
import { style } from "../../lib/page/ui/style.ts";
import { observePage } from "../../lib/plugin-api/page-observer.ts";
import { dayIn, zoneNamed } from "../../lib/plugin-kit/zone.ts";
import { call } from "../../lib/rpc/client.ts";
import { likelyAppointments } from "../../lib/teaching/appointments.ts";
import { handOver } from "../../lib/teaching/frames.ts";
import { Lesson } from "../../lib/teaching/lesson.ts";
import type { LessonNotes } from "../../lib/teaching/lesson-notes.ts";
import { LessonTraffic } from "../../lib/teaching/lesson-traffic.ts";
import { withProvenDays } from "../../lib/teaching/other-days.ts";
import { findDrawn, spacedText, textWithHour } from "../../lib/teaching/pointed-at.ts";
import { Sources } from "../../lib/teaching/sources.ts";
import { ancestorsOf } from "../../lib/teaching/stable-selectors.ts";
import type { TaughtPage } from "../../lib/teaching/taught-page.ts";
import { type TrialNotes, TrialRun } from "../../lib/teaching/trial-run.ts";
import { standBeside } from "./aside.ts";
import { note, type Saved, save, tellEnd } from "./keeping.ts";
import { modelOf, type Shown } from "./model.ts";

/** The panel in which a person teaches a calendar. Put into a page on demand, apart from all that reads calendars. */
/** Told to the document by every panel that opens, so that one it replaces goes away. */
export const takeover = "pipni:teaching";
const redrawEvery = 500;

export class Teaching {
  readonly #language: Language;
  readonly #stop = new AbortController();
  readonly #host = element("div", { "data-pipni-teaching": "" });
  readonly #root: ShadowRoot;
  readonly #mount = element("div");
  readonly #marks: Marks;
  readonly #traffic = new LessonTraffic();
  #lesson = this.#newLesson();
  #sources = new Sources();
  #saved: Saved | null = null;
  /** What was pointed at and not recognised. */
  #unfound: string | null = null;
  #pointing: { topic: Topic; stop: AbortController } | null = null;
  #likely: Element[] = [];
  #trialRun: TrialRun | null = null;
  #shown: Shown = {
    step: "point",
    notThere: null,
    name: document.title.trim().slice(0, 100) || location.host,
    saving: false,
    problem: null,
    side: "end",
  };

  constructor(language: Language, notes: LessonNotes | null) {
    this.#language = language;
    this.#root = attachShadow(this.#host, style + css);
    this.#marks = new Marks(this.#root);
    this.#root.append(this.#mount);
    document.documentElement.append(this.#host);
    document.addEventListener(takeover, () => this.#leave(), { signal: this.#stop.signal });
    observePage(() => this.#draw(), this.#stop.signal, redrawEvery);
    this.#traffic.onDidHear(() => this.#soon());
    if (notes) this.#shown = { ...this.#shown, name: notes.name, side: notes.side };
    if (notes?.trial) {
      this.#saved = notes.trial;
      this.#try(notes.trial, notes.trial);
      return;
    }
    this.#point("appointments");
    if (notes?.pointed != null) void this.#pointAgain(notes.pointed);
  }

  /** After the page was loaded anew: at the same appointment as before, once what it was drawn from is heard as well. */
  async #pointAgain(text: string): Promise<void> {
    const isWanted = (): boolean => this.#shown.step === "point";
    for (let tries = 0; tries < 4 && isWanted(); tries++) {
      const target = await findDrawn(text, isWanted, this.#stop.signal);
      if (target) this.#picked("appointments", target);
      if (isWanted()) await new Promise((resolve) => setTimeout(resolve, redrawEvery));
    }
  }

  #note(notes: Partial<LessonNotes> | null): void {
    note(this.#shown, notes);
  }

  #drawing: ReturnType<typeof setTimeout> | undefined;
  /** Many answers come at once. */
  #soon(): void {
    this.#drawing ??= setTimeout(() => {
      this.#drawing = undefined;
      this.#draw();
    }, redrawEvery / 2);
  }

  #page(): TaughtPage {
    const clock = zoneNamed();
    const { href } = location;
    return { document, href, clock, reference: dayIn(clock, Date.now()) };
  }

  /** What was pointed at from outside the frame. */
  take(target: Element): void {
    this.#picked("appointments", target);
  }

  #newLesson(): Lesson {
    return new Lesson(this.#page());
  }

  #show(change: Partial<Shown>): void {
    this.#shown = { ...this.#shown, notThere: null, problem: null, ...change };
    this.#draw();
  }

  #after(_done: unknown): void {
    this.#show({});
  }

  #draw(): void {
    if (this.#stop.signal.aborted) return;
    standBeside(this.#shown.side);
    const lesson = this.#lesson;
    const { step } = this.#shown;
    const sources = this.#sources;
    lesson.lookAgain();
    if (step === "check") sources.look(lesson, this.#traffic.all, this.#page());
    const calendar = this.#saved?.calendar ?? sources.calendar(lesson);
    if (step === "point") this.#likely = likelyAppointments(document, dayIn(zoneNamed(), Date.now()));
    else if (!this.#pointing)
      this.#marks.show(step === "check" ? lesson.elements() : this.#buttonPlace(), null);
    const model = modelOf({
      ...{ language: this.#language, shown: this.#shown, pointing: this.#pointing?.topic ?? null },
      ...{ likely: this.#likely, lesson, sources, calendar, page: this.#page() },
      hasMissed: this.#traffic.hasMissed(),
      trial: this.#trialRun?.trial ?? null,
    });
    render(<Panel model={model} actions={this.#actions} />, this.#mount);
  }

  #buttonPlace(): Element[] {
    const anchor = this.#lesson.button()?.anchor;
    return anchor && this.#shown.step === "place" ? [...document.querySelectorAll(anchor)].slice(0, 1) : [];
  }

  readonly #actions: TeachingActions = {
    point: (topic) => this.#point(topic),
    stopPointing: () => this.#stopPointing(),
    glance: (at) => {
      const target = this.#likely[at] ?? null;
      target?.scrollIntoView({ block: "center" });
      this.#marks.show([], target);
    },
    pick: (at) => {
      const target = this.#likely[at];
      if (!target) return;
      // What is in it may be the appointment, or what is around it.
      const near = [target, ...target.querySelectorAll("*"), ...ancestorsOf(target).slice(0, 3)];
      this.#picked("appointments", near.find((one) => this.#newLesson().begin(one)) ?? target, "list");
    },
    choose: (topic, at) => this.#after(this.#lesson.choose(topic, at)),
    leaveOut: (at) => this.#show(this.#lesson.leaveOut(at) ? {} : { notThere: "leaveOut" }),
    takeIn: () => this.#after(this.#lesson.takeIn()),
    go: (step: Step) => {
      this.#trialRun?.[Symbol.dispose]();
      this.#trialRun = null;
      this.#note(null);
      this.#show({ step });
      if (step === "point") this.#point("appointments");
    },
    rename: (name) => this.#show({ name }),
    chooseSource: (at) => this.#after(this.#sources.choose(at)),
    reload: () => {
      this.#note({ pointed: this.#lesson.shown()?.alone.text ?? this.#unfound });
      location.reload();
    },
    save: () => void this.#saveLesson(),
    startTrial: () => this.#saved && this.#try(this.#saved, null),
    leaveOutMove: () => this.#after(this.#trialRun?.trial.leaveOutMove()),
    store: () => void this.#store(),
    move: () => this.#show({ side: this.#shown.side === "end" ? "start" : "end" }),
    close: () => {
      if (this.#pointing && this.#shown.step !== "point") this.#stopPointing();
      else {
        this.#end();
        // Nobody to tell means that there is nobody who would show it again.
        void call("teaching.leave", null).catch(() => {});
      }
    },
  };

  #point(topic: Topic): void {
    this.#pointing?.stop.abort();
    const stop = new AbortController();
    this.#pointing = { topic, stop };
    point(
      {
        own: this.#host,
        onHover: (target) => this.#marks.show([], target),
        onPick: (target, x, y) => {
          if (topic === "appointments" && handOver(target, x, y)) this.#end();
          else this.#picked(topic, target);
        },
        onLeave: () => this.#stopPointing(),
      },
      AbortSignal.any([stop.signal, this.#stop.signal]),
    );
    this.#show({});
  }

  #stopPointing(): void {
    this.#pointing?.stop.abort();
    this.#pointing = null;
    this.#marks.show([], null);
    this.#show({});
  }

  #picked(topic: Topic, target: Element, from: "page" | "list" = "page"): void {
    // Another page of the calendar may have come meanwhile.
    const lesson = topic === "appointments" ? this.#newLesson() : this.#lesson;
    const sources = topic === "appointments" ? new Sources() : this.#sources;
    const isThere =
      lesson.pointAt(topic, target) || (topic === "appointments" && this.#isListed(lesson, sources, target));
    if (!isThere) {
      const isFrame = target.matches("iframe, frame, object, embed");
      this.#show({ notThere: isFrame ? "frame" : from === "list" ? "list" : topic });
      if (topic === "appointments" && !isFrame) this.#seekList(target);
      return;
    }
    this.#lesson = lesson;
    this.#sources = sources;
    this.#stopPointing();
    if (topic !== "appointments") return;
    this.#show({ step: "check" });
    if (!sources.hasList()) void this.#traffic.askAgain();
  }

  /** A list that was loaded before the lesson may tell what the page alone does not. */
  #seekList(target: Element): void {
    const unit = textWithHour(target, this.#page().reference);
    this.#unfound = unit && spacedText(unit);
    if (unit && !this.#traffic.isAskedAgain)
      void this.#traffic
        .askAgain()
        .then(() => this.#shown.step === "point" && this.#picked("appointments", target));
  }

  /** Whether only a list can tell it: the page has nothing lasting by which it is found again. */
  #isListed(lesson: Lesson, sources: Sources, target: Element): boolean {
    if (!lesson.beginListed(target)) return false;
    sources.look(lesson, this.#traffic.all, this.#page());
    return sources.hasList();
  }

  /** @param notes of the page before this one */
  #try({ calendar, button }: Saved, notes: TrialNotes | null): void {
    this.#trialRun?.[Symbol.dispose]();
    const run = new TrialRun({
      ...{ calendar, page: () => this.#page(), traffic: this.#traffic },
      notes,
      onDidLook: () => this.#draw(),
      onDidEnd: tellEnd,
      onDidNote: () => this.#note({ trial: { calendar, button, ...run.notes() } }),
    });
    this.#trialRun = run;
    this.#note({ trial: { calendar, button, ...run.notes() } });
    this.#show({ step: "trial" });
  }

  async #saveLesson(): Promise<void> {
    const calendar = this.#sources.calendar(this.#lesson);
    const button = this.#lesson.button();
    if (!calendar || !button) return;
    this.#show({ saving: true });
    const known = this.#sources.list?.entries ?? [];
    const proven = await withProvenDays(calendar, known, this.#stop.signal);
    await this.#save({ calendar: proven, button });
  }

  async #store(): Promise<void> {
    const calendar = this.#trialRun?.learnt();
    if (!calendar || !this.#saved) return;
    await this.#save({ ...this.#saved, calendar });
  }

  async #save(saved: Saved): Promise<void> {
    this.#show({ saving: true });
    const problem = await save(this.#language, this.#shown.name, saved);
    if (problem === null) {
      this.#trialRun?.[Symbol.dispose]();
      this.#trialRun = null;
      this.#saved = saved;
      this.#note(null);
    }
    this.#show({ saving: false, ...(problem === null ? { step: "saved" } : { problem }) });
  }

  /** Nothing of the lesson is kept in this page. */
  #end(): void {
    this.#traffic.forget();
    this.#leave();
  }

  #leave(): void {
    if (this.#stop.signal.aborted) return;
    this.#stop.abort();
    clearTimeout(this.#drawing);
    this.#trialRun?.[Symbol.dispose]();
    this.#traffic[Symbol.dispose]();
    this.#marks[Symbol.dispose]();
    render(null, this.#mount);
    this.#host.remove();
    standBeside(null);
  }
}
