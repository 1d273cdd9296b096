// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { BegunAnswer, DetailAnswer, RepliesAnswer, wordsOf } from "../../lib/background/gateway/answers.ts";
import type { Outgoing } from "../../lib/background/gateway/gateway.ts";
import { GoSms } from "../../lib/background/gateway/gosms.ts";
import type { Token } from "../../lib/domain/account.ts";
import type { Fault } from "../gosms/faults.ts";
import { type Gosms, startGosms } from "../gosms/server.ts";

let gosms: Gosms;
let token: Token | null;

const client = (change: { clientSecret?: string; timeoutMs?: number } = {}) =>
  new GoSms({
    baseUrl: `${gosms.url}/`,
    credentials: async () => ({
      clientId: gosms.account.clientId,
      clientSecret: gosms.account.clientSecret,
      ...change,
    }),
    tokens: {
      load: async () => token,
      save: async (made) => {
        token = made;
      },
    },
    timeoutMs: change.timeoutMs ?? 5000,
  });

const message = { text: "Dobrý den", phone: "+420601000001", channel: 1 };

beforeEach(async () => {
  token = null;
  gosms = await startGosms({ tls: false, stringExpiresIn: "always" });
});
afterEach(() => gosms.close());

test("tells credit and channels", async () => {
  expect(await client().account()).toEqual({
    ok: true,
    value: {
      credit: 412.8,
      currency: "CZK",
      postpaid: false,
      channels: [
        { id: 1, name: "Ordinace", sender: "Ordinace" },
        { id: 2, name: "GoSMS", sender: expect.any(String) },
      ],
    },
  });
});

test("a negative credit of a bare answer is a tariff, not an error", async () => {
  await gosms.close();
  gosms = await startGosms({ tls: false, bareOrganization: true, credit: -20 });
  expect(await client().account()).toMatchObject({
    ok: true,
    value: { credit: -20, postpaid: true, currency: "CZK" },
  });
});

test("asks for one token, however many need it", async () => {
  const one = client();
  await Promise.all([one.account(), one.account(), one.quote(message)]);
  expect(gosms.requestsTo("token")).toHaveLength(1);
});

test("a dry run tells price and parts, and sends nothing", async () => {
  expect(await client().quote(message)).toEqual({
    ok: true,
    value: { price: 1.452, currency: "CZK", parts: 1 },
  });
  expect(gosms.messages).toEqual([]);
});

const send = async (gateway: GoSms, to: Outgoing) => (await gateway.prepare(to))();

describe("what is wrong has its own reason", () => {
  const faults: [Fault, string][] = [
    [{ kind: "503", path: "organization" }, "serverError"],
    [{ kind: "htmlPage", path: "organization" }, "badAnswer"],
    [{ kind: "truncatedJson", path: "organization" }, "badAnswer"],
    [{ kind: "403", path: "organization" }, "forbidden"],
    [{ kind: "429", path: "organization" }, "rateLimited"],
    [{ kind: "dropBefore", path: "organization", times: "always" }, "network"],
    [{ kind: "hangBefore", path: "organization" }, "timeout"],
    [{ kind: "502", path: "token" }, "serverError"],
  ];
  test.for(faults)("%o", async ([fault, code]) => {
    gosms.faults.add(fault);
    expect(await client({ timeoutMs: 500 }).account()).toMatchObject({ ok: false, reason: { code } });
  });

  test("a wrong secret", async () => {
    expect(await client({ clientSecret: "spatne" }).account()).toEqual({
      ok: false,
      reason: { code: "credentials" },
    });
    expect(await send(client({ clientSecret: "spatne" }), message)).toEqual({
      type: "hold",
      reason: { code: "credentials" },
    });
  });

  test("an unknown channel holds the text", async () => {
    expect(await send(client(), { ...message, channel: 77 })).toMatchObject({
      type: "hold",
      reason: { code: "channel" },
    });
  });

  test("a channel that is gone, told by 404, holds the text", async () => {
    gosms.faults.add({ kind: "404" });
    expect(await send(client(), message)).toEqual({ type: "hold", reason: { code: "channel" } });
  });

  test("too little credit holds the text", async () => {
    gosms.account.credit = 1;
    expect(await send(client(), message)).toMatchObject({ type: "hold", reason: { code: "credit" } });
  });
});

