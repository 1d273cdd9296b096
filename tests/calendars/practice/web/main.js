import { Editor } from "./editor.js";
import { connect, Refused } from "./server.js";

const SLOT_MINUTES = 15;
const USUAL_MINUTES = 30;

const config = JSON.parse(document.querySelector("#config").textContent);
const filter = document.querySelector("#filter");
const server = connect(config.transport);
const narrow = matchMedia("(max-width: 45rem)");

const message = document.querySelector("#message");
let hideMessage;
function say(text) {
  clearTimeout(hideMessage);
  message.textContent = text;
  message.hidden = false;
  hideMessage = setTimeout(() => {
    message.hidden = true;
  }, 8000);
}

const editor = new Editor(server, () => calendar.refetchEvents());

const doctorId = () => (filter.value === "" ? null : Number(filter.value));

const minutesLater = (date, minutes) => new Date(date.getTime() + minutes * 60_000);

function startNew(start, end, allDay) {
  if (!editor.isOpen) editor.create({ start, end, allDay, doctorId: doctorId() });
}

/** In the month nobody points at a time. */
const atOpening = (day) => new Date(day.getFullYear(), day.getMonth(), day.getDate(), 8);

async function saveMove(info) {
  const { event, oldEvent, revert } = info;
  if (event.allDay !== oldEvent.allDay) {
    revert();
    say("Celodenní záznam změníte v jeho podrobnostech.");
    return;
  }
  try {
    await server.change(event.id, {
      start: event.startStr,
      end: event.endStr || event.startStr,
    });
  } catch (error) {
    revert();
    if (!(error instanceof Refused)) throw error;
    say(error.message);
    return;
  }
  calendar.refetchEvents();
}

let dragging = false;

const calendar = new FullCalendar.Calendar(document.querySelector("#calendar"), {
  locale: "cs",
  buttonText: { today: "Dnes" },
  buttonHints: { prev: "Předchozí období", next: "Následující období", today: "Dnes" },
  ...(config.today ? { initialDate: config.today, now: `${config.today}T07:30:00` } : {}),
  initialView: narrow.matches ? "timeGridDay" : "timeGridWeek",
  headerToolbar: {
    left: "prev,next today",
    center: "title",
    right: "timeGridDay,timeGridWeek,dayGridMonth",
  },
  height: "auto",
  slotMinTime: "07:00:00",
  slotMaxTime: "18:00:00",
  slotDuration: { minutes: SLOT_MINUTES },
  slotLabelInterval: { hours: 1 },
  slotLabelFormat: { hour: "numeric", minute: "2-digit" },
  eventTimeFormat: { hour: "numeric", minute: "2-digit" },
  displayEventEnd: false,
  eventShortHeight: 38,
  slotEventOverlap: false,
  nowIndicator: true,
  navLinks: true,
  dayMaxEvents: true,
  editable: true,
  eventInteractive: true,
  selectable: true,
  selectMirror: true,
  unselectAuto: false,

  events: ({ startStr, endStr }) =>
    server.appointments({
      start: startStr,
      end: endStr,
      ...(doctorId() === null ? {} : { doctor: doctorId() }),
    }),
  eventSourceFailure: (error) =>
    say(error instanceof Refused ? error.message : "Termíny se nepodařilo načíst."),
  eventClassNames: ({ event }) => {
    const { doctor, patient } = event.extendedProps;
    return [`doctor-${doctor?.id}`, ...(patient || !doctor ? [] : ["without-patient"])];
  },

  dateClick: ({ date, allDay, view }) => {
    calendar.unselect();
    const inMonth = view.type === "dayGridMonth";
    const start = inMonth ? atOpening(date) : date;
    startNew(start, allDay ? start : minutesLater(start, USUAL_MINUTES), allDay && !inMonth);
  },
  select: ({ start, end, allDay }) => {
    calendar.unselect();
    // A click selects one cell too, and dateClick sees to it.
    const isClick = allDay ? end - start <= 90_000_000 : end - start <= SLOT_MINUTES * 60_000;
    if (!isClick) startNew(start, end, allDay);
  },
  eventClick: ({ event, jsEvent }) => {
    jsEvent.preventDefault();
    editor.edit(event);
  },
  eventDragStart: () => {
    dragging = true;
  },
  eventDragStop: () => {
    dragging = false;
  },
  eventResizeStart: () => {
    dragging = true;
  },
  eventResizeStop: () => {
    dragging = false;
  },
  eventDrop: saveMove,
  eventResize: saveMove,
});
calendar.render();

filter.addEventListener("change", () => calendar.refetchEvents());

document.querySelector("#new").addEventListener("click", () => {
  const start = atOpening(calendar.getDate());
  startNew(start, minutesLater(start, USUAL_MINUTES), false);
});

// Other workstations write into the same calendar.
if (config.pollMs > 0) {
  setInterval(() => {
    if (!dragging && !document.hidden) calendar.refetchEvents();
  }, config.pollMs);
}
