import { bound } from "../machine.ts";
import { expect, test } from "./fixtures.ts";
import { look } from "./look.ts";
import { createAppointment, nextWorkday, showDay } from "./practice.ts";

/** The popup, opened as a page of its own that speaks of a tab. */

const start = Temporal.Now.zonedDateTimeISO("Europe/Prague")
  .add({ days: 1 })
  .toInstant()
  .toString({ smallestUnit: "second" });
const names = ["Jana Vzorová", "Petr Ukázkový", "Marie Zkušební", "Tomáš Příkladný", "Eva Smyšlená"];
const item = (index: number) => ({
  appointment: {
    id: String(index),
    start,
    end: null,
    allDay: false,
    title: "",
    patient: { id: null, name: names[index] ?? "", phone: `60100000${index}` },
  },
  kind: "confirmation",
  text: `Potvrzujeme termín ${index}`,
});

test("says what to do first where nothing is set up", async ({ extension }) => {
  const popup = await extension.open("popup.html");
  await expect(popup.getByText("Chybí propojení s GoSMS")).toBeVisible();
  await look(popup, "popup-first", [360, 400]);
});

test("shows today's texts and lets a person decide the open question", async ({ ready, gosms, practice }) => {
  gosms.faults.add([
    { kind: "dropAfter", recipient: "+420601000003" },
    { kind: "400-unverified", recipient: "+420601000002" },
  ]);
  await ready.call("bulk.send", { calendarId: practice.url, items: names.map((_, index) => item(index)) });
  await expect
    .poll(async () => (await ready.rows()).map(({ state }) => state).sort())
    .toEqual(["rejected", "sent", "sent", "sent", "unknown"]);
  const popup = await ready.open("popup.html");
  await expect(popup.getByText("3 odeslány")).toBeVisible();
  await expect(popup.getByText("1 neznámý výsledek")).toBeVisible();
  await expect(popup.getByText(/GoSMS zprávu odmítla/)).toBeVisible();
  await expect(popup.getByText(/412,80|408|40\d,\d\d/).first()).toBeVisible();
  // Two of them nobody could tell, or nobody knows whether.
  await expect(popup.getByRole("region", { name: "Zítra: 5 lidí" })).toContainText("2 zavolat");
  await look(popup, "popup", [360, 400]);

  await popup.getByRole("button", { name: /Rozhodnout/ }).click();
  await popup.getByRole("button", { name: /Bylo odesláno: Tomáš/ }).click();
  await expect.poll(async () => (await ready.rows()).filter(({ state }) => state === "unknown")).toEqual([]);
  await popup.getByRole("button", { name: /Odeslat znovu: Marie/ }).click();
  await expect.poll(() => gosms.messagesTo("+420601000002").length).toBe(1);
  // The patient whose answer was lost has one text, and only one.
  expect(gosms.messagesTo("+420601000003")).toHaveLength(1);
});

test("a popup that is never drawn follows the log as well", async ({ ready, practice }) => {
  const popup = await ready.context.newPage();
  // As in a tab that nobody looks at.
  await popup.addInitScript("window.requestAnimationFrame = () => 0");
  await popup.goto(ready.url("popup.html"));
  await ready.call("bulk.send", { calendarId: practice.url, items: [item(0)] });
  await expect(popup.getByText("1 odeslána")).toBeVisible();
});

test("what waits is first in the popup, three of it, and all of it on its own page", async ({
  ready,
  gosms,
  practice,
}) => {
  gosms.faults.add([
    { kind: "dropAfter", recipient: "+420601000003" },
    ...[0, 1, 2, 4].map((index) => ({ kind: "400-unverified" as const, recipient: `+42060100000${index}` })),
  ]);
  await ready.call("bulk.send", { calendarId: practice.url, items: names.map((_, index) => item(index)) });
  await expect
    .poll(async () => (await ready.rows()).map(({ state }) => state).sort())
    .toEqual(["rejected", "rejected", "rejected", "rejected", "unknown"]);
  const popup = await ready.open("popup.html");
  const waiting = popup.getByRole("region", { name: "Čeká na vás (5)" });
  await expect(waiting.getByRole("listitem")).toHaveCount(3);
  // Whether it left nobody knows, which presses most.
  await expect(waiting.getByRole("listitem").first()).toContainText("Tomáš Příkladný");
  await look(popup, "popup-waiting", [360, 400]);
  const opening = ready.context.waitForEvent("page");
  await waiting.getByRole("link", { name: "A 2 další" }).click();
  const inbox = await opening;
  await expect(inbox.getByRole("heading", { level: 1, name: "Čeká na vás" })).toBeVisible();
  const list = inbox.getByRole("list", { name: "Co čeká na vás" });
  await expect(list.getByRole("listitem")).toHaveCount(5);
  await expect(inbox.getByRole("link", { name: "Čeká na vás 5" })).toBeVisible();
  await look(inbox, "options-waiting", [360, 1280]);

  await inbox.getByRole("button", { name: "Rozhodnout: Tomáš Příkladný" }).click();
  await inbox.getByRole("button", { name: "Bylo odesláno: Tomáš Příkladný" }).click();
  await inbox.getByRole("button", { name: "Odeslat znovu: Eva Smyšlená" }).click();
  await expect.poll(() => gosms.messagesTo("+420601000004").length).toBe(1);
  for (const name of names.slice(0, 3)) await inbox.getByRole("button", { name: `Skrýt: ${name}` }).click();
  await expect(inbox.getByText("Nic na vás nečeká.")).toBeVisible();
  await expect(inbox.getByRole("link", { name: "Čeká na vás", exact: true })).toBeVisible();
  await expect(popup.getByRole("region", { name: /Čeká na vás/ })).toHaveCount(0);
  expect(gosms.messagesTo("+420601000003")).toHaveLength(1);
});

