// @vitest-environment node
import { createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { setTimeout } from "node:timers/promises";
import { generate } from "selfsigned";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { Alone } from "../../lib/background/claims/alone.ts";
import { Etcd } from "../../lib/background/claims/etcd.ts";
import {
  type Registry,
  RegistryFailure,
  RevisionForgotten,
  type Stored,
} from "../../lib/background/claims/registry.ts";
import { Witness } from "../../lib/background/claims/witness.ts";
import { openLine } from "../etcd/line.ts";
import { type EtcdServer, passwordOf, prefixOf, startEtcd } from "../etcd/server.ts";
import { bound } from "../machine.ts";

/** One suite of promises for every registry: a real etcd, and that of a computer alone, which other tests go by. */

const practice = "ordinace";
const another = "jina";
let server: EtcdServer;
// A machine that has none installs it first.
beforeAll(async () => {
  // Tokens that nobody uses for two seconds are forgotten.
  server = await startEtcd({ practices: [practice, another], args: ["--auth-token-ttl", "2"] });
}, bound(300_000));
afterAll(() => server?.[Symbol.asyncDispose]());

const etcdOf = (name: string, change: Partial<ConstructorParameters<typeof Etcd>[0]> = {}) =>
  new Etcd({
    urls: [server.url],
    user: name,
    password: passwordOf(name),
    prefix: prefixOf(name),
    leaseStepMs: 1000,
    ...change,
  });

const hour = 3600_000;
let prefix = 0;
/** Names that no other test has. */
const key = (name: string) => `${prefix}/${name}`;
beforeEach(() => {
  prefix++;
});
const write = (name: string, value: string, expects: string | null = null, until = Date.now() + hour) => ({
  key: key(name),
  value,
  expects,
  until,
});

describe.for(["etcd", "this computer alone"])("%s", (kind) => {
  let computers: Registry[];
  beforeEach(() => {
    const alone = new Alone();
    computers = [1, 2, 3].map(() => (kind === "etcd" ? etcdOf(practice) : alone));
  });
  const first = () => computers[0] as Registry;

  test("what nobody has is claimed by one, and the other learns by whom", async () => {
    const [one, other] = computers as [Registry, Registry];
    expect(await one.change([write("a", "one")])).toMatchObject({ won: true });
    const lost = await other.change([write("a", "other")]);
    expect(lost.won).toBe(false);
    expect(lost.found.get(key("a"))?.value).toBe("one");
  });

  test(
    "a thousand keys raced three ways have one winner each",
    async () => {
      const names = Array.from({ length: 1000 }, (_, at) => String(at));
      const winners = new Map<string, number>();
      await Promise.all(
        computers.map(async (computer, who) => {
          for (let at = 0; at < names.length; at += 50)
            await Promise.all(
              names.slice(at, at + 50).map(async (name) => {
                const { won, found } = await computer.change([write(name, `${who}`)]);
                if (won) winners.set(name, (winners.get(name) ?? 0) + 1);
                expect(found.get(key(name))?.value).toMatch(/^[012]$/);
              }),
            );
        }),
      );
      expect(winners.size).toBe(1000);
      expect([...winners.values()].every((times) => times === 1)).toBe(true);
    },
    bound(60_000),
  );

  test("what is still as it was seen is changed, and only that", async () => {
    const { found } = await first().change([write("a", "1")]);
    const seen = found.get(key("a"))?.revision ?? "";
    expect(await first().change([write("a", "2", seen)])).toMatchObject({ won: true });
    expect(await first().change([write("a", "3", seen)])).toMatchObject({ won: false });
    // What nobody has was never seen.
    expect(await first().change([write("b", "3", seen)])).toMatchObject({ won: false });
    expect((await first().lookUp([key("a"), key("b")])).found).toEqual(
      new Map([[key("a"), expect.objectContaining({ value: "2" })]]),
    );
  });

  test("several are changed together or not at all", async () => {
    await first().change([write("b", "taken")]);
    expect(await first().change([write("a", "1"), write("b", "1")])).toMatchObject({ won: false });
    expect((await first().lookUp([key("a")])).found.size).toBe(0);
    expect(await first().change([write("a", "1"), write("c", "1")])).toMatchObject({ won: true });
  });

  test("what lies beside is found at the moment of a change, won or lost", async () => {
    await first().change([write("n/a", "said")]);
    const beside = [key("n/a"), key("n/none")];
    const won = await first().change([write("a", "1")], beside);
    expect(won.won).toBe(true);
    expect([...won.found.values()].map(({ value }) => value).sort()).toEqual(["1", "said"]);
    const lost = await first().change([write("a", "2")], beside);
    expect(lost.won).toBe(false);
    expect([...lost.found.values()].map(({ value }) => value).sort()).toEqual(["1", "said"]);
    const many = Array.from({ length: 120 }, (_, at) => key(`m${at}`));
    const { won: isWon, found } = await first().change([write("b", "1"), write("m7", "7")], many);
    expect(isWon).toBe(true);
    expect([...found.keys()].sort()).toEqual([key("b"), key("m7")].sort());
  });

  test("changes that can wait go together, and each is won or lost by itself", async () => {
    const [one, other] = computers as [Registry, Registry];
    const { found } = await other.change([write("taken", "other")]);
    const seen = found.get(key("taken"))?.revision ?? null;
    const later = (name: string, value: string, expects: string | null = null) =>
      one.change([write(name, value, expects)], [key("taken")], true);
    const names = Array.from({ length: 50 }, (_, at) => `later ${at}`);
    const [lost, changed, second, ...won] = await Promise.all([
      later("taken", "one"),
      later("changed", "one"),
      // Of one key one after the other.
      later("changed", "another", seen),
      ...names.map((name) => later(name, name)),
    ]);
    expect([lost?.won, changed?.won, second?.won]).toEqual([false, true, false]);
    expect(lost?.found.get(key("taken"))?.value).toBe("other");
    expect(second?.found.get(key("changed"))?.value).toBe("one");
    for (const [at, name] of names.entries()) {
      expect(won[at]).toMatchObject({ won: true });
      expect(won[at]?.found.get(key("taken"))?.value).toBe("other");
      const revision = won[at]?.found.get(key(name))?.revision ?? null;
      expect(await other.change([write(name, "since", revision)])).toMatchObject({ won: true });
    }
  });

  test("whoever asks twice for the same is told twice that it is done", async () => {
    await first().change([write("a", "mine")]);
    expect(await first().change([write("a", "mine")])).toMatchObject({ won: true });
  });

  test("everything since a revision, and nothing before", async () => {
    const { revision } = await first().change([write("a", "1")]);
    await first().change([write("b", "1"), write("c", "1")]);
    const { found, revision: next } = await first().since(revision);
    expect([...found.keys()].sort()).toEqual([key("b"), key("c")]);
    expect((await first().since(next)).found.size).toBe(0);
  });

  test("a list holds what begins alike, and nothing else", async () => {
    await first().change([write("n/a", "1"), write("n/b", "1"), write("nb", "1"), write("c/a", "1")]);
    const { found } = await first().since("0", key("n/"));
    expect([...found.keys()].sort()).toEqual([key("n/a"), key("n/b")]);
  });

  test("a watch that begins late is told what it missed, and ends when it is stopped", async () => {
    const { revision } = await first().change([write("a", "0")]);
    await first().change([write("a", "1", revision)]);
    const told: string[] = [];
    const stop = new AbortController();
    const watching = first().watch(revision, ({ value }) => told.push(value), stop.signal);
    await expect.poll(() => told, { timeout: 10_000 }).toEqual(["1"]);
    stop.abort();
    await watching;
    await first().change([write("b", "2")]);
    expect(told).toEqual(["1"]);
  });

  test("a watch tells of every write after a revision", async () => {
    const { revision } = await first().change([write("a", "0")]);
    const told: Stored[] = [];
    const stop = new AbortController();
    const watching = first().watch(revision, (one) => told.push(one), stop.signal);
    for (let at = 0; at < 50; at++) await first().change([write(`w${at}`, `${at}`)]);
    await expect.poll(() => told.length, { timeout: 10_000 }).toBe(50);
    expect(told.map(({ value }) => value)).toEqual(Array.from({ length: 50 }, (_, at) => `${at}`));
    stop.abort();
    await watching;
  });

  test(
    "what is kept no longer is nobody's",
    async () => {
      await first().change([write("a", "old", null, Date.now() + 1000), write("b", "stays")]);
      expect(await first().change([write("a", "new")])).toMatchObject({ won: false });
      await expect
        .poll(async () => (await first().lookUp([key("a"), key("b")])).found.size, { timeout: 15_000 })
        .toBe(1);
      expect(await first().change([write("a", "new")])).toMatchObject({ won: true });
    },
    bound(30_000),
  );
});

const problemOf = (work: Promise<unknown>) =>
  work.then(
    () => "none",
    (error) => (error instanceof RegistryFailure ? error.problem : String(error)),
  );

/** In front of the server, does to requests what networks do. */
async function openProxy(spoil: (path: string, pass: () => Promise<Response>) => Promise<Response | null>) {
  const proxy = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const { url = "", method = "GET", headers } = request;
    const pass = () =>
      fetch(server.url + url, {
        method,
        ...(method === "GET" ? {} : { body: Buffer.concat(chunks) }),
        headers: headers.authorization ? { authorization: headers.authorization } : {},
      });
    const answer = await spoil(url, pass);
    if (!answer) return void request.socket.destroy();
    response.writeHead(answer.status, { date: answer.headers.get("date") ?? "" });
    response.end(await answer.text());
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  const address = proxy.address();
  return {
    url: `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`,
    [Symbol.asyncDispose]: async () => {
      proxy.closeAllConnections();
      proxy.close();
    },
  };
}

describe("etcd by itself", () => {
  test(
    "what is kept for a moment is gone in time, beside what is kept for days",
    async () => {
      const etcd = etcdOf(practice, { leaseStepMs: 24 * hour });
      await etcd.change([write("long", "1", null, Date.now() + 72 * hour)]);
      await etcd.change([write("a", "asking", null, Date.now() + 1500)]);
      await expect
        .poll(async () => [...(await etcd.lookUp([key("a"), key("long")])).found.keys()], { timeout: 15_000 })
        .toEqual([key("long")]);
    },
    bound(30_000),
  );

  test("what can wait costs no question of its own, nor more than a moment", async () => {
    await using line = await openLine(server.url, 0);
    const etcd = etcdOf(practice, { urls: [line.url], waitMs: 3000 });
    // One lease for all of them.
    const until = Date.now() + hour;
    const one = (name: string) => [write(name, "x", null, until)];
    await etcd.change(one("it brings the token and the lease"));
    const before = line.requests;
    const waiting = Array.from({ length: 10 }, (_, at) => etcd.change(one(`${at}`), [], true));
    await setTimeout(20);
    await etcd.change(one("eager"));
    await Promise.all(waiting);
    expect(line.requests - before).toBe(1);

    // Its wait is far shorter than a token's life here.
    const quick = etcdOf(practice, { urls: [line.url], waitMs: 20 });
    await quick.change([write("it brings its own", "x", null, until)]);
    const asked = line.requests;
    expect(await quick.change(one("alone"), [], true)).toMatchObject({ won: true });
    expect(line.requests - asked).toBe(1);
  });

  test.for(["request", "answer"] as const)(
    "where the %s of several is lost, each is asked once more, and done once",
    async (loses) => {
      await using line = await openLine(server.url, 0);
      const etcd = etcdOf(practice, { urls: [line.url], waitMs: 3000 });
      await etcd.change([write("first", "x")]);
      const waiting = Array.from({ length: 3 }, (_, at) => etcd.change([write(`${at}`, "x")], [], true));
      await setTimeout(300);
      const told = vi.fn(() => line.set("whole"));
      line.breakAt({ after: 1, loses, told });
      const eager = etcd.change([write("eager", "x")]);
      const all = await Promise.all([eager, ...waiting]);
      expect(all.map(({ won }) => won)).toEqual([true, true, true, true]);
      expect(told).toHaveBeenCalledOnce();
    },
  );

  test("a watch from before what was tidied up says so, and a list goes on from there", async () => {
    const etcd = etcdOf(practice);
    const { revision } = await etcd.change([write("a", "1")]);
    const { revision: next } = await etcd.change([write("a", "2", revision)]);
    const { revision: last } = await etcd.change([write("a", "3", next)]);
    await server.ask("kv/compaction", { revision: last, physical: true });
    const stop = new AbortController();
    await expect(etcd.watch(revision, () => {}, stop.signal)).rejects.toBeInstanceOf(RevisionForgotten);
    expect((await etcd.since(revision, `${prefix}/`)).found.get(key("a"))?.value).toBe("3");
  });

  test("another server in its place is noticed, also by whoever begins anew", async () => {
    const before = new Witness(etcdOf(practice), { stamp: 1, cluster: "", revision: "0" });
    await before.change([write("a", "1")]);
    await using other = await startEtcd();
    const there = new Etcd({ urls: [other.url], user: "", password: "", prefix: "pipni/" });
    for (let at = 0; at < 3; at++) await there.change([write(`a${at}`, "1")]);
    const { cluster, revision } = before.seen;
    expect(cluster).toMatch(/^\d+$/);
    expect(await problemOf(new Witness(there, before.seen).lookUp(["a"]))).toBe("older");
    expect(await problemOf(new Witness(there, { ...before.seen, revision: "0" }).since("0"))).toBe("older");
    const again = new Witness(etcdOf(practice), { stamp: 1, cluster, revision });
    expect(await problemOf(again.lookUp(["a"]))).toBe("none");
  });

  test("one that knows less than was seen is noticed, answers that overtake each other are not", async () => {
    const ahead = String(BigInt((await etcdOf(practice).lookUp([])).revision) + 1000n);
    const older = new Witness(etcdOf(practice), { stamp: 1, cluster: "", revision: ahead });
    expect(await problemOf(older.lookUp([]))).toBe("older");
    expect(await problemOf(older.change([write("a", "1")]))).toBe("older");
    const busy = new Witness(etcdOf(practice), { stamp: 1, cluster: "", revision: "0" });
    await Promise.all(
      Array.from({ length: 60 }, (_, at) =>
        at % 2 === 0 ? busy.change([write(`w${at}`, "1")]) : busy.lookUp([key("w0")]),
      ),
    );
  });

  test("another practice's keys are closed", async () => {
    const curious = etcdOf(another, { prefix: prefixOf(practice) });
    expect(await problemOf(curious.lookUp(["a"]))).toBe("forbidden");
    expect(await problemOf(curious.change([write("a", "1")]))).toBe("forbidden");
    expect(await problemOf(curious.since("0"))).toBe("forbidden");
    expect(await problemOf(curious.test(Date.now))).toBe("forbidden");
  });

  test(
    "a token that has run out is renewed, once and by itself",
    async () => {
      const etcd = etcdOf(practice);
      await etcd.change([write("a", "1")]);
      await setTimeout(4500);
      expect(await etcd.change([write("b", "1")])).toMatchObject({ won: true });
    },
    bound(30_000),
  );

  test("a claim whose answer was lost is recognised as one's own", async () => {
    let isLost = false;
    await using proxy = await openProxy(async (path, pass) => {
      const answer = await pass();
      if (path.endsWith("/txn") && !isLost) {
        isLost = true;
        return null;
      }
      return answer;
    });
    const etcd = etcdOf(practice, { urls: [proxy.url] });
    expect(await etcd.change([write("a", "mine")])).toMatchObject({ won: true });
    expect(isLost).toBe(true);
    expect(await etcdOf(practice).change([write("a", "other")])).toMatchObject({ won: false });
  });

  test(
    "a server that was killed amid claims has forgotten none that it answered",
    async () => {
      const answered: string[] = [];
      const etcd = etcdOf(practice, { timeoutMs: 2000 });
      for (let round = 0; round < 3; round++) {
        const before = answered.length;
        const claims = Array.from({ length: 60 }, async (_, at) => {
          const name = `${round}-${at}`;
          await etcd.change([write(name, "mine")]).then(
            ({ won }) => won && answered.push(name),
            () => {},
          );
        });
        while (answered.length < before + 10) await setTimeout(1);
        await server.kill();
        await Promise.all(claims);
        await server.start();
      }
      const { found } = await etcd.lookUp(answered.map(key));
      expect(found.size).toBe(answered.length);
      expect(answered.length).toBeGreaterThan(0);
    },
    bound(60_000),
  );

  test("each trouble is told by its name", async () => {
    expect(await problemOf(etcdOf(practice).test(Date.now))).toBe("none");
    expect(await problemOf(etcdOf(practice, { password: "spatne" }).test(Date.now))).toBe("password");
    expect(await problemOf(etcdOf("nikdo").test(Date.now))).toBe("password");
    expect(await problemOf(etcdOf("").lookUp(["a"]))).toBe("password");
    expect(await problemOf(etcdOf(practice, { urls: ["http://127.0.0.1:9"] }).test(Date.now))).toBe(
      "unreachable",
    );
    expect(await problemOf(etcdOf(practice).test(() => Date.now() + hour))).toBe("clock");
    await using old = await openProxy(async (path, pass) =>
      path === "/version" ? Response.json({ etcdserver: "3.3.25" }) : pass(),
    );
    expect(await problemOf(etcdOf(practice, { urls: [old.url] }).test(Date.now))).toBe("tooOld");
    await using open = await startEtcd();
    expect(await problemOf(etcdOf(practice, { urls: [open.url] }).test(Date.now))).toBe("noUsers");
    await using web = await openProxy(async () => new Response("<html></html>"));
    expect(await problemOf(etcdOf(practice, { urls: [web.url] }).test(Date.now))).toBe("badAnswer");
  });

  test("a server whose certificate is not trusted is told from one that is not encrypted", async () => {
    const made = await generate([{ name: "commonName", value: "pult.lan" }]);
    const encrypted = createSecureServer({ cert: made.cert, key: made.private }, (_, response) =>
      response.end(),
    );
    await new Promise<void>((resolve) => encrypted.listen(0, "127.0.0.1", resolve));
    const address = encrypted.address();
    const port = typeof address === "object" && address ? address.port : 0;
    expect(await problemOf(etcdOf(practice, { urls: [`https://127.0.0.1:${port}`] }).test(Date.now))).toBe(
      "certificate",
    );
    encrypted.close();
  });

  test("of several addresses, one that answers will do", async () => {
    const etcd = etcdOf(practice, { urls: ["http://127.0.0.1:9", server.url] });
    expect(await etcd.change([write("a", "1")])).toMatchObject({ won: true });
  });

  test(
    "a node that stands still, or has no majority, keeps nobody from asking the others",
    async () => {
      await using still = await openProxy(() => setTimeout(60_000, null, { ref: false }));
      await using cutOff = await openProxy(async () =>
        Response.json({ error: "etcdserver: request timed out", code: 14 }, { status: 503 }),
      );
      let asked = 0;
      await using sound = await openProxy(async (_, pass) => {
        asked++;
        return pass();
      });
      const urls = [still.url, cutOff.url, sound.url];
      const etcd = etcdOf(practice, { urls, timeoutMs: 1000 });
      expect(await etcd.change([write("a", "1")])).toMatchObject({ won: true });
      const before = asked;
      const began = performance.now();
      expect((await etcd.lookUp([key("a")])).found.size).toBe(1);
      // The one that answered is asked first.
      expect(performance.now() - began).toBeLessThan(400);
      expect(asked).toBe(before + 1);
      const none = etcdOf(practice, { urls: [cutOff.url, still.url], timeoutMs: 1000 });
      expect(await problemOf(none.lookUp([key("a")]))).toBe("unreachable");
    },
    bound(30_000),
  );

  test(
    "a server that is full says so",
    async () => {
      await using full = await startEtcd({ args: ["--quota-backend-bytes", "200000"] });
      const etcd = new Etcd({ urls: [full.url], user: "", password: "", prefix: "pipni/" });
      let problem = "none";
      for (let at = 0; at < 60 && problem === "none"; at++)
        problem = await problemOf(etcd.change([write(`f${at}`, "x".repeat(20_000))]));
      expect(problem).toBe("full");
      expect(await problemOf(etcd.test(Date.now))).toBe("full");
    },
    bound(60_000),
  );
});
