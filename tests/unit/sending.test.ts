// @vitest-environment node
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { fakeBrowser } from "wxt/testing/fake-browser";
import type { AppointmentChange } from "../../lib/domain/appointment.ts";
import type { Message } from "../../lib/domain/outbox/message.ts";
import { appointment, type Clinic, calendarId, openClinic } from "./support/clinic.ts";

let clinic: Clinic;

beforeEach(async () => {
  clinic = await openClinic();
});
afterEach(async () => {
  vi.useRealTimers();
  await clinic[Symbol.asyncDispose]();
});

const created = (id: string, hour: number) =>
  clinic.intake.recordChange(calendarId, { type: "created", appointment: appointment(id, hour) });
const moved = (id: string, from: number, to: number) =>
  clinic.intake.recordChange(calendarId, {
    type: "moved",
    appointment: appointment(id, to),
    previousStart: appointment(id, from).start,
  });
const cancelled = (id: string, hour: number) =>
  clinic.intake.recordChange(calendarId, { type: "cancelled", appointment: appointment(id, hour) });

const texts = () => clinic.gosms.messages.map(({ text }) => text);
const rows = (): Promise<Message[]> => clinic.outbox.listSince(0, Number.MAX_SAFE_INTEGER);
const states = async () => (await rows()).map(({ state }) => state);

