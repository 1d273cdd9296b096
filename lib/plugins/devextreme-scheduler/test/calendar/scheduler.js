import $ from "jquery";

/**
 * A stand-in for DevExtreme's Scheduler, written for these tests: what its public API answers and what of it stands
 * on the page, as was seen of version 26.1. The library itself may not be copied with Pípni.
 */

const rowHeight = 15;
const cellsInDay = 48;
const cellMs = 30 * 60_000;

function node(parent, className, tag = "div") {
  const made = document.createElement(tag);
  made.className = className;
  parent.append(made);
  return made;
}

/** The value in a field, `visit.from`. */
const fieldOf = (item, path) => path.split(".").reduce((inner, key) => inner?.[key], item);

function setField(item, path, value) {
  const [key, ...rest] = path.split(".");
  if (rest.length === 0) return { ...item, [key]: value };
  return { ...item, [key]: setField(item[key] ?? {}, rest.join("."), value) };
}

/** As a date of the browser's own with the fields that a clock in the zone shows. */
function asShown(date, zone) {
  const { year, month, day, hour, minute } = Temporal.Instant.fromEpochMilliseconds(+date).toZonedDateTimeISO(
    zone,
  );
  return new Date(year, month - 1, day, hour, minute);
}
function fromShown(date, zone) {
  const [year, month, day] = [date.getFullYear(), date.getMonth() + 1, date.getDate()];
  const wall = Temporal.PlainDateTime.from({
    year,
    month,
    day,
    hour: date.getHours(),
    minute: date.getMinutes(),
  });
  return new Date(wall.toZonedDateTime(zone).epochMilliseconds);
}

const plusDays = (date, days) =>
  new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, date.getHours(), date.getMinutes());
const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());
const mondayOf = (date) => plusDays(midnight(date), -((date.getDay() + 6) % 7));
const daysBetween = (from, to) => Math.round((midnight(to) - midnight(from)) / 86_400_000);
const minutesOf = (date) => date.getHours() * 60 + date.getMinutes();

const defaults = {
  textExpr: "text",
  startDateExpr: "startDate",
  endDateExpr: "endDate",
  allDayExpr: "allDay",
  recurrenceRuleExpr: "recurrenceRule",
  recurrenceExceptionExpr: "recurrenceException",
  currentView: "week",
  timeZone: "",
};

export class Scheduler {
  #root;
  #options;
  #items = [];

  constructor(root, options) {
    this.#root = root;
    this.#options = { ...defaults, ...options };
    root.classList.add("dx-scheduler", "dx-widget");
    // As the library does where jQuery is loaded.
    $(root).data("dxScheduler", this);
    this.#reload();
  }

  element() {
    return $(this.#root);
  }

  option(name, ...to) {
    if (to.length === 0) return this.#options[name];
    const [value] = to;
    this.#options[name] = value;
    this.#draw();
    this.#options.onOptionChanged?.({ component: this, name, fullName: name, value });
  }

  getDataSource() {
    const { key } = this.#options.dataSource;
    return { items: () => this.#items, key: () => key, isLoading: () => false, reload: () => this.#reload() };
  }

  #reload() {
    this.#items = this.#options.dataSource.load();
    this.#draw();
  }

  get #zone() {
    return this.#options.timeZone || Temporal.Now.timeZoneId();
  }

