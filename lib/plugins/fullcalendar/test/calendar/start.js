(() => {
  /** As the library comes for script tags; a framework's build brings its own. */
  function plain(element, options) {
    const calendar = new FullCalendar.Calendar(element, options);
    calendar.render();
    return calendar;
  }
  const mount = globalThis.mountCalendar ?? plain;
  const query = new URLSearchParams(location.search);
  const toolbar = {
    left: "prev,next today",
    center: "title",
    right: "dayGridMonth,timeGridWeek,timeGridDay",
  };
  const office = globalThis.office?.();
  const feed = () => ({ url: `/events${location.search}`, ...office?.source });
  const calendar = mount(document.querySelector("#calendar"), {
    locale: "cs",
    initialView: query.get("view") ?? "timeGridWeek",
    ...(query.has("date") ? { initialDate: query.get("date") } : {}),
    ...(query.has("timeZone") ? { timeZone: query.get("timeZone") } : {}),
    headerToolbar: query.get("toolbar") === "0" ? false : toolbar,
    editable: true,
    selectable: true,
    navLinks: query.get("navLinks") === "1",
    scrollTime: "08:00:00",
    ...(query.get("source") === "inline"
      ? { events: JSON.parse(query.get("events") ?? "[]") }
      : { events: feed() }),
    ...office?.handlers,
    ...(query.get("cyclic") === "1"
      ? { eventDataTransform: (event) => Object.assign(event, { self: event, all: [event] }) }
      : {}),
  });
  office?.attach(calendar);
  const poll = Number(query.get("poll"));
  if (poll > 0) setInterval(() => calendar.refetchEvents(), poll);
})();
