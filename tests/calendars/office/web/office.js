/**
 * A small office around a calendar that some library draws. It asks its server for the days that are shown and hands
 * what it is answered to the library; what a form or a drag changes is asked of the server, which may say no.
 *
 * `mount({ element, day, view, zone, pick, drop, turned })` draws the calendar and gives `show(events)` and
 * `turn(day, view)`.
 * Events are `{ id, title, start, end, allDay, phone … }` with wall clocks.
 */
export function startOffice(mount) {
  const form = document.querySelector("#office");
  const { title, phone, start, end, filter, remove } = form.elements;
  const say = form.querySelector("output");
  const query = new URLSearchParams(location.search);
  const zone = query.get("timeZone") ?? Temporal.Now.timeZoneId();
  let day = Temporal.PlainDate.from(query.get("date") ?? Temporal.Now.plainDateISO().toString());
  let view = query.get("view") ?? "week";
  let events = [];
  let id = null;
  let asked = 0;

  const monday = (date) => date.subtract({ days: date.dayOfWeek - 1 });

  function range() {
    if (view === "day") return [day, day.add({ days: 1 })];
    if (view === "week") return [monday(day), monday(day).add({ days: 7 })];
    const last = day.with({ day: day.daysInMonth });
    return [monday(day.with({ day: 1 })), monday(last).add({ days: 7 })];
  }

  function clear() {
    id = null;
    form.reset();
  }

  function pick(picked) {
    const event = events.find((one) => String(one.id) === String(picked));
    if (!event) return;
    clear();
    id = event.id;
    title.value = event.title;
    phone.value = event.phone ?? "";
    start.value = event.start.slice(0, 16);
    end.value = event.end.slice(0, 16);
  }

  async function ask(method, path, body) {
    say.textContent = "";
    try {
      const response = await fetch(`/events${path}`, {
        method,
        headers: { "content-type": "application/json" },
        body: body && JSON.stringify(body),
      });
      const answer = response.status === 204 ? null : await response.json();
      if (response.ok && answer?.success !== false) return true;
      say.textContent = answer?.error ?? "Nejde to.";
    } catch {
      say.textContent = "Server neodpovídá.";
    }
    return false;
  }

  // By the library's own means, or by somebody who told the library.
  const turned = (to) => turn(Temporal.PlainDate.from(to));
  const element = document.querySelector("#calendar");
  const calendar = mount({ element, day, view, zone, pick, drop, turned });

  async function load() {
    const mine = ++asked;
    const [from, to] = range();
    const search = new URLSearchParams({ from, to, filter: filter.value });
    if (query.has("cyclic")) search.set("cyclic", "1");
    const answer = await (await fetch(`/events?${search}`)).json();
    if (mine !== asked) return;
    if (query.has("cyclic")) for (const event of answer) Object.assign(event, { self: event, all: [event] });
    events = answer;
    calendar.show(events);
  }

  async function save(method, path, body) {
    if (!(await ask(method, path, body))) return;
    clear();
    await load();
  }

  /** Of a drag: the library has changed nothing yet, or takes it back when it is shown what the server has. */
  async function drop(dropped, times) {
    await ask("PATCH", `/${dropped}`, times);
    await load();
  }

  function turn(nextDay, nextView = view) {
    day = nextDay;
    view = nextView;
    calendar.turn(day, view);
    document.querySelector("#shown").textContent = range().join("/");
    void load();
  }

  const step = { day: { days: 1 }, week: { days: 7 }, month: { months: 1 } };
  const acts = {
    previous: () => turn(day.subtract(step[view])),
    next: () => turn(day.add(step[view])),
    day: () => turn(day, "day"),
    week: () => turn(day, "week"),
    month: () => turn(day, "month"),
    // Draws everything anew with what it has.
    again: () => {
      calendar.show([]);
      calendar.show(events);
    },
  };
  for (const [name, act] of Object.entries(acts))
    document.querySelector(`#bar [name=${name}]`).addEventListener("click", act);

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const values = { title: title.value, phone: phone.value, start: start.value, end: end.value };
    void save(id === null ? "POST" : "PATCH", id === null ? "" : `/${id}`, values);
  });
  form.addEventListener("reset", () => {
    id = null;
    say.textContent = "";
  });
  remove.addEventListener("click", () => id !== null && save("DELETE", `/${id}`));
  filter.addEventListener("change", load);
  // Others work in the same calendar: whoever comes back to the page sees what they did.
  addEventListener("focus", load);
  document.querySelector("#shown").textContent = range().join("/");
  void load();
}

/** What nobody could read is not drawn: a name of megabytes would keep the browser busy for long. */
export const short = (title) => String(title).slice(0, 100);

/** The moment of a wall clock. */
export const dateOf = (wall, zone) =>
  new Date(Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds);

/** `2026-11-24T09:00` of a moment. */
export const wallOf = (date, zone) =>
  Temporal.Instant.fromEpochMilliseconds(+date)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: "minute" });
