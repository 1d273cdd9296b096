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
    ["I'll be there, thanks", "confirms"],
    ["Potvrzuji účast, děkuji", "confirms"],
    ["Počítám s tím", "confirms"],
    ["I cannot make it, sorry", "declines"],
    ["Nemôžem prísť", "declines"],
    ["Prosím o zrušení termínu", "declines"],
    ["Chci zrušit termín", "declines"],
    ["Nechci zrušit", null],
    ["Zrušit odběr", "optsOut"],
    ["Už mi nepište", "optsOut"],
    ["Unsubscribe me", "optsOut"],
    ["STOP ALL", "optsOut"],
    ["Zrušit SMS", null],
    ["Yes, please cancel", null],
    ["Ano, ruším", null],
    ["No problem", null],
    ["Don't stop", null],
    ["Nemůžu se dočkat", null],
    ["Nepřijdu pozdě", null],
    ["Zrušili jste mi termín", null],
  ])("„%s“: %s", ([text, expected]) => {
    expect(readReply(text)).toBe(expected);
  });
});
