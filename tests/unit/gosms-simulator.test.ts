// @vitest-environment node
import http2 from "node:http2";
import https from "node:https";
import { describe, expect, it } from "vitest";
import type { Fault } from "../gosms/faults.ts";
import { segment } from "../gosms/segments.ts";
import { type Gosms, type GosmsOptions, startGosms } from "../gosms/server.ts";

const NUMBER = "+420700000001";
const OTHER = "+420700000002";
const SCHEDULED = "2026-11-24T09:30:00+01:00";

/** Plain HTTP with a clock that moves only when told. */
async function start(options: GosmsOptions = {}) {
  const clock = { now: Date.parse("2026-11-22T10:00:00+01:00") };
  const gosms = await startGosms({ tls: false, now: () => clock.now, ...options });
  return Object.assign(gosms, { clock });
}

async function requestToken(gosms: Gosms, changes: Record<string, string> = {}) {
  const form = {
    client_id: gosms.account.clientId,
    client_secret: gosms.account.clientSecret,
    grant_type: "client_credentials",
    ...changes,
  };
  return fetch(`${gosms.url}/oauth/v2/token`, { method: "POST", body: new URLSearchParams(form) });
}

async function signIn(gosms: Gosms): Promise<Client> {
  const { access_token } = (await (await requestToken(gosms)).json()) as { access_token: string };
  const authorization = `Bearer ${access_token}`;
  return {
    get: (path) => fetch(`${gosms.url}${path}`, { headers: { authorization } }),
    delete: (path) => fetch(`${gosms.url}${path}`, { method: "DELETE", headers: { authorization } }),
    send: (changes = {}, path = "/api/v1/messages", signal = null) =>
      fetch(`${gosms.url}${path}`, {
        method: "POST",
        headers: { authorization, "content-type": "application/json" },
        body: JSON.stringify({ message: "Dobry den", recipients: [NUMBER], channel: 1, ...changes }),
        signal,
      }),
  };
}

interface Client {
  get(path: string): Promise<Response>;
  delete(path: string): Promise<Response>;
  send(changes?: object, path?: string, signal?: AbortSignal | null): Promise<Response>;
}

async function sentId(response: Response): Promise<string> {
  const { link } = (await response.json()) as { link: string };
  return `/${link}`;
}

const control = (gosms: Gosms, method: string, path: string, body?: unknown) =>
  fetch(`${gosms.phonesUrl}__sim/${path}`, {
    method,
    body: body === undefined ? null : JSON.stringify(body),
  });

describe("segments", () => {
  it.each([
    ["", "GSM-7", 0, 1],
    ["a".repeat(160), "GSM-7", 160, 1],
    ["a".repeat(161), "GSM-7", 161, 2],
    ["a".repeat(306), "GSM-7", 306, 2],
    ["a".repeat(307), "GSM-7", 307, 3],
    ["€".repeat(80), "GSM-7", 160, 1],
    ["é".repeat(160), "GSM-7", 160, 1],
    ["ř".repeat(70), "UCS-2", 70, 1],
    ["ř".repeat(71), "UCS-2", 71, 2],
    ["á", "UCS-2", 1, 1],
    ["\u00a0", "UCS-2", 1, 1],
    ["🙂".repeat(35), "UCS-2", 70, 1],
  ] as const)("%j", (text, encoding, units, parts) => {
    const result = segment(text);
    expect({ ...result, parts: result.parts.length }).toEqual({ encoding, units, parts });
  });

  it("splits neither an escape pair nor a surrogate pair", () => {
    const escaped = segment(`${"a".repeat(152)}€${"a".repeat(20)}`);
    expect(escaped.parts[0]).toBe("a".repeat(152));
    const astral = segment(`${"ř".repeat(66)}🙂${"ř".repeat(20)}`);
    expect(astral.parts[0]).toBe("ř".repeat(66));
    expect(astral.parts.join("")).toBe(`${"ř".repeat(66)}🙂${"ř".repeat(20)}`);
  });
});

