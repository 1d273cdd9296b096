import { defineProbe } from "../../plugin-api/index.ts";
import { watchCalendars } from "../../plugin-kit/fullcalendar/watch.ts";
import { id } from "./plugin.json";

export default defineProbe(id, watchCalendars);
