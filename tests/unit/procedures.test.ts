// @vitest-environment node
import { beforeEach, describe, expect, test, vi } from "vitest";
import { type Handlers, serve } from "../../lib/background/handlers/server.ts";
import { contract } from "../../lib/rpc/contract/index.ts";

/** Who may call what, and what a call waits for, with handlers that do nothing. */

type Listener = (message: unknown, sender: unknown) => Promise<unknown> | undefined;
const bus = vi.hoisted(() => ({ listener: undefined as Listener | undefined }));
vi.mock("wxt/browser", () => ({
  browser: {
    runtime: {
      id: "pipni",
      getURL: (path: string) => `chrome-extension://pipni${path}`,
      onMessage: {
        addListener: (listener: Listener) => {
          bus.listener = listener;
        },
      },
    },
  },
}));

const calendar = "https://kalendar.example";
const taught = "https://jiny.example";
const stranger = "https://cizi.example";
const site = { id: calendar, origin: calendar, name: "", plugin: null, enabled: true };
const popup = { id: "pipni", url: "chrome-extension://pipni/popup.html" };
const frameOf = (origin: string) => ({
  id: "pipni",
  url: `${origin}/den`,
  origin,
  tab: { id: 7 },
  frameId: 0,
});

let called: { name: string; caller: unknown }[];
let recovered: Promise<void>;

beforeEach(() => {
  called = [];
  recovered = Promise.resolve();
  const handlers = Object.fromEntries(
    Object.keys(contract).map((name) => [
      name,
      async (_: unknown, caller: unknown) => {
        called.push({ name, caller });
        return null;
      },
    ]),
  ) as unknown as Handlers;
  serve(handlers, {
    site: async (origin) => (origin === calendar ? site : null),
    isTaught: async (tabId, origin) => tabId === 7 && origin === taught,
    recovered: () => recovered,
    withoutStorage: async () => undefined,
  });
});

const call = (name: string, input: unknown, sender: unknown) =>
  bus.listener?.({ pipni: name, input }, sender);
const refusal = { error: "not allowed" };

describe("who may call", () => {
  test.for<[rule: string, name: string, input: unknown, may: readonly string[]]>([
    ["the extension's pages", "sites.list", null, ["popup"]],
    ["an enabled calendar", "page.health", { state: "reading", plugin: "a", appointments: 1 }, ["calendar"]],
    ["the page that is taught", "teaching.leave", null, ["taught"]],
    ["any page with a script of ours", "page.hello", null, ["calendar", "taught", "stranger"]],
  ])("%s", async ([, name, input, may]) => {
    const senders = {
      popup,
      calendar: frameOf(calendar),
      taught: frameOf(taught),
      stranger: frameOf(stranger),
      "another extension": { ...popup, id: "other" },
      "a document without an address": { ...frameOf(calendar), origin: "null" },
      "a page outside of all tabs": { id: "pipni", url: `${calendar}/`, origin: calendar },
    };
    const admitted: string[] = [];
    for (const [who, sender] of Object.entries(senders)) {
      const answer = await call(name, input, sender);
      if (JSON.stringify(answer) !== JSON.stringify(refusal)) admitted.push(who);
    }
    expect(admitted).toEqual(may);
    expect(called).toHaveLength(may.length);
  });

  test("a handler learns of the calendar and the frame that calls", async () => {
    await call("page.recall", { plugin: "a" }, frameOf(calendar));
    expect(called).toMatchObject([{ caller: { origin: calendar, tabId: 7, frameId: 0, site } }]);
  });

  test("what is no procedure is left to others", () => {
    for (const name of ["page.nothing", "toString", 7, undefined])
      expect(bus.listener?.({ pipni: name, input: null }, popup)).toBeUndefined();
    expect(bus.listener?.("text", popup)).toBeUndefined();
  });

  test("a malformed question is not answered by its handler", async () => {
    expect(await call("sites.remove", { id: 7 }, popup)).toMatchObject({
      error: expect.stringContaining("malformed"),
    });
    expect(called).toEqual([]);
  });
});

describe("what needs the recovered outbox", () => {
  test("waits for it, and what does not need it goes on", async () => {
    const recovery = Promise.withResolvers<void>();
    recovered = recovery.promise;
    const gated = call("outbox.release", null, popup);
    await call("sites.list", null, popup);
    await new Promise((resolve) => setTimeout(resolve));
    expect(called.map(({ name }) => name)).toEqual(["sites.list"]);
    recovery.resolve();
    await gated;
    expect(called.map(({ name }) => name)).toEqual(["sites.list", "outbox.release"]);
  });

  test("is refused when that failed", async () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    recovered = Promise.reject(new Error("no database"));
    expect(await call("outbox.release", null, popup)).toEqual({ error: "Error: no database" });
    expect(called).toEqual([]);
    vi.restoreAllMocks();
  });

  test("is everything that reads, decides or changes texts", () => {
    const gated = Object.entries(contract).flatMap(([name, one]) => (one.needsRecovery ? name : []));
    expect(gated).toEqual([
      "page.hello",
      "page.changed",
      "page.guessed",
      "page.changedSeries",
      "page.notices",
      "page.stop",
      "page.looked",
      "page.marks",
      "page.openConversation",
      "bulk.day",
      "bulk.knows",
      "bulk.send",
      "bulk.stop",
      "outbox.write",
      "outbox.sendAgain",
      "outbox.decide",
      "outbox.decideHeld",
      "outbox.replyRead",
      "outbox.release",
      "patients.changed",
      "patients.giveNumber",
      "patients.choose",
      "calls.day",
      "unseen.show",
      "waitingList.view",
      "waitingList.look",
      "waitingList.offer",
      "waitingList.book",
      "waitingList.close",
      "waitingList.reopen",
      "waitingList.tell",
      "waitingList.settle",
      "feeds.add",
      "feeds.setPassword",
      "feeds.setEnabled",
      "feeds.read",
      "reminders.concerned",
      "teaching.trialEnded",
      "backup.restore",
    ]);
  });
});