describe("token and organization", () => {
  it("gives a token, and refuses wrong credentials with 400 invalid_client", async () => {
    await using gosms = await start({ stringExpiresIn: "once" });
    const first = await (await requestToken(gosms)).json();
    const second = await (await requestToken(gosms)).json();
    expect(first).toMatchObject({ expires_in: "3600", token_type: "bearer", scope: "user" });
    expect(second).toMatchObject({ expires_in: 3600 });

    const refused = await requestToken(gosms, { client_secret: "spatne" });
    expect(refused.status).toBe(400);
    expect(await refused.json()).toEqual({
      error: "invalid_client",
      error_description: "The client credentials are invalid",
    });
    expect((await requestToken(gosms, { grant_type: "password" })).status).toBe(400);
  });

  it("keeps secrets out of the books, even when they come in the URL", async () => {
    await using gosms = await start();
    const secret = gosms.account.clientSecret;
    await requestToken(gosms);
    await fetch(`${gosms.url}/oauth/v2/token?client_secret=${secret}`, { method: "POST" });
    expect(gosms.requestsTo("token")).toHaveLength(2);
    expect(JSON.stringify(gosms.state())).not.toContain(secret);
  });

  it("shows credit and channels, and answers 401 to a bad or expired token", async () => {
    await using gosms = await start({ tokenLifetimeSeconds: 60 });
    const client = await signIn(gosms);
    const organization = await client.get("/api/v1/");
    expect(await organization.json()).toEqual({
      currentCredit: 412.8,
      channels: gosms.account.channels,
      invoicingType: "Prepaid",
      currency: "CZK",
    });
    expect((await fetch(`${gosms.url}/api/v1/`)).status).toBe(401);
    gosms.clock.now += 60_000;
    expect((await client.get("/api/v1/")).status).toBe(401);
    const again = await signIn(gosms);
    gosms.account.expireTokens();
    expect((await again.get("/api/v1/")).status).toBe(401);
  });

  it("can leave out invoicingType and currency", async () => {
    await using gosms = await start({ bareOrganization: true });
    const body = await (await (await signIn(gosms)).get("/api/v1/")).json();
    expect(Object.keys(body as object)).toEqual(["currentCredit", "channels"]);
  });

  it("answers an unknown path, and a preflight, with an HTML 404", async () => {
    await using gosms = await start();
    for (const [method, path] of [
      ["GET", "/api/v1/channels"],
      ["OPTIONS", "/api/v1/messages"],
      ["GET", "/cokoli"],
    ] as const) {
      const response = await fetch(`${gosms.url}${path}`, {
        method,
        headers: { origin: "https://example.cz" },
      });
      expect(response.status).toBe(404);
      expect(response.headers.get("content-type")).toContain("text/html");
      expect(response.headers.get("access-control-allow-origin")).toBeNull();
    }
    expect(gosms.requests).toHaveLength(3);
  });
});

describe("sending", () => {
  it("accepts, books and charges per recipient and part", async () => {
    await using gosms = await start();
    const client = await signIn(gosms);
    const response = await client.send({ message: "ř".repeat(71), recipients: [NUMBER, "+421900000001"] });
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({
      recipients: { invalid: [] },
      link: `api/v1/messages/${gosms.messages[0]?.id}`,
    });
    expect(gosms.messages).toMatchObject([
      {
        text: "ř".repeat(71),
        recipients: [NUMBER, "+421900000001"],
        channel: 1,
        scheduled: null,
        price: 7.26,
        parts: 2,
        encoding: "UCS-2",
      },
    ]);
    expect(gosms.account.credit).toBe(405.54);
    expect(gosms.requestsTo("send")).toMatchObject([
      { outcome: "answered", status: 201, messageId: gosms.messages[0]?.id, httpVersion: "1.1" },
    ]);
  });

  it("quotes a dry run without sending or charging", async () => {
    await using gosms = await start();
    const client = await signIn(gosms);
    const response = await client.send({ message: "Dobrý den" }, "/api/v1/messages/test");
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      messageType: "SMS",
      message: { fulltext: "Dobrý den", parts: ["Dobrý den"] },
      stats: {
        price: 1.452,
        currency: "CZK",
        hasDiacritics: true,
        smsCount: 1,
        messagePartsCount: 1,
        recipientsCount: 1,
        numberTypes: { czMobile: 1, czOther: 0, sk: 0, other: 0 },
      },
      sendingInfo: { status: "CONCEPT", sentStart: "", sentFinish: "" },
    });
    expect(gosms.messages).toHaveLength(0);
    expect(gosms.account.credit).toBe(412.8);
  });

  it.each([
    ["recipients joined by commas", { recipients: `${NUMBER},${OTHER}` }],
    ["no recipient", { recipients: [] }],
    ["an empty text", { message: " " }],
    ["a channel as text", { channel: "1" }],
    ["an unknown channel", { channel: 9 }],
    ["a time without offset", { expectedSendStart: "2026-11-24T09:30:00" }],
    ["a time in the past", { expectedSendStart: "2026-11-20T09:30:00+01:00" }],
  ])("refuses %s with a problem", async (_, changes) => {
    await using gosms = await start();
    const response = await (await signIn(gosms)).send(changes);
    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toContain("application/problem+json");
    expect(await response.json()).toMatchObject({ status: 400, errors: [expect.any(String)] });
    expect(gosms.messages).toHaveLength(0);
  });

  it("refuses what is not JSON", async () => {
    await using gosms = await start();
    const client = await signIn(gosms);
    const response = await client.send({ message: undefined });
    expect(response.status).toBe(400);
  });

  it("takes a hopeless number as invalid and charges nothing for it", async () => {
    await using gosms = await start();
    const response = await (await signIn(gosms)).send({ recipients: ["abc", NUMBER] });
    expect(response.status).toBe(201);
    expect(await response.json()).toMatchObject({ recipients: { invalid: ["abc"] } });
    expect(gosms.account.credit).toBe(411.348);
  });

  it("refuses what a prepaid account cannot pay, and lets a tariff account go below zero", async () => {
    await using gosms = await start({ credit: 2 });
    const client = await signIn(gosms);
    expect((await client.send()).status).toBe(201);
    const refused = await client.send();
    expect(refused.status).toBe(400);
    expect(await refused.json()).toMatchObject({ title: "Insufficient credit" });
    gosms.account.invoicingType = "Postpaid";
    expect((await client.send()).status).toBe(201);
    expect(gosms.account.credit).toBe(-0.904);
    expect(gosms.messages).toHaveLength(2);
  });
});

