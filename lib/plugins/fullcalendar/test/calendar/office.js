/** A small office around the calendar: what a form or a drag changes is asked of the server, which may say no. */
globalThis.office = () => {
  const form = document.querySelector("#office");
  const { title, phone, start, end, filter, remove } = form.elements;
  const say = form.querySelector("output");
  const two = (number) => String(number).padStart(2, "0");
  const wall = (date) =>
    `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
  let calendar;
  let id = null;

  const clear = () => {
    id = null;
    form.reset();
  };

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

  async function save(method, path, body) {
    if (!(await ask(method, path, body))) return;
    clear();
    calendar.refetchEvents();
  }

  async function drop({ event, revert }) {
    const times = { start: wall(event.start), end: wall(event.end ?? event.start) };
    if (await ask("PATCH", `/${event.id}`, times)) calendar.refetchEvents();
    else revert();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const values = { title: title.value, phone: phone.value, start: start.value, end: end.value };
    save(id === null ? "POST" : "PATCH", id === null ? "" : `/${id}`, values);
  });
  form.addEventListener("reset", () => {
    id = null;
    say.textContent = "";
  });
  remove.addEventListener("click", () => id !== null && save("DELETE", `/${id}`));
  filter.addEventListener("change", () => calendar.refetchEvents());
  // Others work in the same calendar: whoever comes back to the page sees what they did.
  addEventListener("focus", () => calendar.refetchEvents());

  return {
    attach(to) {
      calendar = to;
    },
    source: { extraParams: () => ({ filter: filter.value }) },
    handlers: {
      // What nobody could read is not drawn: a name of megabytes would keep the browser busy for long.
      eventContent: ({ event, timeText }) => `${timeText} ${event.title.slice(0, 100)}`,
      eventDrop: drop,
      eventResize: drop,
      eventClick: ({ event, jsEvent }) => {
        jsEvent.preventDefault();
        clear();
        id = event.id;
        title.value = event.title;
        phone.value = event.extendedProps.phone ?? "";
        start.value = wall(event.start);
        end.value = wall(event.end ?? event.start);
      },
    },
  };
};
