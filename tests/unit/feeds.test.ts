// @vitest-environment node
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Feed } from "../../lib/domain/feeds/feed.ts";
import { type Radicale, startRadicale } from "../../lib/plugins/nextcloud-calendar/test/calendar/radicale.ts";
import { openPhone, type Phone } from "../calendars/dav-phone.ts";
import { bound } from "../machine.ts";
import { appointment, type Clinic, calendarId, openClinic } from "./support/clinic.ts";
import { addFeed, grantHosts, tomorrowAt, visit, visitText } from "./support/feeds.ts";
import { calendarObject } from "./support/icalendar.ts";

/** Calendars by their official addresses, with the real background, against real servers and one that goes wrong. */

const realFetch = globalThis.fetch;
let clinic: Clinic;
beforeEach(async () => {
  clinic = await openClinic();
  grantHosts(realFetch);
});
afterEach(async () => {
  vi.useRealTimers();
  await clinic[Symbol.asyncDispose]();
});

async function refresh(feed: Feed) {
  const { refreshFeed } = await import("../../lib/background/looks/refresh-feed.ts");
  const { feedById } = await import("../../lib/storage/feeds.ts");
  const { state, told } = await refreshFeed((await feedById(feed.id)) ?? feed, []);
  return { problem: state.problem, events: state.events, told };
}
const told = async () =>
  (await clinic.outbox.listSince(0, Number.MAX_SAFE_INTEGER))
    .map(({ kind, state, reason, appointment: { id } }) =>
      `${kind} ${id} ${state} ${reason?.code ?? ""}`.trim(),
    )
    .toSorted();
const listed = async (feed: Feed, days = 1) => {
  const { listDay } = await import("../../lib/background/sending/day-listing.ts");
  const day = Temporal.Now.plainDateISO("Europe/Prague").add({ days }).toString();
  const listing = await listDay({ feedId: feed.id }, day);
  return listing?.ok
    ? listing.appointments.map(({ id, patient }) => `${id} ${patient?.name} ${patient?.phone}`)
    : listing;
};

describe("on Radicale", () => {
  const secret = { user: "ordinace", password: "tajné heslo" };
  let radicale: Radicale;
  let phone: Phone;
  beforeEach(async () => {
    radicale = await startRadicale(secret);
    phone = await openPhone(`${radicale.url}/ordinace/termíny/`, secret);
    await phone.put("1", visitText("1", 9));
    await phone.put("2", visitText("2", 10));
    await phone.put("old", visitText("old", 10, [], -400));
    // A machine that has none installs it first.
  }, bound(600_000));
  afterEach(() => radicale[Symbol.asyncDispose]());

  test("is found from its address, its user's or its server's; not with another password", async () => {
    const { discover } = await import("../../lib/background/feeds/discover.ts");
    const found = (url: string, password = secret.password) =>
      discover({ url, user: secret.user, password }).then(
        ({ kind, calendars }) => ({ kind, names: calendars.map(({ name }) => name) }),
        ({ problem }) => problem,
      );
    const one = { kind: "caldav", names: ["Ordinace"] };
    expect(await found(phone.url)).toEqual(one);
    expect(await found(`${radicale.url}/ordinace/`)).toEqual(one);
    expect(await found(`${radicale.url}/`)).toEqual(one);
    expect(await found(phone.url, "jiné")).toBe("password");
  });

  test.for(["caldav", "ical"] as const)("%s: what a phone changes is proposed, each once", async (kind) => {
    const feed = await addFeed({ url: phone.url, ...secret }, kind);
    expect(await refresh(feed)).toEqual({ problem: null, events: 2, told: 0 });
    expect(await listed(feed)).toEqual(["1 Jana Vzorová 1 601 000 001", "2 Jana Vzorová 2 601 000 002"]);
    expect(await refresh(feed)).toEqual({ problem: null, events: 2, told: 0 });

    await phone.put("1", visitText("1", 15));
    await phone.remove("2");
    await phone.put("3", visitText("3", 11));
    expect(await refresh(feed)).toMatchObject({ problem: null, told: 3 });
    expect(await refresh(feed)).toMatchObject({ problem: null, told: 0 });
    await clinic.restart({ browser: true });
    expect(await refresh(feed)).toMatchObject({ problem: null, told: 0 });
    expect(await told()).toEqual([
      "cancellation 2 held disappeared",
      // Nobody has told them of the first time.
      "confirmation 1 held appeared",
      "confirmation 3 held appeared",
    ]);
    await clinic.dispatcher.dispatch();
    expect(clinic.gosms.messages).toEqual([]);
  });

  test("one moved beyond the time that is read has moved, and is not gone", async () => {
    const feed = await addFeed({ url: phone.url, ...secret }, "caldav");
    await refresh(feed);
    await phone.put("1", visitText("1", 9, [], 400));
    await refresh(feed);
    expect(await told()).toEqual(["confirmation 1 held appeared"]);
  });

  test("where the practice wants it, plain changes leave by themselves", async () => {
    const feed = await addFeed({ url: phone.url, ...secret }, "caldav", { isUnattended: true });
    await refresh(feed);
    await phone.put("1", visitText("1", 15));
    await phone.put("3", visitText("3", 11));
    expect(await refresh(feed)).toMatchObject({ told: 2 });
    await clinic.dispatcher.dispatch();
    expect(clinic.gosms.messages.map(({ text }) => / v (\d+:\d\d)/u.exec(text)?.[1]).toSorted()).toEqual([
      "11:00",
      "15:00",
    ]);
  });

  test("what a page of the same calendar has told is not told again", async () => {
    const feed = await addFeed({ url: phone.url, ...secret }, "caldav", { isUnattended: true });
    await refresh(feed);
    const { recordChange } = clinic.intake;
    const made = appointment("page-7", 12, {
      patient: { id: "x", name: "Jana Vzorová 3", phone: "601000003" },
    });
    await recordChange(calendarId, { type: "created", appointment: made });
    await phone.put("3", visitText("3", 12));
    expect(await refresh(feed)).toMatchObject({ told: 0 });
    expect(await told()).toEqual(["confirmation page-7 queued"]);
  });

  test("until somebody has confirmed how it is read, nothing is proposed; the first look after that proposes nothing", async () => {
    const feed = await addFeed({ url: phone.url, ...secret }, "caldav", { isConfirmed: false });
    await refresh(feed);
    await phone.put("3", visitText("3", 11));
    expect(await refresh(feed)).toMatchObject({ events: 3, told: 0 });
    const { gateOf } = await import("../../lib/storage/site-readings.ts");
    expect(await gateOf(feed.id)).toEqual({ code: "unconfirmed" });
  });
});

