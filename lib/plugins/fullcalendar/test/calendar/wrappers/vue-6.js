import cs from "@fullcalendar/core/locales/cs";
import dayGrid from "@fullcalendar/daygrid";
import interaction from "@fullcalendar/interaction";
import timeGrid from "@fullcalendar/timegrid";
import FullCalendar from "@fullcalendar/vue3";
import { createApp, h, ref } from "vue";

globalThis.mountCalendar = (element, options) => {
  const calendar = ref();
  createApp({
    render: () =>
      h(FullCalendar, {
        ref: calendar,
        options: { locales: [cs], plugins: [dayGrid, timeGrid, interaction], ...options },
      }),
  }).mount(element);
  return calendar.value.getApi();
};
