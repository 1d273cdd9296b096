// @vitest-environment node
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";
import type { Message } from "../../lib/domain/outbox/message.ts";
import type { Step } from "../../lib/storage/outbox-steps.ts";
import { freshStorage } from "./support/fresh-storage.ts";
import { withBroken } from "./support/mutants.ts";
import { sampleMessage } from "./support/sample-message.ts";

/**
 * Steps of several rows that are written together: each is answered as if it had been written by itself. Then the same
 * with the code broken on purpose: each time one of these scenes has to see it.
 */

const { local } = fakeBrowser.storage;
const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
const claim: Step = { event: { type: "claim" } };
const hold: Step = { event: { type: "hold", reason: { code: "credit" } } };

/** Rows that wait, by names of the test's own, with what writes and reads them. */
async function withRows(...names: string[]) {
  freshStorage();
  const store = await import("../../lib/storage/outbox-store.ts");
  const queries = await import("../../lib/storage/outbox-queries.ts");
  const { database } = await import("../../lib/storage/database.ts");
  const ids = new Map([...names, "none"].map((name) => [name, crypto.randomUUID()]));
  const idOf = (name: string): string => ids.get(name) as string;
  const nameOf = (id: string) => [...ids].find(([, one]) => one === id)?.[0];
  const bundle = names.filter((name) => name.startsWith("both")).map(idOf);
  const row = (name: string): Message => {
    const id = idOf(name);
    return sampleMessage({ id, subject: id, state: "queued", bundle: bundle.includes(id) ? bundle : [] });
  };
  expect(await store.changeRows([], names.map(row), 1)).toHaveLength(names.length);
  const copyOf = async (name: string): Promise<string | undefined> => {
    const key = `m:${idOf(name)}`;
    const entry = (await local.get(key))[key] as { message?: Message; guard?: Message };
    return (entry.message ?? entry.guard)?.state;
  };
  const stateOf = async (name: string) => (await queries.messageById(idOf(name)))?.state;
  return {
    nameOf,
    stateOf,
    copyOf,
    async step(name: string, decide: Parameters<typeof store.stepMessage>[1], at: number) {
      const after = await store.stepMessage(idOf(name), decide, at);
      return after && `${nameOf(after.id)} ${after.state}`;
    },
    /** In both copies. */
    everywhere: async (name: string) => [await stateOf(name), await copyOf(name)],
    async damage(name: string) {
      const db = await database();
      await db.put("outbox", { ...(await db.get("outbox", idOf(name))), parts: "?" } as never);
    },
  };
}

