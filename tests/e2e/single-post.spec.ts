import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import type { Fault } from "../gosms/faults.ts";
import { type Gosms, startGosms } from "../gosms/server.ts";
import { bound } from "../machine.ts";
import { type Extension, launchChromium } from "./chromium.ts";
import { launchFirefox } from "./firefox.ts";
import { bulkItem, numberOf } from "./patients.ts";

/**
 * A browser repeats a POST by itself when a reused connection drops before the answer. What counts is how many
 * texts the server took, not how often `fetch` was called. Each remedy is also taken away, which must show.
 */

type Browser = "Chromium" | "Firefox";
type Sabotage = (build: string) => Promise<void>;

interface Play {
  browser: Browser;
  http2: boolean;
  sabotage?: Sabotage;
  /** What happens to the second text; its connection drops where nothing is said. */
  fault?: Fault;
  /** Armed before anything is sent. */
  early?: Fault;
  /** The text is the first that the worker sends, right after the protocol was found out. */
  first?: boolean;
}

type Driven = Pick<Extension, "configure" | "call" | "rows">;

const launch = (browser: Browser, gosms: Gosms, prepare: Sabotage): Promise<Driven & AsyncDisposable> =>
  browser === "Chromium"
    ? launchChromium({ gosms, calendars: [], prepare })
    : launchFirefox({ gosms, calendars: [], prepare });

test.setTimeout(bound(120_000));

/** One text that goes well, and then one whose answer is lost: how many of it the server took, and what is shown. */
async function play({ browser, http2, sabotage = async () => {}, fault, early, first = false }: Play) {
  await using gosms = await startGosms({ http2 });
  await using extension = await launch(browser, gosms, sabotage);
  await extension.configure(gosms.account);
  if (early) gosms.faults.add(early);
  const send = (index: number) =>
    extension.call("bulk.send", { calendarId: "test", items: [bulkItem(index)] });
  if (!first) {
    await send(1);
    await expect.poll(() => gosms.messages.length).toBe(1);
  }
  gosms.faults.add(fault ?? { kind: "dropAfter" });
  await send(2);
  // Where the browser's network process does not survive the drop (see `streamOf`), the next alarm tells.
  await expect
    .poll(async () => (await extension.rows())[0]?.state, { timeout: bound(100_000) })
    .not.toMatch(/queued|sending/);
  expect(new Set(gosms.requestsTo("send").map(({ httpVersion }) => httpVersion))).toEqual(
    new Set([http2 ? "2.0" : "1.1"]),
  );
  const [row] = await extension.rows();
  return { taken: gosms.messagesTo(numberOf(2)).length, state: row?.state };
}

for (const browser of ["Chromium", "Firefox"] as const) {
  for (const http2 of [false, true]) {
    test(`a dropped answer leaves one text and an open question: ${browser}, HTTP/${http2 ? 2 : 1.1}`, async () => {
      expect(await play({ browser, http2 })).toEqual({ taken: 1, state: "unknown" });
    });
  }
}

// A stream that was refused leaves a connection open that nothing was sent on, and that too counts as reused.
test("so does the first text after the start: Chromium, HTTP/1.1", async () => {
  const one: Play = { browser: "Chromium", http2: false, first: true };
  expect(await play(one)).toEqual({ taken: 1, state: "unknown" });
});

/** Over HTTP/1.1 Chromium takes this too for a sign to send the request again. */
const timeOut: Fault = { kind: "408", accepted: true };

test("a 408 leaves one text and an open question: Chromium, HTTP/1.1", async () => {
  const one: Play = { browser: "Chromium", http2: false, fault: timeOut };
  expect(await play(one)).toEqual({ taken: 1, state: "unknown" });
});

test("a connection that drops while the protocol is found out does not do away with the remedy", async () => {
  const early: Fault = { kind: "dropBefore", path: "dryRun" };
  expect(await play({ browser: "Chromium", http2: true, early })).toEqual({ taken: 1, state: "unknown" });
});

const withoutRule: Sabotage = async (build) => {
  const path = join(build, "rules/gateway.json");
  expect(await readFile(path, "utf8")).toContain("Connection");
  await writeFile(path, "[]");
};

/** The body is a string instead of a stream, and everything else as it was. */
const withoutStream: Sabotage = async (build) => {
  const path = join(build, "background.js");
  const code = await readFile(path, "utf8");
  const stream =
    /(\w+)=>new ReadableStream\(\{start\((\w+)\)\{\2\.enqueue\(new TextEncoder\(?\)?\.encode\(JSON\.stringify\(\1\)\)\),\2\.close\(\)\}\}\)/gu;
  expect(code.match(stream)).toHaveLength(1);
  await writeFile(path, code.replace(stream, "$1=>JSON.stringify($1)"));
};

const remedies: [name: string, play: Play][] = [
  ["the connection rule", { browser: "Chromium", http2: false, sabotage: withoutRule }],
  ["the connection rule", { browser: "Firefox", http2: false, sabotage: withoutRule }],
  ["the stream", { browser: "Chromium", http2: true, sabotage: withoutStream }],
  ["the connection rule", { browser: "Chromium", http2: false, sabotage: withoutRule, fault: timeOut }],
];
for (const [name, one] of remedies) {
  const where = `${one.browser}, HTTP/${one.http2 ? 2 : 1.1}`;
  const fault = one.fault ? "a 408" : "a dropped answer";
  test(`without ${name} the server takes two after ${fault}: ${where}; so the tests above can fail`, async () => {
    expect(await play(one)).toEqual({ taken: 2, state: "sent" });
  });
}