describe("automatic texts", () => {
  test("a created appointment is confirmed with its own time, in one SMS", async () => {
    const answer = await created("1", 9);
    expect(answer.pending).toHaveLength(1);
    await clinic.dispatcher.dispatch();
    expect(texts()).toHaveLength(1);
    expect(texts()[0]).toMatch(/potvrzujeme Vas termin .* v 9:00, Ordinace Na Namesti/);
    expect(clinic.gosms.messages[0]).toMatchObject({ recipients: ["+420601000001"], parts: 1 });
    expect(await states()).toEqual(["sent"]);
  });

  test("7: the same news is told once; moving there and back is told each time", async () => {
    for (const step of [
      () => created("1", 9),
      () => created("1", 9),
      () => moved("1", 9, 10),
      () => moved("1", 9, 10),
    ]) {
      await step();
      await clinic.dispatcher.dispatch();
    }
    expect(texts()).toHaveLength(2);
    await moved("1", 10, 9);
    await clinic.dispatcher.dispatch();
    expect(texts().map((text) => / v (\d+:\d\d)/.exec(text)?.[1])).toEqual(["9:00", "10:00", "9:00"]);
  });

  test("a move is told as one where that kind is on, and as the same news either way", async () => {
    const tellMoves = (enabled: boolean) =>
      clinic.set((settings) => {
        settings.templates.change.enabled = enabled;
      });
    await tellMoves(true);
    for (const step of [
      () => created("1", 9),
      () => moved("1", 9, 10),
      () => tellMoves(false),
      // The page had no answer, and reports it once more.
      () => moved("1", 9, 10),
      () => moved("1", 10, 11),
    ]) {
      await step();
      await clinic.dispatcher.dispatch();
    }
    expect((await rows()).map(({ kind }) => kind).reverse()).toEqual([
      "confirmation",
      "change",
      "confirmation",
    ]);
    expect(texts()[1]).toMatch(/termin jsme presunuli na .* v 10:00/);
    expect(texts()[2]).toMatch(/potvrzujeme Vas termin .* v 11:00/);
    const { refused } = await clinic.intake.sendBulk(calendarId, [
      { appointment: appointment("1", 10), kind: "confirmation", text: "Potvrzujeme" },
    ]);
    expect(refused).toMatchObject([{ reason: { code: "alreadySent" } }]);
  });

  test("a waiting text about a move becomes a confirmation when its kind is switched off", async () => {
    await clinic.set((settings) => {
      settings.templates.change.enabled = true;
    });
    await moved("1", 9, 10);
    await clinic.set((settings) => {
      settings.templates.change.enabled = false;
    });
    await clinic.dispatcher.dispatch();
    expect(texts()).toMatchObject([expect.stringMatching(/potvrzujeme Vas termin .* v 10:00/)]);
  });

  test("create, move and cancel within the settling time send nothing", async () => {
    await clinic.set((settings) => {
      settings.sending.settleSeconds = 60;
    });
    await created("1", 9);
    await moved("1", 9, 10);
    const last = await cancelled("1", 10);
    expect(last.pending).toEqual([]);
    expect(last.withdrawn).toHaveLength(1);
    await clinic.dispatcher.dispatch();
    expect(texts()).toEqual([]);
    expect(await states()).toEqual(["skipped", "skipped"]);
  });

  test("a change that came to nothing comes to nothing again when the page reports it once more", async () => {
    await clinic.set((settings) => {
      settings.sending.settleSeconds = 60;
    });
    await created("1", 9);
    await cancelled("1", 9);
    expect((await cancelled("1", 9)).pending).toEqual([]);
    const again = await created("1", 9);
    expect(again.pending).toMatchObject([{ kind: "confirmation", state: "queued" }]);
    await moved("1", 9, 10);
    await moved("1", 10, 9);
    expect((await moved("1", 10, 9)).pending).toMatchObject([{ kind: "confirmation" }]);
  });

  test("a start that was told is known, though its text was once taken back and the clock set back since", async () => {
    await created("1", 9);
    await cancelled("1", 9);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() - 3_600_000 });
    await created("1", 9);
    await clinic.dispatcher.dispatch();
    expect((await cancelled("1", 9)).pending).toMatchObject([{ kind: "cancellation" }]);
  });

  test("a start that was never told is no matter once the patient was told of another", async () => {
    await clinic.set((settings) => {
      settings.sending.settleSeconds = 1;
    });
    await created("1", 9);
    await cancelled("1", 9);
    await clinic.set((settings) => {
      settings.sending.settleSeconds = 0;
    });
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 1000 });
    await created("1", 10);
    await clinic.dispatcher.dispatch();
    await clinic.set((settings) => {
      settings.templates.confirmation.enabled = false;
    });
    await moved("1", 10, 9);
    expect((await cancelled("1", 9)).pending).toMatchObject([{ kind: "cancellation" }]);
  });

  test("a text that waits is left as it is when the page reports its change once more", async () => {
    await clinic.set((settings) => {
      settings.sending.settleSeconds = 60;
    });
    const first = await created("1", 9);
    await clinic.set((settings) => {
      settings.templates.confirmation.enabled = false;
    });
    expect(await created("1", 9)).toEqual(first);
    expect(await states()).toEqual(["queued"]);
  });

  test("what a person wants sent again is not taken back by a report that changes nothing", async () => {
    clinic.gosms.faults.add({ kind: "403" });
    const [first] = (await created("1", 9)).pending;
    await clinic.dispatcher.dispatch();
    await clinic.intake.sendAgain([first?.id ?? ""]);
    await created("1", 9);
    expect(await states()).toEqual(["queued", "rejected"]);
  });

  test("when nothing can be written, what waited still waits", async () => {
    await clinic.set((settings) => {
      settings.sending.settleSeconds = 60;
    });
    await created("1", 9);
    const add = vi.spyOn(IDBObjectStore.prototype, "add").mockImplementation(() => {
      throw new DOMException("no space left", "QuotaExceededError");
    });
    await expect(moved("1", 9, 10)).rejects.toThrow("no space left");
    add.mockRestore();
    expect(await states()).toEqual(["queued"]);
  });

  test("news of one appointment waits for the answer to the news before it, so that it is read in that order", async () => {
    clinic.gosms.faults.add({ kind: "latency", ms: 2000, path: "send", times: 1 });
    await created("1", 9);
    const first = clinic.dispatcher.dispatch();
    await vi.waitFor(() => expect(clinic.gosms.requestsTo("send")).toHaveLength(1), { timeout: 10_000 });
    await moved("1", 9, 10);
    await created("2", 9);
    await Promise.all([first, clinic.dispatcher.dispatch()]);
    const [one, other, two] = clinic.gosms.requestsTo("send");
    expect([one, other, two].map((request) => request?.recipients[0])).toEqual([
      "+420601000001",
      "+420601000002",
      "+420601000001",
    ]);
    expect(texts()).toHaveLength(3);
  });

  test.for([false, true])(
    "a cancellation that names an earlier time is told once, however often it is reported (database lost: %s)",
    async (loseDatabase) => {
      await created("1", 9);
      await clinic.dispatcher.dispatch();
      await clinic.set((settings) => {
        settings.sending.settleSeconds = 1;
      });
      await moved("1", 9, 10);
      await cancelled("1", 10);
      await new Promise((resolve) => setTimeout(resolve, 1100));
      await clinic.dispatcher.dispatch();
      const before = texts();
      expect(before).toHaveLength(2);
      if (loseDatabase) await clinic.restart({ loseDatabase });
      await cancelled("1", 10);
      await new Promise((resolve) => setTimeout(resolve, 1100));
      await clinic.dispatcher.dispatch();
      expect(texts()).toEqual(before);
    },
  );

  test("a text that GoSMS put off is dropped when its appointment was moved meanwhile", async () => {
    clinic.gosms.faults.add([
      { kind: "latency", ms: 2000, path: "send", times: 1 },
      { kind: "429", retryAfter: 1 },
    ]);
    await created("1", 9);
    const first = clinic.dispatcher.dispatch();
    await vi.waitFor(() => expect(clinic.gosms.requestsTo("send")).toHaveLength(1), { timeout: 10_000 });
    await moved("1", 9, 10);
    await first;
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await clinic.dispatcher.dispatch();
    expect(texts()).toEqual([expect.stringContaining(" v 10:00")]);
    const [, old] = await rows();
    expect(old).toMatchObject({ state: "skipped", reason: { code: "superseded" } });
  });

  test("a text of a moved appointment is not sent again, and says why", async () => {
    clinic.gosms.faults.add({ kind: "dropBefore" });
    await created("1", 9);
    await clinic.dispatcher.dispatch();
    const [unknown] = await rows();
    await moved("1", 9, 10);
    await clinic.dispatcher.dispatch();
    await clinic.intake.sendAgain([unknown?.id ?? ""]);
    await clinic.dispatcher.dispatch();
    expect(texts()).toEqual([expect.stringContaining(" v 10:00")]);
    expect((await rows())[0]).toMatchObject({ state: "skipped", reason: { code: "superseded" } });
  });

  test("moving away, back and away again within the settling time is still news", async () => {
    await created("1", 9);
    await clinic.dispatcher.dispatch();
    await clinic.set((settings) => {
      settings.sending.settleSeconds = 60;
    });
    await moved("1", 9, 10);
    expect((await moved("1", 10, 9)).pending).toEqual([]);
    expect((await moved("1", 9, 10)).pending).toHaveLength(1);
  });

  test("a cancellation within the settling time of a move names the time that the patient knows", async () => {
    await clinic.set((settings) => {
      settings.sending.settleSeconds = 1;
    });
    await moved("1", 9, 10);
    await cancelled("1", 10);
    const [waiting] = await clinic.outbox.messagesInState("queued");
    expect(waiting).toMatchObject({
      kind: "cancellation",
      appointment: { start: appointment("1", 9).start },
    });
  });

  test("6: a kind that is off is not sent; what waited when it was switched off goes on once it is on", async () => {
    const switchTo = (enabled: boolean) =>
      clinic.set((settings) => {
        settings.templates.confirmation.enabled = enabled;
      });
    await created("1", 9);
    await switchTo(false);
    await clinic.dispatcher.dispatch();
    await created("2", 9);
    await clinic.dispatcher.dispatch();
    expect(texts()).toEqual([]);
    expect(await rows()).toMatchObject([{ state: "held", reason: { code: "kindOff" } }]);
    await switchTo(true);
    await clinic.dispatcher.dispatch();
    expect(texts()).toHaveLength(1);
  });

  test("the past, people without a phone and entries without a person get nothing", async () => {
    const yesterday = Temporal.Now.instant().subtract({ hours: 24 }).toString();
    const odd = [
      appointment("1", 9, { start: yesterday }),
      appointment("2", 9, { patient: null }),
      appointment("3", 9, { patient: { id: "1", name: "Eva Smyšlená", phone: null } }),
      appointment("4", 9, { patient: { id: "1", name: "Karel Nesmyslný", phone: "234 567 890" } }),
    ];
    const answers = [];
    for (const one of odd)
      answers.push(await clinic.intake.recordChange(calendarId, { type: "created", appointment: one }));
    await clinic.dispatcher.dispatch();
    expect(texts()).toEqual([]);
    expect(answers.map(({ skipped }) => skipped?.code)).toEqual([
      undefined,
      undefined,
      "noPhone",
      "phoneLandline",
    ]);
  });

  test("an empty practice name stops the text and says which placeholder is empty", async () => {
    await clinic.set((settings) => {
      settings.practice.name = "";
    });
    expect((await created("1", 9)).skipped).toEqual({ code: "placeholderEmpty", detail: "#ZARIZENI#" });
    expect(texts()).toEqual([]);
  });

  test("a flood from a page waits for a person", async () => {
    for (let index = 1; index <= 35; index++) await created(String(index), 9);
    await clinic.dispatcher.dispatch();
    expect(texts()).toHaveLength(30);
    // Together with what waits for credit or the like, they do not go on: a person is told how many they are.
    await clinic.dispatcher.release();
    await clinic.dispatcher.dispatch();
    expect(texts()).toHaveLength(30);
    await clinic.dispatcher.releaseThese(await clinic.outbox.heldFor("burst", Date.now()));
    await clinic.dispatcher.dispatch();
    expect(texts()).toHaveLength(35);
  });

  test("of a flood, only what somebody has seen goes on", async () => {
    for (let index = 1; index <= 35; index++) await created(String(index), 9);
    await clinic.dispatcher.dispatch();
    const held = await clinic.outbox.heldFor("burst", Number.MAX_SAFE_INTEGER);
    expect(held).toHaveLength(5);
    const first = Math.min(...held.map(({ createdAt }) => createdAt));
    expect(await clinic.outbox.heldFor("burst", first - 1)).toEqual([]);
    expect(await clinic.outbox.heldFor("credit", Number.MAX_SAFE_INTEGER)).toEqual([]);
    await clinic.dispatcher.releaseThese(held.slice(0, 2));
    await clinic.dispatcher.dispatch();
    expect(texts()).toHaveLength(32);
  });

  test("a ninth automatic text to one number within a day waits for a person, however long the name", async () => {
    const name = Array.from({ length: 95 }, (_, index) => String.fromCharCode(97 + (index % 26))).join(" ");
    const patient = { id: "1", name: `${name} ${"ž".repeat(5)}`, phone: "601 000 001" };
    for (let hour = 1; hour <= 9; hour++) {
      const change = { type: "created" as const, appointment: appointment(`${hour}`, hour, { patient }) };
      await clinic.intake.recordChange(calendarId, change);
    }
    await clinic.dispatcher.dispatch();
    expect(texts()).toHaveLength(8);
    expect(await clinic.outbox.messagesInState("held")).toMatchObject([{ reason: { code: "dailyCap" } }]);
  });

  test("stopped by the user: not sent, and the page learns whether it was in time", async () => {
    const [pending] = (await created("1", 9)).pending;
    expect(await clinic.intake.stop("https://jiny.example", pending?.id ?? "")).toBe(false);
    expect(await clinic.intake.stop(calendarId, pending?.id ?? "")).toBe(true);
    await clinic.dispatcher.dispatch();
    expect(texts()).toEqual([]);
    const [sent] = (await created("2", 9)).pending;
    await clinic.dispatcher.dispatch();
    expect(await clinic.intake.stop(calendarId, sent?.id ?? "")).toBe(false);
  });
});

