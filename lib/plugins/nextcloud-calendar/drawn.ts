import { defineDrawn } from "../../plugin-api/index.ts";
import { eventName } from "../../plugin-kit/fullcalendar/drawn.ts";
import { objectOf } from "./event-id.ts";

export default defineDrawn((element) => eventName(element, objectOf));
