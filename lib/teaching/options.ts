import type { Days } from "../declarative/days.ts";
import type { TaughtOption } from "../domain/teaching.ts";
import type { DeclaredDays } from "../plugin-api/declared-calendar.ts";
import type { Appointments } from "./appointments.ts";
import type { AnchorChoice } from "./button-anchors.ts";
import type { DayChoice } from "./days.ts";
import type { FieldChoice, StartChoice } from "./fields.ts";
import { readerOf, startIn, type TaughtPage, whoIn } from "./taught-page.ts";

/** What a person may choose for a topic, and what each choice would read. */

interface Given {
  page: TaughtPage;
  /** Some of the appointments, the one that was pointed at first. */
  sampled: readonly Element[];
}

export const appointmentOptions = (all: readonly Appointments[]): TaughtOption[] =>
  all.map(({ selector, elements }) => ({
    example: selector,
    reading: String(elements.length),
    kind: "text",
  }));

export const buttonOptions = (all: readonly AnchorChoice[]): TaughtOption[] =>
  all.map(({ anchor, place }) => ({ example: anchor, reading: "", kind: place }));

export const startOptions = (
  all: readonly StartChoice[],
  { page, sampled: [element] }: Given,
): TaughtOption[] =>
  all.map(({ example, value }) => ({
    example,
    reading: (element && startIn(page, value, element)) ?? "",
    kind: "text",
  }));

export const whoOptions = (
  topic: "patient" | "phone",
  all: readonly FieldChoice[],
  { page, sampled }: Given,
): TaughtOption[] =>
  all.map(({ value, example }) => ({
    example,
    reading: sampled.map((each) => whoIn(page, { [topic]: value }, each, topic)).find(Boolean) ?? "",
    kind: "text",
  }));

export const dayOptions = (
  all: readonly DayChoice[],
  { page, sampled: [element] }: Given,
  daysOf: (day: DeclaredDays) => Days,
): TaughtOption[] =>
  all.map(({ value, example }) => {
    if ("date" in value) {
      const found = element && readerOf(page, { date: value.date }, element).get("date")?.moment?.date;
      return { example, reading: found ?? "", kind: "own" };
    }
    const kind = (["columns", "headers", "label"] as const).find((name) => value.day[name]) ?? "url";
    return { example, reading: (element && daysOf(value.day).of(element)) ?? "", kind };
  });