describe("tells that GoSMS has taken the request", () => {
  const takings = async (fault?: Fault) => {
    if (fault) gosms.faults.add(fault);
    const leave = await client({ timeoutMs: 600 }).prepare(message);
    let taken = 0;
    const departure = {
      isStillSo: async () => true,
      taken: () => {
        taken++;
      },
    };
    const outcome = await leave(departure);
    return { taken, outcome: outcome.type };
  };

  test("once, also where what it says of the text is lost on the way", async () => {
    expect(await takings()).toEqual({ taken: 1, outcome: "accepted" });
    expect(await takings({ kind: "dropMidBody" })).toEqual({ taken: 1, outcome: "unknown" });
  });

  test("once, of a request that it first refused for an old token", async () => {
    expect(await takings({ kind: "401" })).toEqual({ taken: 1, outcome: "accepted" });
  });

  test("not where it refuses, or does not answer", async () => {
    expect(await takings({ kind: "429" })).toEqual({ taken: 0, outcome: "later" });
    expect(await takings({ kind: "502" })).toEqual({ taken: 0, outcome: "unknown" });
    expect(await takings({ kind: "dropAfter" })).toEqual({ taken: 0, outcome: "unknown" });
  });
});

test("9: no answer in time: nobody knows, and nothing is repeated", async () => {
  const one = client({ timeoutMs: 600 });
  gosms.faults.add({ kind: "hangAfter" });
  expect(await send(one, message)).toEqual({ type: "unknown", reason: { code: "timeout" } });
  expect(gosms.requestsTo("send")).toHaveLength(1);
  expect(token).toBeNull();
});

test("told that it took too long, nobody knows either", async () => {
  gosms.faults.add({ kind: "408" });
  expect(await send(client(), message)).toEqual({ type: "unknown", reason: { code: "timeout" } });
});

test("with GoSMS out of reach before anything left, the text waits", async () => {
  gosms.faults.add({ kind: "dropBefore", path: "token", times: "always" });
  expect(await send(client(), message)).toMatchObject({ type: "later", reason: { code: "network" } });
});

test("the number of a refused recipient may come as a number", async () => {
  gosms.faults.add({ kind: "invalidRecipient", asNumber: true });
  expect(await send(client(), message)).toMatchObject({
    type: "refused",
    reason: { code: "invalidRecipient" },
  });
});

test("tells of replies, and what they say", async () => {
  const channel = 2;
  const accepted = await send(client(), { ...message, channel });
  const id = (accepted.type === "accepted" && accepted.gatewayId) || "";
  expect(await client().receipt(id)).toMatchObject({ ok: true, value: { replies: 0, channel } });
  expect(await client().replies(id)).toEqual({ ok: true, value: [] });
  gosms.reply(message.phone, "Ano, přijdu");
  gosms.reply(message.phone, "Nebo raději ne");
  expect(await client().receipt(id)).toMatchObject({ ok: true, value: { replies: 2 } });
  const at = expect.any(Number);
  expect(await client().replies(id)).toEqual({
    ok: true,
    value: [
      { id: "1", text: "Ano, přijdu", at },
      { id: "2", text: "Nebo raději ne", at },
    ],
  });
  expect(await client().replies("1")).toEqual({ ok: false, reason: { code: "notFound" } });
});

test("replies are read leniently: numbers as strings, maps as lists, and one that is spoilt hides no other", () => {
  const at = Date.parse("2026-05-04T21:23:00+02:00");
  const good = {
    id: 7,
    message: "Ano",
    sourceNumber: "+420601000001",
    received: "2026-05-04T21:23:00+02:00",
  };
  const spoilt = [null, 7, "Ano", {}, { id: 8, message: null }];
  for (const recipients of [
    { "+420601000001": [...spoilt, good] },
    { "+420601000001": { "0": good } },
    { "+420601000002": [], "+420601000001": [good], "+420601000003": null },
  ])
    expect(RepliesAnswer.parse({ reply: { recipients } })).toEqual([{ id: "7", text: "Ano", at }]);
  expect(RepliesAnswer.parse({ reply: { hasReplies: false, recipients: [] } })).toEqual([]);
  expect(RepliesAnswer.parse({ reply: { recipients: { a: [{ message: 1, received: "včera" }] } } })).toEqual([
    { id: "včera 1", text: "1", at: null },
  ]);
});

test("whatever stands for replies in the detail, the delivery is read", () => {
  const told = (reply: unknown) =>
    DetailAnswer.parse({ reply, delivery: { isDelivered: true }, channel: "2" });
  expect(told({ hasReplies: true, repliesCount: "3" })).toMatchObject({ replies: 3, channel: 2 });
  expect(told({ hasReplies: true })).toMatchObject({ replies: 1 });
  for (const odd of [[], null, "ne", { hasReplies: "ano" }, undefined])
    expect(told(odd)).toMatchObject({ delivery: "delivered", replies: 0 });
});

