import type { TeachingModel } from "../../components/teaching/model.ts";
import type { Language } from "../../lib/domain/settings.ts";
import { type Topic, topics } from "../../lib/domain/teaching.ts";
import type { DeclaredCalendar } from "../../lib/plugin-api/declared-calendar.ts";
import { textOf } from "../../lib/teaching/appointments.ts";
import type { Lesson } from "../../lib/teaching/lesson.ts";
import type { Sources } from "../../lib/teaching/sources.ts";
import type { TaughtPage } from "../../lib/teaching/taught-page.ts";
import type { Trial } from "../../lib/teaching/trial.ts";
import { abilitiesOf } from "../../lib/teaching/trial-run.ts";

export type Shown = Pick<TeachingModel, "step" | "notThere" | "name" | "saving" | "problem" | "side">;

interface Given {
  language: Language;
  shown: Shown;
  pointing: Topic | null;
  likely: readonly Element[];
  lesson: Lesson;
  sources: Sources;
  calendar: DeclaredCalendar | null;
  page: TaughtPage;
  /** Whether the page had asked for something before the lesson began. */
  hasMissed: boolean;
  trial: Trial | null;
}

const maxLikely = 90;

/** What the panel shows of a lesson. */
export function modelOf(given: Given): TeachingModel {
  const { shown, lesson, sources, calendar, page, hasMissed, trial, likely, ...rest } = given;
  const isChecked = shown.step === "check";
  const options = topics.map((topic) => [
    topic,
    { found: lesson.options(topic), chosen: lesson.chosen(topic) },
  ]);
  return {
    ...rest,
    ...shown,
    likely: likely.map((one) => textOf(one).slice(0, maxLikely)),
    canTry: calendar?.events.source === "network" || calendar?.events.fields?.id !== undefined,
    trial: trial && trialModel(trial),
    knowsDays: calendar?.day !== undefined,
    abilities: calendar && abilitiesOf(calendar),
    sources: { options: sources.options(lesson), chosen: sources.chosen },
    listLack: sources.hasList() ? null : hasMissed ? "early" : "none",
    rows: isChecked ? sources.rows(lesson, page) : [],
    doubt: isChecked && !sources.list ? lesson.doubt() : null,
    leftOut: isChecked && !sources.list ? lesson.leftOut() : 0,
    options: Object.fromEntries(options) as TeachingModel["options"],
  };
}

function trialModel({ phase, problem, hint, place, told }: Trial): TeachingModel["trial"] {
  const reported = told.map(({ type, appointment: { start, title, patient } }) => ({
    ...{ type, start },
    who: patient?.name || title,
    phone: patient?.phone ?? null,
  }));
  return { phase, problem, hint, place, told: reported };
}