describe("delivery", () => {
  it("goes from IN_PROGRESS over delivering to delivered", async () => {
    await using gosms = await start({ sendMs: 400, deliveryMs: 1500, staggerMs: 100 });
    const client = await signIn(gosms);
    const path = await sentId(await client.send({ recipients: [NUMBER, OTHER] }));
    const detail = async () => (await client.get(path)).json();

    expect(await detail()).toMatchObject({
      sendingInfo: { status: "IN_PROGRESS", sentStart: "2026-11-22T10:00:00+01:00", sentFinish: "" },
      recipients: { sent: [], notSent: [NUMBER, OTHER], invalid: [] },
      delivery: { isDelivered: false, recipients: { delivered: [], undelivered: [], delivering: [] } },
    });
    gosms.clock.now += 400;
    expect(await detail()).toMatchObject({
      sendingInfo: { status: "SENT" },
      recipients: { sent: [NUMBER, OTHER], notSent: [] },
      delivery: {
        recipients: {
          delivered: [],
          delivering: { [NUMBER]: { deliveredCount: 0, undeliveredCount: 0, deliveringCount: 1 } },
        },
      },
    });
    gosms.clock.now += 1100;
    expect(await detail()).toMatchObject({
      delivery: {
        isDelivered: false,
        smsCount: 2,
        deliveredSmsCount: 1,
        recipients: { delivered: { [NUMBER]: "2026-11-22T10:00:01+01:00" } },
      },
    });
    gosms.clock.now += 100;
    expect(await detail()).toMatchObject({ delivery: { isDelivered: true, recipients: { delivering: [] } } });
    expect(gosms.messages[0]?.delivery).toEqual({ [NUMBER]: "delivered", [OTHER]: "delivered" });
  });

  it("does not deliver to numbers ending in 999", async () => {
    await using gosms = await start();
    const client = await signIn(gosms);
    const path = await sentId(await client.send({ recipients: ["+420700000999"] }));
    gosms.clock.now += 5000;
    expect(await (await client.get(path)).json()).toMatchObject({
      delivery: { isDelivered: false, recipients: { undelivered: { "+420700000999": expect.any(String) } } },
    });
  });

  it("keeps a scheduled message until its time, and deletes it with a refund", async () => {
    await using gosms = await start();
    const client = await signIn(gosms);
    const kept = await sentId(await client.send({ expectedSendStart: SCHEDULED }));
    const deleted = await sentId(await client.send({ expectedSendStart: SCHEDULED, recipients: [OTHER] }));
    expect(await (await client.get(kept)).json()).toMatchObject({
      sendingInfo: { status: "SCHEDULED", expectedSendStart: SCHEDULED, sentStart: "" },
    });
    expect((await client.delete(deleted)).status).toBe(200);
    expect((await client.get(deleted)).status).toBe(404);
    expect((await client.delete(deleted)).status).toBe(404);
    expect(gosms.account.credit).toBe(411.348);
    expect(gosms.messagesTo(OTHER)).toHaveLength(0);

    gosms.clock.now = Date.parse(SCHEDULED) + 2000;
    expect(gosms.messages.map((m) => m.delivery)).toMatchObject([{ [NUMBER]: "delivered" }, {}]);
    const late = await (await signIn(gosms)).delete(kept);
    expect(late.status).toBe(400);
    expect(late.headers.get("content-type")).toContain("application/problem+json");
  });

  it("answers 404 to an unknown message and 403 when the account hides details", async () => {
    await using gosms = await start();
    const client = await signIn(gosms);
    expect((await client.get("/api/v1/messages/1")).status).toBe(404);
    const path = await sentId(await client.send());
    gosms.account.detailAccess = false;
    expect((await client.get(path)).status).toBe(403);
  });

  it("shows replies, which only a channel with a number can receive", async () => {
    await using gosms = await start();
    const client = await signIn(gosms);
    const path = await sentId(await client.send());
    expect(() => gosms.reply(NUMBER, "Přijdu")).toThrow("channelWithoutNumber");
    expect(await (await client.get(`${path}/replies`)).json()).toMatchObject({
      reply: { hasReplies: false, repliesCount: 0, recipients: [] },
    });
    const answered = await sentId(await client.send({ channel: 2 }));
    gosms.reply(NUMBER, "Přijdu");
    expect(await (await client.get(`${answered}/replies`)).json()).toMatchObject({
      reply: { repliesCount: 1, recipients: { [NUMBER]: [{ message: "Přijdu", sourceNumber: NUMBER }] } },
    });
    expect(await (await client.get(answered)).json()).toMatchObject({ reply: { hasReplies: true } });
  });
});

