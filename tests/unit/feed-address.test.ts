import { describe, expect, test } from "vitest";
import { isLocalHost, readFeedAddress, shortened } from "../../lib/domain/feeds/address.ts";
import fc from "../properties.ts";

const hrefOf = (typed: string) => {
  const read = readFeedAddress(typed);
  return "url" in read ? read.url.href : read.problem;
};

describe("the official address of a calendar", () => {
  test.for([
    [
      " https://calendar.google.com/calendar/ical/a%40x.example/private-0a1b/basic.ics ",
      "https://calendar.google.com/calendar/ical/a%40x.example/private-0a1b/basic.ics",
    ],
    ["webcal://p01-caldav.icloud.com/published/2/MTIz", "https://p01-caldav.icloud.com/published/2/MTIz"],
    ["webcals://cal.example/a.ics?x=1", "https://cal.example/a.ics?x=1"],
    ["dav.example/remote.php/dav#top", "https://dav.example/remote.php/dav"],
    ["http://localhost:5232/user/", "http://localhost:5232/user/"],
    ["http://192.168.1.20/SOGo/dav", "http://192.168.1.20/SOGo/dav"],
    ["http://server/caldav", "http://server/caldav"],
    ["http://nas.local/caldav", "http://nas.local/caldav"],
    ["", "empty"],
    ["můj kalendář", "invalid"],
    ["kalendar", "invalid"],
    ["ftp://cal.example/a.ics", "scheme"],
    ["mailto:a@x.example", "scheme"],
    ["http://cal.example/a.ics", "insecure"],
    ["http://172.32.0.1/", "insecure"],
    ["https://sestra:heslo@cal.example/a.ics", "credentials"],
  ])("%s → %s", ([typed, expected]) => {
    expect(hrefOf(typed ?? "")).toBe(expected);
  });

  test("is the same when it is read once more, has no credentials, and is open to all in the own network alone", () => {
    const part = fc.stringMatching(/^[a-z0-9.:@%#?/ _-]{0,20}$/u);
    const scheme = fc.constantFrom("", "https://", "http://", "webcal://", "ftp://", "HTTPS://");
    fc.assert(
      fc.property(scheme, fc.oneof(fc.domain(), fc.ipV4(), part), part, (start, host, rest) => {
        const read = readFeedAddress(`${start}${host}/${rest}`);
        if (!("url" in read)) return;
        const { href, protocol, hostname, username, password, hash, origin } = read.url;
        expect(hrefOf(href)).toBe(href);
        expect([username, password, hash]).toEqual(["", "", ""]);
        expect(protocol === "https:" || isLocalHost(hostname)).toBe(true);
        expect(shortened(origin)).not.toContain(rest.length > 3 ? `/${rest}` : "\0");
      }),
    );
  });
});
