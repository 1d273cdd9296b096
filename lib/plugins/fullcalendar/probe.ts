import { defineProbe } from "../../plugin-api/index.ts";
import { id } from "./plugin.json";
import { watchCalendars } from "./watch.ts";

export default defineProbe(id, watchCalendars);
