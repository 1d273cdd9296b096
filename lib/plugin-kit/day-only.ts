import {
  type AppointmentChange,
  type CalendarAdapter,
  CalendarUnreadable,
  type PluginContext,
  type Reading,
  type UnseenCreation,
} from "../plugin-api/index.ts";
import { followSelected, type Pointed } from "./selected-day.ts";

/** What a page tells of its days. */
export interface DaysOnPage {
  /** The only day that is shown. */
  only(): string | null;
  /** The day that an element stands for. */
  dayAt(pointed: Pointed): string | null;
  isShown(day: string): boolean;
}

/**
 * A calendar of whose page only the days are read. Its appointments come from its official address, which a person
 * ties to the page: so nothing of what the page calls them, and how it saves them, can be read wrongly.
 */
export function dayOnlyCalendar(
  { signal, createEmitter }: Pick<PluginContext, "signal" | "createEmitter">,
  days: DaysOnPage,
): CalendarAdapter & Disposable {
  const own = new DisposableStack();
  const changed = own.use(createEmitter<AppointmentChange>());
  const unseen = own.use(createEmitter<UnseenCreation>());
  const readings = own.use(createEmitter<Reading>());
  const reading: Reading = { ok: true, appointments: 0, isByFeed: true };
  const selected = followSelected(signal, (pointed) => days.dayAt(pointed));
  return {
    reading,
    onDidRead: readings.event,
    onDidChange: changed.event,
    onDidCreateUnseen: unseen.event,
    selectedDay() {
      const { last } = selected;
      const day = days.only() ?? (last !== null && days.isShown(last) ? last : null);
      return day === null ? null : Temporal.PlainDate.from(day);
    },
    async appointmentsOn() {
      throw new CalendarUnreadable("feed");
    },
    [Symbol.dispose]: () => own.dispose(),
  };
}
