import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import type { Message } from "../../lib/domain/outbox/message.ts";
import type { Settings } from "../../lib/domain/settings.ts";
import { type Gosms, startGosms } from "../gosms/server.ts";
import { bound } from "../machine.ts";
import { type Extension, launchChromium } from "./chromium.ts";
import { test as base, expect } from "./fixtures.ts";
import { noticesOn } from "./notices.ts";
import { bulkItem, bulkItems, daytimeZone } from "./patients.ts";
import { cancelAppointment, chip, createAppointment, nextWorkday, showDay } from "./practice.ts";

/** What becomes of a queue while everything around it goes wrong, and what the user does about it. */

// Most of the time here is spent in waiting for the next alarm.
base.describe.configure({ timeout: bound(150_000) });

const configure = (
  extension: Extension,
  gosms: Gosms,
  change: (settings: Settings) => void = () => {},
): Promise<void> =>
  extension.configure(gosms.account, (settings) => {
    settings.practice.timeZone = daytimeZone();
    change(settings);
  });

const test = base.extend({
  extension: async ({ chromium, gosms }, use) => {
    await using extension = await chromium.install({ calendars: [] });
    await configure(extension, gosms);
    await use(extension);
  },
});

const send = (extension: Extension, items: readonly object[]) =>
  extension.call("bulk.send", { calendarId: "test", items });

/** How many rows stand in which state: `{ sent: 12, held: 8 }`. */
async function states(extension: Extension): Promise<Partial<Record<Message["state"], number>>> {
  const groups = Map.groupBy(await extension.rows(), ({ state }) => state);
  return Object.fromEntries([...groups].map(([state, rows]) => [state, rows.length]));
}

const expectStates = (
  extension: Extension,
  wanted: Partial<Record<Message["state"], number>>,
  timeout = bound(10_000),
) => expect.poll(() => states(extension), { timeout }).toEqual(wanted);

/** Every one of so many patients has exactly one text. */
function expectOneEach(gosms: Pick<Gosms, "messages">, count: number): void {
  const recipients = gosms.messages.flatMap((message) => message.recipients);
  expect(recipients).toHaveLength(count);
  expect(new Set(recipients).size).toBe(count);
}

/**
 * Sends, and stops time in the middle of the queue: eight texts have gone through, and the answers to the next four
 * keep the worker waiting long enough for a test to change something meanwhile.
 */
async function sendToTheMiddle(extension: Extension, gosms: Gosms, count: number): Promise<void> {
  // Before the first of them can leave.
  gosms.faults.add({ kind: "latency", path: "send", ms: 5000, after: 8, times: 4 });
  await send(extension, bulkItems(count));
  await expect.poll(() => gosms.messages.length, { intervals: [20] }).toBe(12);
}

const heldNotice = (popup: Page, count: number) =>
  popup.getByRole("region", { name: `${count} zpráv je pozdržených` });

test("401 in the middle of a queue of 20: all arrive, each once", async ({ gosms, extension }) => {
  await sendToTheMiddle(extension, gosms, 20);
  gosms.account.expireTokens();
  await expectStates(extension, { sent: 20 }, 20_000);
  expectOneEach(gosms, 20);
  const refused = gosms.requestsTo("send").filter(({ status }) => status === 401);
  expect(refused.length).toBeGreaterThan(0);
});

test("the secret is changed in the middle: the rest is held, and goes on with one click", async ({
  gosms,
  extension,
}) => {
  await sendToTheMiddle(extension, gosms, 20);
  gosms.account.clientSecret = "nove-heslo-jen-pro-ukazku";
  gosms.account.expireTokens();
  await expectStates(extension, { sent: 12, held: 8 }, 20_000);
  const popup = await extension.open("popup.html");
  await expect(heldNotice(popup, 8)).toContainText(
    "GoSMS nepřijala Klient ID nebo Klient Secret. Opravte je v nastavení; zprávy zatím čekají.",
  );
  const opening = extension.context.waitForEvent("page");
  await heldNotice(popup, 8).getByRole("link", { name: "Nastavení" }).click();
  const settings = await opening;
  await settings.getByLabel("Klient Secret").fill(gosms.account.clientSecret);
  await settings.getByRole("button", { name: "Test", exact: true }).click();
  await expect(settings.getByText("Propojení s GoSMS je v pořádku")).toBeVisible();

  await popup.bringToFront();
  await popup.getByRole("button", { name: "Nechat pokračovat" }).click();
  await expectStates(extension, { sent: 20 });
  expectOneEach(gosms, 20);
});

