import { createPlugin } from "@fullcalendar/core";
import { NamedTimeZoneImpl } from "@fullcalendar/core/internal";

/** FullCalendar knows no zones but the browser's and UTC: like Nextcloud's calendar, this one teaches it. */
class NamedTimeZone extends NamedTimeZoneImpl {
  offsetForArray([year, month = 0, day = 1, hour = 0, minute = 0, second = 0]) {
    const wall = new Temporal.PlainDateTime(year, month + 1, day, hour, minute, second);
    return wall.toZonedDateTime(this.timeZoneName).offsetNanoseconds / 60e9;
  }

  timestampToArray(timestamp) {
    const time = Temporal.Instant.fromEpochMilliseconds(timestamp).toZonedDateTimeISO(this.timeZoneName);
    return [time.year, time.month - 1, time.day, time.hour, time.minute, time.second, time.millisecond];
  }
}

export default createPlugin({ name: "named-time-zones", namedTimeZonedImpl: NamedTimeZone });
