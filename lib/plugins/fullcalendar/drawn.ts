import { defineDrawn } from "../../plugin-api/index.ts";
import { eventName } from "../../plugin-kit/fullcalendar/drawn.ts";

export default defineDrawn((element) => eventName(element));
