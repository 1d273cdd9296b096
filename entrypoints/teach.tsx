import { render } from "preact";
import { defineUnlistedScript } from "wxt/utils/define-unlisted-script";
import type { Step, TeachingActions, TeachingModel } from "../components/teaching/model.ts";
import { Panel } from "../components/teaching/panel.tsx";
import css from "../components/teaching/teaching.css?raw";
import { wordsIn } from "../components/teaching/words.ts";
import type { Language } from "../lib/domain/settings.ts";
import { type Topic, topics } from "../lib/domain/teaching.ts";
import { element } from "../lib/page/ui/dom.ts";
import { Marks } from "../lib/page/ui/marks.ts";
import { point } from "../lib/page/ui/pointing.ts";
import { attachShadow } from "../lib/page/ui/shadow.ts";
import { style } from "../lib/page/ui/style.ts";
import type { DeclaredCalendar } from "../lib/plugin-api/declared-calendar.ts";
import { observePage } from "../lib/plugin-api/page-observer.ts";
import { dayIn, Zone } from "../lib/plugin-kit/zone.ts";
import { call } from "../lib/rpc/client.ts";
import { likelyAppointments, textOf } from "../lib/teaching/appointments.ts";
import { Lesson } from "../lib/teaching/lesson.ts";
import { ancestorsOf } from "../lib/teaching/stable-selectors.ts";
import type { TaughtPage } from "../lib/teaching/taught-page.ts";
import { TrialRun } from "../lib/teaching/trial-run.ts";

/** The panel in which a person teaches a calendar. Put into a page on demand, apart from all that reads calendars. */

/** Told to the document by every panel that opens, so that one it replaces goes away. */
const takeover = "pipni:teaching";
const redrawEvery = 500;
const maxLikely = 90;

type Shown = Pick<TeachingModel, "step" | "notThere" | "name" | "saving" | "problem" | "side" | "automatic">;

class Teaching {
  readonly #language: Language;
  readonly #stop = new AbortController();
  readonly #host = element("pipni-teaching" as "div", { "data-pipni-teaching": "" });
  readonly #root: ShadowRoot;
  readonly #mount = element("div");
  readonly #marks: Marks;
  #lesson = this.#newLesson();
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
    automatic: false,
  };

  constructor(language: Language) {
    this.#language = language;
    this.#root = attachShadow(this.#host, style + css);
    this.#marks = new Marks(this.#root);
    this.#root.append(this.#mount);
    document.documentElement.append(this.#host);
    document.addEventListener(takeover, () => this.#leave(), { signal: this.#stop.signal });
    observePage(() => this.#draw(), this.#stop.signal, { every: redrawEvery });
    this.#point("appointments");
  }

  #page(): TaughtPage {
    const clock = new Zone();
    const { href } = location;
    return { document, href, clock, reference: dayIn(clock, Date.now()) };
  }

  #newLesson(): Lesson {
    return new Lesson(this.#page());
  }

  #show(change: Partial<Shown>): void {
    this.#shown = { ...this.#shown, notThere: null, problem: null, ...change };
    this.#draw();
  }

  #draw(): void {
    if (this.#stop.signal.aborted) return;
    const lesson = this.#lesson;
    const { step } = this.#shown;
    lesson.lookAgain();
    if (step === "point") this.#likely = likelyAppointments(document, dayIn(new Zone(), Date.now()));
    else if (!this.#pointing)
      this.#marks.show(step === "check" ? lesson.elements() : this.#buttonPlace(), null);
    const options = topics.map((topic) => [
      topic,
      { found: lesson.options(topic), chosen: lesson.chosen(topic) },
    ]);
    const model: TeachingModel = {
      language: this.#language,
      ...this.#shown,
      pointing: this.#pointing?.topic ?? null,
      likely: this.#likely.map((one) => textOf(one).slice(0, maxLikely)),
      canTry: lesson.calendar()?.events.fields?.id !== undefined,
      trial: this.#trialModel(),
      knowsDays: lesson.calendar()?.day !== undefined,
      rows: step === "check" ? lesson.rows() : [],
      doubt: step === "check" ? lesson.doubt() : null,
      leftOut: step === "check" ? lesson.leftOut() : 0,
      options: Object.fromEntries(options) as TeachingModel["options"],
    };
    render(<Panel model={model} actions={this.#actions} />, this.#mount);
  }

  #trialModel(): TeachingModel["trial"] {
    if (!this.#trialRun) return null;
    const { phase, problem, hint, told } = this.#trialRun.trial;
    const reported = told.map(({ type, appointment: { start, title, patient } }) => ({
      ...{ type, start },
      who: patient?.name || title,
      phone: patient?.phone ?? null,
    }));
    return { phase, problem, hint, told: reported };
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
    choose: (topic, at) => {
      this.#lesson.choose(topic, at);
      this.#show({});
    },
    leaveOut: (at) => {
      const isDone = this.#lesson.leaveOut(at);
      this.#show(isDone ? {} : { notThere: "leaveOut" });
    },
    takeIn: () => {
      this.#lesson.takeIn();
      this.#show({});
    },
    go: (step: Step) => {
      this.#trialRun?.[Symbol.dispose]();
      this.#trialRun = null;
      this.#show({ step });
      if (step === "point") this.#point("appointments");
    },
    rename: (name) => this.#show({ name }),
    save: () => void this.#save(this.#lesson.calendar()),
    startTrial: () => {
      this.#trialRun?.[Symbol.dispose]();
      const calendar = this.#lesson.calendar();
      this.#trialRun =
        calendar &&
        new TrialRun(
          calendar,
          () => this.#page(),
          () => this.#draw(),
        );
      this.#show({ step: "trial" });
    },
    store: () => void this.#save(this.#trialRun?.learnt() ?? null),
    move: () => this.#show({ side: this.#shown.side === "end" ? "start" : "end" }),
    close: () => {
      if (this.#pointing && this.#shown.step !== "point") this.#stopPointing();
      else {
        this.#leave();
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
        onPick: (target) => this.#picked(topic, target),
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
    if (!lesson.pointAt(topic, target)) {
      const isFrame = target.matches("iframe, frame, object, embed");
      this.#show({ notThere: isFrame ? "frame" : from === "list" ? "list" : topic });
      return;
    }
    this.#lesson = lesson;
    this.#stopPointing();
    if (topic === "appointments") this.#show({ step: "check" });
  }

  async #save(calendar: DeclaredCalendar | null): Promise<void> {
    const button = this.#lesson.button();
    if (!calendar || !button) return;
    const title = this.#shown.name.trim();
    const description = wordsIn(this.#language).teaching.description(location.host).slice(0, 300);
    this.#show({ saving: true });
    try {
      const check = await call("teaching.save", { title, description, calendar, button });
      if (check.ok) this.#trialRun?.[Symbol.dispose]();
      const saved = { step: "saved", automatic: calendar.network !== undefined } as const;
      this.#show({ saving: false, ...(check.ok ? saved : { problem: "refused" }) });
    } catch (error) {
      console.error("Pípni:", error);
      this.#show({ saving: false, problem: "failed" });
    }
  }

  #leave(): void {
    if (this.#stop.signal.aborted) return;
    this.#stop.abort();
    this.#trialRun?.[Symbol.dispose]();
    this.#marks[Symbol.dispose]();
    render(null, this.#mount);
    this.#host.remove();
  }
}

export default defineUnlistedScript(async () => {
  document.dispatchEvent(new CustomEvent(takeover));
  const answer = await call("teaching.hello", null);
  if (answer) new Teaching(answer.language);
});