test.for(["worker", "browser"])(
  "an alarm that wakes the %s sends nothing before the rows are true again",
  async (which) => {
    await created("1", 9);
    await created("2", 10);
    await clinic.restart({
      browser: which === "browser",
      meanwhile: () => clinic.dispatcher.dispatch(),
    });
    await clinic.dispatcher.dispatch();
    expect(await states()).toEqual(["sent", "sent"]);
    // The second copy tells so, too: or the loss of the first would send them once more.
    await clinic.restart({ loseDatabase: true });
    await clinic.dispatcher.dispatch();
    expect(texts()).toHaveLength(2);
  },
);

test("what nobody can prove is proposed, and leaves on a person's word for just that text", async () => {
  const guessed = (change: AppointmentChange) => clinic.intake.recordGuess(calendarId, change);
  await guessed({ type: "created", appointment: appointment("1", 9) });
  const { skipped } = await guessed({ type: "cancelled", appointment: appointment("2", 10) });
  expect(skipped).toEqual({ code: "proposed" });
  // Seen once more in the next look at the calendar.
  await guessed({ type: "created", appointment: appointment("1", 9) });
  await clinic.dispatcher.dispatch();
  await clinic.dispatcher.release();
  await clinic.dispatcher.dispatch();
  expect(await states()).toEqual(["held", "held"]);
  expect(texts()).toEqual([]);
  const cancellation = (await rows()).find(({ kind }) => kind === "cancellation");
  await clinic.outbox.updateMessage(cancellation?.id ?? "", { type: "release" }, Date.now());
  await clinic.dispatcher.dispatch();
  expect(texts()).toMatchObject([expect.stringContaining("zrusen")]);
});

