import { CalendarObject } from "./calendar-object.js";

/** As Nextcloud's calendar does, so long it shows from here what it has once fetched. */
const lifetime = 10 * 60_000;

/** What the page knows of its server. Whatever the page itself writes is written down here, too. */
export class Store {
  #server;
  #zoneId;
  #ranges = [];
  objects = new Map();

  constructor(server, zoneId) {
    this.#server = server;
    this.#zoneId = zoneId;
  }

  async objectsIn(calendarId, from, to) {
    const range = this.#ranges.find(
      (one) =>
        one.calendarId === calendarId &&
        one.from <= from &&
        one.to >= to &&
        performance.now() - one.at < lifetime,
    );
    if (!range) {
      const at = performance.now();
      const found = await this.#server.report(this.#server.calendarUrl(calendarId), from, to);
      const ids = new Set(found.map((stored) => this.#take(stored, calendarId).id));
      for (const [id, object] of this.objects) {
        // Gone from the server: somebody else has deleted it.
        if (object.calendarId === calendarId && !ids.has(id) && object.between(from, to).length > 0)
          this.objects.delete(id);
      }
      this.#ranges.push({ calendarId, from, to, at });
    }
    return [...this.objects.values()].filter((object) => object.calendarId === calendarId);
  }

  #take(stored, calendarId) {
    const known = [...this.objects.values()].find(({ url }) => url === stored.url);
    if (known) {
      if (known.etag !== stored.etag) known.take(stored);
      return known;
    }
    const object = new CalendarObject(stored, calendarId, this.#zoneId);
    this.objects.set(object.id, object);
    return object;
  }

  forgetRanges() {
    this.#ranges = [];
  }

  async add(object) {
    const calendar = this.#server.calendarUrl(object.calendarId);
    this.#take(await this.#server.create(calendar, object.toICS()), object.calendarId);
  }

  async save(object) {
    try {
      object.take(await this.#server.update(object, object.toICS()));
    } catch (error) {
      object.reset();
      throw error;
    }
  }

  async remove(object) {
    await this.#server.remove(object);
    this.objects.delete(object.id);
  }

  async move(object, calendarId) {
    const url = await this.#server.move(object, this.#server.calendarUrl(calendarId));
    this.objects.delete(object.id);
    const { etag } = await this.#server.find(url);
    object.take({ url, text: object.text, etag });
    object.calendarId = calendarId;
    this.objects.set(object.id, object);
  }
}
