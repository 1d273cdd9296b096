import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { NetworkWrite } from "../../../plugin-api/index.ts";
import { HandOver } from "../hand-over.ts";
import { type FromServer, maxObject, readServerMessage } from "../messages.ts";

const answer = (names: readonly string[], text = "BEGIN:VCALENDAR"): Partial<NetworkWrite> => {
  const one = (name: string) =>
    `<d:response><d:href>/${name}.ics</d:href><d:propstat><d:prop><c:calendar-data>${text}</c:calendar-data></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>`;
  return {
    method: "REPORT",
    status: 207,
    response: `<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">${names.map(one).join("")}</d:multistatus>`,
  };
};

function listen() {
  const told: Extract<FromServer, { type: "server" }>[] = [];
  const listed: boolean[] = [];
  const stop = new AbortController();
  const handOver = new HandOver((message) => {
    // As it comes through the page.
    const read = readServerMessage(JSON.parse(JSON.stringify(message)));
    if (read?.type === "server") told.push(read);
    else if (read) listed.push(read.ok);
  }, stop.signal);
  const take = (read: Partial<NetworkWrite>) =>
    handOver.take({ id: 1, answerId: 2, url: "/x.ics", ...read } as NetworkWrite);
  const names = () => told.flatMap(({ readings }) => readings.map(({ url }) => url));
  return { told, listed, take, names, stop };
}

// However slow the machine, no time goes by within a part.
beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
afterEach(() => void vi.useRealTimers());

describe("handing over what the server has answered", () => {
  it("tells what is short at once", () => {
    const { told, take } = listen();
    take(answer(["a", "b"]));
    take({ method: "GET", status: 200, response: "BEGIN:VCALENDAR" });
    expect(told.map(({ readings, last }) => [readings.map(({ url }) => url), last])).toEqual([
      [["/a.ics", "/b.ics"], true],
      [["/x.ics"], true],
    ]);
  });

  it("tells what is long in parts, the first at once and the end once all of it is told", async () => {
    const { told, take, names } = listen();
    const all = Array.from({ length: 100 }, (_, index) => `n${index}`);
    take(answer(all, "x".repeat(5_000)));
    take(answer(["later"]));
    expect(told.length).toBe(1);
    expect(told[0]?.last).toBe(false);
    await vi.waitFor(() => expect(told.at(-1)?.last).toBe(true));
    expect(told.filter(({ last }) => last)).toHaveLength(1);
    expect(names()).toEqual([...all, "later"].map((name) => `/${name}.ics`));
  });

  it("says whether a calendar's events were told", () => {
    const { listed, take } = listen();
    take(answer(["a"]));
    take({ ...answer([]), status: 503 });
    take({ ...answer([]), status: 0, response: null });
    take({ ...answer(["a"]), method: "PROPFIND" });
    expect(listed).toEqual([true, false, false]);
  });

  it("leaves out what nobody typed, and answers that say nothing", () => {
    const { told, take, names } = listen();
    take(answer(["long"], "x".repeat(maxObject + 1)));
    take({ ...answer(["refused"]), status: 403 });
    take({ method: "GET", status: 200, response: "<html>" });
    expect(names()).toEqual([]);
    expect(told.every(({ last }) => last)).toBe(true);
  });

  it("ends with the plugin", async () => {
    const { told, take, stop } = listen();
    take(answer(["a", "b", "c"], "x".repeat(100_000)));
    stop.abort();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(told).toHaveLength(1);
  });
});