describe("a server that goes wrong", () => {
  let answer: (request: IncomingMessage, response: ServerResponse) => void;
  const asked: Record<string, unknown>[] = [];
  const server = createServer((request, response) => {
    asked.push({ ...request.headers });
    answer(request, response);
  });
  const text = (...events: string[]) => calendarObject(...events);
  const say = (body: string, headers: Record<string, string> = {}, status = 200) => {
    answer = (_, response) => response.writeHead(status, headers).end(body);
  };
  let url: string;
  beforeEach(async () => {
    asked.length = 0;
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tajne/basic.ics`;
  });
  afterEach(async () => {
    vi.restoreAllMocks();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  /** What time it is from now on. */
  const later = (ms: number) => {
    const now = Date.now() + ms;
    vi.spyOn(Date, "now").mockReturnValue(now);
  };
  const five = Array.from({ length: 5 }, (_, at) => visit(String(at + 1), 9 + at));

  test("is asked for what has changed alone", async () => {
    say(text(...five), { ETag: '"1"', "Last-Modified": "Sat, 28 Nov 2026 10:00:00 GMT" });
    const feed = await addFeed({ url }, "ical");
    await refresh(feed);
    later(3_000);
    await refresh(feed);
    expect(asked[1]).not.toHaveProperty("if-none-match");
    say("", { ETag: '"1"' }, 304);
    expect(await refresh(feed)).toEqual({ problem: null, events: 5, told: 0 });
    expect(asked[2]).toMatchObject({
      "if-none-match": '"1"',
      "if-modified-since": "Sat, 28 Nov 2026 10:00:00 GMT",
    });
    expect(asked[2]).not.toHaveProperty("cookie");
  });

  test("that changes within the second in which it was read is read anew, though its state goes by the same name", async () => {
    const marks = { ETag: '"1"', "Last-Modified": "Sat, 28 Nov 2026 10:00:00 GMT" };
    answer = (request, response) =>
      request.headers["if-none-match"]
        ? response.writeHead(304, marks).end()
        : response.writeHead(200, marks).end(text(...shown));
    let shown = five;
    const feed = await addFeed({ url }, "ical");
    await refresh(feed);
    shown = five.slice(1);
    later(600_000);
    expect(await refresh(feed)).toMatchObject({ problem: null, events: 4 });
    // From now on the name alone will do.
    expect(await refresh(feed)).toMatchObject({ problem: null, events: 4 });
    expect(asked.map((one) => "if-none-match" in one)).toEqual([false, false, true]);
  });

  test.for<[problem: string, body: string, status: number]>([
    ["password", "", 401],
    ["forbidden", "", 403],
    ["gone", "", 410],
    ["gone", "", 404],
    ["busy", "", 503],
    ["server", "", 500],
    ["noCalendar", "<!DOCTYPE html><title>Přihlášení</title>", 200],
    ["unreadable", text(...five).replace("END:VCALENDAR\r\n", ""), 200],
    ["emptied", text(), 200],
  ])("that says %s loses nothing, and nothing is gone", async ([problem, body, status]) => {
    say(text(...five));
    const feed = await addFeed({ url }, "ical", { isUnattended: true });
    await refresh(feed);
    say(body, {}, status);
    expect(await refresh(feed)).toEqual({ problem, events: 5, told: 0 });
    expect(await listed(feed)).toHaveLength(5);
    say(text(...five));
    expect(await refresh(feed)).toEqual({ problem: null, events: 5, told: 0 });
    expect(await told()).toEqual([]);
  });

  test("sends elsewhere: no password goes there", async () => {
    const elsewhere = createServer((request, response) => {
      asked.push({ elsewhere: request.headers.authorization ?? "none" });
      response.end(text(...five));
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve));
    const { port } = elsewhere.address() as AddressInfo;
    answer = (_, response) =>
      response.writeHead(301, { Location: `http://127.0.0.1:${port}/basic.ics` }).end();
    const feed = await addFeed({ url, user: "sestra", password: "tajné" }, "ical");
    expect(await refresh(feed)).toMatchObject({ problem: "moved", events: 0 });
    expect(asked.filter((one) => "elsewhere" in one && one.elsewhere !== "none")).toEqual([]);
    elsewhere.closeAllConnections();
    elsewhere.close();
  });

  test("holds what outsiders can put into it: an invitation that nobody has answered", async () => {
    say(text(...five));
    const feed = await addFeed({ url }, "ical", { isUnattended: true });
    await refresh(feed);
    const invitation = (uid: string, hour: number, partstat: string) =>
      visit(uid, hour).replace(
        "END:VEVENT",
        `ORGANIZER:mailto:reklama@example.cz\r\nATTENDEE;PARTSTAT=${partstat}:mailto:ordinace@example.cz\r\nEND:VEVENT`,
      );
    say(text(...five, invitation("6", 16, "NEEDS-ACTION"), invitation("7", 17, "ACCEPTED")));
    await refresh(feed);
    await clinic.dispatcher.dispatch();
    expect((await told()).toSorted()).toEqual(["confirmation 6 held appeared", "confirmation 7 sent"]);
    expect(clinic.gosms.messages).toHaveLength(1);
  });

  test("hides its reminders no longer than it takes to read it again", async () => {
    say(text(...five));
    const feed = await addFeed({ url }, "ical", { isUnattended: true });
    await refresh(feed);
    say(text(...five, visit("6", 16)));
    await refresh(feed);
    say("", {}, 410);
    await refresh(feed);
    await clinic.dispatcher.dispatch();
    expect(await told()).toEqual(["confirmation 6 held feedUnread"]);
    say(text(...five, visit("6", 16)));
    await refresh(feed);
    await clinic.dispatcher.dispatch();
    expect(clinic.gosms.messages).toHaveLength(1);
  });

  test("reminds once where its page is open as well", async () => {
    await clinic.set((settings) => {
      settings.reminders.enabled = true;
      settings.reminders.seen = true;
      settings.templates.reminder.enabled = true;
    });
    say(text(visit("1", 9, [], 4)));
    const feed = await addFeed({ url }, "ical");
    await refresh(feed);
    const reconcile = async () => {
      const { reconcileCalendar } = await import("../../lib/background/sending/reconciliation.ts");
      await reconcileCalendar(feed.id, [{ feedId: feed.id }]);
    };
    const standing = async () =>
      (await clinic.outbox.listSince(0, Number.MAX_SAFE_INTEGER))
        .filter(({ kind, state }) => kind === "reminder" && state === "planned")
        .map((row) => row.calendarId);
    await reconcile();
    expect(await standing()).toEqual([feed.id]);
    const start = Temporal.Instant.from(appointment("1", 9).start).add({ hours: 72 }).toString();
    const patient = { id: "x", name: "Jana Vzorová 1", phone: "601000001" };
    await clinic.intake.recordChange(calendarId, {
      type: "created",
      appointment: appointment("page-1", 9, { start, patient }),
    });
    expect(await standing()).toHaveLength(2);
    // A worker looks at a calendar once in a while only.
    await clinic.restart();
    await reconcile();
    expect(await standing()).toEqual([calendarId]);
  });

  test("makes up other ids each time: nothing is told, and a person is to look", async () => {
    const many = (salt: string) =>
      text(
        ...Array.from({ length: 8 }, (_, at) =>
          visit(`${at + 1}`, 8 + at).replace(`UID:${at + 1}`, `UID:${salt}${at}`),
        ),
      );
    say(many("a"));
    const feed = await addFeed({ url }, "ical", { isUnattended: true });
    await refresh(feed);
    say(many("b"));
    expect(await refresh(feed)).toMatchObject({ told: 0 });
    const { gateOf } = await import("../../lib/storage/site-readings.ts");
    expect(await gateOf(feed.id)).toEqual({ code: "readingChanged" });
    expect(await told()).toEqual([]);
  });

  test("an appointment of which nothing can be read is counted on its day", async () => {
    say(
      text(
        ...five,
        `BEGIN:VEVENT\r\nUID:bad\r\nDTSTART;TZID=Nikde:${tomorrowAt(8)}\r\nSUMMARY:Nečitelná\r\nEND:VEVENT`,
      ),
    );
    const feed = await addFeed({ url }, "ical");
    await refresh(feed);
    const { listDay } = await import("../../lib/background/sending/day-listing.ts");
    const day = Temporal.Now.plainDateISO("Europe/Prague").add({ days: 1 }).toString();
    expect(await listDay({ feedId: feed.id }, day)).toMatchObject({ ok: true, unread: { count: 1, all: 6 } });
  });
});
