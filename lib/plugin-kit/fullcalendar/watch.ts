import type { ProbeContext } from "../../plugin-api/index.ts";
import { watchStores } from "../event-store/watch.ts";
import { openCalendar, usual } from "./calendar-store.ts";
import { findCalendars } from "./find-calendars.ts";
import { dayAt } from "./selected-day.ts";

/** Watches every FullCalendar on the page. Plugins for apps that are built on it use it too. */
export const watchCalendars = (context: ProbeContext, habits = usual): void =>
  watchStores(context, findCalendars, (root, api) => openCalendar(root, api, habits, context.reads), dayAt);