describe("faults", () => {
  it.each([
    [{ kind: "401" }, 401, "application/json"],
    [{ kind: "403" }, 403, "application/problem+json"],
    [{ kind: "404" }, 404, "application/problem+json"],
    [{ kind: "422" }, 422, "application/problem+json"],
    [{ kind: "400-credit" }, 400, "application/problem+json"],
    [{ kind: "400-unverified" }, 400, "application/problem+json"],
    [{ kind: "429" }, 429, "application/problem+json"],
    [{ kind: "408" }, 408, "text/html"],
    [{ kind: "500" }, 500, "text/html"],
    [{ kind: "502" }, 502, "text/html"],
    [{ kind: "503" }, 503, "text/html"],
    [{ kind: "504" }, 504, "text/html"],
    [{ kind: "htmlPage" }, 200, "text/html"],
  ] satisfies [Fault, number, string][])(
    "%o answers once, accepting nothing",
    async (fault, status, type) => {
      await using gosms = await start();
      const client = await signIn(gosms);
      gosms.faults.add(fault);
      const response = await client.send();
      expect(response.status).toBe(status);
      expect(response.headers.get("content-type")).toContain(type);
      expect(response.headers.get("retry-after")).toBeNull();
      expect(gosms.messages).toHaveLength(0);
      expect(gosms.requestsTo("send")).toMatchObject([{ faults: [fault.kind], status }]);
      expect((await client.send()).status).toBe(201);
    },
  );

  it("says Retry-After when told", async () => {
    await using gosms = await start();
    const client = await signIn(gosms);
    gosms.faults.add({ kind: "429", retryAfter: 7 });
    expect((await client.send()).headers.get("retry-after")).toBe("7");
  });

  it("can accept a message and still answer 502", async () => {
    await using gosms = await start();
    const client = await signIn(gosms);
    gosms.faults.add({ kind: "502", accepted: true });
    expect((await client.send()).status).toBe(502);
    expect(gosms.messages).toHaveLength(1);
  });

  it.each([
    ["dropBefore", 0, "dropped"],
    ["dropAfter", 1, "dropped"],
    ["dropMidBody", 1, "cut"],
  ] as const)("%s destroys the connection with %i accepted", async (kind, accepted, outcome) => {
    await using gosms = await start();
    const client = await signIn(gosms);
    gosms.faults.add({ kind });
    await expect(client.send().then((response) => response.text())).rejects.toThrow();
    expect(gosms.messages).toHaveLength(accepted);
    expect(gosms.requestsTo("send")).toMatchObject([{ outcome, faults: [kind] }]);
    expect((await client.send()).status).toBe(201);
  });

  it.each([
    ["hangBefore", 0],
    ["hangAfter", 1],
  ] as const)("%s never answers, with %i accepted", async (kind, accepted) => {
    await using gosms = await start();
    const client = await signIn(gosms);
    gosms.faults.add({ kind });
    await expect(client.send({}, undefined, AbortSignal.timeout(150))).rejects.toThrow("timeout");
    expect(gosms.messages).toHaveLength(accepted);
    expect(gosms.requestsTo("send")).toMatchObject([{ outcome: "hung" }]);
  });

  it("closes promptly while requests hang", async () => {
    const gosms = await start();
    const client = await signIn(gosms);
    gosms.faults.add({ kind: "hangAfter" });
    gosms.faults.add({ kind: "latency", ms: 60_000, after: 1 });
    const lost = Promise.allSettled([client.send(), client.send()]);
    await expect.poll(() => gosms.requestsTo("send").length).toBe(2);
    const before = performance.now();
    await gosms.close();
    expect(performance.now() - before).toBeLessThan(500);
    expect((await lost).map((result) => result.status)).toEqual(["rejected", "rejected"]);
  });

  it("truncatedJson accepts and cuts the body", async () => {
    await using gosms = await start();
    const client = await signIn(gosms);
    gosms.faults.add({ kind: "truncatedJson" });
    const response = await client.send();
    expect(response.status).toBe(201);
    const text = await response.text();
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
    expect(gosms.messages).toHaveLength(1);
  });

  it("invalidRecipient lists the recipient, as a number when told, and charges nothing", async () => {
    await using gosms = await start();
    const client = await signIn(gosms);
    gosms.faults.add([
      { kind: "invalidRecipient" },
      { kind: "invalidRecipient", asNumber: true, recipient: OTHER, after: 1 },
    ]);
    expect(await (await client.send()).json()).toMatchObject({ recipients: { invalid: [NUMBER] } });
    await client.send({ recipients: [OTHER] });
    expect(await (await client.send({ recipients: [OTHER, NUMBER] })).json()).toMatchObject({
      recipients: { invalid: [420700000002] },
    });
    expect(gosms.account.credit).toBe(412.8 - 2 * 1.452);
  });

  it.each([
    ["undelivered", "undelivered", "SENT"],
    ["failed", "failed", "FAILED"],
    ["neverDelivered", "delivering", "SENT"],
  ] as const)("%s decides the delivery", async (kind, state, status) => {
    await using gosms = await start();
    const client = await signIn(gosms);
    gosms.faults.add({ kind });
    const path = await sentId(await client.send());
    gosms.clock.now += 1_800_000;
    expect(gosms.messages[0]?.delivery).toEqual({ [NUMBER]: state });
    expect(await (await client.get(path)).json()).toMatchObject({ sendingInfo: { status } });
  });

  it("latency delays every answer, on top of another fault", async () => {
    await using gosms = await start();
    const client = await signIn(gosms);
    gosms.faults.add([{ kind: "latency", ms: 80 }, { kind: "500" }]);
    for (const expected of [500, 201]) {
      const before = performance.now();
      expect((await client.send()).status).toBe(expected);
      expect(performance.now() - before).toBeGreaterThan(70);
    }
  });

  it("notes a client that left before its answer", async () => {
    await using gosms = await start({ latencyMs: 1000 });
    const client = await signIn(gosms);
    const leaving = new AbortController();
    const left = expect(client.send({}, undefined, leaving.signal)).rejects.toThrow();
    // On a busy machine a request takes its time to arrive.
    await expect.poll(() => gosms.messages).toHaveLength(1);
    leaving.abort();
    await left;
    await expect.poll(() => gosms.requestsTo("send")[0]?.outcome).toBe("clientGone");
  });

  it("keeps to its path, recipient, times and after", async () => {
    await using gosms = await start();
    const client = await signIn(gosms);
    gosms.faults.add({ kind: "500", recipient: "+420 700 000 002", times: 2, after: 1 });
    const statuses: number[] = [];
    for (const recipient of [OTHER, NUMBER, OTHER, NUMBER, OTHER, OTHER]) {
      statuses.push((await client.send({ recipients: [recipient] })).status);
    }
    expect(statuses).toEqual([201, 201, 500, 201, 500, 201]);
    expect(gosms.faults.list()).toMatchObject([{ matched: 4, struck: 2, active: false }]);

    gosms.faults.add({ kind: "503", path: "organization", times: "always" });
    expect((await client.send()).status).toBe(201);
    for (let i = 0; i < 3; i += 1) expect((await client.get("/api/v1/")).status).toBe(503);
    gosms.faults.clear();
    expect((await client.get("/api/v1/")).status).toBe(200);

    gosms.faults.add({ kind: "401", path: "token" });
    const refused = await requestToken(gosms);
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ error: "invalid_client" });

    const path = await sentId(await client.send({ recipients: [OTHER], expectedSendStart: SCHEDULED }));
    gosms.faults.add([
      { kind: "403", path: "detail", recipient: OTHER },
      { kind: "dropAfter", path: "delete", recipient: OTHER },
      { kind: "400-credit", path: "dryRun" },
    ]);
    expect((await client.get(path)).status).toBe(403);
    await expect(client.delete(path)).rejects.toThrow();
    expect((await client.get(path)).status).toBe(404);
    expect((await client.send({}, "/api/v1/messages/test")).status).toBe(400);
  });

  it("strikes in the order in which faults were added", async () => {
    await using gosms = await start();
    const client = await signIn(gosms);
    gosms.faults.add([{ kind: "500" }, { kind: "429" }]);
    const statuses = [await client.send(), await client.send(), await client.send()].map((r) => r.status);
    expect(statuses).toEqual([500, 429, 201]);
  });
});

