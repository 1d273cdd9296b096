import csLocale from "@fullcalendar/core/locales/cs";
import dayGridPlugin from "@fullcalendar/daygrid";
import interactionPlugin from "@fullcalendar/interaction";
import timeGridPlugin from "@fullcalendar/timegrid";
import FullCalendar from "@fullcalendar/vue3";
import { markRaw } from "vue";
import { CalendarObject } from "./calendar-object.js";
import { connect, Refused } from "./dav.js";
import { eventsOf, partsOf, wallIn } from "./events.js";
import page from "./page.vue?raw";
import { Store } from "./store.js";
import timeZonePlugin from "./time-zone.js";

const config = JSON.parse(document.querySelector("#config").textContent);
const query = new URLSearchParams(location.search);
const timeZone = query.get("timeZone") ?? config.timeZone;
const server = connect(config.dav, query.get("transport") ?? "xhr");
const store = new Store(server, timeZone);

const views = { timeGridDay: "Den", timeGridWeek: "Týden", dayGridMonth: "Měsíc" };

const wallOf = wallIn(timeZone);

const dayAfter = (day) => Temporal.PlainDate.from(day).add({ days: 1 }).toString();

/** The route is `/apps/calendar/<view>/<date|now>`. */
function routed() {
  const [view, day] = location.pathname.slice(config.root.length).split("/").filter(Boolean);
  return {
    view: view in views ? view : "timeGridWeek",
    day: /^\d{4}-\d\d-\d\d$/.test(day ?? "") ? day : null,
  };
}

