import { type Days, daysOn } from "../declarative/days.ts";
import { standSideBySide } from "../declarative/several-days.ts";
import type { DayDoubt, TaughtOption, TaughtRow, Topic } from "../domain/teaching.ts";
import type { DeclaredCalendar, Field, Fields } from "../plugin-api/declared-calendar.ts";
import { type Appointments, appointmentsAt, holderOf } from "./appointments.ts";
import { type AnchorChoice, anchorAt, anchorChoices } from "./button-anchors.ts";
import { type Candidate, candidatesAround, candidatesAt, candidatesWithin } from "./candidates.ts";
import { type Chosen, chosen, first, none, preferred } from "./chosen.ts";
import { type DayChoice, dayChoices } from "./days.ts";
import {
  type FieldChoice,
  idChoices,
  patientChoices,
  phoneChoices,
  type StartChoice,
  startChoices,
} from "./fields.ts";
import { IdWatch } from "./id-watch.ts";
import { LeftOut } from "./left-out.ts";
import { ancestorsOf } from "./stable-selectors.ts";
import { calendarOf } from "./taught-calendar.ts";
import { readerOf, readRows, startIn, type TaughtPage, whoIn } from "./taught-page.ts";

const maxRows = 3_000;

/**
 * A calendar being taught: what was pointed at, what was made of it, and what a person has corrected. Reads the page
 * and changes nothing.
 */
export class Lesson {
  readonly #page: TaughtPage;
  #appointments = none<Appointments>();
  #start = none<StartChoice>();
  #day = none<DayChoice>();
  #patient = none<FieldChoice>();
  #phone = none<FieldChoice>();
  #id: Field | null = null;
  #left = new LeftOut([], null, "");
  readonly #ids = new IdWatch();
  #button = none<AnchorChoice>();

  constructor(page: TaughtPage) {
    this.#page = page;
  }

