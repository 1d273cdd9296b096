import type { Locator, Page } from "@playwright/test";
import type { Message } from "../../lib/domain/outbox/message.ts";
import type { Fault } from "../gosms/faults.ts";
import type { Gosms } from "../gosms/server.ts";
import { bound } from "../machine.ts";
import type { Extension } from "./chromium.ts";
import { expect, test } from "./fixtures.ts";
import { bulkItem, daytimeZone, nameOf, numberOf } from "./patients.ts";

/**
 * Everything that GoSMS and the way to it can do to a text: what becomes of it, what the patient got, and what
 * the user reads. The sentences stand here whole, so that somebody can judge them.
 */

interface Office {
  gosms: Gosms;
  extension: Extension;
  popup: Page;
  log: Page;
}

// One installation for all of the file: what happens to one text must not matter to the next.
test.describe.configure({ mode: "default" });
let office: Office;

test.beforeAll(async ({ gateway, chromium }) => {
  gateway.reset();
  const extension = await chromium.install({ calendars: [] });
  await extension.configure(gateway.account, (settings) => {
    settings.practice.timeZone = daytimeZone();
  });
  const log = await extension.open("options.html#odeslane");
  // In front, as a tab behind another one is drawn once in a second.
  const popup = await extension.open("popup.html");
  office = { gosms: gateway, extension, popup, log };
});
test.afterAll(() => office?.extension[Symbol.asyncDispose]());

interface Played {
  /** What is done to the one text. */
  faults: Fault[];
  /** The same is done to the request for a token, which then comes first. */
  atSignIn?: boolean;
  state: Message["state"];
  /** Texts that the patient got. */
  got: 0 | 1;
  /** Word for word. */
  says: string;
}

const byItself = "Zpráva zatím neodešla, odejde sama.";
const notSent = "Zpráva neodešla.";
const unsure = "Není jisté, zda zpráva odešla.";

const badAnswer = "GoSMS odpověděla něčím, čemu nerozumíme (například stránkou místo dat).";
const dropped = "Spojení s GoSMS se přerušilo. Zkontrolujte připojení k internetu.";
const notAllowed = "GoSMS tuto akci účtu nedovolila. Zkontrolujte oprávnění API ve své administraci GoSMS.";
const notSignedIn =
  "GoSMS nepřijala Klient ID nebo Klient Secret. Opravte je v nastavení; zprávy zatím čekají.";

