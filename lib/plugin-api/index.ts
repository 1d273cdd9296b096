/** What plugins import, besides `lib/plugin-kit` and types of `lib/domain`. */
export type { Appointment, AppointmentChange, Patient } from "../domain/appointment.ts";
export type { CalendarObject, CalendarQuery, Occurrence } from "../domain/calendar-object.ts";
export type { UnseenCreation } from "../domain/looks/unseen.ts";
export type { EventReading, EventText, RulesQuestion, WriteReading, WriteText } from "../domain/reading.ts";
export { askUntilAnswered } from "./ask.ts";
export {
  type CalendarAdapter,
  CalendarUnreadable,
  type InView,
  type Missing,
  type Reading,
  type ShownDays,
  type Unread,
} from "./calendar.ts";
export { defineDrawn, definePlugin, defineProbe } from "./define.ts";
export type { Drawn } from "./drawn.ts";
export type { Emitter, Event } from "./event.ts";
export { accepted, type NetworkWrite, type PageReads, type WatchedRequest } from "./network.ts";
export type { Plugin, PluginContext, PluginMemory, Probe, ProbeChannel, ProbeContext } from "./plugin.ts";
export { CalendarTextUnreadable, readCalendar } from "./read-calendar.ts";
export {
  type Fields,
  fieldsOf,
  isBoolean,
  isCount,
  isFields,
  listOf,
  nullOr,
  optional,
  type Shape,
  textOf,
} from "./shapes.ts";