test("the channel is removed in the middle: the rest is held, and goes on with one click over another", async ({
  gosms,
  extension,
}) => {
  await sendToTheMiddle(extension, gosms, 20);
  const [, other] = gosms.account.channels;
  if (!other) throw new Error("the simulator has one channel only");
  gosms.account.channels = [other];
  await expectStates(extension, { sent: 12, held: 8 }, 20_000);
  const popup = await extension.open("popup.html");
  await expect(heldNotice(popup, 8)).toContainText("GoSMS nezná zadaný komunikační kanál.");
  await configure(extension, gosms, ({ sending }) => {
    sending.channel = other.id;
  });
  await popup.getByRole("button", { name: "Nechat pokračovat" }).click();
  await expectStates(extension, { sent: 20 });
  expectOneEach(gosms, 20);
});

test("a certificate that nobody vouches for: nothing leaves, and the queue waits", async ({ gosms }) => {
  await using extension = await launchChromium({ gosms, calendars: [], areCertificatesChecked: true });
  await configure(extension, gosms);
  await send(extension, bulkItems(3));
  const popup = await extension.open("popup.html");
  await expect(
    popup.getByText("Zpráva zatím neodešla, odejde sama. Spojení s GoSMS se přerušilo.").first(),
  ).toBeVisible();
  expect(await states(extension)).toEqual({ queued: 3 });
  // Not even the credentials.
  expect(gosms.requests).toEqual([]);
});

/** A disk that a test fills and frees. */
async function fillable(build: string): Promise<void> {
  const path = join(build, "background.js");
  const full = `{let full=false;new BroadcastChannel("disk").onmessage=({data})=>{full=data};
for(const name of["put","add"]){const native=IDBObjectStore.prototype[name];IDBObjectStore.prototype[name]=function(...all){
if(full)throw new DOMException("no room","QuotaExceededError");return native.apply(this,all)}}}\n`;
  await writeFile(path, full + (await readFile(path, "utf8")));
}

base(
  "a full disk: nothing leaves, the page says so, and afterwards all goes on",
  async ({ chromium, practice, gosms }) => {
    await using extension = await chromium.install({
      calendars: [new URL(practice.url).origin],
      prepare: fillable,
    });
    await configure(extension, gosms, ({ sending }) => {
      sending.settleSeconds = 0;
    });
    await extension.enable(practice.url, "Ordinace");
    const calendar = await openCalendar(extension, practice.url);
    const own = await extension.open("help/cs.html");
    const fill = (full: boolean) =>
      own.evaluate((is) => {
        const disk = new BroadcastChannel("disk");
        disk.postMessage(is);
        disk.close();
      }, full);
    await fill(true);
    await calendar.bringToFront();
    await createAppointment(calendar, { patient: "Jana Dvořáková", day, time: "17:00" });
    await expect
      .poll(() => noticesOn(calendar))
      .toContain("Na disku nebo v prohlížeči došlo místo a Pípni nemůže nic zapsat. Proto nic neodesílá.");
    expect(gosms.messages).toEqual([]);
    expect(await extension.rows()).toEqual([]);

    await fill(false);
    await createAppointment(calendar, { patient: "Petr Svoboda", day, time: "16:30" });
    await expect.poll(() => gosms.messages.length).toBe(1);
    expect(gosms.messages[0]?.recipients).toEqual(["+420601000002"]);
  },
);

test("the credit runs out in the middle of a bulk send: topped up, the rest goes with one click", async ({
  gosms,
  extension,
}) => {
  const price = 1.452;
  gosms.account.credit = 12 * price + 0.5;
  await send(extension, bulkItems(20));
  await expectStates(extension, { sent: 12, held: 8 });
  const popup = await extension.open("popup.html");
  await expect(heldNotice(popup, 8)).toContainText(
    "Na účtu GoSMS není dost kreditu. Dobijte jej a nechte zprávy pokračovat.",
  );
  await expect(popup.getByText("12 odesláno")).toBeVisible();
  // A click too early changes nothing for the worse.
  const asked = gosms.requestsTo("send").length;
  await popup.getByRole("button", { name: "Nechat pokračovat" }).click();
  await expect.poll(() => gosms.requestsTo("send").length).toBeGreaterThan(asked);
  await expectStates(extension, { sent: 12, held: 8 });
  gosms.account.credit = 100;
  await popup.getByRole("button", { name: "Nechat pokračovat" }).click();
  await expectStates(extension, { sent: 20 });
  expectOneEach(gosms, 20);
  await expect(heldNotice(popup, 8)).toBeHidden();
});

test("GoSMS cannot be reached, and then can: the queue goes on by itself", async () => {
  const before = await startGosms({ http2: false });
  await using extension = await launchChromium({ gosms: before, calendars: [] });
  await configure(extension, before);
  await before.close();
  await send(extension, bulkItems(20));
  const popup = await extension.open("popup.html");
  // Of as many as were on their way at once when the first one failed.
  await expect(
    popup
      .getByText(
        "Zpráva zatím neodešla, odejde sama. Spojení s GoSMS se přerušilo. Zkontrolujte připojení k internetu.",
      )
      .first(),
  ).toBeVisible();
  expect(await states(extension)).toEqual({ queued: 20 });
  await using after = await startGosms({ http2: false, port: before.port });
  await expectStates(extension, { sent: 20 }, 100_000);
  expectOneEach(after, 20);
});

