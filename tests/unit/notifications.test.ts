// @vitest-environment node
import { beforeEach, describe, expect, test, vi } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";
import type { Matter } from "../../lib/domain/notifications.ts";
import { newsOf } from "../../lib/domain/notifications.ts";
import type { Message } from "../../lib/domain/outbox/message.ts";
import { freshStorage } from "./support/fresh-storage.ts";
import { sampleMessage } from "./support/sample-message.ts";

/** What is told on the screen: each matter once, and no patient's name unless the practice wants that. */

const answer: Matter = { kind: "answer", id: "1", name: "" };
const unread: Matter = { kind: "unread", id: "a", name: "Kalendář" };
const never = () => false;

describe("what is new", () => {
  test("is told once, and again only after it was over", () => {
    const first = newsOf([answer, unread], [], never);
    expect(first).toEqual({ kinds: ["answer", "unread"], told: ["answer:1", "unread:a"] });
    expect(newsOf([answer, unread], first.told, never).kinds).toEqual([]);
    const over = newsOf([answer], first.told, never);
    expect(newsOf([answer, unread], over.told, never).kinds).toEqual(["unread"]);
  });

  test("is no new matter where nobody can say that the old one is over", () => {
    const { told } = newsOf([], ["unread:a", "answer:1"], (key) => key === "unread:a");
    expect(told).toEqual(["unread:a"]);
    expect(newsOf([unread], told, never).kinds).toEqual([]);
  });
});

const origin = "https://kalendar.example";
const create = vi.fn(async () => "");
const clear = vi.fn(async () => true);
let isAllowed = true;

beforeEach(() => {
  freshStorage();
  isAllowed = true;
  create.mockClear();
  clear.mockClear();
  Object.assign(fakeBrowser, {
    notifications: { create, clear, onClicked: { addListener: () => {} } },
    permissions: { contains: async () => isAllowed },
  });
});

const reply = (id: string) => ({ id, text: "nemohu", at: 2_000_000, verdict: null });
const unknown = (change: Partial<Message> = {}) =>
  sampleMessage({ state: "unknown", subject: crypto.randomUUID(), ...change });

async function put(...rows: Message[]): Promise<void> {
  const { changeRows } = await import("../../lib/storage/outbox-store.ts");
  await changeRows([], rows, 0);
}

async function want(patch: object): Promise<void> {
  const { loadSettings, saveSettings } = await import("../../lib/storage/settings.ts");
  const settings = await loadSettings();
  await saveSettings({ ...settings, notifications: { ...settings.notifications, ...patch }, language: "cs" });
}

const tell = async () => (await import("../../lib/background/handlers/notifications.ts")).tellNews();
const shown = () =>
  create.mock.calls.map((call) => (call as unknown as [string, { message: string }])[1].message);

test("an answer and an unknown outcome are told without a name, once, also by the next worker", async () => {
  await want({ answer: true, unknown: true });
  await put(sampleMessage({ replies: [reply("r1")] }), unknown());
  await tell();
  expect(shown()).toEqual(["Pacient odpověděl na SMS.", "Nevíme, zda SMS odešla. Rozhodněte prosím."]);
  vi.resetModules();
  await tell();
  expect(create).toHaveBeenCalledTimes(2);
});

test("who answered is named where the practice wants that, and the number never", async () => {
  await want({ answer: true, names: true });
  await put(sampleMessage({ replies: [reply("r1")] }), unknown());
  await tell();
  expect(shown()).toEqual(["Pacient odpověděl na SMS: Jana Vzorová."]);
});

test("what was told before it is shown stays told where showing it fails", async () => {
  await want({ unknown: true });
  await put(unknown());
  create.mockRejectedValueOnce(new Error("the worker died"));
  await expect(tell()).rejects.toThrow("the worker died");
  vi.resetModules();
  await tell();
  expect(create).toHaveBeenCalledTimes(1);
});

test("nothing is told that is switched off or that the browser does not allow", async () => {
  await put(sampleMessage({ replies: [reply("r1")] }));
  await tell();
  await want({ unknown: true });
  await tell();
  isAllowed = false;
  await want({ answer: true });
  await tell();
  expect(create).not.toHaveBeenCalled();
  isAllowed = true;
  await tell();
  expect(shown()).toEqual(["Pacient odpověděl na SMS."]);
});

test("sending that has stopped says why, once for all texts", async () => {
  await want({ stopped: true });
  const held = () => unknown({ state: "held", reason: { code: "credit" } });
  await put(held(), held());
  await tell();
  expect(shown()).toEqual([
    "SMS teď neodcházejí. Na účtu GoSMS není dost kreditu. Dobijte jej a nechte zprávy pokračovat.",
  ]);
});

test("a calendar that is no longer read is told once, until it was read again", async () => {
  await want({ unread: true });
  const { sitesItem } = await import("../../lib/storage/sites.ts");
  const { saveTab } = await import("../../lib/storage/tabs.ts");
  await sitesItem.save([{ id: origin, origin, name: "Ordinace", plugin: null, enabled: true }]);
  const lost = { state: "unreadable" as const, plugin: "sogo", missing: "Chybí termíny." };
  const reads = { state: "reading" as const, plugin: "sogo", appointments: 3 };
  const become = async (health: typeof lost | typeof reads | null) => {
    await saveTab(1, health && { frameId: 0, siteId: origin, health });
    await tell();
  };
  await become(lost);
  expect(shown()).toEqual(["Kalendář Ordinace se nečte. SMS o jeho změnách teď neodejdou."]);
  // Closed and opened anew, it is the same trouble.
  await become(null);
  await become(lost);
  expect(create).toHaveBeenCalledTimes(1);
  await become(reads);
  await become(lost);
  expect(create).toHaveBeenCalledTimes(2);
});
