import ICAL from "ical.js";

/** What an address holds, as Nextcloud's calendar treats it: what is edited is written back as a whole. */

const zoneText = (id) => {
  // Central Europe's clock; a page in another zone writes in UTC.
  if (id !== "Europe/Prague") return null;
  return [
    "BEGIN:VTIMEZONE",
    `TZID:${id}`,
    "BEGIN:DAYLIGHT",
    "TZNAME:CEST",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0200",
    "DTSTART:19700329T020000",
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
    "END:DAYLIGHT",
    "BEGIN:STANDARD",
    "TZNAME:CET",
    "TZOFFSETFROM:+0200",
    "TZOFFSETTO:+0100",
    "DTSTART:19701025T030000",
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    "END:STANDARD",
    "END:VTIMEZONE",
  ].join("\r\n");
};

function registerZone(id) {
  const text = zoneText(id);
  if (!text) return null;
  const component = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.register(new ICAL.Timezone({ component, tzid: id }));
  return component;
}

/** @param wall `2026-11-24T08:00`, or a day for whole days */
function timeOf(wall, zoneId) {
  if (!wall.includes("T")) return ICAL.Time.fromDateString(wall);
  const time = ICAL.Time.fromDateTimeString(`${wall.slice(0, 16)}:00`);
  if (ICAL.TimezoneService.has(zoneId)) {
    time.zone = ICAL.TimezoneService.get(zoneId);
    return time;
  }
  const moment = Temporal.PlainDateTime.from(wall).toZonedDateTime(zoneId).epochMilliseconds;
  return ICAL.Time.fromJSDate(new Date(moment), true);
}

function setTime(component, name, time) {
  component.removeAllProperties(name);
  const property = new ICAL.Property(name, component);
  if (!time.isDate && time.zone.tzid !== "UTC" && time.zone !== ICAL.Timezone.localTimezone) {
    property.setParameter("tzid", time.zone.tzid);
  }
  property.setValue(time);
  component.addProperty(property);
}

function fill(component, details, zoneId) {
  const { title, description, location, status, start, end } = details;
  component.updatePropertyWithValue("summary", title);
  for (const [name, value] of Object.entries({ description, location })) {
    if (value) component.updatePropertyWithValue(name, value);
    else component.removeAllProperties(name);
  }
  component.updatePropertyWithValue("status", status);
  component.removeAllProperties("duration");
  setTime(component, "dtstart", timeOf(start, zoneId));
  setTime(component, "dtend", timeOf(end, zoneId));
}

function touch(component) {
  component.updatePropertyWithValue("dtstamp", ICAL.Time.now().convertToZone(ICAL.Timezone.utcTimezone));
  component.updatePropertyWithValue("sequence", (component.getFirstPropertyValue("sequence") ?? 0) + 1);
}

function emptyCalendar(zoneId) {
  const calendar = new ICAL.Component("vcalendar");
  calendar.addPropertyWithValue("calscale", "GREGORIAN");
  calendar.addPropertyWithValue("version", "2.0");
  calendar.addPropertyWithValue("prodid", "-//Stand-in for Nextcloud Calendar//CS");
  const zone = registerZone(zoneId);
  if (zone) calendar.addSubcomponent(zone);
  return calendar;
}

export class CalendarObject {
  /** @param stored address, text and etag, as the server has them */
  constructor(stored, calendarId, zoneId) {
    registerZone(zoneId);
    this.calendarId = calendarId;
    this.zoneId = zoneId;
    this.take(stored);
  }

  static create(details, calendarId, zoneId) {
    const calendar = emptyCalendar(zoneId);
    const component = new ICAL.Component("vevent", calendar);
    component.addPropertyWithValue("uid", crypto.randomUUID());
    component.addPropertyWithValue("created", ICAL.Time.now().convertToZone(ICAL.Timezone.utcTimezone));
    fill(component, details, zoneId);
    touch(component);
    if (details.weekly) component.addPropertyWithValue("rrule", ICAL.Recur.fromString("FREQ=WEEKLY"));
    calendar.addSubcomponent(component);
    return new CalendarObject({ url: null, text: calendar.toString(), etag: null }, calendarId, zoneId);
  }

  take({ url, text, etag }) {
    Object.assign(this, { url, text, etag });
    this.reset();
  }

  /** Back to what the server has. */
  reset() {
    this.root = new ICAL.Component(ICAL.parse(this.text));
  }

  get id() {
    return btoa(unescape(encodeURIComponent(this.url ?? "new")));
  }

  toICS() {
    return this.root.toString();
  }