describe("what can go wrong on the way", () => {
  test.for([
    ["dropAfter", "network"],
    ["truncatedJson", "badAnswer"],
    ["502", "serverError"],
    ["htmlPage", "badAnswer"],
  ] as const)("%s: the outcome is unknown, shown, and never repeated", async ([kind, code]) => {
    clinic.gosms.faults.add({ kind });
    await created("1", 9);
    await clinic.dispatcher.dispatch();
    await clinic.dispatcher.dispatch();
    const [row] = await rows();
    expect(row).toMatchObject({ state: "unknown", reason: { code } });
    expect(row?.creditAfter).toBeTypeOf("number");
    expect(await clinic.outbox.countAttention()).toBe(1);
    expect(clinic.gosms.requestsTo("send")).toHaveLength(1);
  });

  test.for([
    ["400-unverified", "refused"],
    ["403", "forbidden"],
    ["422", "refused"],
    ["invalidRecipient", "invalidRecipient"],
  ] as const)("%s: refused with a reason, and the rest go on", async ([kind, code]) => {
    clinic.gosms.faults.add({ kind, recipient: "+420601000001" });
    await created("1", 9);
    await created("2", 9);
    await clinic.dispatcher.dispatch();
    const byId = new Map((await rows()).map((row) => [row.appointment.id, row]));
    expect(byId.get("1")).toMatchObject({ state: "rejected", reason: { code } });
    expect(byId.get("2")).toMatchObject({ state: "sent" });
  });

  test("a token that expired in the middle is renewed once, and nothing is repeated", async () => {
    clinic.gosms.faults.add({ kind: "401" });
    await created("1", 9);
    await clinic.dispatcher.dispatch();
    expect(await states()).toEqual(["sent"]);
    expect(texts()).toHaveLength(1);
    expect(clinic.gosms.requestsTo("token")).toHaveLength(2);
  });

  test("429 puts the text back until GoSMS wants it", async () => {
    clinic.gosms.faults.add({ kind: "429", retryAfter: 1 });
    await created("1", 9);
    await clinic.dispatcher.dispatch();
    const [row] = await rows();
    expect(row).toMatchObject({ state: "queued", reason: { code: "rateLimited" } });
    expect((row?.notBefore ?? 0) - Date.now()).toBeLessThanOrEqual(1000);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await clinic.dispatcher.dispatch();
    expect(await states()).toEqual(["sent"]);
  });

  test.for(["400-credit", "wrong secret"])("%s holds the queue; a click lets it go on", async (trouble) => {
    const { account } = clinic.gosms;
    const { saveCredentials } = await import("../../lib/storage/secrets.ts");
    if (trouble === "400-credit") clinic.gosms.faults.add({ kind: "400-credit" });
    else await saveCredentials({ clientId: account.clientId, clientSecret: "spatne-heslo" });
    for (const id of ["1", "2", "3", "4", "5", "6"]) await created(id, 9);
    await clinic.dispatcher.dispatch();
    expect(new Set(await states())).not.toContain("unknown");
    expect(await clinic.outbox.messagesInState("held")).not.toEqual([]);
    await saveCredentials({ clientId: account.clientId, clientSecret: account.clientSecret });
    await clinic.dispatcher.release();
    await clinic.dispatcher.dispatch();
    expect(new Set(await states())).toEqual(new Set(["sent"]));
    expect(texts()).toHaveLength(6);
  });

  test("the worker dies while sending: unknown at the next start, never repeated", async () => {
    await created("1", 9);
    const [row] = await rows();
    const { claim } = await import("../../lib/background/claims/this-computer.ts");
    await claim(row?.id ?? "", () => ({ text: "…", parts: 1, creditBefore: null }));
    await clinic.restart();
    await clinic.dispatcher.dispatch();
    expect(await rows()).toMatchObject([{ state: "unknown", reason: { code: "interrupted" } }]);
    expect(texts()).toEqual([]);
  });

  test("losing the whole database sends nothing twice and loses nothing that waited", async () => {
    await created("1", 9);
    await moved("1", 9, 10);
    await clinic.dispatcher.dispatch();
    await clinic.set((settings) => {
      settings.sending.settleSeconds = 1;
    });
    await created("2", 11);
    const before = texts();
    await clinic.restart({ loseDatabase: true });
    await clinic.set((settings) => {
      settings.sending.settleSeconds = 0;
    });
    await moved("1", 9, 10);
    await created("2", 11);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await clinic.dispatcher.dispatch();
    expect(texts().slice(before.length)).toEqual([expect.stringContaining(" v 11:00")]);
  });

  test("a database that vanishes while the worker lives is filled again before anything is decided by it", async () => {
    await created("1", 9);
    await clinic.dispatcher.dispatch();
    await clinic.set((settings) => {
      settings.sending.settleSeconds = 60;
    });
    await created("2", 11);
    const before = texts();
    await clinic.loseDatabase();
    const again = await created("1", 9);
    expect(again.pending).toEqual([]);
    await created("2", 11);
    await clinic.dispatcher.dispatch();
    expect(texts()).toEqual(before);
    expect(await clinic.outbox.messagesInState("queued")).toHaveLength(1);
  });

  test("a refused text that nobody has seen yet is still shown after the database was lost", async () => {
    clinic.gosms.faults.add({ kind: "403" });
    await created("1", 9);
    await clinic.dispatcher.dispatch();
    await clinic.restart({ loseDatabase: true });
    const [row] = await clinic.outbox.listAttention();
    expect(row).toMatchObject({ state: "rejected", phone: "+420601000001", reason: { code: "forbidden" } });
    await clinic.outbox.updateMessage(row?.id ?? "", { type: "acknowledge" }, Date.now());
    expect(JSON.stringify(await fakeBrowser.storage.local.get(null))).not.toContain("601000001");
  });

  test("of two rows that tell the same, the one that may have been told stays", async () => {
    await created("1", 9);
    const [waiting] = await rows();
    if (!waiting) throw new Error("nothing waits");
    const told = { ...waiting, id: crypto.randomUUID(), state: "unknown" as const };
    expect(await clinic.outbox.restoreMessages([told])).toEqual([]);
    expect(await clinic.outbox.restoreMessages([waiting])).toEqual([waiting.id]);
    expect((await rows()).map(({ id }) => id)).toEqual([told.id]);
  });

  test("33: a text that waited until its appointment began is not sent, and somebody is told", async () => {
    await created("1", 9);
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 2 * 24 * 3600_000 });
    await clinic.dispatcher.dispatch();
    expect(texts()).toEqual([]);
    expect(await rows()).toMatchObject([{ state: "skipped", reason: { code: "past" } }]);
    expect(await clinic.outbox.countAttention()).toBe(1);
  });
});

