import type { Page } from "@playwright/test";
import { passwordOf, startEtcd } from "../etcd/server.ts";
import { bound } from "../machine.ts";
import { openBulk } from "./bulk-window.ts";
import { type Extension, launchChromium } from "./chromium.ts";
import { expect, test } from "./fixtures.ts";
import { look } from "./look.ts";
import { visits } from "./visits.ts";

/** Two computers of one practice on one calendar, which agree in a real etcd: each patient gets one text. */

const practiceName = "ordinace";
const backupPassword = "modrý slon tančí valčík";
const soon = bound(90_000);

async function fillPlace(page: Page, url: string, name: string, password: string): Promise<void> {
  await page.getByLabel("Dohodne se s ostatními").check();
  await page.getByLabel("Adresa", { exact: true }).fill(url);
  await page.getByLabel("Uživatel").fill(practiceName);
  await page.getByLabel("Heslo").fill(password);
  await page.getByLabel("Jméno tohoto počítače").fill(name);
}

async function saveBackup(page: Page): Promise<string> {
  await page.getByLabel("Heslo zálohy").first().fill(backupPassword);
  await page.getByLabel("Heslo ještě jednou").fill(backupPassword);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Uložit do souboru" }).click();
  return (await download).path();
}

async function loadBackup(page: Page, path: string): Promise<void> {
  await page.getByLabel("Soubor se zálohou").setInputFiles(path);
  await expect(page.getByRole("button", { name: "Odemknout" })).toBeVisible();
  await page.getByLabel("Heslo zálohy").last().fill(backupPassword);
  await page.getByRole("button", { name: "Odemknout" }).click();
  const dialog = page.getByRole("dialog", { name: "Načíst tuto zálohu?" });
  await expect(dialog).toContainText("Společné odesílání s ostatními počítači: přibude.");
  await dialog.getByRole("button", { name: "Načíst zálohu" }).click();
  await expect(page.getByText("Záloha je načtená.")).toBeVisible();
}

