// First, for it tells the plugins that React draws.
import "fullcalendar-react-5/dist/vdom.js";
import cs from "@fullcalendar/core/locales/cs";
import dayGrid from "fullcalendar-daygrid-5";
import interaction from "fullcalendar-interaction-5";
import FullCalendar from "fullcalendar-react-5";
import timeGrid from "fullcalendar-timegrid-5";
import { mountReact } from "./react.js";

mountReact(FullCalendar, [dayGrid, timeGrid, interaction], cs);