  get #days() {
    const { currentView, currentDate } = this.#options;
    if (currentView === "day") return [midnight(currentDate), 1];
    if (currentView === "week") return [mondayOf(currentDate), 7];
    return [mondayOf(new Date(currentDate.getFullYear(), currentDate.getMonth(), 1)), 42];
  }

  getStartViewDate() {
    return this.#days[0];
  }

  getEndViewDate() {
    const [first, count] = this.#days;
    return new Date(plusDays(first, count) - 60_000);
  }

  /** Of a rule only "every week" and "every day" are known here. */
  getOccurrences(from, to, items) {
    const { startDateExpr, endDateExpr, recurrenceRuleExpr, recurrenceExceptionExpr } = this.#options;
    return items.flatMap((item) => {
      const [first, last] = [fieldOf(item, startDateExpr), fieldOf(item, endDateExpr)].map(
        (value) => new Date(value),
      );
      const rule = fieldOf(item, recurrenceRuleExpr) ?? "";
      const step = /WEEKLY/.test(rule) ? 7 : /DAILY/.test(rule) ? 1 : 0;
      const left = String(fieldOf(item, recurrenceExceptionExpr) ?? "").split(",");
      const found = [];
      for (let days = 0; plusDays(first, days) < to; days += step) {
        const [startDate, endDate] = [plusDays(first, days), plusDays(last, days)];
        const name = startDate.toISOString().replace(/[-:]|\.\d+/g, "");
        if (endDate >= from && !left.includes(name))
          found.push({ startDate, endDate, appointmentData: item });
        if (step === 0) break;
      }
      return found;
    });
  }

  #draw() {
    const { currentView } = this.#options;
    const [first, count] = this.#days;
    this.#root.replaceChildren();
    node(node(this.#root, "dx-scheduler-header dx-widget"), "dx-toolbar");
    const space = node(this.#root, `dx-scheduler-work-space dx-scheduler-work-space-${currentView}`);
    const isMonth = currentView === "month";
    const columns = Math.min(count, 7);
    if (columns > 1) {
      const heads = node(node(space, "dx-scheduler-header-panel", "table"), "dx-scheduler-header-row", "tr");
      for (let day = 0; day < columns; day++) {
        const head = node(heads, "dx-scheduler-header-panel-cell", "th");
        const date = plusDays(first, day);
        head.title = date.toLocaleDateString("en", {
          weekday: "short",
          ...(isMonth ? {} : { day: "numeric" }),
        });
      }
    }
    const scrolled = node(space, "dx-scheduler-date-table-scrollable");
    scrolled.style.position = "relative";
    const table = node(scrolled, "dx-scheduler-date-table", "table");
    table.style.cssText = "border-collapse: collapse; table-layout: fixed; width: 100%";
    for (let row = 0; row < (isMonth ? 6 : cellsInDay); row++) {
      const line = node(table, "dx-scheduler-date-table-row", "tr");
      for (let column = 0; column < columns; column++) {
        const cell = node(line, "dx-scheduler-date-table-cell", "td");
        if (isMonth) cell.textContent = String(plusDays(first, 7 * row + column).getDate()).padStart(2, "0");
        cell.style.cssText = `height: ${isMonth ? 120 : rowHeight}px; padding: 0; box-shadow: inset 0 0 0 1px #eee`;
      }
    }
    const layer = node(scrolled, "dx-scheduler-scrollable-appointments");
    for (const one of this.getOccurrences(first, plusDays(first, count), this.#items))
      this.#drawOne(layer, one, first, isMonth, columns);
    this.#options.onContentReady?.({ component: this });
  }

  #drawOne(layer, { startDate, endDate, appointmentData }, first, isMonth, columns) {
    const [start, end] = [startDate, endDate].map((date) => asShown(date, this.#zone));
    const days = daysBetween(first, start);
    const top = isMonth ? Math.floor(days / 7) * 120 + 20 : (minutesOf(start) / 30) * rowHeight;
    if (days < 0 || days >= this.#days[1]) return;
    const isAllDay = fieldOf(appointmentData, this.#options.allDayExpr) === true;
    const height = isMonth || isAllDay ? 20 : Math.max(((end - start) / cellMs) * rowHeight, rowHeight);
    const one = node(layer, "dx-item dx-scheduler-appointment");
    one.style.cssText = `position: absolute; overflow: hidden; background: #9cf; font-size: 11px; top: ${top}px; height: ${height}px;
      left: ${((days % 7) * 100) / columns}%; width: ${80 / columns}%`;
    node(one, "dx-scheduler-appointment-title").textContent = fieldOf(
      appointmentData,
      this.#options.textExpr,
    );
    one.addEventListener("click", () => this.#options.onAppointmentClick?.({ appointmentData }));
    if (!isMonth)
      one.addEventListener("pointerdown", (event) => this.#drag(event, one, appointmentData, [start, end]));
  }

  /** The library asks its store, and draws what that has once it has answered. */
  #drag({ clientX, clientY }, one, item, times) {
    const table = this.#root.querySelector(".dx-scheduler-date-table");
    const { width } = table.rows[0].cells[0].getBoundingClientRect();
    const stop = new AbortController();
    const by = (event) => [
      Math.round((event.clientX - clientX) / width),
      Math.round((event.clientY - clientY) / rowHeight),
    ];
    const { signal } = stop;
    addEventListener(
      "pointermove",
      (event) => {
        const [days, rows] = by(event);
        one.style.translate = `${days * width}px ${rows * rowHeight}px`;
      },
      { signal },
    );
    addEventListener(
      "pointerup",
      (event) => {
        stop.abort();
        const [days, rows] = by(event);
        if (days === 0 && rows === 0) return;
        const { startDateExpr, endDateExpr, dataSource } = this.#options;
        const [start, end] = times.map((time) =>
          fromShown(new Date(+plusDays(time, days) + rows * cellMs), this.#zone),
        );
        const values = setField(setField(item, startDateExpr, start), endDateExpr, end);
        void dataSource.update(item[dataSource.key], values);
      },
      { signal },
    );
  }
}
