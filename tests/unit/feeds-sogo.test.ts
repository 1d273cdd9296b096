// @vitest-environment node
import { afterEach, beforeEach, expect, test } from "vitest";
import { startSogo } from "../../lib/plugins/sogo/test/calendar/server.ts";
import { openPhone } from "../calendars/dav-phone.ts";
import { bound } from "../machine.ts";
import { type Clinic, openClinic } from "./support/clinic.ts";
import { addFeed, grantHosts, visitText } from "./support/feeds.ts";

/** A calendar of a real SOGo by its official addresses, with the real background. */

const realFetch = globalThis.fetch;
let clinic: Clinic;
beforeEach(async () => {
  clinic = await openClinic();
  grantHosts(realFetch);
});
afterEach(() => clinic[Symbol.asyncDispose]());

// A machine that has none installs it first.
test(
  "CalDAV and iCal: found, read, and what a phone changes is proposed once",
  async () => {
    await using sogo = await startSogo();
    const { login: user, password } = sogo.users.doctor;
    const url = `${sogo.url}/SOGo/dav/${user}/Calendar/personal/`;
    const phone = await openPhone(url, { user, password }, { isNew: false });
    await phone.put("1", visitText("1", 9));
    await phone.put("2", visitText("2", 10));

    const { discover } = await import("../../lib/background/feeds/discover.ts");
    for (const path of [url, `${sogo.url}/SOGo/dav/${user}/`, `${sogo.url}/SOGo/dav/`])
      expect(await discover({ url: path, user, password })).toMatchObject({
        kind: "caldav",
        calendars: [{ url: expect.stringContaining("/Calendar/personal/") }],
      });
    const ics = `${sogo.url}/SOGo/dav/${user}/Calendar/personal.ics`;
    expect(await discover({ url: ics, user, password })).toMatchObject({ kind: "ical" });

    const feeds = [
      await addFeed({ url, user, password }, "caldav"),
      await addFeed({ url: ics, user, password }, "ical"),
    ];
    const { refreshFeed } = await import("../../lib/background/looks/refresh-feed.ts");
    const read = async () => {
      const all = [];
      for (const feed of feeds) {
        const { state, told } = await refreshFeed(feed, []);
        all.push({ problem: state.problem, events: state.events, told });
      }
      return all;
    };
    const both = <T>(one: T, other: T) => [one, other];
    const quiet = { problem: null, events: 2, told: 0 };
    expect(await read()).toEqual(both(quiet, quiet));
    await phone.put("1", visitText("1", 15));
    await phone.remove("2");
    // What one of the two has proposed, the other takes for told, but for what is gone.
    expect(await read()).toMatchObject([{ events: 1, told: 2 }, { events: 1 }]);
    expect(await read()).toMatchObject(both({ told: 0 }, { told: 0 }));
  },
  bound(600_000),
);
