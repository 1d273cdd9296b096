import { describe, expect, it } from "vitest";
import { isWrite } from "../../lib/page/channel.ts";
import { bodyText, mayWrite, observeNetwork, readsDav } from "../../lib/page-world/network-observer.ts";
import { createEmitter } from "../../lib/plugin-api/event.ts";
import { accepted, type NetworkWrite } from "../../lib/plugin-api/index.ts";

const answer = (status: number, response: unknown, redirected = false) => ({
  status,
  response: typeof response === "string" || response === null ? response : JSON.stringify(response),
  redirected,
});

describe("accepted", () => {
  it.each([
    [201, { id: 1 }],
    [204, ""],
    [200, null],
    [200, { success: true, error: null, errors: [] }],
    [200, { status: "success" }],
    [200, { id: 5, status: "cancelled", patient: { status: "error-prone" } }],
    [200, "57"],
    [200, "OK"],
    [200, { data: { updateAppointment: { id: "5", ok: true } } }],
  ])("%i %j is taken", (status, body) => {
    expect(accepted(answer(status, body))).toBe(true);
  });

  it.each([
    [0, null],
    [302, ""],
    [409, { id: 1 }],
    [500, ""],
    [200, { success: false, conflict: true }],
    [200, { ok: false, error: "Ne" }],
    [200, { error: "Termín je obsazen" }],
    [200, { errors: [{ message: "no" }] }],
    [200, { errors: { start: ["is taken"] } }],
    [200, { status: "error" }],
    [200, { status: 409, message: "x" }],
    [200, { conflict: true }],
    [200, { data: { saveAppointment: { ok: false } } }],
    [200, [{ success: true }, { success: false }]],
    [200, false],
    [200, '<!DOCTYPE html><form><input type="password"></form>'],
  ])("%i %j is refused", (status, body) => {
    expect(accepted(answer(status, typeof body === "boolean" ? JSON.stringify(body) : body))).toBe(false);
  });

  it("refuses a page that it was led away to", () => {
    expect(accepted(answer(200, "<!doctype html><p>Vítejte", true))).toBe(false);
    expect(accepted(answer(200, "<!doctype html><p>Uloženo", false))).toBe(true);
  });
});

describe("what counts as a write", () => {
  it.each([
    ["POST", "https://a/x", true],
    ["PATCH", "https://a/x", true],
    ["DELETE", "https://a/x", true],
    ["MOVE", "https://a/x", true],
    ["REPORT", "https://a/x", false],
    ["GET", "https://a/so/u/Calendar/1.ics/delete", true],
    ["GET", "https://a/x/delete?y=1", true],
    ["GET", "https://a/deleted-list", false],
    ["HEAD", "https://a/delete", false],
  ])("%s %s %s", (method, url, expected) => {
    expect(mayWrite(method, url)).toBe(expected);
  });

  it.each([
    ["REPORT", "https://a/calendars/u/c/", true],
    ["PROPFIND", "https://a/calendars/u/c/1.ics", true],
    ["GET", "https://a/calendars/u/c/1.ics", true],
    ["GET", "https://a/calendars/u/c/1.ics?export", false],
    ["GET", "https://a/calendars", false],
    ["PUT", "https://a/calendars/u/c/1.ics", false],
  ])("%s %s reads over CalDAV: %s", (method, url, expected) => {
    expect(readsDav(method, url)).toBe(expected);
  });

  it("reads bodies as text", () => {
    expect(bodyText("a")).toBe("a");
    expect(bodyText(new URLSearchParams({ a: "1 2" }))).toBe("a=1+2");
    const form = new FormData();
    form.append("start", "2026-11-24 08:00");
    form.append("file", new Blob(["x"]));
    expect(bodyText(form)).toBe("start=2026-11-24+08%3A00");
    expect(bodyText(new Uint8Array(3))).toBeNull();
    expect(bodyText("x".repeat(300_000))).toBeNull();
  });
});