/** As rows stand that a calendar without proof has proposed, or that are over a cap. */
const holdAll = (code: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open("pipni");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const tx = opening.result.transaction("outbox", "readwrite");
      const rows = tx.objectStore("outbox");
      rows.openCursor().onsuccess = ({ target }) => {
        const cursor = (target as IDBRequest<IDBCursorWithValue | null>).result;
        if (!cursor) return;
        const row = cursor.value;
        const reason = { code };
        cursor.update({
          ...row,
          state: "held",
          origin: "auto",
          reason,
          indexed: { ...row.indexed, attention: Date.now(), urgent: Date.now(), held: reason.code },
        });
        cursor.continue();
      };
      tx.oncomplete = () => resolve();
      tx.onerror = () => reject(tx.error);
    };
  });

test("what is only proposed leaves or is dropped one by one, on a person's word", async ({
  ready,
  gosms,
  practice,
}) => {
  const popup = await ready.open("popup.html");
  await popup.getByRole("button", { name: "Zastavit odesílání" }).click();
  await ready.call("bulk.send", { calendarId: practice.url, items: [item(0), item(1)] });
  await popup.evaluate(holdAll, "proposed");
  // Written past the background, nobody tells the popup.
  await popup.reload();
  await popup.getByRole("button", { name: "Znovu odesílat" }).click();
  await expect(popup.getByText(/nelze ověřit, že ji jeho server přijal/).first()).toBeVisible();
  await expect(popup.getByRole("button", { name: "Nechat pokračovat" })).toHaveCount(0);
  await look(popup, "popup-proposed", [360, 400]);
  await popup.getByRole("button", { name: "Neodesílat: Petr Ukázkový" }).click();
  await popup.getByRole("button", { name: "Odeslat: Jana Vzorová" }).click();
  await expect.poll(() => gosms.messagesTo("+420601000000").length).toBe(1);
  await expect
    .poll(async () => (await ready.rows()).map(({ state }) => state).sort())
    .toEqual(["sent", "skipped"]);
  expect(gosms.messagesTo("+420601000001")).toHaveLength(0);
});

/** The newest row as the one that counts a flood. */
const makeFlood = (changes: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const opening = indexedDB.open("pipni");
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const tx = opening.result.transaction("outbox", "readwrite");
      tx.objectStore("outbox").openCursor(null, "prev").onsuccess = ({ target }) => {
        const cursor = (target as IDBRequest<IDBCursorWithValue | null>).result;
        const { held: _, ...indexed } = cursor?.value.indexed ?? {};
        cursor?.update({
          ...cursor.value,
          state: "skipped",
          text: "",
          reason: { code: "flood", detail: changes },
          indexed: { ...indexed, attention: Date.now(), urgent: Date.now(), status: "notSent" },
        });
      };
      tx.oncomplete = () => resolve();
      tx.onerror = () => reject(tx.error);
    };
  });