  /** @returns false, with nothing changed, where nothing there looks like an appointment */
  begin(target: Element): boolean {
    const found = appointmentsAt(target, this.#page.reference);
    const [likeliest] = found;
    if (!likeliest || this.#starts(likeliest).length === 0) return false;
    this.#appointments = first(found);
    this.#infer();
    return true;
  }

  #starts(appointments: Appointments): StartChoice[] {
    const candidates = [...candidatesWithin(appointments), ...candidatesAround(appointments)];
    return startChoices(candidates, this.#page.reference);
  }

  #infer(): void {
    const appointments = chosen(this.#appointments);
    if (!appointments) return;
    const { elements, pointed } = appointments;
    this.#left = new LeftOut(elements, pointed, this.#page.reference);
    const inner = candidatesWithin(appointments);
    this.#start = first(this.#starts(appointments));
    this.#day = first(dayChoices(appointments, inner, this.#page));
    this.#patient = first(patientChoices(inner));
    this.#phone = first(phoneChoices(inner));
    this.#id = idChoices(inner, this.#ids.isRefuted)[0]?.value ?? null;
    this.#button = first(anchorChoices(appointments));
  }

  /** Looks at the page again, which may have been drawn anew: an id that has changed since was none. */
  lookAgain(): void {
    const appointments = chosen(this.#appointments);
    while (appointments && this.#id !== null && !this.#isStill(this.#id)) {
      this.#ids.refute(this.#id);
      this.#id = idChoices(candidatesWithin(appointments), this.#ids.isRefuted)[0]?.value ?? null;
    }
  }

  #isStill(id: Field): boolean {
    const { start, patient } = this.calendar()?.events.fields ?? {};
    const fields: Fields = { id, ...(start && { start }), ...(patient && { patient }) };
    const seen = this.elements().map((element) => {
      const found = readerOf(this.#page, fields, element);
      const day = this.#days(chosen(this.#day)?.value).of(element);
      return { id: found.text("id"), about: `${day} ${found.text("start")} ${found.text("patient")}` };
    });
    return this.#ids.agrees(id, seen);
  }

  /** The elements that count as appointments, as the page is by now. */
  elements(): readonly Element[] {
    return this.#found().filter(this.#left.isCounted);
  }

  #found(): Element[] {
    const { selector } = chosen(this.#appointments) ?? {};
    return selector ? [...this.#page.document.querySelectorAll(selector)].slice(0, maxRows) : [];
  }

  /** How many elements look like appointments and do not count. */
  leftOut(): number {
    return this.#found().length - this.elements().length;
  }

  /** @returns false, with nothing changed, where nothing lasting tells it from appointments */
  leaveOut(at: number): boolean {
    return this.#left.add(this.elements()[at], this.elements());
  }

  /** Takes back what was left out last. */
  takeIn(): void {
    this.#left.undo();
  }

  /** @param at -1 for none */
  choose(topic: Topic, at: number): void {
    const list = this.#of(topic);
    if (at < -1 || at >= list.options.length) return;
    list.at = at;
    if (topic === "appointments") this.#infer();
  }

  /** @returns false, with nothing changed, where the field cannot be read there */
  pointAt(topic: Topic, target: Element): boolean {
    if (topic === "appointments") return this.begin(target);
    const appointments = chosen(this.#appointments);
    if (!appointments) return false;
    switch (topic) {
      case "button": {
        const place = anchorAt(target);
        if (place) this.#button = preferred([place], this.#button);
        return place !== null;
      }
      case "day": {
        const now = this.#daysAt(target, appointments);
        if (now.length > 0) this.#day = preferred(now, this.#day);
        return now.length > 0;
      }
      default:
        return this.#fieldAt(topic, this.#candidatesAt(target, appointments));
    }
  }

  #fieldAt(topic: "start" | "patient" | "phone", candidates: Candidate[]): boolean {
    if (topic === "start") {
      const now = startChoices(candidates, this.#page.reference);
      if (now.length > 0) this.#start = preferred(now, this.#start);
      return now.length > 0;
    }
    const now = topic === "patient" ? patientChoices(candidates) : phoneChoices(candidates);
    if (now.length === 0) return false;
    if (topic === "patient") this.#patient = preferred(now, this.#patient);
    else this.#phone = preferred(now, this.#phone);
    return true;
  }

  /** What was pointed at, or the nearest thing around it that is known; beside the appointments as well. */
  #candidatesAt(target: Element, appointments: Appointments): Candidate[] {
    for (const element of [target, ...ancestorsOf(target)]) {
      const found = candidatesAt(appointments, element);
      if (found === null) break;
      if (found.length > 0) return found;
    }
    return candidatesAround(appointments).filter(({ place }) =>
      appointments.elements.some((element) => {
        const pointed = place.closest && element.closest(place.closest)?.querySelector(place.sel ?? "*");
        return pointed && (pointed === target || pointed.contains(target));
      }),
    );
  }

  #daysAt(target: Element, appointments: Appointments): DayChoice[] {
    const own = candidatesAt(appointments, target) ?? [];
    return dayChoices(appointments, own, this.#page).filter(({ value }) => {
      if ("date" in value) return own.length > 0;
      const { columns, headers, label } = value.day;
      const place = columns ?? headers ?? label;
      const named = place && target.closest(place.sel);
      return Boolean(named) && own.length === 0;
    });
  }

  #of(topic: Topic): Chosen<unknown> {
    return {
      appointments: this.#appointments,
      day: this.#day,
      start: this.#start,
      patient: this.#patient,
      phone: this.#phone,
      button: this.#button,
    }[topic];
  }

  chosen(topic: Topic): number {
    return this.#of(topic).at;
  }

  /** What may be chosen, and what each would read. */
  options(topic: Topic): TaughtOption[] {
    const [element] = this.#sampled();
    switch (topic) {
      case "appointments":
        return this.#appointments.options.map(({ selector, elements }) => ({
          example: selector,
          reading: String(elements.length),
          kind: "text",
        }));
      case "button":
        return this.#button.options.map(({ anchor, place }) => ({
          example: anchor,
          reading: "",
          kind: place,
        }));
      case "day":
        return this.#day.options.map((choice) => this.#dayOption(choice, element));
      case "start":
        return this.#start.options.map((choice) => ({
          example: choice.example,
          reading: (element && startIn(this.#page, choice.value, element)) ?? "",
          kind: "text",
        }));
      default:
        return (topic === "patient" ? this.#patient : this.#phone).options.map(({ value, example }) => ({
          example,
          reading:
            this.#sampled()
              .map((each) => whoIn(this.#page, { [topic]: value }, each, topic))
              .find(Boolean) ?? "",
          kind: "text",
        }));
    }
  }

  #sampled(): Element[] {
    const appointments = chosen(this.#appointments);
    return appointments ? [appointments.pointed, ...appointments.elements.slice(0, 40)] : [];
  }

  #dayOption({ value, example }: DayChoice, element: Element | undefined): TaughtOption {
    if ("date" in value) {
      const found = element && readerOf(this.#page, { date: value.date }, element).get("date")?.moment?.date;
      return { example, reading: found ?? "", kind: "own" };
    }
    const kind = (["columns", "headers", "label"] as const).find((name) => value.day[name]) ?? "url";
    return { example, reading: (element && this.#days(value.day).of(element)) ?? "", kind };
  }

  #days(value: DayChoice["value"] | DeclaredCalendar["day"]): Days {
    const day = value && "day" in value ? value.day : value && !("date" in value) ? value : {};
    const { document, href, reference } = this.#page;
    return daysOn(day, document, href, reference, chosen(this.#appointments)?.selector);
  }

  /** What was taught, as a plugin says it; `null` before there is enough of it. */
  calendar(): DeclaredCalendar | null {
    const appointments = chosen(this.#appointments);
    const start = chosen(this.#start);
    if (!appointments || !start) return null;
    return calendarOf({
      href: this.#page.href,
      selector: appointments.selector,
      holder: holderOf(appointments),
      exclude: this.#left.marks,
      start,
      id: this.#id,
      isIdPartial: this.#id !== null && this.#lacks(this.#id),
      day: chosen(this.#day)?.value,
      patient: chosen(this.#patient)?.value,
      phone: chosen(this.#phone)?.value,
    });
  }

  #lacks(id: Field): boolean {
    return this.elements().some((element) => readerOf(this.#page, { id }, element).text("id") === null);
  }

  /** Why no day can be told, where that is known. */
  doubt(): DayDoubt | null {
    const elements = this.elements();
    if (elements.length === 0 || this.rows().some(({ day }) => day !== null)) return null;
    return standSideBySide(elements) ? "sideBySide" : null;
  }

  button(): AnchorChoice | null {
    return chosen(this.#button);
  }

  /** All appointments on the page, as they are read by now. */
  rows(): TaughtRow[] {
    const calendar = this.calendar();
    if (!calendar)
      return this.elements().map(() => ({ day: null, time: null, patient: null, phone: null, ok: false }));
    return readRows(this.#page, calendar, this.elements(), this.#days(calendar.day));
  }
}