describe("the order of a page's requests", () => {
  /** A page whose requests are answered when the test says so. */
  function page() {
    const waiting = new Map<string, (answer: Response) => void>();
    const scope = {
      queueMicrotask,
      fetch: (url: string) =>
        new Promise<Response>((resolve, reject) => {
          waiting.set(url, resolve);
          failing.set(url, reject);
        }),
    } as unknown as typeof globalThis;
    const failing = new Map<string, (error: Error) => void>();
    const writes: NetworkWrite[] = [];
    const reads = observeNetwork(
      scope,
      () => false,
      (_kind, write) => writes.push(write),
    );
    const quiet = () => new Promise((resolve) => setTimeout(resolve));
    return {
      reads,
      writes,
      ask: (url: string, method = "GET") => void scope.fetch(url, { method }).catch(() => {}),
      async fail(url: string) {
        failing.get(url)?.(new TypeError("no connection"));
        await quiet();
      },
      quiet,
      async answer(url: string, status = 200) {
        waiting.get(url)?.(new Response("", { status }));
        await quiet();
      },
    };
  }
  const urls = (list: readonly { url: string }[]) => list.map(({ url }) => url.replace(/^.*\//, ""));

  it("shows which reads began after a write was answered", async () => {
    const { reads, writes, ask, answer } = page();
    ask("https://a/first", "POST");
    await answer("https://a/first");
    ask("https://a/early");
    ask("https://a/write", "PUT");
    await answer("https://a/write");
    ask("https://a/late");
    const { answerId } = writes.at(-1) ?? { answerId: Number.NaN };
    expect(urls(reads.since(0))).toEqual(["early", "late"]);
    expect(urls(reads.since(answerId))).toEqual(["late"]);
    expect(writes.every((write) => write.answerId > write.id)).toBe(true);
  });

  it("marks where the running call has begun", async () => {
    const { reads, ask, answer, quiet } = page();
    ask("https://a/write", "POST");
    await answer("https://a/write");
    ask("https://a/before");
    await quiet();
    ask("https://a/in-it");
    const { mark } = reads;
    await quiet();
    ask("https://a/after");
    expect(urls(reads.since(mark))).toEqual(["in-it", "after"]);
  });

  it("tells what has become of a read", async () => {
    const { reads, ask, answer } = page();
    ask("https://a/write", "POST");
    await answer("https://a/write");
    for (const one of ["good", "bad", "open"]) ask(`https://a/${one}`);
    await answer("https://a/good");
    await answer("https://a/bad", 500);
    expect(reads.since(0).map(({ status }) => status)).toEqual([200, 500, 0]);
  });

  it("keeps all that a page asks as long as somebody follows it, and tells what failed from what is open", async () => {
    const { reads, ask, answer, fail } = page();
    const follower = new AbortController();
    reads.follow(follower.signal);
    for (const one of ["good", "open", "gone"]) ask(`https://a/${one}`);
    ask("https://a/graphql", "POST");
    await answer("https://a/good");
    await fail("https://a/gone");
    const kept = reads.since(0).map(({ method, url, status, answerId }) => ({
      what: `${method} ${url.replace(/^.*\//, "")} ${status}`,
      isOver: answerId > 0,
    }));
    expect(kept).toEqual([
      { what: "GET good 200", isOver: true },
      { what: "GET open 0", isOver: false },
      { what: "GET gone 0", isOver: true },
      { what: "POST graphql 0", isOver: false },
    ]);
    follower.abort();
    ask("https://a/later");
    expect(urls(reads.since(0))).not.toContain("later");
  });

  it("keeps no reads of a page that writes nothing, and few of one that does", async () => {
    const { reads, ask, answer } = page();
    ask("https://a/read");
    expect(reads.since(0)).toEqual([]);
    ask("https://a/write", "POST");
    await answer("https://a/write");
    for (let count = 0; count < 100; count++) ask(`https://a/${count}`);
    expect(urls(reads.since(0))).toEqual(Array.from({ length: 20 }, (_, index) => String(80 + index)));
  });

  it("gives a write without an answer no place for one", async () => {
    const writes: NetworkWrite[] = [];
    const scope = { queueMicrotask, fetch: () => Promise.reject(new TypeError("offline")) };
    observeNetwork(
      scope as unknown as typeof globalThis,
      () => false,
      (_kind, write) => writes.push(write),
    );
    await expect(scope.fetch()).rejects.toThrow("offline");
    await (scope.fetch as typeof fetch)("https://a/x", { method: "POST" }).catch(() => {});
    expect(writes).toMatchObject([{ answerId: 0, status: 0 }]);
  });
});

describe("isWrite", () => {
  const write = {
    id: 1,
    answerId: 2,
    method: "POST",
    url: "https://a/x",
    body: null,
    status: 200,
    response: null,
    location: null,
    redirected: false,
    startedAt: 1,
    endedAt: 2,
  };
  it("takes a write and nothing but", () => {
    expect(isWrite(write)).toBe(true);
    expect(isWrite({ ...write, ifMatch: true, destination: "https://a/y" })).toBe(true);
    for (const bad of [
      null,
      "x",
      [],
      { ...write, url: 5 },
      { ...write, status: Number.NaN },
      { ...write, body: {} },
      { ...write, ifMatch: "1" },
      { ...write, destination: 5 },
    ]) {
      expect(isWrite(bad)).toBe(false);
    }
  });
});

describe("Emitter", () => {
  it("keeps a listener that throws from the others, and tells nobody after its end", () => {
    const errors: unknown[] = [];
    const got: number[] = [];
    const emitter = createEmitter<number>((error) => errors.push(error));
    emitter.event(() => {
      throw new Error("mine");
    });
    const subscription = emitter.event((value) => got.push(value));
    emitter.fire(1);
    subscription[Symbol.dispose]();
    emitter.fire(2);
    emitter[Symbol.dispose]();
    emitter.event((value) => got.push(value));
    emitter.fire(3);
    expect(got).toEqual([1]);
    expect(errors).toHaveLength(2);
  });
});
