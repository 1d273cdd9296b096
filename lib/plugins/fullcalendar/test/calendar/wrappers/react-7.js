import FullCalendar from "fullcalendar-react-7";
import dayGrid from "fullcalendar-react-7/daygrid";
import interaction from "fullcalendar-react-7/interaction";
import cs from "fullcalendar-react-7/locales/cs";
import theme from "fullcalendar-react-7/themes/classic";
import timeGrid from "fullcalendar-react-7/timegrid";
import { mountReact } from "./react.js";

mountReact(FullCalendar, [theme, dayGrid, timeGrid, interaction], cs);