test.for([1, "1", "true", true])("that there is an answer is read where it is told as %s", (hasReplies) => {
  expect(DetailAnswer.parse({ reply: { hasReplies } }).replies).toBe(1);
  expect(DetailAnswer.parse({ reply: { hasReplies, repliesCount: "" } }).replies).toBe(1);
  expect(DetailAnswer.parse({ reply: { hasReplies: {}, repliesCount: 2 } }).replies).toBe(2);
});

test("what cannot be read in a detail hides neither the delivery nor the answers", () => {
  const told = { delivery: { isDelivered: true }, reply: { hasReplies: true, repliesCount: 1 } };
  for (const odd of [
    { stats: { price: "" } },
    { stats: { price: false, currency: 1 } },
    { stats: "" },
    { sendingInfo: { status: 3 } },
    { sendingInfo: "SENT" },
    { recipients: "" },
  ])
    expect(DetailAnswer.parse({ ...told, ...odd })).toMatchObject({
      delivery: "delivered",
      replies: 1,
      price: null,
    });
  expect(DetailAnswer.parse({ delivery: "", reply: told.reply })).toMatchObject({
    delivery: "pending",
    replies: 1,
  });
});

test("a text whose recipient GoSMS came to call invalid does not stay on its way for ever", () => {
  const invalid = ["+420601000001"];
  const told = (more: object) => DetailAnswer.parse({ sendingInfo: { status: "SENT" }, ...more }).delivery;
  expect(told({ recipients: { sent: [], notSent: [], invalid } })).toBe("undelivered");
  expect(told({ recipients: { sent: invalid, notSent: [], invalid: [] } })).toBe("pending");
  // Before it leaves, it may well stand there.
  expect(told({ recipients: { sent: [], notSent: invalid, invalid: [] } })).toBe("pending");
});

test("no answer is passed over for how its moment is told, or for what it lies in", () => {
  const at = Date.parse("2026-05-04T21:23:00+02:00");
  const reply = { id: 7, message: "Ruším", sourceNumber: "+420601000001" };
  const read = (recipients: unknown) => RepliesAnswer.parse({ reply: { recipients } });
  for (const received of [at / 1000, String(at / 1000), at])
    expect(read({ "+420601000001": [{ ...reply, received }] })).toEqual([{ id: "7", text: "Ruším", at }]);
  for (const received of [{ date: "2026-05-04 21:23:00.000000" }, true, ""])
    expect(read({ "+420601000001": [{ ...reply, received }] })).toEqual([
      { id: "7", text: "Ruším", at: null },
    ]);
  expect(read({ "+420601000001": reply })).toEqual([{ id: "7", text: "Ruším", at: null }]);
  expect(read([reply, { ...reply, id: 8 }])).toHaveLength(2);
});

test("a word of GoSMS's that cannot be read hides no other: too little credit is known all the same", () => {
  const said = wordsOf(
    JSON.stringify({ title: "Bad Request", detail: ["x"], errors: "Nedostatečný kredit" }),
  );
  expect(said).toBe("Bad Request – Nedostatečný kredit");
  expect(wordsOf(JSON.stringify({ error: { code: 400 }, message: "Nedostatečný kredit" }))).toBe(
    "Nedostatečný kredit",
  );
});

test("whether the sending has begun is read off whatever tells when", () => {
  const begun = (sendingInfo: unknown) => BegunAnswer.safeParse({ sendingInfo }).data;
  for (const sentStart of ["", null, [], false, undefined]) expect(begun({ sentStart })).toBe(false);
  for (const sentStart of ["2026-05-04T21:23:00+02:00", 1777922580, { date: "2026-05-04 21:23:00" }])
    expect(begun({ sentStart })).toBe(true);
  // It may tell by its state alone.
  expect([begun({ status: "SENT" }), begun({ status: "SCHEDULED" }), begun({})]).toEqual([
    true,
    false,
    false,
  ]);
});

test.for([
  [
    '{"title":"Bad Request","detail":"Nedostatečný kredit","errors":["a","b"]}',
    "Nedostatečný kredit – a – b",
  ],
  ['{"title":"Bad Request","errors":"jen text"}', "Bad Request – jen text"],
  [
    '{"error":"invalid_client","error_description":"The client credentials are invalid"}',
    "The client credentials are invalid",
  ],
  ["<html><body>502</body></html>", ""],
  ["prostý text", "prostý text"],
  ["", ""],
])("GoSMS's words out of %s", ([body = "", words]) => {
  expect(wordsOf(body)).toBe(words);
});