const table: Record<string, Played> = {
  "no fault": { faults: [], state: "sent", got: 1, says: "Odesláno" },
  "a slow answer": { faults: [{ kind: "latency", ms: 700 }], state: "sent", got: 1, says: "Odesláno" },
  "201 as 200: accepted all the same": { faults: [{ kind: "200" }], state: "sent", got: 1, says: "Odesláno" },
  "401 once: the token had expired": { faults: [{ kind: "401" }], state: "sent", got: 1, says: "Odesláno" },

  "401 always": {
    faults: [{ kind: "401", times: "always" }],
    state: "held",
    got: 0,
    says: notSignedIn,
  },
  "a wrong secret": { faults: [{ kind: "401" }], atSignIn: true, state: "held", got: 0, says: notSignedIn },
  "403 at sign-in": { faults: [{ kind: "403" }], atSignIn: true, state: "held", got: 0, says: notAllowed },
  "404: the channel is gone": {
    faults: [{ kind: "404" }],
    state: "held",
    got: 0,
    says: "GoSMS nezná zadaný komunikační kanál. Vyberte jiný v nastavení.",
  },
  "400: too little credit": {
    faults: [{ kind: "400-credit" }],
    state: "held",
    got: 0,
    says: "Na účtu GoSMS není dost kreditu. Dobijte jej a nechte zprávy pokračovat.",
  },

  "403: not allowed": {
    faults: [{ kind: "403" }],
    state: "rejected",
    got: 0,
    says: `${notSent} ${notAllowed}`,
  },
  "400: an account that is not verified": {
    faults: [{ kind: "400-unverified" }],
    state: "rejected",
    got: 0,
    says: `${notSent} GoSMS zprávu odmítla: Zprávu nelze odeslat – Účet není ověřen. Až příčinu odstraníte, odešlete ji znovu.`,
  },
  "422: nobody knows why": {
    faults: [{ kind: "422" }],
    state: "rejected",
    got: 0,
    says: `${notSent} GoSMS zprávu odmítla: Požadavek nelze zpracovat – Neznámá chyba. Až příčinu odstraníte, odešlete ji znovu.`,
  },
  "201 with the recipient among the invalid": {
    faults: [{ kind: "invalidRecipient" }],
    state: "rejected",
    got: 0,
    says: `${notSent} GoSMS označila číslo za neplatné. Opravte je v kalendáři.`,
  },
  "201 with the recipient among the invalid, as a number": {
    faults: [{ kind: "invalidRecipient", asNumber: true }],
    state: "rejected",
    got: 0,
    says: `${notSent} GoSMS označila číslo za neplatné. Opravte je v kalendáři.`,
  },
  "201 with the recipient among the invalid, as an object": {
    faults: [{ kind: "invalidRecipient", asObject: true }],
    state: "rejected",
    got: 0,
    says: `${notSent} GoSMS označila číslo za neplatné. Opravte je v kalendáři.`,
  },
  "an answer of 50 MB": {
    faults: [{ kind: "hugeBody" }],
    state: "unknown",
    got: 1,
    says: `${unsure} ${badAnswer}`,
  },

  "429 without Retry-After": {
    faults: [{ kind: "429" }],
    state: "queued",
    got: 0,
    says: `${byItself} GoSMS požádala o zpomalení.`,
  },
  "503 at sign-in": {
    faults: [{ kind: "503" }],
    atSignIn: true,
    state: "queued",
    got: 0,
    says: `${byItself} GoSMS má poruchu (chyba 503).`,
  },
  "404 at sign-in": {
    faults: [{ kind: "404" }],
    atSignIn: true,
    state: "queued",
    got: 0,
    says: `${byItself} Služba GoSMS na své adrese není (chyba 404).`,
  },
  "a web page at sign-in": {
    faults: [{ kind: "htmlPage" }],
    atSignIn: true,
    state: "queued",
    got: 0,
    says: `${byItself} ${badAnswer}`,
  },
  "no connection at sign-in": {
    faults: [{ kind: "dropBefore" }],
    atSignIn: true,
    state: "queued",
    got: 0,
    says: `${byItself} ${dropped}`,
  },

  ...Object.fromEntries(
    (["500", "502", "503", "504"] as const).flatMap((kind) =>
      ([0, 1] as const).map((got): [string, Played] => [
        `${kind} with a web page, ${got ? "after" : "before"} acceptance`,
        {
          faults: [{ kind, accepted: got === 1 }],
          state: "unknown",
          got,
          says: `${unsure} GoSMS má poruchu (chyba ${kind}).`,
        },
      ]),
    ),
  ),
  "408 after acceptance": {
    faults: [{ kind: "408", accepted: true }],
    state: "unknown",
    got: 1,
    says: `${unsure} GoSMS neodpověděla včas.`,
  },
  "a web page instead of an answer": {
    faults: [{ kind: "htmlPage" }],
    state: "unknown",
    got: 0,
    says: `${unsure} ${badAnswer}`,
  },
  "a web page instead of an answer, after acceptance": {
    faults: [{ kind: "htmlPage", accepted: true }],
    state: "unknown",
    got: 1,
    says: `${unsure} ${badAnswer}`,
  },
  "half an answer": {
    faults: [{ kind: "truncatedJson" }],
    state: "unknown",
    got: 1,
    says: `${unsure} ${badAnswer}`,
  },
  "a connection that drops before acceptance": {
    faults: [{ kind: "dropBefore" }],
    state: "unknown",
    got: 0,
    says: `${unsure} ${dropped}`,
  },
  "a connection that drops after acceptance": {
    faults: [{ kind: "dropAfter" }],
    state: "unknown",
    got: 1,
    says: `${unsure} ${dropped}`,
  },
  "a connection that drops in the middle of the answer": {
    faults: [{ kind: "dropMidBody" }],
    state: "unknown",
    got: 1,
    says: `${unsure} ${dropped}`,
  },
};

