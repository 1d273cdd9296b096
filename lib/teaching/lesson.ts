import { type Days, daysOn } from "../declarative/days.ts";
import { standSideBySide } from "../declarative/several-days.ts";
import type { DayDoubt, TaughtOption, TaughtRow, Topic } from "../domain/teaching.ts";
import type { DeclaredCalendar, Field, Fields } from "../plugin-api/declared-calendar.ts";
import { type Appointments, appointmentsAt, holderOf, textOf } from "./appointments.ts";
import { type AnchorChoice, anchorAt, anchorChoices } from "./button-anchors.ts";
import { type Candidate, candidatesAround, candidatesWithin } from "./candidates.ts";
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
import type { Shown } from "./listed/propose.ts";
import { appointmentOptions, buttonOptions, dayOptions, startOptions, whoOptions } from "./options.ts";
import { candidatesNear, daysNear, spacedText, textWithHour } from "./pointed-at.ts";
import { calendarOf, type Frame, frameOf } from "./taught-calendar.ts";
import { readerOf, readRows, type TaughtPage } from "./taught-page.ts";

const maxRows = 3_000;

/**
 * A calendar being taught: what was pointed at, what was made of it, and what a person has corrected. Reads the page
 * and changes nothing.
 */
export class Lesson {
  readonly #page: TaughtPage;
  #target: Element | null = null;
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
    this.#target = target;
    this.#appointments = first(found);
    this.#infer();
    return true;
  }

  /**
   * For a page that marks its appointments by nothing that lasts: what was pointed at counts alone, and only a list can
   * tell the rest.
   *
   * @returns false where not even an hour stands there
   */
  beginListed(target: Element): boolean {
    const unit = textWithHour(target, this.#page.reference);
    if (!unit) return false;
    this.#target = target;
    const alone: Appointments = { selector: ":not(*)", elements: [unit], pointed: unit, worth: 0 };
    this.#appointments = first([alone]);
    this.#day = first(dayChoices(alone, [], this.#page));
    this.#button = first(anchorChoices(alone));
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
        const now = daysNear(target, appointments, this.#page);
        if (now.length > 0) this.#day = preferred(now, this.#day);
        return now.length > 0;
      }
      default:
        return this.#fieldAt(topic, candidatesNear(target, appointments));
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
    const given = { page: this.#page, sampled: this.#sampled() };
    switch (topic) {
      case "appointments":
        return appointmentOptions(this.#appointments.options);
      case "button":
        return buttonOptions(this.#button.options);
      case "day":
        return dayOptions(this.#day.options, given, (day) => this.#days(day));
      case "start":
        return startOptions(this.#start.options, given);
      default:
        return whoOptions(topic, (topic === "patient" ? this.#patient : this.#phone).options, given);
    }
  }

  #sampled(): Element[] {
    const appointments = chosen(this.#appointments);
    return appointments ? [appointments.pointed, ...appointments.elements.slice(0, 40)] : [];
  }

  #days(value: DayChoice["value"] | DeclaredCalendar["day"]): Days {
    const day = value && "day" in value ? value.day : value && !("date" in value) ? value : {};
    const { document, href, reference } = this.#page;
    return daysOn(day, document, href, reference, chosen(this.#appointments)?.selector);
  }

  /** What shows that the calendar is there, and which days it shows. */
  frame(): Frame | null {
    const appointments = chosen(this.#appointments);
    if (!appointments) return null;
    const { selector } = appointments;
    const mark = holderOf(appointments) ?? (selector === ":not(*)" ? "body" : selector);
    return frameOf(this.#page.href, mark, chosen(this.#day)?.value);
  }

  /** What was pointed at (`alone`: by its text alone) and what is around it, as far as the page tells it. */
  shown(): { pointed: Shown; alone: Shown; rows: Shown[]; days: string[] } | null {
    const appointments = chosen(this.#appointments);
    if (!appointments) return null;
    const elements = this.elements();
    const calendar = this.calendar();
    const of = (row: TaughtRow, element: Element): Shown => ({
      ...{ day: row.day, time: row.time, patient: row.patient, phone: row.phone },
      id: this.#id && readerOf(this.#page, { id: this.#id }, element).text("id"),
      text: spacedText(element),
    });
    const rows = this.rows().flatMap((row, index) => {
      const element = elements[index];
      return element && calendar ? [of(row, element)] : [];
    });
    const { pointed } = appointments;
    const at = elements.findIndex((element) => element === pointed || textOf(element) === textOf(pointed));
    const days = this.#days(chosen(this.#day)?.value);
    const unread = { day: days.of(pointed), time: null, patient: null, phone: null, ok: false };
    const unit = (this.#target && textWithHour(this.#target, this.#page.reference)) ?? pointed;
    const alone = { ...unread, id: null, text: spacedText(unit) };
    return { pointed: rows[at] ?? of(unread, pointed), alone, rows, days: days.shown() };
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
