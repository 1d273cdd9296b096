import { describe, expect, it } from "vitest";
import { type Circumstances, describeNotice } from "../../lib/background/handlers/page-notices.ts";
import type { Message } from "../../lib/domain/outbox/message.ts";
import { defaultSettings, type Language, type Settings } from "../../lib/domain/settings.ts";
import { sampleMessage } from "./support/sample-message.ts";

/** What the calendar's page says of a text comes from the text's row. */

const now = Date.parse("2026-11-24T08:00:00Z");

const connected = (change: (settings: Settings) => void = () => {}): Settings => {
  const settings = structuredClone(defaultSettings);
  settings.practice.timeZone = "Europe/Prague";
  settings.sending.channel = 7;
  change(settings);
  return settings;
};
const circumstances = (change: Partial<Circumstances> = {}): Circumstances => ({
  settings: connected(),
  language: "cs",
  trouble: null,
  online: true,
  now,
  ...change,
});
const text =
  "Dobrý den, potvrzujeme Váš termín v pátek 4. 12. 2026 v 17:00, Ordinace Na Náměstí, tel. 601000009";
const row = (change: Partial<Message> = {}): Message => {
  const message = sampleMessage({ state: "queued", reason: null, notBefore: now + 10_000, text });
  const { appointment } = message;
  return {
    ...message,
    kind: "confirmation",
    phone: "+420601000001",
    appointment: {
      ...appointment,
      start: "2026-12-04T16:00:00Z",
      allDay: false,
      patient: { id: null, name: "Jana Vzorová", phone: "601000001" },
    },
    ...change,
  };
};
const status = (change: Partial<Message> = {}, around: Partial<Circumstances> = {}) =>
  describeNotice(row(change), circumstances(around)).status;

describe("a text's notice", () => {
  it("names patient, day, time, number and the beginning of the text", () => {
    expect(describeNotice(row(), circumstances())).toMatchObject({
      title: "Potvrzení: Jana Vzorová",
      about: expect.stringMatching(/^pá 4\. ?12\. 17:00, .*601 000 001$/u),
      text: "Dobrý den, potvrzujeme Váš termín v pátek 4. 12. 2026 v 17:00,…",
      status: "Odejde za {seconds} s.",
      leavesAt: now + 10_000,
      phase: "live",
      mayStop: true,
    });
    const nameless = row({ appointment: { ...row().appointment, patient: null, title: "" } });
    expect(describeNotice(nameless, circumstances()).title).toBe("Potvrzení: beze jména");
  });

  it("counts down to nothing that will not happen", () => {
    const paused = connected(({ sending }) => {
      sending.paused = true;
    });
    const expectWait = (around: Partial<Circumstances>, said: string) => {
      const notice = describeNotice(row(), circumstances(around));
      expect(notice).toMatchObject({ status: said, leavesAt: null, mayStop: true });
      expect(said).not.toContain("{seconds}");
    };
    expectWait({ settings: paused }, "Počká: odesílání je zastavené. Znovu je spustíte v okně Pípni.");
    expectWait({ online: false }, "Počká: počítač není připojený k internetu.");
    expectWait(
      { settings: connected((settings) => Object.assign(settings.sending, { channel: null })) },
      "Počká: chybí propojení s GoSMS. Doplňte je v nastavení.",
    );
    expectWait(
      { settings: connected(({ templates }) => Object.assign(templates.confirmation, { enabled: false })) },
      "Počká: tento druh zpráv je vypnutý. Zapnete jej v nastavení, v části Texty.",
    );
  });

  it("says of a text that is to try what earlier ones wait for", () => {
    expect(status({}, { trouble: { code: "credit" } })).toBe(
      "Odeslat se zkusí za {seconds} s. Předchozí zprávy čekají: Na účtu GoSMS není dost kreditu. Dobijte jej a nechte zprávy pokračovat.",
    );
  });

  it("says what a held text waits for", () => {
    const held = (code: NonNullable<Message["reason"]>["code"]) =>
      status({ state: "held", reason: { code } });
    expect(held("credit")).toBe(
      "Počká: na účtu GoSMS není dost kreditu. Dobijte jej a v okně Pípni nechte zprávy pokračovat.",
    );
    expect(held("credentials")).toBe(
      "Počká: GoSMS odmítá přihlašovací údaje. Opravte je v nastavení a v okně Pípni nechte zprávy pokračovat.",
    );
    expect(held("dailyCap")).toBe(
      "Počká. Na toto číslo už dnes odešlo mnoho zpráv. Potvrďte, že má odejít další.",
    );
  });

  it("says when GoSMS cannot be reached, and that it leaves by itself", () => {
    expect(status({ reason: { code: "network" }, notBefore: now + 30_000 })).toBe(
      "Zpráva zatím neodešla, odejde sama. Spojení s GoSMS se přerušilo. Zkontrolujte připojení k internetu.",
    );
    expect(status({ notBefore: now - 1 })).toBe("Čeká, až přijde na řadu.");
  });

  it("ends with what became of the text", () => {
    const end = (change: Partial<Message>) => describeNotice(row(change), circumstances());
    expect(end({ state: "sending" })).toMatchObject({ status: "Odesílá se…", mayStop: false, phase: "live" });
    expect(end({ state: "sent" })).toMatchObject({ status: "Odesláno.", tone: "plain", phase: "over" });
    expect(end({ state: "rejected", reason: { code: "invalidRecipient" } })).toMatchObject({
      status: "Zpráva neodešla. GoSMS označila číslo za neplatné. Opravte je v kalendáři.",
      tone: "bad",
      phase: "over",
    });
    expect(end({ state: "skipped", reason: { code: "stoppedByUser" } })).toMatchObject({
      status: "Zpráva neodešla. Odeslání jste zrušili.",
      tone: "quiet",
      phase: "over",
    });
    expect(end({ state: "skipped", reason: { code: "past" } })).toMatchObject({ tone: "bad", phase: "over" });
    expect(end({ state: "unknown", reason: { code: "timeout" } }).status).toBe(
      "Není jisté, zda zpráva odešla. GoSMS neodpověděla včas.",
    );
  });

  it.for<[Language, string, string]>([
    ["cs", "Odejde za {seconds} s.", "Odesláno."],
    ["sk", "Odíde o {seconds} s.", "Odoslané."],
    ["en", "Will be sent in {seconds} s.", "Sent."],
  ])("speaks %s", ([language, leaves, sent]) => {
    expect(status({}, { language })).toBe(leaves);
    expect(status({ state: "sent" }, { language })).toBe(sent);
  });

  it("never says before the row does that a text was sent", () => {
    for (const state of ["queued", "held", "sending", "skipped", "rejected", "unknown"] as const) {
      const reason = state === "queued" ? null : ({ code: "network" } as const);
      expect(status({ state, reason })).not.toContain("Odesláno");
    }
  });
});