const scenes = {
  async "steps that are asked for meanwhile share a transaction and a write to the mirror"() {
    const { step, everywhere, nameOf } = await withRows("1", "2", "3", "4");
    const transactions = vi.spyOn(IDBDatabase.prototype, "transaction");
    const copies = vi.spyOn(local, "set");
    const first = step("1", () => claim, 2);
    while (transactions.mock.calls.length === 0) await null;
    const others = ["2", "3", "4"].map((id) => step(id, () => claim, 2));
    const after = ["1 sending", "2 sending", "3 sending", "4 sending"];
    expect(await Promise.all([first, ...others])).toEqual(after);
    expect(transactions.mock.calls).toHaveLength(2);
    const copied = copies.mock.calls.map(([items]) => Object.keys(items).map((key) => nameOf(key.slice(2))));
    expect(copied).toEqual([["1"], ["2", "3", "4"]]);
    for (const id of ["1", "2", "3", "4"]) expect(await everywhere(id)).toEqual(["sending", "sending"]);
  },

  async "whoever waits until a step has begun reads what it leaves"() {
    const { step, stateOf } = await withRows("1");
    const { stepsBegun } = await import("../../lib/storage/outbox-store.ts");
    const transactions = vi.spyOn(IDBDatabase.prototype, "transaction");
    const begun = stepsBegun();
    const stepped = step("1", () => claim, 2);
    await begun;
    expect(transactions).toHaveBeenCalledOnce();
    expect(await stateOf("1")).toBe("sending");
    await stepped;
  },

  async "a step that fails by itself takes no other with it"() {
    const { step, everywhere, stateOf, damage } = await withRows("1", "bad", "3", "4");
    await damage("bad");
    const asked = [
      step(
        "1",
        () => {
          throw new Error("cannot be decided");
        },
        2,
      ),
      step("bad", () => claim, 2),
      step("none", () => claim, 2),
      step("3", () => ({ event: { type: "accepted", gatewayId: "1", price: null, currency: null } }), 2),
      step("4", () => claim, 2),
    ];
    const ends = (await Promise.allSettled(asked)).map((one) => ("value" in one ? one.value : one.reason));
    expect(ends).toEqual([new Error("cannot be decided"), null, null, null, "4 sending"]);
    expect([await stateOf("1"), await stateOf("3")]).toEqual(["queued", "queued"]);
    expect(await everywhere("4")).toEqual(["sending", "sending"]);
  },

  async "each is answered once it is on disk and mirrored, and told to the others after that"() {
    const { step, stateOf } = await withRows("1", "2");
    const isMirrored = Promise.withResolvers<void>();
    const set = local.set.bind(local);
    const seen: unknown[] = [];
    using channel = Object.assign(new BroadcastChannel("pipni:outbox"), {
      [Symbol.dispose]: () => channel.close(),
      onmessage: () => void seen.push("announced"),
    });
    vi.spyOn(local, "set").mockImplementation(async (items) => {
      seen.push("mirrored", await stateOf("1"), await stateOf("2"));
      await isMirrored.promise;
      await set(items);
    });
    const asked = [step("1", () => claim, 2), step("2", () => claim, 2), step("none", () => claim, 2)];
    for (const one of asked) void one.then(() => seen.push("answered"));
    await pause();
    await pause();
    expect(seen).toEqual(["mirrored", "sending", "sending"]);
    isMirrored.resolve();
    await Promise.all(asked);
    await vi.waitFor(() => expect(seen).toContain("announced"));
    expect(seen.filter((one) => one === "answered")).toHaveLength(3);
  },

  async "two steps of one text see each other"() {
    const { step, everywhere, nameOf } = await withRows("both 1", "both 2", "3");
    const states: string[] = [];
    const seeing =
      (wanted: Step | null) =>
      (message: Message, others: readonly Message[]): Step | null => {
        states.push([message, ...others].map(({ id, state }) => `${nameOf(id)} ${state}`).join(", "));
        return wanted;
      };
    const asked = [
      step("both 1", seeing(claim), 2),
      step("3", () => claim, 2),
      step("both 2", seeing(hold), 3),
      step("both 1", seeing(null), 4),
    ];
    const after = ["both 1 sending", "3 sending", "both 2 held", null];
    expect(await Promise.all(asked)).toEqual(after);
    expect(states).toEqual([
      "both 1 queued, both 2 queued",
      "both 2 sending, both 1 sending",
      "both 1 held, both 2 held",
    ]);
    for (const id of ["both 1", "both 2"]) expect(await everywhere(id)).toEqual(["held", "held"]);
  },

  async "what cannot be written fails for all of them, and leaves their rows as they were"() {
    const { step, everywhere } = await withRows("1", "2", "3");
    const put = IDBObjectStore.prototype.put;
    let puts = 0;
    const broken = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (
      this: IDBObjectStore,
      row,
      key,
    ) {
      if (this.name === "outbox" && ++puts === 2) throw new DOMException("no room", "QuotaExceededError");
      return put.call(this, row, key);
    });
    const copies = vi.spyOn(local, "set");
    const asked = ["1", "2", "none"].map((id) => step(id, () => claim, 2));
    expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(Array(3).fill("rejected"));
    expect(copies).not.toHaveBeenCalled();
    broken.mockRestore();
    for (const id of ["1", "2"]) expect(await everywhere(id)).toEqual(["queued", "queued"]);
    // The next ones are none the worse for it.
    expect(await step("3", () => claim, 3)).toBe("3 sending");
    expect(await step("1", () => claim, 3)).toBe("1 sending");
  },

  async "what is undone at the very end is not mirrored either"() {
    const { step, everywhere } = await withRows("1", "2");
    const put = IDBObjectStore.prototype.put;
    const broken = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(function (
      this: IDBObjectStore,
      row,
      key,
    ) {
      const request = put.call(this, row, key);
      if (this.name === "uncopied") request.addEventListener("success", () => this.transaction.abort());
      return request;
    });
    const asked = ["1", "2"].map((id) => step(id, () => claim, 2));
    expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    broken.mockRestore();
    for (const id of ["1", "2"]) expect(await everywhere(id)).toEqual(["queued", "queued"]);
  },

  async "where the mirror cannot be written, nobody is told that it was"() {
    const { step, stateOf, copyOf } = await withRows("1", "2");
    vi.spyOn(local, "set").mockRejectedValueOnce(new Error("no room"));
    const asked = ["1", "2"].map((id) => step(id, () => claim, 2));
    expect((await Promise.allSettled(asked)).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    // As after a death in between: the next start sees a text of which nobody knows whether it left.
    expect([await stateOf("1"), await copyOf("1")]).toEqual(["sending", "queued"]);
  },

  async "of many, each is answered"() {
    const ids = Array.from({ length: 230 }, (_, at) => String(at));
    const { step, everywhere } = await withRows(...ids);
    const after = await Promise.all(ids.map((id) => step(id, () => claim, 2)));
    expect(after).toEqual(ids.map((id) => `${id} sending`));
    expect(await everywhere("229")).toEqual(["sending", "sending"]);
  },
};
type Scene = keyof typeof scenes;