const send = ({ extension }: Office, ...indices: number[]) =>
  extension.call<{ queued: string[] }>("bulk.send", {
    calendarId: "test",
    items: indices.map((index) => bulkItem(index)),
  });

async function rowOf({ extension }: Office, index: number): Promise<Message> {
  const row = (await extension.rows()).find(({ appointment }) => appointment.id === String(index));
  if (!row) throw new Error(`no row of ${nameOf(index)}`);
  return row;
}

const stateOf = async (office: Office, index: number) => (await rowOf(office, index)).state;

/** Rows change many times a second, and there are many tests. */
const often = { intervals: [50] };
const expectState = (office: Office, index: number, state: Message["state"], patience = {}) =>
  expect.poll(() => stateOf(office, index), { ...often, ...patience }).toBe(state);

/** Whether a text stands there, whole, asked as often. */
const expectText = (within: Locator, text: string) =>
  expect.poll(async () => (await within.innerText()).replaceAll(/\s+/gu, " "), often).toContain(text);

const inPopup = ({ popup }: Office, index: number): Locator =>
  popup.getByRole("listitem").filter({ hasText: nameOf(index) });

const inLog = ({ log }: Office, index: number): Locator =>
  log.getByRole("row").filter({ hasText: nameOf(index) });

/** The row, the popup and the log, all of which tell the same. */
async function expectSaid(office: Office, index: number, { state, got, says }: Omit<Played, "faults">) {
  const { popup, gosms } = office;
  await expectState(office, index, state);
  expect(gosms.messagesTo(numberOf(index))).toHaveLength(got);
  const entry = inPopup(office, index);
  switch (state) {
    case "held":
      await expectText(entry, "pozdrženo");
      await expectText(popup.getByRole("region", { name: "1 zpráva je pozdržená" }), says);
      break;
    case "unknown": {
      await expectText(entry, "Bylo odesláno?");
      await entry.getByRole("button", { name: `Rozhodnout: ${nameOf(index)}` }).click();
      const known = entry.getByRole("region", { name: "Co víme" });
      await expectText(known, says);
      await expectText(
        known,
        got
          ? "Ubyl; mohly ho ale snížit i jiné zprávy odeslané v téže době."
          : "Nezměnil se, zpráva tedy nejspíš neodešla.",
      );
      break;
    }
    default:
      // There it stands within a line.
      await expectText(entry, state === "sent" ? says.toLowerCase() : says);
  }
  await expectText(inLog(office, index), says);
}

for (const [index, [title, played]] of Object.entries(Object.entries(table))) {
  test(title, async () => {
    const patient = Number(index) + 1;
    const { extension, gosms, popup } = office;
    const { faults, atSignIn = false, state } = played;
    // What a person is told of the credit is to be true of this very text.
    await extension.call("gateway.account", { fresh: true });
    if (atSignIn) gosms.account.expireTokens();
    gosms.faults.add(
      faults.map((fault) =>
        atSignIn
          ? // Whoever else asks for a token meanwhile must not take it off the text.
            { ...fault, path: "token", times: "always" }
          : { ...fault, recipient: numberOf(patient), path: "send" },
      ),
    );
    const {
      queued: [id = ""],
    } = await send(office, patient);
    await expectSaid(office, patient, played);

    gosms.faults.clear();
    if (state === "held") {
      await popup.getByRole("button", { name: "Nechat pokračovat" }).click();
      await expectState(office, patient, "sent");
      expect(gosms.messagesTo(numberOf(patient))).toHaveLength(1);
    } else if (state === "queued") {
      const { notBefore, updatedAt } = await rowOf(office, patient);
      expect(Math.round((notBefore - updatedAt) / 1000)).toBe(30);
      await expect(inPopup(office, patient)).toContainText("odejde v ");
      await extension.call("outbox.decide", { ids: [id], decision: "doNotSend" });
      // As a person would who does not want to wait.
      await extension.call("outbox.release", null);
    } else if (state === "unknown") {
      await extension.call("outbox.decide", { ids: [id], decision: "doNotSend" });
    }
  });
}

