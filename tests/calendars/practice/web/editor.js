import { PatientPicker } from "./patient-picker.js";
import { Refused } from "./server.js";

const DAY = 86_400_000;

const two = (number) => String(number).padStart(2, "0");
const dateOf = (date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
const timeOf = (date) => `${two(date.getHours())}:${two(date.getMinutes())}`;
const field = (id) => document.querySelector(`#${id}`);

/** All days of a year are as long for this, whatever the clocks do. */
const daysBetween = (from, to) => Math.round((Date.parse(dateOf(to)) - Date.parse(dateOf(from))) / DAY);
const dayAfter = (date, days) => new Date(Date.parse(date) + days * DAY).toISOString().slice(0, 10);

/** The dialog in which an appointment is made, changed and cancelled. */
export class Editor {
  #dialog = field("editor");
  #server;
  #onSaved;
  #picker;
  #id = null;

  constructor(server, onSaved) {
    this.#server = server;
    this.#onSaved = onSaved;
    this.#picker = new PatientPicker(server, () => {
      field("title-field").hidden = this.#picker.patient !== null;
    });
    field("allday").addEventListener("change", () => this.#showTimes());
    field("close").addEventListener("click", () => this.#dialog.close());
    field("cancel").addEventListener("click", () => this.#cancel());
    this.#dialog.querySelector("form").addEventListener("submit", (event) => {
      event.preventDefault();
      this.#save();
    });
  }

  get isOpen() {
    return this.#dialog.open;
  }

  create({ start, end, allDay, doctorId }) {
    this.#open("Nový termín", { id: null, title: "", note: "", patient: null, start, end, allDay, doctorId });
  }

  edit(event) {
    const { patient, note, doctor } = event.extendedProps;
    this.#open("Termín", {
      id: Number(event.id),
      title: patient ? "" : event.title,
      note,
      patient,
      start: event.start,
      end: event.end ?? event.start,
      allDay: event.allDay,
      doctorId: doctor.id,
    });
  }

  #open(heading, values) {
    this.#id = values.id;
    field("editor-title").textContent = heading;
    this.#picker.choose(values.patient);
    field("title").value = values.title;
    field("date").value = dateOf(values.start);
    field("time").value = values.allDay ? "08:00" : timeOf(values.start);
    this.#setDuration(values.allDay ? 30 : (values.end - values.start) / 60_000);
    field("days").value = values.allDay ? Math.max(1, daysBetween(values.start, values.end)) : 1;
    field("allday").checked = values.allDay;
    if (values.doctorId) field("doctor").value = values.doctorId;
    else field("doctor").selectedIndex = 0;
    field("note").value = values.note;
    field("cancel").hidden = values.id === null;
    this.#complain(null);
    this.#busy(false);
    this.#showTimes();
    this.#dialog.showModal();
  }

  /** A length that the list does not have joins it, so that saving does not change it. */
  #setDuration(minutes) {
    const select = field("duration");
    for (const extra of select.querySelectorAll(".extra")) extra.remove();
    const known = [...select.options].some((option) => Number(option.value) === minutes);
    if (!known) {
      const option = new Option(`${minutes} minut`, minutes);
      option.className = "extra";
      select.append(option);
    }
    select.value = minutes;
  }

  #showTimes() {
    const allDay = field("allday").checked;
    for (const element of this.#dialog.querySelectorAll(".timed")) element.hidden = allDay;
    for (const element of this.#dialog.querySelectorAll(".whole")) element.hidden = !allDay;
    field("time").required = !allDay;
  }

  #values() {
    const allDay = field("allday").checked;
    const date = field("date").value;
    const start = new Date(`${date}T${field("time").value || "00:00"}`);
    const end = new Date(start.getTime() + Number(field("duration").value) * 60_000);
    return {
      patientId: this.#picker.patient?.id ?? null,
      title: this.#picker.patient ? "" : field("title").value,
      doctorId: Number(field("doctor").value),
      start: allDay ? date : start.toISOString(),
      end: allDay ? dayAfter(date, Number(field("days").value)) : end.toISOString(),
      allDay,
      note: field("note").value,
    };
  }

  #save() {
    return this.#ask(() => {
      const values = this.#values();
      return this.#id === null ? this.#server.create(values) : this.#server.change(this.#id, values);
    });
  }

  async #cancel() {
    const who = this.#picker.patient;
    field("confirm-text").textContent = who
      ? `${who.firstName} ${who.lastName}, ${field("date").valueAsDate.toLocaleDateString("cs", { timeZone: "UTC" })}`
      : field("title").value;
    const question = field("confirm");
    question.returnValue = "";
    question.showModal();
    await new Promise((resolve) => question.addEventListener("close", resolve, { once: true }));
    if (question.returnValue === "cancel") await this.#ask(() => this.#server.cancel(this.#id));
  }

  async #ask(request) {
    this.#complain(null);
    this.#busy(true);
    try {
      await request();
      this.#dialog.close();
      this.#onSaved();
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      this.#complain(error.message);
    } finally {
      this.#busy(false);
    }
  }

  #busy(is) {
    for (const id of ["save", "cancel"]) field(id).disabled = is;
  }

  #complain(text) {
    field("error").textContent = text ?? "";
    field("error").hidden = text === null;
  }
}
