import { join } from "node:path";
import { planFor } from "../bench/large-log.ts";
import { bundle } from "../calendars/bundle.ts";
import { bound } from "../machine.ts";
import { expect, test } from "./fixtures.ts";
import { look } from "./look.ts";
import { takeAnswers } from "./practice-settings.ts";

/** What was sent to somebody and what came back, as a conversation. */

const start = Temporal.Now.zonedDateTimeISO("Europe/Prague")
  .add({ days: 1 })
  .toInstant()
  .toString({ smallestUnit: "second" });

const jana = "+420601000001";
const item = (index: number, name: string, phone: string, kind = "confirmation") => ({
  appointment: {
    id: String(index),
    start,
    end: null,
    allDay: false,
    title: "",
    patient: { id: String(index), name, phone },
  },
  kind,
  text: `Text číslo ${index} o termínu, Ordinace Na Náměstí`,
});

test("a conversation opens from the log and from the directory, is answered in place, and closes", async ({
  extension,
  gosms,
  practice,
}) => {
  await extension.configure(gosms.account, takeAnswers);
  await extension.enable(practice.url, "Ordinace Na Náměstí");
  const directory = await extension.open("options.html#pacienti");
  await directory.getByRole("button", { name: "Přidat pacienta" }).click();
  await directory.getByLabel("Jméno a příjmení").fill("Jana Vzorová");
  await directory.getByLabel("Telefon").fill("601 000 001");
  await directory.getByRole("button", { name: "Uložit", exact: true }).click();
  await expect(directory.getByRole("dialog")).toBeHidden();

  const send = (items: object[]) => extension.call("bulk.send", { calendarId: practice.url, items });
  await send([item(1, "Jana Vzorová", jana), item(2, "Petr Ukázkový", "+420601000002")]);
  await expect.poll(() => gosms.messages.length).toBe(2);
  gosms.reply(jana, "Mohu přijít o hodinu později?");
  const log = await extension.open("options.html#odeslane");
  await expect(log.getByText("Mohu přijít o hodinu později?")).toBeVisible({ timeout: bound(30_000) });
  await send([item(3, "Jana Vzorová", jana, "reminder")]);
  await expect.poll(() => gosms.messages.length).toBe(3);

  const dialog = log.getByRole("dialog", { name: "Konverzace: Jana Vzorová" });
  await log.getByRole("button", { name: "Jana Vzorová" }).last().click();
  const link = log.getByRole("link", { name: "Celá konverzace" });
  await link.focus();
  await log.keyboard.press("Enter");
  await expect(dialog).toBeVisible();
  // Neither number nor name stands in an address.
  expect(log.url()).toMatch(/#odeslane\/[\da-f-]{36}$/);
  await expect(dialog.getByRole("listitem").filter({ hasText: "Text číslo" })).toHaveCount(2);
  await expect(dialog.getByText("Text číslo 2")).toHaveCount(0);
  await expect(dialog.locator(".turn").nth(1)).toContainText("Mohu přijít o hodinu později?");
  await expect(dialog.locator(".turn").nth(2)).toContainText("Připomenutí");
  await look(log, "conversation");
  await dialog.getByRole("button", { name: "Jen přečteno" }).click();
  await expect(dialog.getByRole("button", { name: "Jen přečteno" })).toHaveCount(0);
  await log.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(link).toBeFocused();
  expect(log.url()).toMatch(/#odeslane$/);

  await directory.getByRole("link", { name: "Co se poslalo: Jana Vzorová" }).click();
  await expect(directory.getByRole("dialog").getByText("Text číslo 3")).toBeVisible();
  await expect(directory.getByRole("dialog").getByText("+420 601 000 001")).toBeVisible();
  await directory.reload();
  await expect(directory.getByRole("dialog").getByText("Text číslo 3")).toBeVisible();
  await look(directory, "conversation-directory", [1280]);
  await directory.goBack();
  await expect(directory.getByRole("dialog")).toBeHidden();

  const nothing = await extension.open(`options.html#odeslane/${crypto.randomUUID()}`);
  await expect(nothing.getByRole("dialog").getByText("Tuto konverzaci už ukázat nelze.")).toBeVisible();
});

test("the log is a list of conversations, too, searched like the table", async ({
  ready,
  practice,
  gosms,
}) => {
  const items = [
    item(1, "Jana Vzorová", jana),
    item(2, "Petr Ukázkový", "+420601000002"),
    item(3, "Jana Vzorová", jana, "reminder"),
    item(4, "Marie Zkušební", "+420601000004"),
  ];
  gosms.faults.add({ kind: "dropAfter", recipient: "+420601000004" });
  await ready.call("bulk.send", { calendarId: practice.url, items });
  await expect.poll(async () => (await ready.rows()).filter(({ state }) => state === "sent").length).toBe(3);
  const log = await ready.open("options.html#odeslane");
  await log.getByRole("radio", { name: "Tabulka" }).focus();
  await log.keyboard.press("ArrowRight");
  const list = log.getByRole("list", { name: "Konverzace" });
  await expect(list.getByRole("listitem")).toHaveCount(3);
  await expect(list.getByRole("listitem").filter({ hasText: "Marie Zkušební" })).toContainText("Čeká na vás");
  await expect(list.getByRole("listitem").filter({ hasText: "Jana Vzorová" })).toContainText(
    /Text číslo [13]/,
  );
  await look(log, "conversations");
  await log.getByLabel("Hledat", { exact: true }).fill("ukazkovy");
  await expect(list.getByRole("listitem")).toHaveCount(1);
  await list.getByRole("link", { name: "Petr Ukázkový" }).click();
  await expect(log.getByRole("dialog").getByText("Text číslo 2")).toBeVisible();
  await log.keyboard.press("Escape");
  await expect(list.getByRole("link", { name: "Petr Ukázkový" })).toBeFocused();
  await log.getByRole("radio", { name: "Tabulka" }).check();
  await expect(log.locator(".log-table tbody tr")).toHaveCount(1);
});

test("a month is summed up, drawn and told day by day, and how far the credit goes", async ({
  ready,
  gosms,
}) => {
  // Some ten texts on each of the last two months' days.
  const plan = planFor({ days: 64, total: 680, keepDays: null });
  const page = await ready.open("help/cs.html");
  await page.evaluate(await bundle(join(import.meta.dirname, "../bench/seed.ts")));
  await page.evaluate(
    (given) =>
      (globalThis as unknown as { seed(...of: unknown[]): Promise<void> }).seed(given, 0, given.total),
    plan,
  );
  await page.close();
  gosms.account.credit = 300;
  const log = await ready.open("options.html#odeslane");
  await log.getByRole("radio", { name: "Souhrn" }).check();
  const today = Temporal.Now.plainDateISO("Europe/Prague");
  const last = today.toPlainYearMonth().subtract({ months: 1 });
  await log.getByRole("button", { name: "Předchozí měsíc" }).click();
  const name = last.toPlainDate({ day: 1 }).toLocaleString("cs", { month: "long", year: "numeric" });
  await expect(log.getByRole("heading", { name })).toBeVisible();
  await expect(log.getByText(/GoSMS je účtuje jako \d+ SMS/)).toBeVisible();
  await expect(log.getByText(/^Nejvíc za den: 1[0-3]$/)).toBeVisible();
  await expect(log.getByText("vystačí asi na 3 týdny.")).toBeVisible();
  await expect(log.getByText("propadá dvanáct měsíců po posledním dobití")).toBeVisible();
  await log.getByText("Totéž v tabulce po dnech").click();
  await expect(log.getByRole("table").getByRole("rowheader")).toHaveCount(last.daysInMonth);
  await look(log, "log-month");
  await log.getByRole("radio", { name: "Cena" }).check();
  await expect(log.getByText(/^Nejvíc za den: 1\d,\d\d\sKč$/)).toBeVisible();
  await log.getByText("Totéž v tabulce po dnech").click();
  await look(log, "log-month-price", [360]);
  await log.getByRole("button", { name: "Tento měsíc" }).click();
  await expect(log.getByRole("button", { name: "Následující měsíc" })).toHaveAttribute(
    "aria-disabled",
    "true",
  );
});