for (const [wording, retryAfter] of [
  ["seconds", () => 1],
  ["a date", () => new Date(Date.now() + 2000).toUTCString()],
] as const) {
  test(`429 with Retry-After in ${wording}: the text goes out by itself`, async () => {
    const patient = wording === "seconds" ? 501 : 502;
    const { gosms, popup } = office;
    gosms.faults.add({ kind: "429", retryAfter: retryAfter() });
    await send(office, patient);
    await expectState(office, patient, "sent");
    const { history } = await rowOf(office, patient);
    expect(history.map(({ state, reason }) => reason?.code ?? state)).toEqual([
      "queued",
      "sending",
      "rateLimited",
      "sending",
      "sent",
    ]);
    await expect(inPopup(office, patient)).toContainText(/Odesláno/iu);
    expect(gosms.messagesTo(numberOf(patient))).toHaveLength(1);
    await expect(popup.getByText(byItself)).toBeHidden();
  });
}

test("no answer at all: two texts wait for it at once, and one that is answered after 15 s is sent", async () => {
  const { gosms, extension } = office;
  const [before, after, slow] = [601, 602, 607] as const;
  // A new worker does not know that it should be careful, and sends both at once.
  await extension.stopWorker();
  gosms.faults.add([
    { kind: "hangBefore", recipient: numberOf(before) },
    { kind: "hangAfter", recipient: numberOf(after) },
    { kind: "latency", recipient: numberOf(slow), path: "send", ms: 15_000 },
  ]);
  await send(office, before, after, slow);
  for (const [patient, got] of [
    [before, 0],
    [after, 1],
  ] as const) {
    await expectState(office, patient, "unknown", { timeout: bound(40_000), intervals: [500] });
    expect(gosms.messagesTo(numberOf(patient))).toHaveLength(got);
    const entry = inPopup(office, patient);
    await entry.getByRole("button", { name: `Rozhodnout: ${nameOf(patient)}` }).click();
    const known = entry.getByRole("region", { name: "Co víme" });
    const says = `${unsure} GoSMS neodpověděla včas.`;
    await expect(known.getByText(says, { exact: true })).toBeVisible();
    // The credit went down by one text, and cannot tell which of the two that was.
    await expect(known).not.toContainText("nejspíš");
    await expect(inLog(office, patient)).toContainText(says);
  }
  await expectState(office, slow, "sent");
  expect(gosms.messagesTo(numberOf(slow))).toHaveLength(1);
  // By now GoSMS may have told that it arrived, too.
  await expect(inPopup(office, slow)).toContainText(/Odesláno|Doručeno/iu);
});

test("what becomes of a text on its way to the phone", async () => {
  const { gosms } = office;
  const [undelivered, failed, neverDelivered, delivered] = [603, 604, 605, 606] as const;
  gosms.faults.add([
    { kind: "undelivered", recipient: numberOf(undelivered) },
    { kind: "failed", recipient: numberOf(failed) },
    { kind: "neverDelivered", recipient: numberOf(neverDelivered) },
  ]);
  await send(office, undelivered, failed, neverDelivered, delivered);
  const delivery = async (patient: number) => (await rowOf(office, patient)).delivery;
  await expect.poll(() => delivery(delivered), { timeout: bound(40_000) }).toBe("delivered");
  // The popup shows three of what waits for a person, and other tests have left more.
  const waiting = await office.extension.open("options.html#ceka");
  for (const patient of [undelivered, failed]) {
    await expect.poll(() => delivery(patient)).toBe("undelivered");
    const entry = waiting.getByRole("listitem").filter({ hasText: nameOf(patient) });
    await expect(
      entry.getByText("Na telefon se nepodařilo doručit. Zavolejte prosím pacientovi."),
    ).toBeVisible();
    await expect(inLog(office, patient)).toContainText("Nedoručeno");
  }
  await expect(inPopup(office, delivered)).toContainText(/\bdoručeno/iu);
  await expect.poll(async () => (await rowOf(office, neverDelivered)).receiptTries).toBeGreaterThan(0);
  await expect(inPopup(office, neverDelivered)).toContainText(/Odesláno/iu);
  expect(await delivery(neverDelivered)).toBe("pending");
});