describe("control over HTTP", () => {
  it("switches faults on and off, on both ports", async () => {
    await using gosms = await start();
    const client = await signIn(gosms);
    const added = await control(gosms, "POST", "faults", { kind: "500", times: "always" });
    expect(added.status).toBe(201);
    const more = await control(gosms, "POST", "faults", [{ kind: "429" }, { kind: "latency", ms: 5 }]);
    expect(await more.json()).toEqual({ ids: [2, 3] });
    expect((await client.send()).status).toBe(500);
    expect((await control(gosms, "DELETE", "faults/1")).status).toBe(200);
    expect((await control(gosms, "DELETE", "faults/1")).status).toBe(404);
    expect((await client.send()).status).toBe(429);
    await fetch(`${gosms.url}/__sim/faults`, { method: "DELETE" });
    expect(gosms.faults.list()).toEqual([]);
    const wrong = await control(gosms, "POST", "faults", { kind: "nonsense" });
    expect(wrong.status).toBe(400);
  });

  it("shows the state, sets the credit, lets a patient answer, and resets", async () => {
    await using gosms = await start();
    const client = await signIn(gosms);
    await control(gosms, "POST", "credit", { credit: 10 });
    await client.send({ channel: 2 });
    expect((await control(gosms, "POST", "reply", { from: "700 000 001", text: "Ano" })).status).toBe(201);
    expect((await control(gosms, "POST", "reply", { from: OTHER, text: "Ano" })).status).toBe(409);
    const state = await (await control(gosms, "GET", "state")).json();
    expect(state).toMatchObject({
      account: { credit: 8.548 },
      messages: [{ text: "Dobry den" }],
      phones: [{ number: NUMBER, texts: [{ sender: "+420700000100", replies: [{ text: "Ano" }] }] }],
    });
    expect(JSON.stringify(state)).not.toContain(gosms.account.clientSecret);

    const earlier = gosms.messages[0]?.id ?? 0;
    await control(gosms, "POST", "reset");
    expect(gosms.state()).toMatchObject({
      account: { credit: 412.8 },
      messages: [],
      requests: [],
      phones: [],
    });
    expect((await client.send()).status).toBe(201);
    expect(gosms.messages[0]?.id).toBeGreaterThan(earlier);
    await control(gosms, "POST", "expire-tokens");
    expect((await client.send()).status).toBe(401);
    await control(gosms, "POST", "account", { detailAccess: false });
    expect(gosms.account.detailAccess).toBe(false);
  });

  it("serves the page of phones under a strict policy, and keeps it out of the books", async () => {
    await using gosms = await start();
    const page = await fetch(gosms.phonesUrl);
    expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(await page.text()).toContain('<html lang="cs">');
    for (const file of ["phones.css", "phones.js"]) {
      expect((await fetch(`${gosms.phonesUrl}__sim/${file}`)).status).toBe(200);
    }
    expect(await (await control(gosms, "GET", "overview")).json()).toMatchObject({ phones: [] });
    expect((await fetch(`${gosms.phonesUrl}api/v1/`)).status).toBe(404);
    expect(gosms.requests).toHaveLength(0);
  });
});

