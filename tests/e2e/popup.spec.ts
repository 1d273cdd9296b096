import { expect, test } from "./fixtures.ts";
import { look } from "./look.ts";

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
  await look(popup, "popup", [360, 400]);

  await popup.getByRole("button", { name: /Rozhodnout/ }).click();
  await popup.getByRole("button", { name: /Bylo odesláno: Tomáš/ }).click();
  await expect.poll(async () => (await ready.rows()).filter(({ state }) => state === "unknown")).toEqual([]);
  await popup.getByRole("button", { name: /Odeslat znovu: Marie/ }).click();
  await expect.poll(() => gosms.messagesTo("+420601000002").length).toBe(1);
  // The patient whose answer was lost has one text, and only one.
  expect(gosms.messagesTo("+420601000003")).toHaveLength(1);
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
