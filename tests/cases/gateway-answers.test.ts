import { describe, expect, test } from "vitest";
import {
  AcceptedAnswer,
  BegunAnswer,
  DetailAnswer,
  OrganizationAnswer,
  QuoteAnswer,
  RepliesAnswer,
  TokenAnswer,
  wordsOf,
} from "../../lib/background/gateway/answers.ts";
import { testCases } from "./cases.ts";

const delivery = (answer: unknown) => DetailAnswer.parse(answer).delivery;

describe("GoSMS's answers", () => {
  testCases<Record<string, unknown>, unknown>("12-gateway-answers.json", (answer, expected) => {
    if ("currentCredit" in answer) expect(OrganizationAnswer.parse(answer).credit).toBe(expected);
    else if (Array.isArray(expected))
      expect(RepliesAnswer.parse(answer).map(({ text }) => text)).toEqual(expected);
    else expect(delivery(answer)).toBe(expected);
  });

  test.for<[unknown, string]>([
    [{}, "pending"],
    [{ sendingInfo: null, stats: null, delivery: null, reply: null, channel: null }, "pending"],
    [{ sendingInfo: [], stats: [], delivery: [], reply: [] }, "pending"],
    [{ delivery: { isDelivered: null, recipients: null } }, "pending"],
    [{ delivery: { isDelivered: "0", recipients: { delivered: null, undelivered: null } } }, "pending"],
    [{ delivery: { isDelivered: "1", recipients: [] } }, "delivered"],
    [{ delivery: { isDelivered: "true" } }, "delivered"],
    [{ delivery: { recipients: { delivered: ["+420777123456"] } } }, "delivered"],
    [{ delivery: { recipients: { delivered: [], undelivered: { "+420777123456": null } } } }, "undelivered"],
    [
      { delivery: { isDelivered: 0, recipients: { undelivered: [{ number: "+420777123456" }] } } },
      "undelivered",
    ],
    [{ sendingInfo: { status: "FAILED" }, delivery: { recipients: [] } }, "undelivered"],
  ])("%j: %s", ([answer, expected]) => {
    expect(delivery(answer)).toBe(expected);
  });

  test("what is told beside the delivery is read with it", () => {
    const stats = { price: null, currency: null, messagePartsCount: "2" };
    expect(DetailAnswer.parse({ stats, channel: "3" })).toMatchObject({
      price: null,
      currency: null,
      channel: 3,
    });
    expect(DetailAnswer.parse({ stats: { price: "1.2" } })).toMatchObject({ price: 1.2 });
  });

  test("credit and channels are read whatever else is missing", () => {
    const read = (answer: unknown) => OrganizationAnswer.parse(answer);
    expect(read({ currentCredit: "12.5", channels: null })).toMatchObject({ credit: 12.5, channels: [] });
    expect(read({ currentCredit: 1, channels: { "5": { id: "5", name: null } } }).channels).toEqual([
      { id: 5, name: "", sender: "" },
    ]);
    expect(read({ currentCredit: 1, channels: [null, { name: "x" }, { id: 1, name: 7 }] }).channels).toEqual([
      { id: 1, name: "7", sender: "" },
    ]);
    expect(OrganizationAnswer.safeParse({ channels: [] }).success).toBe(false);
  });

  test("an accepted text, its price and a token are read with nulls in them", () => {
    expect(AcceptedAnswer.parse({ recipients: null, link: null })).toEqual({});
    expect(AcceptedAnswer.parse({ recipients: [], link: "api/v1/messages/7" })).toMatchObject({
      link: "api/v1/messages/7",
    });
    expect(AcceptedAnswer.parse({ recipients: { invalid: null } }).recipients?.invalid).toEqual([]);
    for (const invalid of [["+420777123456"], { "0": "+420777123456" }, "+420777123456"])
      expect(AcceptedAnswer.parse({ recipients: { invalid } }).recipients?.invalid).toEqual([
        "+420777123456",
      ]);
    expect(QuoteAnswer.parse({ stats: { price: "1.1", currency: null }, message: null })).toEqual({
      price: 1.1,
      currency: "CZK",
      parts: 1,
    });
    expect(TokenAnswer.parse({ access_token: "a", expires_in: null })).toEqual({
      access_token: "a",
      expires_in: 3600,
    });
    expect(BegunAnswer.parse({ sendingInfo: null })).toBe(false);
    expect(BegunAnswer.parse({ sendingInfo: { status: null, sentStart: "2026-11-24T08:00:00" } })).toBe(true);
    expect(RepliesAnswer.parse({ reply: null })).toEqual([]);
    expect(RepliesAnswer.parse({ reply: { recipients: null } })).toEqual([]);
    expect(wordsOf('{"title":null,"detail":"Nedostatečný kredit","errors":null}')).toBe(
      "Nedostatečný kredit",
    );
  });
});