test("a day that both computers send reaches each patient once, also when etcd is killed in between", async ({
  gosms,
  practice,
}) => {
  test.setTimeout(bound(240_000));
  await using etcd = await startEtcd({ practices: [practiceName] });
  const calendar = new URL(practice.url).origin;
  const launch = () => launchChromium({ gosms, calendars: [calendar, etcd.url] });
  await using one = await launch();
  one.context.setDefaultTimeout(bound(20_000));
  await one.configure(gosms.account, (settings) => {
    settings.sending.settleSeconds = 0;
  });
  await one.enable(practice.url);

  const options = await one.open("options.html#vice-pocitacu");
  await look(options, "workstations-alone");
  await fillPlace(options, etcd.url, "recepce 1", "spatne heslo");
  await options.getByRole("button", { name: "Vyzkoušet" }).click();
  await expect(options.getByRole("alert")).toContainText("Server nepřijal uživatele nebo heslo.");
  await options.getByLabel("Heslo").fill(passwordOf(practiceName));
  await options.getByRole("button", { name: "Vyzkoušet" }).click();
  await expect(options.getByText("Server odpovídá")).toBeVisible();
  await options.getByRole("button", { name: "Uložit a zapnout" }).click();
  await expect(options.getByText("Zapnuto.")).toBeVisible();
  await look(options, "workstations-shared");
  await options.goto(one.url("options.html#zaloha"));
  await options.reload();
  const file = await saveBackup(options);

  await using two = await launch();
  two.context.setDefaultTimeout(bound(20_000));
  const other = await two.open("options.html#zaloha");
  await loadBackup(other, file);
  await two.call("workstations.decide", { name: "recepce 2" });
  for (const computer of [one, two]) {
    await computer.confirmReading(practice.url);
    const page = await computer.context.newPage();
    await page.goto(practice.url);
    await expect(page.getByRole("button", { name: "Hromadná SMS" })).toBeVisible();
  }
  const popup = await two.open("popup.html");
  await popup.getByRole("button", { name: "Znovu odesílat" }).click();

  const press = async (computer: Extension, from: number, count: number) => {
    const answer = await computer.call("bulk.send", { calendarId: calendar, items: visits(from, count) });
    expect(answer).toMatchObject({ refused: [] });
  };
  const states = async (computer: Extension) => {
    const counted: Record<string, number> = {};
    for (const { state } of await computer.rows()) counted[state] = (counted[state] ?? 0) + 1;
    return counted;
  };
  const reached = () => gosms.messages.flatMap(({ recipients }) => recipients);

  const first = 60;
  await Promise.all([press(one, 0, first), press(two, 0, first)]);
  for (const computer of [one, two])
    await expect.poll(() => states(computer), { timeout: soon }).toEqual({ sent: first });
  expect(reached()).toHaveLength(first);
  expect(new Set(reached()).size).toBe(first);
  const elsewhere = [...(await one.rows()), ...(await two.rows())].filter(
    ({ reason }) => reason?.code === "sentElsewhere",
  );
  expect(elsewhere).toHaveLength(first);
  const log = await two.open("options.html#odeslane");
  await expect(log.getByText("Odeslal ji jiný počítač ordinace: recepce 1").first()).toBeVisible();
  await look(log, "workstations-log");

  // Nobody can be asked: nothing leaves from either, and both say so.
  await etcd.kill();
  await Promise.all([press(one, 100, 20), press(two, 100, 20)]);
  for (const computer of [one, two]) {
    const window = await computer.open("popup.html");
    await expect(window.getByText("Společné místo neodpovídá.")).toBeVisible({ timeout: soon });
    await look(window, "workstations-out-of-reach");
    await window.close();
  }
  await expect.poll(() => states(one)).toEqual({ sent: first, queued: 20 });
  expect(reached()).toHaveLength(first);

  await etcd.start();
  for (const computer of [one, two])
    await expect.poll(() => states(computer), { timeout: soon }).toEqual({ sent: first + 20 });
  expect(reached()).toHaveLength(first + 20);
  expect(new Set(reached()).size).toBe(first + 20);
  await expect(popup.getByText("Společné místo neodpovídá.")).toBeHidden();

  // Both look at one day. Whom one would not text, the other asks about before it sends.
  const { bulk: sends } = await openBulk(one, practice);
  const ticks = sends.getByRole("checkbox", { name: /^Odeslat: / });
  const label = await ticks.first().getAttribute("aria-label");
  const unwilling = label?.replace("Odeslat: ", "").replace(/,.*$/u, "") ?? "";
  const directory = await one.open("options.html#pacienti");
  await directory.getByRole("button", { name: "Přidat pacienta" }).click();
  const entry = directory.getByRole("dialog");
  await entry.getByLabel("Jméno a příjmení").fill(unwilling);
  await entry.getByRole("switch", { name: "Nechce SMS" }).click();
  await entry.getByRole("button", { name: "Uložit" }).click();
  await expect(entry).toBeHidden();
  await sends.reload();
  const { bulk: looks } = await openBulk(two, practice);
  const tick = looks.getByRole("checkbox", { name: label ?? "" });
  await expect(async () => {
    await looks.reload();
    await expect(tick).not.toBeChecked({ timeout: bound(2000) });
  }).toPass({ timeout: soon });
  await tick.click();
  const question = looks.getByRole("dialog", { name: /odeslat přesto\?$/u });
  await expect(question).toContainText("Na jiném počítači ordinace (recepce 1");
  await look(looks, "workstations-unwilling");
  await question.getByRole("button", { name: "Neodesílat" }).click();

  // What one sends shows on the other, whose window nobody touches.
  await sends.getByRole("button", { name: /^Odeslat \d+× / }).click();
  await expect(looks.getByText("Odeslal ji jiný počítač ordinace: recepce 1").first()).toBeVisible({
    timeout: soon,
  });
  await expect(looks.getByRole("button", { name: /^Odeslat \d+× / })).toHaveCount(0, { timeout: soon });
  await look(looks, "workstations-live");
});