export const App = {
  components: { FullCalendar },
  data() {
    const { view, day } = routed();
    return {
      views,
      view,
      viewMenuOpen: false,
      label: "",
      calendars: config.calendars.map((calendar) => ({ ...calendar, enabled: true })),
      editor: null,
      failure: "",
      options: {
        plugins: [dayGridPlugin, timeGridPlugin, interactionPlugin, timeZonePlugin],
        locale: csLocale,
        initialView: view,
        ...(day ? { initialDate: day } : {}),
        timeZone,
        headerToolbar: false,
        height: "auto",
        slotMinTime: "00:00:00",
        slotDuration: "00:30:00",
        editable: true,
        selectable: true,
        selectMirror: true,
        unselectAuto: false,
        forceEventDuration: false,
        lazyFetching: false,
        navLinks: true,
        progressiveEventRendering: true,
        eventSources: [],
        select: ({ start, end, allDay }) => this.openNew(start, end, allDay),
        eventClick: ({ event }) => this.open(event),
        eventDrop: (info) => this.drop(info),
        eventResize: (info) => this.drop(info),
        eventDidMount: ({ event, el }) => {
          if (event.source === null) el.dataset.isNew = "yes";
          else {
            el.dataset.objectId = event.extendedProps.objectId;
            el.dataset.recurrenceId = event.extendedProps.recurrenceId;
          }
        },
        datesSet: ({ view: shown }) => {
          this.label = shown.title;
          this.view = shown.type;
        },
      },
    };
  },
  computed: {
    editorTitle() {
      return this.editor?.object ? "Upravit událost" : "Nová událost";
    },
  },
  created() {
    this.options.eventSources = this.sources();
  },
  mounted() {
    addEventListener("popstate", () => {
      this.editor = null;
      this.show(routed(), false);
    });
    // Who comes back to the window sees what others have done since.
    addEventListener("focus", () => {
      store.forgetRanges();
      this.refetch();
    });
  },
  methods: {
    api() {
      return this.$refs.calendar.getApi();
    },
    refetch() {
      this.api().refetchEvents();
    },
    sources() {
      return this.calendars.filter(({ enabled }) => enabled).map((calendar) => this.source(calendar));
    },
    source(calendar) {
      return {
        id: calendar.id,
        backgroundColor: calendar.color,
        borderColor: calendar.color,
        events: async ({ start, end }, success, failure) => {
          try {
            const objects = await store.objectsIn(calendar.id, start, end);
            success(objects.flatMap((object) => eventsOf(object, calendar, start, end)));
          } catch (error) {
            failure(error);
          }
        },
      };
    },
    toggle(calendar) {
      calendar.enabled = !calendar.enabled;
      this.options.eventSources = this.sources();
    },

    /** The router pushes a state for each popover, and for its end. */
    push(popover = "") {
      const day = this.api().getDate().toISOString().slice(0, 10);
      history.pushState(null, "", `${config.root}/${this.view}/${day}${popover}${location.search}`);
    },
    show({ view, day }, push = true) {
      const api = this.api();
      if (view !== api.view.type) api.changeView(view);
      if (day) api.gotoDate(day);
      else api.today();
      if (push) history.pushState(null, "", `${config.root}/${view}/${day ?? "now"}${location.search}`);
    },
    turn(by) {
      const api = this.api();
      const length = { timeGridDay: { days: by }, timeGridWeek: { weeks: by }, dayGridMonth: { months: by } };
      const shown = Temporal.PlainDate.from(api.getDate().toISOString().slice(0, 10));
      this.show({ view: api.view.type, day: shown.add(length[api.view.type]).toString() });
    },
    pick(view) {
      this.viewMenuOpen = false;
      this.show({ view, day: this.api().getDate().toISOString().slice(0, 10) });
    },

    openNew(start, end, allDay) {
      const from = start ?? new Date();
      const until = end ?? new Date(from.getTime() + 3_600_000);
      this.editor = {
        object: null,
        unixTime: null,
        isRecurring: false,
        calendarId: this.calendars[0].id,
        title: "",
        description: "",
        location: "",
        status: "CONFIRMED",
        weekly: false,
        isReading: false,
        ...partsOf(wallOf, from, until, allDay ?? false),
      };
      const [first, last] = [from, until].map((date) => Math.floor(date.getTime() / 1000));
      this.push(`/new/popover/${allDay ? 1 : 0}/${first}/${last}`);
    },
    open(event) {
      const { objectId, recurrenceId } = event.extendedProps;
      const object = store.objects.get(objectId);
      if (!object) return;
      const { item, startDate, endDate, status } = object.at(recurrenceId);
      this.editor = {
        object: markRaw(object),
        unixTime: recurrenceId,
        isRecurring: object.isRecurring,
        canSplit: object.isRecurring && !item.component.hasProperty("recurrence-id"),
        calendarId: object.calendarId,
        title: item.summary ?? "",
        description: item.description ?? "",
        location: item.location ?? "",
        status,
        weekly: object.isRecurring,
        // It is read first: who wants to change it says so.
        isReading: true,
        ...partsOf(wallOf, startDate.toJSDate(), endDate.toJSDate(), startDate.isDate),
      };
      this.push(`/edit/popover/${btoa(objectId)}/${recurrenceId}`);
    },
    close() {
      this.editor = null;
      this.push();
      this.api().unselect();
    },
    details() {
      const { title, description, location: place, status, weekly, allDay } = this.editor;
      const { startDay, startTime, endDay, endTime } = this.editor;
      return {
        title,
        description,
        location: place,
        status,
        weekly,
        start: allDay ? startDay : `${startDay}T${startTime}`,
        end: allDay ? dayAfter(endDay) : `${endDay}T${endTime}`,
      };
    },

    /** @param future whether the occurrences that follow are meant, too */
    save(future) {
      const { object, unixTime, calendarId } = this.editor;
      const details = this.details();
      return this.attempt(async () => {
        if (!object) {
          await store.add(CalendarObject.create(details, calendarId, timeZone));
          return;
        }
        const rest = future ? object.changeFuture(unixTime, details) : null;
        if (!future) object.change(unixTime, details);
        await store.save(object);
        if (rest) await store.add(rest);
        if (calendarId !== object.calendarId) await store.move(object, calendarId);
      });
    },
    remove(future) {
      const { object, unixTime } = this.editor;
      return this.attempt(async () => {
        const left = future ? object.removeFuture(unixTime) : object.remove(unixTime);
        if (left) await store.save(object);
        else await store.remove(object);
      });
    },
    async attempt(work) {
      const { editor } = this;
      try {
        await work();
        if (this.editor === editor) this.close();
      } catch (error) {
        this.fail(error);
      }
      this.refetch();
    },
    fail(error) {
      if (!(error instanceof Refused)) throw error;
      this.editor?.object?.reset();
      this.failure =
        error.status === 412
          ? "Událost mezitím změnil někdo jiný."
          : `Nepodařilo se uložit. ${error.message}`;
    },
    async drop({ event, revert }) {
      const { objectId, recurrenceId } = event.extendedProps;
      const object = store.objects.get(objectId);
      try {
        const { item, status, startDate, endDate } = object.at(recurrenceId);
        const { allDay, start } = event;
        const length = endDate.toJSDate() - startDate.toJSDate();
        const end = event.end ?? new Date(start.getTime() + length);
        const day = (date) => wallOf(date).slice(0, 10);
        object.change(recurrenceId, {
          title: item.summary ?? "",
          description: item.description ?? "",
          location: item.location ?? "",
          status,
          weekly: object.isRecurring,
          start: allDay ? day(start) : wallOf(start),
          end: allDay ? day(end) : wallOf(end),
        });
        await store.save(object);
      } catch (error) {
        revert();
        this.fail(error);
      }
      this.refetch();
    },
  },
  template: page.replace(/^<template>|<\/template>\s*$/g, ""),
};