describe("bulk sends", () => {
  const item = (id: string, text = `Text ${id}`) => ({
    appointment: appointment(id, 9),
    kind: "reminder" as const,
    text,
  });

  test("what was shown is sent, each once, and the rest go on past a refused row", async () => {
    const items = [
      item("1"),
      item("2"),
      { ...item("3"), appointment: appointment("3", 9, { patient: null }) },
    ];
    const answer = await clinic.intake.sendBulk(calendarId, items);
    expect(answer.queued).toHaveLength(2);
    expect(answer.refused).toEqual([{ appointmentId: "3", reason: { code: "noPatient" } }]);
    await clinic.dispatcher.dispatch();
    const again = await clinic.intake.sendBulk(calendarId, items);
    expect(again.queued).toEqual([]);
    expect(again.refused.map(({ reason }) => reason.code)).toEqual([
      "alreadySent",
      "alreadySent",
      "noPatient",
    ]);
    expect(texts().sort()).toEqual(["Text 1", "Text 2"]);
  });

  test("what was sent before the database was lost is not sent again", async () => {
    await clinic.intake.sendBulk(calendarId, [item("1")]);
    await clinic.dispatcher.dispatch();
    await clinic.restart({ loseDatabase: true });
    const again = await clinic.intake.sendBulk(calendarId, [item("1")]);
    await clinic.dispatcher.dispatch();
    expect(again.refused).toMatchObject([{ reason: { code: "alreadySent" } }]);
    expect(texts()).toEqual(["Text 1"]);
  });

  test("10: a double click sends once", async () => {
    const answers = await Promise.all([
      clinic.intake.sendBulk(calendarId, [item("1")]),
      clinic.intake.sendBulk(calendarId, [item("1")]),
    ]);
    await clinic.dispatcher.dispatch();
    expect(answers.flatMap(({ queued }) => queued)).toHaveLength(1);
    expect(texts()).toHaveLength(1);
  });

  test("21: the failed are sent again with one click, and two clicks are one", async () => {
    clinic.gosms.faults.add({ kind: "400-unverified" });
    const { queued } = await clinic.intake.sendBulk(calendarId, [item("1")]);
    await clinic.dispatcher.dispatch();
    expect(await states()).toEqual(["rejected"]);
    await Promise.all([clinic.intake.sendAgain(queued), clinic.intake.sendAgain(queued)]);
    await clinic.dispatcher.dispatch();
    expect(texts()).toEqual(["Text 1"]);
    expect((await states()).sort()).toEqual(["rejected", "sent"]);
  });

  test("sending a failed one again from the window leaves nothing for a person to deal with", async () => {
    clinic.gosms.faults.add({ kind: "400-unverified" });
    await clinic.intake.sendBulk(calendarId, [item("1")]);
    await clinic.dispatcher.dispatch();
    expect(await clinic.outbox.countAttention()).toBe(1);
    await clinic.intake.sendBulk(calendarId, [item("1")]);
    await clinic.dispatcher.dispatch();
    expect(await clinic.outbox.countAttention()).toBe(0);
    expect(texts()).toEqual(["Text 1"]);
  });

  test("stopped sending holds automatic and bulk texts alike, and lets both go on", async () => {
    await clinic.set((settings) => {
      settings.sending.paused = true;
    });
    await created("1", 9);
    await clinic.intake.sendBulk(calendarId, [item("2")]);
    await clinic.dispatcher.dispatch();
    expect(texts()).toEqual([]);
    expect(await states()).toEqual(["queued", "queued"]);
    await clinic.set((settings) => {
      settings.sending.paused = false;
    });
    await clinic.dispatcher.dispatch();
    expect(texts()).toHaveLength(2);
  });

  test("two hundred go out at four at a time, each once", async () => {
    const items = Array.from({ length: 200 }, (_, index) => item(String(index + 1)));
    await clinic.intake.sendBulk(calendarId, items);
    await clinic.dispatcher.dispatch();
    expect(new Set(texts()).size).toBe(200);
    expect(texts()).toHaveLength(200);
  });
});