test("28: what is over a cap is one line for all of it, and so is a flood", async ({
  ready,
  gosms,
  practice,
}) => {
  const popup = await ready.open("popup.html");
  await popup.getByRole("button", { name: "Zastavit odesílání" }).click();
  const items = Array.from({ length: 9 }, (_, index) => ({
    ...item(index),
    appointment: {
      ...item(index).appointment,
      patient: { id: null, name: `Pacient ${index}`, phone: `60100000${index}` },
    },
  }));
  await ready.call("bulk.send", { calendarId: practice.url, items });
  await popup.evaluate(holdAll, "burst");
  await popup.reload();
  await popup.evaluate(makeFlood, "2417");
  await popup.getByRole("button", { name: "Znovu odesílat" }).click();
  await popup.reload();
  const line = popup.getByRole("region", { name: "čeká na vaše rozhodnutí" });
  await expect(line).toContainText("Neobvykle mnoho zpráv najednou");
  await expect(line).toBeVisible();
  await expect(popup.getByText(/Z kalendáře přišlo tolik změn najednou.*2417/u)).toBeVisible();
  // Eight held texts are no eight rows.
  await expect(popup.getByText("Neobvykle mnoho zpráv najednou")).toHaveCount(1);
  await look(popup, "popup-caps", [360, 400, 1280]);
  await line.getByRole("button", { name: /^Odeslat/u }).click();
  await expect.poll(() => gosms.messages.length).toBe(8);
  await expect(line).toBeHidden();
});

test("Zastavit odesílání holds everything, and one click lets it go on", async ({
  ready,
  gosms,
  practice,
}) => {
  const popup = await ready.open("popup.html");
  await popup.getByRole("button", { name: "Zastavit odesílání" }).click();
  await expect(popup.getByText("Odesílání je zastavené")).toBeVisible();
  await ready.call("bulk.send", { calendarId: practice.url, items: [item(0)] });
  await popup.waitForTimeout(1000);
  expect(gosms.messages).toEqual([]);
  await popup.getByRole("button", { name: "Znovu odesílat" }).click();
  await expect.poll(() => gosms.messages.length).toBe(1);
});

test("the badge counts what needs a person", async ({ ready, gosms, practice }) => {
  gosms.faults.add({ kind: "dropAfter" });
  await ready.call("bulk.send", { calendarId: practice.url, items: [item(0)] });
  const worker = ready.context.serviceWorkers()[0];
  await expect
    .poll(() =>
      worker?.evaluate(() =>
        (
          globalThis as unknown as { chrome: { action: { getBadgeText(of: object): Promise<string> } } }
        ).chrome.action.getBadgeText({}),
      ),
    )
    .toBe("1");
});

test("a text that waits for the worker goes out although the worker was stopped", async ({
  ready,
  gosms,
  practice,
}) => {
  await ready.stopWorker();
  await ready.call("bulk.send", { calendarId: practice.url, items: [item(1)] });
  await expect.poll(() => gosms.messages.length).toBe(1);
});

test("what waits for a number that the directory has lost stays in sight, and goes to the calendar's on a person's word", async ({
  ready,
  practice,
  gosms,
}) => {
  const name = "Jana Dvořáková";
  const [patient] = practice.db.findPatients(name);
  await ready.call("patients.giveNumber", {
    calendarId: new URL(practice.url).origin,
    appointment: {
      ...{ id: "0", start, end: null, allDay: false, title: "" },
      patient: { id: String(patient?.id), name, phone: patient?.phone ?? null },
    },
    phone: "601 000 108",
  });
  const popup = await ready.open("popup.html");
  await popup.getByRole("button", { name: "Zastavit odesílání" }).click();
  const calendar = await ready.context.newPage();
  await calendar.setViewportSize({ width: 1280, height: 1300 });
  await calendar.goto(practice.url);
  await expect(calendar.getByRole("button", { name: "Hromadná SMS" })).toBeVisible();
  const day = nextWorkday();
  await showDay(calendar, day);
  await createAppointment(calendar, { patient: name, day, time: "17:00" });
  await expect
    .poll(async () => (await ready.rows()).map(({ phone }) => phone), { timeout: bound(20_000) })
    .toEqual(["+420601000108"]);
  const options = await ready.open("options.html#pacienti");
  await options
    .getByRole("button", { name: new RegExp(name) })
    .first()
    .click();
  await options.getByRole("dialog").getByRole("button", { name: "Smazat" }).click();
  const question = options.getByRole("dialog", { name: /^Smazat z adresáře/u });
  await question.getByRole("button", { name: "Smazat" }).click();
  await expect(options.getByText("Adresář je zatím prázdný")).toBeVisible();
  await options.close();
  await popup.getByRole("button", { name: "Znovu odesílat" }).click();
  await expect(popup.getByText(/Pacient má mezitím jiné číslo/)).toBeVisible();
  await expect(popup.getByRole("button", { name: "Nechat pokračovat" })).toHaveCount(0);
  await look(popup, "popup-other-number", [360, 400]);
  expect(gosms.messages).toEqual([]);
  await popup.getByRole("button", { name: `Odeslat: ${name}` }).click();
  await expect.poll(() => gosms.messages.flatMap(({ recipients }) => recipients)).toHaveLength(1);
  expect(gosms.messagesTo("+420601000108")).toEqual([]);
  await expect(popup.getByText(/Pacient má mezitím jiné číslo/)).toHaveCount(0);
});