test("GoSMS breaks down in the middle: what was in the air is unknown, the rest goes on by itself", async ({
  gosms,
  extension,
}) => {
  await sendToTheMiddle(extension, gosms, 20);
  const [breakdown = 0] = gosms.faults.add({ kind: "503", path: "any", times: "always" });
  // One more text than may be in the air at once has been written down by then; the others wait.
  await expect.poll(async () => (await states(extension)).sending ?? 0, { timeout: bound(20_000) }).toBe(0);
  const { unknown = 0, ...others } = await states(extension);
  expect(unknown).toBeGreaterThan(0);
  expect(unknown).toBeLessThanOrEqual(5);
  expect(others).toEqual({ sent: 12, queued: 8 - unknown });
  const popup = await extension.open("popup.html");
  // The popup counts all that wait for a person, and shows as many as fit without a scroll.
  await expect(popup.getByRole("heading", { name: `Čeká na vás (${unknown})` })).toBeVisible();
  await expect(popup.getByText("Bylo odesláno?")).toHaveCount(Math.min(unknown, 3));
  await expect(
    popup.getByText("Zpráva zatím neodešla, odejde sama. GoSMS má poruchu (chyba 503)."),
  ).toHaveCount(1);
  gosms.faults.remove(breakdown);
  await expectStates(extension, { sent: 20 - unknown, unknown }, 100_000);
  expectOneEach(gosms, 20 - unknown);
});

test("the worker is stopped in the middle of 50: each once or unknown, and the queue goes on by itself", async ({
  gosms,
  extension,
}) => {
  await sendToTheMiddle(extension, gosms, 50);
  await extension.stopWorker();
  // Nobody opens anything: only the alarm wakes the worker.
  await expect
    .poll(
      async () => {
        const { queued = 0, sending = 0 } = await states(extension);
        return queued + sending;
      },
      { timeout: bound(100_000) },
    )
    .toBe(0);
  const rows = await extension.rows();
  expect(rows).toHaveLength(50);
  for (const { state, phone, reason } of rows) {
    const got = gosms.messagesTo(phone).length;
    if (state === "sent") expect(got).toBe(1);
    else expect({ state, code: reason?.code }).toEqual({ state: "unknown", code: "interrupted" });
    expect(got).toBeLessThanOrEqual(1);
  }
  const unknown = rows.filter(({ state }) => state === "unknown").length;
  expect(unknown).toBeGreaterThan(0);
  // As many as may be in the air at once, and the one written down ahead of its place.
  expect(unknown).toBeLessThanOrEqual(5);
  const popup = await extension.open("popup.html");
  await popup
    .getByRole("button", { name: /^Rozhodnout/ })
    .first()
    .click();
  await expect(
    popup.getByText("Není jisté, zda zpráva odešla. Prohlížeč se během odesílání zavřel."),
  ).toBeVisible();
});

test("Zastavit odesílání holds what is queued, and Znovu odesílat sends it", async ({ gosms, extension }) => {
  const popup = await extension.open("popup.html");
  await sendToTheMiddle(extension, gosms, 20);
  await popup.getByRole("button", { name: "Zastavit odesílání" }).click();
  await expect(popup.getByText("Žádná SMS neodejde, dokud je znovu nepovolíte.")).toBeVisible();
  await expectStates(extension, { sent: 12, queued: 8 }, 20_000);
  await expect(popup.getByText("8 čeká")).toBeVisible();
  // Five of them: what can still be stopped comes first.
  await expect(popup.getByText("čeká na povolení odesílání")).toHaveCount(5);
  // Not even what is new, nor after the worker has started again.
  await extension.stopWorker();
  await send(extension, [bulkItem(21)]);
  await expectStates(extension, { sent: 12, queued: 9 });
  await popup.waitForTimeout(1500);
  expect(gosms.messages).toHaveLength(12);
  await popup.getByRole("button", { name: "Znovu odesílat" }).click();
  await expectStates(extension, { sent: 21 });
  expectOneEach(gosms, 21);
});