describe("receipts", () => {
  test("20: delivered only on GoSMS's word, with its price", async () => {
    await created("1", 9);
    await clinic.dispatcher.dispatch();
    const [row] = await rows();
    expect(row).toMatchObject({ delivery: "pending", nextReceiptAt: expect.any(Number) });
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 6000 });
    await clinic.receipts.askReceipts();
    expect(await rows()).toMatchObject([
      { delivery: "delivered", price: 1.452, currency: "CZK", nextReceiptAt: null },
    ]);
  });

  test("a text that never arrives is asked about less and less often, and then no more", async () => {
    clinic.gosms.faults.add({ kind: "neverDelivered" });
    await created("1", 9);
    await clinic.dispatcher.dispatch();
    vi.useFakeTimers({ toFake: ["Date"] });
    const waits: number[] = [];
    for (let next = (await rows())[0]?.nextReceiptAt; next; next = (await rows())[0]?.nextReceiptAt) {
      waits.push(next - Date.now());
      vi.setSystemTime(next);
      await clinic.receipts.askReceipts();
    }
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waits.length).toBeGreaterThan(10);
    expect(await rows()).toMatchObject([{ state: "sent", delivery: "pending" }]);
  });

  /** Plays the clock forward to each question, up to a moment. @returns how many there were */
  async function askUntil(moment: number): Promise<number> {
    let asked = 0;
    for (let next = (await rows())[0]?.nextReceiptAt; next && next <= moment; asked++) {
      vi.setSystemTime(next);
      await clinic.receipts.askReceipts();
      next = (await rows())[0]?.nextReceiptAt;
    }
    return asked;
  }
  const start = (hour: number) => Date.parse(appointment("1", hour).start);
  const minute = 60_000;

  test("replies are looked for until the appointment begins, kept once, and count until they are read", async () => {
    await clinic.set((settings) => {
      settings.sending.channel = 2;
    });
    await created("1", 9);
    await clinic.dispatcher.dispatch();
    vi.useFakeTimers({ toFake: ["Date"] });
    const sent = Date.now();
    await askUntil(sent + 30 * minute);
    expect(await clinic.outbox.countAttention()).toBe(0);
    clinic.gosms.reply("+420601000001", "Ano, přijdu");
    await askUntil(sent + 3 * 60 * minute);
    const [row] = await rows();
    expect(row).toMatchObject({ delivery: "delivered", replies: [{ text: "Ano, přijdu", verdict: null }] });
    expect(await clinic.outbox.countAttention()).toBe(1);
    clinic.gosms.reply("+420601000001", "Nakonec ne");
    const asked = await askUntil(start(9) + 1);
    expect(asked).toBeLessThan(30);
    const [after] = await rows();
    expect(after?.replies.map(({ text }) => text)).toEqual(["Ano, přijdu", "Nakonec ne"]);
    expect(after?.nextReceiptAt).toBeNull();
    // It does not look as if it had been sent when GoSMS was asked last.
    const { refused } = await clinic.intake.sendBulk(calendarId, [
      { appointment: appointment("1", 9), kind: "confirmation", text: "Potvrzujeme" },
    ]);
    expect(refused).toMatchObject([{ reason: { code: "past" } }]);
  });

  test("learning more of a text does not change when it was sent", async () => {
    await clinic.set((settings) => {
      settings.sending.channel = 2;
    });
    await created("1", 9);
    await clinic.dispatcher.dispatch();
    const sent = (await rows())[0]?.updatedAt ?? 0;
    vi.useFakeTimers({ toFake: ["Date"] });
    await askUntil(sent + 4 * 60 * minute);
    const { refused } = await clinic.intake.sendBulk(calendarId, [
      { appointment: appointment("1", 9), kind: "confirmation", text: "Potvrzujeme" },
    ]);
    expect(refused).toMatchObject([{ reason: { code: "alreadySent", at: sent } }]);
  });

  test("where a text is the sender, nobody can answer and nobody is asked", async () => {
    await created("1", 9);
    await clinic.dispatcher.dispatch();
    vi.useFakeTimers({ toFake: ["Date"] });
    await askUntil(start(9));
    const { requests } = clinic.gosms;
    expect(requests.filter(({ path }) => /messages\/\d+$/u.test(path)).length).toBeLessThan(5);
  });

  test("a reply that could not be fetched is fetched later", async () => {
    await clinic.set((settings) => {
      settings.sending.channel = 2;
    });
    await created("1", 9);
    await clinic.dispatcher.dispatch();
    clinic.gosms.reply("+420601000001", "STOP");
    clinic.gosms.faults.add({ kind: "503", path: "replies" });
    vi.useFakeTimers({ toFake: ["Date"] });
    await askUntil(Date.now() + 10 * minute);
    expect(await rows()).toMatchObject([{ replies: [{ text: "STOP" }] }]);
  });

  test("32: one answer that GoSMS names under two texts is kept under one", async () => {
    await clinic.set((settings) => {
      settings.sending.channel = 2;
    });
    for (const id of ["1", "2"])
      await clinic.intake.recordChange(calendarId, {
        type: "created",
        appointment: appointment(id, 9, {
          patient: { id: "7", name: "Jana Vzorová", phone: "601 000 001" },
        }),
      });
    await clinic.dispatcher.dispatch();
    const replies = await import("../../lib/background/gateway/gosms.ts");
    vi.spyOn(replies.GoSms.prototype, "receipt").mockResolvedValue({
      ok: true,
      value: { delivery: "delivered", price: null, currency: null, replies: 1, channel: 2 },
    });
    vi.spyOn(replies.GoSms.prototype, "replies").mockResolvedValue({
      ok: true,
      value: [{ id: "77", text: "Ano", at: null }],
    });
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 6000 });
    await clinic.receipts.askReceipts();
    vi.restoreAllMocks();
    expect((await rows()).flatMap((row) => row.replies.map(({ id }) => id))).toEqual(["77"]);
  });

  test("what patients wrote stays out of the second copy, and a database that is lost asks nobody to read", async () => {
    await clinic.set((settings) => {
      settings.sending.channel = 2;
    });
    await created("1", 9);
    await clinic.dispatcher.dispatch();
    clinic.gosms.reply("+420601000001", "Tajná odpověď");
    vi.useFakeTimers({ toFake: ["Date"] });
    await askUntil(Date.now() + minute);
    expect(await clinic.outbox.countAttention()).toBe(1);
    const copied = JSON.stringify(await fakeBrowser.storage.local.get(null));
    expect(copied).toContain((await rows())[0]?.key);
    expect(copied).not.toContain("Tajná");
    await clinic.restart({ loseDatabase: true });
    expect(await clinic.outbox.listAttention()).toEqual([]);
    // Only the loss itself is told.
    expect(await clinic.outbox.countAttention()).toBe(1);
  });

  test("an undelivered text needs a person", async () => {
    clinic.gosms.faults.add({ kind: "undelivered" });
    await created("1", 9);
    await clinic.dispatcher.dispatch();
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 6000 });
    await clinic.receipts.askReceipts();
    expect(await rows()).toMatchObject([{ delivery: "undelivered" }]);
    expect(await clinic.outbox.countAttention()).toBe(1);
  });
});