/** What is wrong, a piece of the source, and what stands there instead. */
const mutants: [what: string, from: string, to: string, scene: Scene][] = [
  [
    "the answer comes before the mirror",
    "  await copy();",
    "  void copy();",
    "each is answered once it is on disk and mirrored, and told to the others after that",
  ],
  [
    "the mirror comes before the disk",
    "    await tx.done;\n",
    "    tx.done.catch(() => {});\n    await copy();\n    await tx.done;\n",
    "what is undone at the very end is not mirrored either",
  ],
  [
    "half of it stays on disk",
    "    await rollBack(tx);\n",
    "",
    "what cannot be written fails for all of them, and leaves their rows as they were",
  ],
  [
    "what nobody could write is answered",
    "answer.reject(error);\n    }\n  }",
    "answer.resolve(null);\n    }\n  }",
    "what cannot be written fails for all of them, and leaves their rows as they were",
  ],
  [
    "one that cannot be decided fails them all",
    "        one.answer.reject(error);",
    "        throw error;",
    "a step that fails by itself takes no other with it",
  ],
  [
    "a step does not see the one before it",
    "        changed.take(after);\n",
    "        later.push(after);\n",
    "two steps of one text see each other",
  ],
  [
    "each step has a transaction of its own",
    "waiting.splice(0, most)",
    "waiting.splice(0, 1)",
    "steps that are asked for meanwhile share a transaction and a write to the mirror",
  ],
];

afterEach(() => {
  vi.restoreAllMocks();
});

test.for(Object.entries(scenes))("%s", ([, scene]) => scene());

const path = join(import.meta.dirname, "../../lib/storage/outbox-steps.ts");

const late = "    await Promise.all(changed.after.map(";
/** One of them keeps rows for later, in a variable that it needs. */
const besides = (source: string): string =>
  source
    .replace("  try {\n    for (const one", "  const later: Message[][] = [];\n  try {\n    for (const one")
    .replace(late, `    for (const rows of later) changed.take(rows);\n${late}`);

test.for(mutants)("a scene sees that %s", async ([, from, to, scene]) => {
  await withBroken({ path, from, to, besides }, () =>
    expect(scenes[scene]()).rejects.toMatchObject({ name: "AssertionError" }),
  );
});