  #versions() {
    return this.root.getAllSubcomponents("vevent");
  }

  get master() {
    return this.#versions().find((component) => !component.hasProperty("recurrence-id"));
  }

  get isRecurring() {
    return this.master.hasProperty("rrule") || this.master.hasProperty("rdate");
  }

  #event() {
    const exceptions = this.#versions().filter((component) => component.hasProperty("recurrence-id"));
    return new ICAL.Event(this.master, { exceptions });
  }

  /** In the order of the series; of a single event the only one. */
  *occurrences(until) {
    const event = this.#event();
    const iterator = event.iterator();
    for (let next = iterator.next(); next; next = iterator.next()) {
      const { recurrenceId, item, startDate, endDate } = event.getOccurrenceDetails(next);
      if (until && recurrenceId.toJSDate() > until) return;
      const status = item.component.getFirstPropertyValue("status");
      yield {
        recurrenceId,
        item,
        startDate,
        endDate,
        status: status ?? "CONFIRMED",
        unixTime: recurrenceId.toUnixTime(),
      };
    }
  }

  between(from, to) {
    return [...this.occurrences(to)].filter(
      ({ startDate, endDate }) => startDate.toJSDate() < to && endDate.toJSDate() >= from,
    );
  }

  at(unixTime) {
    for (const occurrence of this.occurrences()) if (occurrence.unixTime === unixTime) return occurrence;
    throw new Error("no such occurrence");
  }

  isFirst(unixTime) {
    for (const occurrence of this.occurrences()) return occurrence.unixTime === unixTime;
    return false;
  }

  /** The occurrence's own version, made of the series' where it has none yet. */
  #exception({ item, recurrenceId }) {
    if (item.component.hasProperty("recurrence-id")) return item.component;
    const own = new ICAL.Component(structuredClone(this.master.toJSON()));
    for (const name of ["rrule", "rdate", "exdate"]) own.removeAllProperties(name);
    setTime(own, "recurrence-id", recurrenceId);
    this.root.addSubcomponent(own);
    return own;
  }

  /** Changes one occurrence, or the only one. */
  change(unixTime, details) {
    const occurrence = this.at(unixTime);
    const component = this.isRecurring ? this.#exception(occurrence) : this.master;
    fill(component, details, this.zoneId);
    touch(component);
    if (!this.isRecurring && details.weekly && !component.hasProperty("rrule")) {
      component.addPropertyWithValue("rrule", ICAL.Recur.fromString("FREQ=WEEKLY"));
    }
  }

  /**
   * Changes an occurrence and all that follow.
   * @returns the new series, where this one had to be split
   */
  changeFuture(unixTime, details) {
    if (this.isFirst(unixTime)) {
      this.#changeAll(details);
      return null;
    }
    const { recurrenceId } = this.at(unixTime);
    const { master } = this;
    const rest = new ICAL.Component(structuredClone(master.toJSON()));
    this.removeFuture(unixTime);
    const uid = crypto.randomUUID();
    const sibling = (component, other) => {
      const property = new ICAL.Property("related-to", component);
      property.setParameter("reltype", "SIBLING");
      property.setValue(other);
      component.addProperty(property);
    };
    sibling(rest, master.getFirstPropertyValue("uid"));
    sibling(master, uid);
    rest.updatePropertyWithValue("uid", uid);
    for (const name of ["recurrence-id", "rdate", "exdate"]) rest.removeAllProperties(name);
    const rule = rest.getFirstPropertyValue("rrule").clone();
    if (rule.count) rule.count -= this.#countUntil(recurrenceId);
    rest.updatePropertyWithValue("rrule", rule);
    fill(rest, details, this.zoneId);
    rest.updatePropertyWithValue("sequence", 0);
    const root = emptyCalendar(this.zoneId);
    root.addSubcomponent(rest);
    return new CalendarObject({ url: null, text: root.toString(), etag: null }, this.calendarId, this.zoneId);
  }

  #countUntil(recurrenceId) {
    const rule = ICAL.Recur.fromString(this.master.getFirstPropertyValue("rrule").toString());
    const iterator = rule.iterator(this.master.getFirstPropertyValue("dtstart"));
    let count = 0;
    for (let next = iterator.next(); next && next.compare(recurrenceId) < 0; next = iterator.next()) count++;
    return count;
  }

  #changeAll(details) {
    const before = this.master.getFirstPropertyValue("dtstart").clone();
    fill(this.master, details, this.zoneId);
    touch(this.master);
    const difference = this.master.getFirstPropertyValue("dtstart").subtractDate(before);
    for (const component of this.#versions()) {
      for (const name of ["exdate", "recurrence-id"]) {
        for (const property of component.getAllProperties(name)) {
          const times = property.getValues().map((time) => {
            const shifted = time.clone();
            shifted.addDuration(difference);
            return shifted;
          });
          property.setValues(times);
        }
      }
    }
  }

  /** @returns false when nothing would be left */
  remove(unixTime) {
    if (!this.isRecurring) return false;
    const { item, recurrenceId } = this.at(unixTime);
    if (item.component.hasProperty("recurrence-id")) this.root.removeSubcomponent(item.component);
    const property = new ICAL.Property("exdate", this.master);
    if (!recurrenceId.isDate && recurrenceId.zone.tzid !== "UTC")
      property.setParameter("tzid", recurrenceId.zone.tzid);
    property.setValue(recurrenceId);
    this.master.addProperty(property);
    touch(this.master);
    return !this.occurrences().next().done;
  }

  /** @returns false when nothing would be left */
  removeFuture(unixTime) {
    if (!this.isRecurring || this.isFirst(unixTime)) return false;
    const { recurrenceId } = this.at(unixTime);
    const until = recurrenceId.convertToZone(ICAL.Timezone.utcTimezone);
    until.addDuration(ICAL.Duration.fromSeconds(-1));
    for (const property of this.master.getAllProperties("rrule")) {
      const rule = property.getFirstValue();
      rule.count = null;
      rule.until = until;
      property.setValue(rule);
    }
    for (const component of this.#versions()) {
      if (component.getFirstPropertyValue("recurrence-id")?.compare(recurrenceId) >= 0)
        this.root.removeSubcomponent(component);
    }
    touch(this.master);
    return true;
  }
}