describe("TLS", () => {
  const FORM = "client_id=pipni_demo&client_secret=tajne-heslo-jen-pro-ukazku&grant_type=client_credentials";
  const FORM_TYPE = "application/x-www-form-urlencoded";

  function overHttps(gosms: Gosms, agent: https.Agent): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const options = { agent, method: "POST", headers: { "content-type": FORM_TYPE } };
      const request = https.request(`${gosms.url}/oauth/v2/token`, options, (response) => {
        response.resume().on("end", () => resolve(response.statusCode));
      });
      request.on("error", reject).end(FORM);
    });
  }

  function overHttp2(session: http2.ClientHttp2Session): Promise<{ status: number; body: string }> {
    return new Promise((resolve, reject) => {
      const stream = session.request({
        ":method": "POST",
        ":path": "/oauth/v2/token",
        "content-type": FORM_TYPE,
      });
      let status = 0;
      let body = "";
      stream.on("response", (headers) => {
        status = headers[":status"] ?? 0;
      });
      stream.setEncoding("utf8").on("data", (chunk) => {
        body += chunk;
      });
      stream.on("error", reject);
      stream.on("close", () => (status > 0 ? resolve({ status, body }) : reject(new Error("no answer"))));
      stream.end(FORM);
    });
  }

  it.each([true, false])(
    "speaks HTTP/1.1, and notes a reused connection (http2: %s)",
    async (offersHttp2) => {
      await using gosms = await startGosms({ http2: offersHttp2 });
      const agent = new https.Agent({ keepAlive: true, maxSockets: 1, rejectUnauthorized: false });
      expect(await overHttps(gosms, agent)).toBe(200);
      expect(await overHttps(gosms, agent)).toBe(200);
      gosms.faults.add({ kind: "dropAfter", path: "token" });
      await expect(overHttps(gosms, agent)).rejects.toThrow();
      expect(await overHttps(gosms, agent)).toBe(200);
      agent.destroy();
      expect(gosms.requests.map((r) => [r.httpVersion, r.connection, r.reused, r.outcome])).toEqual([
        ["1.1", 1, false, "answered"],
        ["1.1", 1, true, "answered"],
        ["1.1", 1, true, "dropped"],
        ["1.1", 2, false, "answered"],
      ]);
    },
  );

  it("speaks HTTP/2, and its faults destroy the whole connection without a farewell", async () => {
    await using gosms = await startGosms();
    const session = http2.connect(gosms.url, { rejectUnauthorized: false });
    let farewells = 0;
    session.on("goaway", () => {
      farewells += 1;
    });
    session.on("error", () => {});
    const first = await overHttp2(session);
    expect(first.status).toBe(200);
    expect(JSON.parse(first.body)).toMatchObject({ token_type: "bearer" });

    gosms.faults.add([
      { kind: "502", path: "token" },
      { kind: "truncatedJson", path: "token" },
      { kind: "dropAfter", path: "token" },
    ]);
    expect((await overHttp2(session)).status).toBe(502);
    const cut = await overHttp2(session);
    expect(() => JSON.parse(cut.body)).toThrow(SyntaxError);
    await expect(overHttp2(session)).rejects.toThrow();
    await expect.poll(() => session.destroyed).toBe(true);
    expect(farewells).toBe(0);
    expect(gosms.requests.map((r) => [r.httpVersion, r.connection, r.reused, r.outcome])).toEqual([
      ["2.0", 1, false, "answered"],
      ["2.0", 1, true, "answered"],
      ["2.0", 1, true, "cut"],
      ["2.0", 1, true, "dropped"],
    ]);
  });

  it("does not offer HTTP/2 when told not to", async () => {
    await using gosms = await startGosms({ http2: false });
    const session = http2.connect(gosms.url, { rejectUnauthorized: false });
    const refusal = await new Promise<Error>((resolve) => session.once("error", resolve));
    expect(refusal).toMatchObject({ code: "ERR_SSL_TLSV1_ALERT_NO_APPLICATION_PROTOCOL" });
  });
});
