import cs from "@fullcalendar/core/locales/cs";
import dayGrid from "@fullcalendar/daygrid";
import interaction from "@fullcalendar/interaction";
import FullCalendar from "@fullcalendar/react";
import timeGrid from "@fullcalendar/timegrid";
import { mountReact } from "./react.js";

mountReact(FullCalendar, [dayGrid, timeGrid, interaction], cs);
