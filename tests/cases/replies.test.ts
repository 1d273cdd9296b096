import { describe, expect, test } from "vitest";
import { readReply } from "../../lib/domain/thread/reply.ts";
import { testCases } from "./cases.ts";

describe("an answer", () => {
  testCases<string, string | null>("11-replies.json", (text, expected) => {
    expect(readReply(text)).toBe(expected);
  });

  test.for<[string, string | null]>([
    ["No jasně", null],
    ["No jo", null],
    ["No dobře, přijdu", null],
    ["no prosím", null],
    ["No, děkuji moc", null],
    ["No áno", null],
    ["No určite", null],
    ["No, nepřijdu", "declines"],
    ["No", "declines"],
    ["No thank you", "declines"],
    ["No, sorry", "declines"],
    ["Odhlásiť", null],
    ["odhlasit", null],
    ["Odhlaste mě", null],
    ["Odhlašuji", null],
    ["Odhlásit SMS", "optsOut"],
    ["Prosím odhlásit z odběru", "optsOut"],
    ["Odhlásit termín", "declines"],
    ["STOP SMS", "optsOut"],
    ["Stop, děkuji", "optsOut"],
    ["Ne stop", null],
    ["Ano, stop", null],
  ])("„%s“: %s", ([text, expected]) => {
    expect(readReply(text)).toBe(expected);
  });
});
