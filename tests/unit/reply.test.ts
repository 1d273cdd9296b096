import { expect, test } from "vitest";
import {
  maxReplyLength,
  nextReplyLook,
  proposalFor,
  type Reply,
  readReply,
  verdictsFor,
  withReplies,
} from "../../lib/domain/thread/reply.ts";
import fc from "../properties.ts";
import { sampleMessage } from "./support/sample-message.ts";

const confirming = [
  "ANO",
  "ano, přijdu",
  "Ano, děkuji.",
  "Dobrý den, potvrzuji. S pozdravem Jana Vzorová",
  "Určitě přijdu, díky moc!",
  "jj",
  "OK",
  "v pořádku",
  "Áno, prídem. Ďakujem",
  "Potvrdzujem",
  "Yes, thank you",
  "I will come",
  "Ja, danke!",
  "Ich komme",
  "Так, прийду",
  "Підтверджую",
];
const declining = [
  "NE",
  "Ne, nepřijdu",
  "neprijdu",
  "Bohužel nemohu přijít, omlouvám se.",
  "Ruším",
  "Dobrý den, ruším termín. Děkuji",
  "Prosím zrušit",
  "Nie, neprídem",
  "Zrušte prosím",
  "No",
  "I will not come, sorry",
  "Nein, ich komme nicht",
  "Leider kann nicht kommen",
  "Ні, не прийду",
];
const stopping = [
  "STOP",
  "Stop, prosím",
  "Neposílat",
  "nechci SMS",
  "Už neposílejte, děkuji",
  "Neposielajte SMS",
  "unsubscribe",
  "Keine SMS mehr, bitte",
  "СТОП",
];
const doubtful = [
  "",
  "   ",
  "…",
  "Ano, ale přijdu o 10 min později",
  "Ne, nemohu, ozvu se",
  "Ano?",
  "Přijdu v 9",
  "Ano i ne",
  "Ne, přijdu",
  "Ano, ruším",
  "Ne rušit",
  "Ne, zrušit",
  "Potvrzuji zrušení",
  "Nemohu zrušit",
  "Ja, ich komme nicht",
  "Can't come",
  "Děkuji",
  "Dobrý den",
  "Ano 👎",
  "Ano, stop",
  "Nevím",
  "Zavolejte mi prosím",
  "Stop, jede vlak",
  "Není to ok",
  `Ano ${"prosím ".repeat(200)}`,
];

test.for(confirming)("„%s“ confirms", (text) => expect(readReply(text, "Jana Vzorová")).toBe("confirms"));
test.for(declining)("„%s“ declines", (text) => expect(readReply(text)).toBe("declines"));
test.for(stopping)("„%s“ wants no more texts", (text) => expect(readReply(text)).toBe("optsOut"));
test.for(doubtful)("31: „%s“ is for a person to read", (text) => expect(readReply(text)).toBeNull());

test("accents and capitals make no difference", () => {
  const bare = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "");
  for (const text of [...confirming, ...declining, ...stopping]) {
    const reading = readReply(text, "Jana Vzorová");
    for (const other of [text.toUpperCase(), text.toLowerCase(), bare(text), text.normalize("NFD")])
      expect(readReply(other, "Jana Vzorová"), other).toBe(reading);
  }
});

test("no text says two things at once", () => {
  const clear = { confirms: confirming, declines: declining, optsOut: stopping };
  const one = fc.constantFrom(
    ...Object.entries(clear).flatMap(([says, texts]) => texts.map((text) => ({ says, text }))),
  );
  fc.assert(
    fc.property(fc.array(one, { minLength: 1, maxLength: 4 }), (said) => {
      const reading = readReply(said.map(({ text }) => text).join(". "), "Jana Vzorová");
      if (new Set(said.map(({ says }) => says)).size > 1) expect(reading).toBeNull();
      else if (reading !== null) expect(reading).toBe(said[0]?.says);
    }),
  );
});

test("one word that is not understood leaves everything to a person", () => {
  const word = fc.stringMatching(/^[a-z]{3,12}xq$/u);
  fc.assert(
    fc.property(
      fc.constantFrom(...confirming, ...declining, ...stopping),
      word,
      fc.boolean(),
      (text, odd, before) => {
        expect(readReply(before ? `${odd} ${text}` : `${text} ${odd}`)).toBeNull();
      },
    ),
  );
});

test("nothing that arrives can throw, and a name means nothing by itself", () => {
  const anything = fc.oneof(fc.string({ unit: "binary", maxLength: 2000 }), fc.string({ unit: "grapheme" }));
  fc.assert(
    fc.property(anything, anything, (text, name) => {
      expect(["confirms", "declines", "optsOut", null]).toContain(readReply(text, name));
      const message = sampleMessage();
      const verdicts = verdictsFor(message, text);
      expect(verdicts).toContain("read");
      expect(verdicts.includes("optsOut")).toBe(proposalFor(message, text) === "optsOut");
    }),
  );
  expect(readReply("Jana Vzorová", "Jana Vzorová")).toBeNull();
  expect(readReply("Ne", "Ano Ne")).toBe("declines");
});

test("26: nobody confirms a cancellation, nor a time that is no longer so", () => {
  expect(proposalFor(sampleMessage(), "Ano")).toBe("confirms");
  expect(proposalFor(sampleMessage({ kind: "cancellation" }), "Ano")).toBeNull();
  expect(verdictsFor(sampleMessage({ kind: "cancellation" }), "Ano")).toEqual(["read"]);
  expect(proposalFor(sampleMessage({ changed: { start: null } }), "Ano")).toBeNull();
  expect(proposalFor(sampleMessage({ kind: "cancellation" }), "STOP")).toBe("optsOut");
});

test("what is proposed stands first", () => {
  expect(verdictsFor(sampleMessage(), "ne")[0]).toBe("declines");
  expect(verdictsFor(sampleMessage(), "ano")[0]).toBe("confirms");
  expect(verdictsFor(sampleMessage(), "stop")[0]).toBe("optsOut");
});

const reply = (id: string, text = "Ano"): Reply => ({ id, text, at: 1, verdict: null });

test("a reply that comes again is kept once, with what a person said of it", () => {
  const read: Reply = { ...reply("1"), verdict: "confirms" };
  expect(withReplies([read], [reply("1"), reply("2"), reply("2")])).toEqual([read, reply("2")]);
  const many = Array.from({ length: 500 }, (_, index) => reply(String(index), "x".repeat(maxReplyLength)));
  expect(withReplies([], many).length).toBeLessThanOrEqual(20);
});

const minute = 60_000;
const day = 24 * 60 * minute;

test("replies are looked for until the appointment begins, in a bounded number of questions", () => {
  const looks = (ahead: number): number[] => {
    const at: number[] = [];
    for (let now = 0; ; ) {
      const next = nextReplyLook({ sentAt: 0, start: ahead, now });
      if (next === null) return at;
      expect(next).toBeGreaterThan(now);
      expect(next).toBeLessThanOrEqual(ahead);
      at.push(next);
      now = next;
    }
  };
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 * day }), (ahead) => {
      const all = looks(ahead);
      expect(all.length).toBeLessThanOrEqual(50);
      expect(all.at(-1)).toBe(ahead);
    }),
  );
  expect(looks(day).length).toBeLessThanOrEqual(20);
  const gaps = looks(day)
    .map((at, index, all) => at - (all[index - 1] ?? 0))
    .slice(0, 8);
  expect(gaps).toEqual(gaps.toSorted((a, b) => a - b));
});