test("an appointment that begins while its text waits: not sent, and somebody is told why", async ({
  gosms,
  extension,
}) => {
  const popup = await extension.open("popup.html");
  await popup.getByRole("button", { name: "Zastavit odesílání" }).click();
  await expect(popup.getByText("Odesílání je zastavené")).toBeVisible();
  const start = Temporal.Now.instant().add({ seconds: 10 });
  await send(extension, [bulkItem(1, "reminder", start), bulkItem(2)]);
  await expectStates(extension, { queued: 2 });
  await popup.waitForTimeout(start.epochMilliseconds - Date.now() + 1000);
  await popup.getByRole("button", { name: "Znovu odesílat" }).click();
  await expectStates(extension, { skipped: 1, sent: 1 });
  const entry = popup.getByRole("listitem").filter({ hasText: "Pacient 0001" });
  await expect(entry.getByText("Zpráva neodešla. Termín už začal nebo proběhl.")).toBeVisible();
  await expect(popup.getByText("1 neodeslána")).toBeVisible();
  expect(gosms.messages.map(({ recipients }) => recipients)).toEqual([["+420601000002"]]);
  await entry.getByRole("button", { name: "Skrýt: Pacient 0001" }).click();
  await expect(entry.getByRole("button")).toHaveCount(0);
});

const day = nextWorkday();

async function openCalendar(extension: Extension, url: string): Promise<Page> {
  const page = await extension.context.newPage();
  await page.setViewportSize({ width: 1280, height: 1300 });
  await page.goto(url);
  await expect(page.getByRole("button", { name: "Hromadná SMS" })).toBeVisible();
  await showDay(page, day);
  return page;
}

base(
  "a kind that is switched off holds what is queued, and lets it go once it is on again",
  async ({ ready, practice, gosms }) => {
    const popup = await ready.open("popup.html");
    await popup.getByRole("button", { name: "Zastavit odesílání" }).click();
    await expect(popup.getByText("Odesílání je zastavené")).toBeVisible();
    const calendar = await openCalendar(ready, practice.url);
    await createAppointment(calendar, { patient: "Jana Dvořáková", day, time: "17:00" });
    await expectStates(ready, { queued: 1 });

    const settings = await ready.open("options.html#texty");
    const kind = settings.getByRole("checkbox", { name: /Odesílat – Potvrzení/ });
    await kind.uncheck();
    await settings.getByRole("button", { name: "Uložit" }).click();
    await expect(settings.getByText("Uloženo")).toBeVisible();
    await popup.bringToFront();
    await popup.getByRole("button", { name: "Znovu odesílat" }).click();
    await expectStates(ready, { held: 1 });
    const notice = popup.getByRole("region", { name: "1 zpráva je pozdržená" });
    await expect(notice).toContainText(
      "Tento druh zpráv je vypnutý. Zapnete jej v nastavení, v části Texty; zprávy pak odejdou samy.",
    );
    // There is nothing that a press of it could do.
    await expect(notice.getByRole("button", { name: "Nechat pokračovat" })).toHaveCount(0);
    expect(gosms.messages).toEqual([]);

    await settings.bringToFront();
    await kind.check();
    await settings.getByRole("button", { name: "Uložit" }).click();
    await expectStates(ready, { sent: 1 });
    expect(gosms.messagesTo("+420601000001")).toHaveLength(1);
  },
);

base(
  "an appointment cancelled or moved while its confirmation is held: that is not sent, and says why",
  async ({ ready, practice, gosms }) => {
    gosms.faults.add({ kind: "400-credit", times: "always" });
    const calendar = await openCalendar(ready, practice.url);
    await createAppointment(calendar, { patient: "Jana Dvořáková", day, time: "17:00" });
    await createAppointment(calendar, { patient: "Petr Svoboda", day, time: "16:30" });
    await expectStates(ready, { held: 2 });

    await cancelAppointment(calendar, chip(calendar, "Jana Dvořáková", "17:00"));
    await expectStates(ready, { held: 1, skipped: 1 });
    gosms.faults.clear();
    await chip(calendar, "Petr Svoboda", "16:30").click();
    const editor = calendar.getByRole("dialog", { name: "Termín", exact: true });
    await editor.getByLabel("Začátek").fill("17:00");
    await editor.getByRole("button", { name: "Uložit" }).click();
    await expectStates(ready, { skipped: 2, sent: 1 });
    expect(gosms.messages.map(({ recipients }) => recipients)).toEqual([["+420601000002"]]);
    expect(gosms.messages[0]?.text).toContain(" v 17:00");

    const log = await ready.open("options.html#odeslane");
    await expect(log.getByRole("row").filter({ hasText: "Jana Dvořáková" })).toContainText(
      "Zpráva neodešla. Změna byla vzata zpět dřív, než zpráva odešla.",
    );
    await expect(
      log.getByRole("row").filter({ hasText: "Petr Svoboda" }).filter({ hasText: "16:30" }),
    ).toContainText("Zpráva neodešla. Termín se mezitím změnil; platí novější zpráva.");
    // Nothing of it waits for anybody any more.
    const popup = await ready.open("popup.html");
    await expect(popup.getByText("pozdržen")).toHaveCount(0);
  },
);
