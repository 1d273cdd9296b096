import type { Page } from "@playwright/test";
import type { Practice } from "../calendars/practice/server.ts";
import { openBulk } from "./bulk-window.ts";
import type { Extension } from "./chromium.ts";
import { expect, test } from "./fixtures.ts";
import { look } from "./look.ts";
import { cancelAppointment, chip, clickDay, nextWorkday, showDay } from "./practice.ts";

/** "Hromadná SMS" on the calendar's page, and the window that it opens. */

const day = nextWorkday();

test("the cursor's day opens with its patients, their exact texts, reasons and the price", async ({
  ready,
  practice,
  gosms,
}) => {
  const { bulk } = await openBulk(ready, practice);
  await expect(bulk.getByLabel("Datum")).toHaveValue(day);
  const onDay = practice.db.between(`${day}T00:00`, `${day}T23:59`);
  await expect(bulk.locator("tbody tr:has(input[type=checkbox])")).toHaveCount(onDay.length);
  await expect(bulk.getByText("Pevná linka, SMS nepřijme.").first()).toBeVisible();
  await expect(bulk.getByText("U termínu není pacient.").first()).toBeVisible();
  await expect(bulk.getByText("412,80")).toBeVisible();
  await expect(bulk.getByText("odhad")).toBeHidden();
  // One dry run for each distinct number of parts and country, not one for each text.
  const countries = new Set(
    gosms.requestsTo("dryRun").flatMap(({ recipients }) => recipients.map((to) => to.slice(0, 4))),
  );
  expect(gosms.requestsTo("dryRun")).toHaveLength(countries.size);
  await bulk
    .getByRole("button", { name: /^Text zprávy/ })
    .first()
    .click();
  await expect(bulk.getByText(/připomínáme|pripominame/).first()).toBeVisible();
  await look(bulk, "bulk-before");
  expect(gosms.messages).toEqual([]);
});

test("sends to all who are ticked, each once, and shows where things are when opened again", async ({
  ready,
  practice,
  gosms,
}) => {
  const { bulk, calendar } = await openBulk(ready, practice);
  const ticked = await bulk.locator("tbody input[type=checkbox]:checked").count();
  await bulk.locator("tbody input[type=checkbox]:checked").first().uncheck();
  const button = bulk.getByRole("button", { name: /^Odeslat \d+× / });
  await button.dblclick();
  await expect(bulk.getByText(new RegExp(`Odesláno ${ticked - 1} z`)).first()).toBeVisible();
  expect(gosms.messages).toHaveLength(ticked - 1);
  expect(new Set(gosms.messages.flatMap(({ recipients }) => recipients)).size).toBe(ticked - 1);
  // Whoever was left out stays out.
  await expect(bulk.getByRole("button", { name: /^Odeslat \d+× / })).toHaveCount(0);
  await look(bulk, "bulk-after");
  await bulk.close();

  const opening = ready.context.waitForEvent("page");
  await calendar.getByRole("button", { name: "Hromadná SMS" }).click();
  const again = await opening;
  await expect(again.getByRole("button", { name: /^Odeslat 1× / })).toBeEnabled();
  await expect(again.getByText(/Už odesláno/).first()).toBeVisible();
});

test("nothing leaves about what the calendar has changed since its list was read", async ({
  ready,
  practice,
  gosms,
}) => {
  const patientId = practice.db.addPatient({ firstName: "Petr", lastName: "Vzor", phone: "601000077" }).id;
  practice.db.add({ patientId, doctorId: 1, start: `${day}T17:30`, end: `${day}T17:50` });
  const { bulk, calendar } = await openBulk(ready, practice);
  const ticked = await bulk.locator("tbody input[type=checkbox]:checked").count();
  await cancelAppointment(calendar, chip(calendar, "Petr Vzor", "17:30"));
  await expect.poll(async () => (await ready.rows()).length).toBeGreaterThan(0);
  await bulk.getByRole("button", { name: new RegExp(`^Odeslat ${ticked}× `) }).click();
  await expect(bulk.getByText(/1 zpráva neodešla, termín se v kalendáři mezitím změnil/)).toBeVisible();
  await look(bulk, "bulk-changed-meanwhile");
  const reminders = () => gosms.messages.filter(({ text }) => text.includes("17:30"));
  await expect.poll(() => gosms.messages.length).toBeGreaterThanOrEqual(ticked - 1);
  expect(reminders().filter(({ text }) => /pripominame|připomínáme/.test(text))).toEqual([]);
});

test("pressed once more, the window keeps who was left out", async ({ ready, practice }) => {
  const { bulk, calendar } = await openBulk(ready, practice);
  const ticked = await bulk.locator("tbody input[type=checkbox]:checked").count();
  await bulk.locator("tbody input[type=checkbox]:checked").first().uncheck();
  await calendar.getByRole("button", { name: "Hromadná SMS" }).click();
  await expect.poll(() => new URL(bulk.url()).hash).not.toBe("");
  await expect(bulk.getByRole("button", { name: new RegExp(`^Odeslat ${ticked - 1}× `) })).toBeEnabled();
  await expect(bulk.locator("tbody input[type=checkbox]:checked")).toHaveCount(ticked - 1);
});

test("one refused text stops nobody else's, and one click sends the failed again", async ({
  ready,
  practice,
  gosms,
}) => {
  const { bulk } = await openBulk(ready, practice);
  const ticked = await bulk.locator("tbody input[type=checkbox]:checked").count();
  gosms.faults.add({ kind: "400-unverified", times: 2, after: 1 });
  await bulk.getByRole("button", { name: /^Odeslat \d+× / }).click();
  await expect(bulk.getByText(/GoSMS zprávu odmítla/).first()).toBeVisible();
  await expect.poll(() => gosms.messages.length).toBe(ticked - 2);
  await bulk.getByRole("button", { name: "Odeslat znovu neúspěšné" }).click();
  await expect.poll(() => gosms.messages.length).toBe(ticked);
  await expect(bulk.getByText(new RegExp(`Odesláno ${ticked} z`)).first()).toBeVisible();
});

test("closing the window stops nothing", async ({ ready, practice, gosms }) => {
  const { bulk } = await openBulk(ready, practice);
  gosms.faults.add({ kind: "latency", ms: 300, path: "send" });
  const ticked = await bulk.locator("tbody input[type=checkbox]:checked").count();
  await bulk.getByRole("button", { name: /^Odeslat \d+× / }).click();
  await expect.poll(async () => (await ready.rows()).length).toBe(ticked);
  await bulk.close();
  await expect.poll(() => gosms.messages.length).toBe(ticked);
});

test("another day can be chosen in the window, also one that the calendar does not show", async ({
  ready,
  practice,
}) => {
  const { bulk } = await openBulk(ready, practice);
  const later = Temporal.PlainDate.from(day).add({ days: 7 }).toString();
  await bulk.getByLabel("Datum").fill(later);
  const there = practice.db.between(`${later}T00:00`, `${later}T23:59`);
  if (there.length === 0)
    await expect(bulk.getByText("Na tento den v kalendáři není žádný termín.")).toBeVisible();
  else await expect(bulk.locator("tbody tr:has(input[type=checkbox])")).toHaveCount(there.length);
});

test("25: the button stays one through every turn of the calendar, and goes when it is switched off", async ({
  ready,
  practice,
}) => {
  const { calendar, bulk } = await openBulk(ready, practice);
  await bulk.close();
  const button = calendar.getByRole("button", { name: "Hromadná SMS" });
  for (const view of ["Den", "Měsíc", "Týden"]) {
    await calendar.getByRole("button", { name: view, exact: true }).click();
    await expect(button).toHaveCount(1);
  }
  await calendar.getByRole("button", { name: "Předchozí období" }).click();
  await expect(button).toHaveCount(1);
  await calendar.reload();
  await expect(button).toHaveCount(1);
  await ready.call("sites.setEnabled", { id: new URL(practice.url).origin, enabled: false });
  await expect(button).toHaveCount(0);
  await ready.call("sites.setEnabled", { id: new URL(practice.url).origin, enabled: true });
  await expect(button).toHaveCount(1);
});

/** A mother's two appointments and her child's, all on her number, on a day that has others as well. */
function addFamily(practice: Practice): string {
  const phone = "+420 601 000 077";
  const mother = practice.db.addPatient({ firstName: "Jana", lastName: "Vzorová", phone });
  const child = practice.db.addPatient({ firstName: "Petr", lastName: "Vzor", phone: "601000077" });
  for (const [patientId, time, end] of [
    [mother.id, "17:00", "17:15"],
    [child.id, "17:30", "17:45"],
    [mother.id, "18:30", "18:45"],
  ] as const)
    practice.db.add({ patientId, doctorId: 1, start: `${day}T${time}`, end: `${day}T${end}` });
  return "+420601000077";
}

const timesOf = (text: string) => text.match(/\d+:\d\d/gu);

test("appointments of one number are told in one text where that is wished, and each counts as told", async ({
  ready,
  practice,
  gosms,
}) => {
  const family = addFamily(practice);
  const { bulk, calendar } = await openBulk(ready, practice);
  const ticked = await bulk.locator("tbody input[type=checkbox]:checked").count();
  const join = bulk.getByRole("checkbox", { name: "Sloučit pro stejné číslo" });
  await expect(join).not.toBeChecked();
  await join.check();
  await expect(bulk.getByRole("button", { name: new RegExp(`^Odeslat ${ticked - 2}× `) })).toBeEnabled();
  await expect(bulk.getByText("V jedné SMS pro 3 termíny.")).toHaveCount(3);
  await bulk.getByRole("button", { name: "Text zprávy: Petr Vzor" }).click();
  await expect(bulk.getByText(/17:00, 17:30 a 18:30/)).toBeVisible();
  await look(bulk, "bulk-joined");
  // Whoever is unticked is not in the text.
  await bulk.getByRole("checkbox", { name: "Odeslat: Petr Vzor, 17:30" }).uncheck();
  await expect(bulk.getByText("V jedné SMS pro 2 termíny.")).toHaveCount(2);
  await bulk.getByRole("checkbox", { name: "Odeslat: Petr Vzor, 17:30" }).check();
  await bulk.getByRole("button", { name: /^Odeslat \d+× / }).click();
  await expect(bulk.getByText(new RegExp(`Odesláno ${ticked - 2} z`)).first()).toBeVisible();
  expect(gosms.messagesTo(family).map(({ text }) => timesOf(text))).toEqual([["17:00", "17:30", "18:30"]]);
  expect(gosms.messages).toHaveLength(ticked - 2);
  const rows = (await ready.rows()).filter(({ phone }) => phone === family);
  expect(rows.map(({ state }) => state)).toEqual(["sent", "sent", "sent"]);
  await bulk.close();

  // The wish is remembered, and nobody is told again.
  const opening = ready.context.waitForEvent("page");
  await calendar.getByRole("button", { name: "Hromadná SMS" }).click();
  const again = await opening;
  await expect(again.getByText(/Už odesláno/)).toHaveCount(ticked);
  await expect(again.getByRole("button", { name: "Odeslat", exact: true })).toBeDisabled();
  const popup = await ready.open("popup.html");
  await expect(popup.getByText(`${ticked - 2} odesláno`)).toBeVisible();
  await look(popup, "popup-joined", [360, 400]);
});

test("one of them cancelled before the text leaves: nothing leaves, and the others are shown as not told", async ({
  ready,
  practice,
  gosms,
}) => {
  const family = addFamily(practice);
  const { bulk } = await openBulk(ready, practice);
  await bulk.getByRole("checkbox", { name: "Sloučit pro stejné číslo" }).check();
  const popup = await ready.open("popup.html");
  await popup.getByRole("button", { name: "Zastavit odesílání" }).click();
  await bulk.getByRole("button", { name: /^Odeslat \d+× / }).click();
  await expect.poll(async () => (await ready.rows()).filter(({ phone }) => phone === family).length).toBe(3);

  const calendar = await ready.context.newPage();
  await calendar.setViewportSize({ width: 1280, height: 1300 });
  await calendar.goto(practice.url);
  await showDay(calendar, day);
  await cancelAppointment(calendar, chip(calendar, "Petr Vzor", "17:30"));
  await expect
    .poll(async () =>
      (await ready.rows())
        .filter(({ phone, kind }) => phone === family && kind === "reminder")
        .map(({ reason }) => reason?.code)
        .sort(),
    )
    .toEqual(["bundleChanged", "bundleChanged", "superseded"]);
  await expect(popup.getByText(/ve sloučené SMS/)).toHaveCount(2);
  await popup.getByRole("button", { name: "Znovu odesílat" }).click();
  // The window offers the two that were not told; together they get a text that says what is so.
  await expect(bulk.getByText(/ve sloučené SMS/)).toHaveCount(2);
  await expect(bulk.getByText("V jedné SMS pro 2 termíny.")).toHaveCount(2);
  await look(bulk, "bulk-join-broken");
  await bulk.getByRole("button", { name: /^Odeslat 1× / }).click();
  const told = () =>
    gosms
      .messagesTo(family)
      .map(({ text }) => timesOf(text)?.join())
      .sort();
  await expect.poll(told).toEqual(["17:00,18:30", "17:30"]);
});

test("low credit is told in the popup, and in the window where this bulk would bring it about", async ({
  ready,
  gosms,
  practice,
}) => {
  gosms.account.credit = 51;
  const popup = await ready.open("popup.html");
  await expect(popup.getByText("kredit 51,00 Kč")).toBeVisible();
  await expect(popup.getByText("Kredit dochází")).toHaveCount(0);
  const { bulk } = await openBulk(ready, practice);
  await expect(bulk.getByText(/Po odeslání zbude .* Je čas kredit v GoSMS dobít\./u)).toBeVisible();
  await look(bulk, "bulk-low-credit");
  gosms.account.credit = 49;
  // It is asked for now and then.
  await ready.call("gateway.account", { fresh: true });
  await popup.reload();
  await expect(popup.getByText("Kredit dochází, zbývá 49,00 Kč.")).toBeVisible();
  await look(popup, "popup-low-credit", [360, 400]);
});

test("after Odeslat everything can be stopped for a while, and whoever is ticked anew is still told once", async ({
  extension,
  practice,
  gosms,
}) => {
  await extension.configure(gosms.account, (settings) => {
    settings.sending.settleSeconds = 6;
  });
  await extension.enable(practice.url, "Ordinace Na Náměstí");
  const { bulk } = await openBulk(extension, practice);
  const ticked = await bulk.locator("tbody input[type=checkbox]:checked").count();
  await bulk.getByRole("button", { name: /^Odeslat \d+× / }).click();
  await expect(bulk.getByText(/^Zprávy odejdou za \d+ s$/u)).toBeVisible();
  await bulk.getByRole("button", { name: "Zastavit", exact: true }).click();
  await expect(bulk.getByText(new RegExp(`Odesláno 0 z.* ${ticked} zastaven`, "u")).first()).toBeVisible();
  await look(bulk, "bulk-stopped");
  await bulk.waitForTimeout(6000);
  expect(gosms.messages).toEqual([]);
  expect((await extension.rows()).map(({ state }) => state)).toEqual(Array(ticked).fill("skipped"));

  await expect(bulk.locator("tbody input[type=checkbox]:checked")).toHaveCount(0);
  await bulk.locator("tbody input[type=checkbox]:enabled").first().check();
  await bulk.getByRole("button", { name: /^Odeslat 1× / }).click();
  await expect(bulk.getByText(/^Zpráva odejde za \d+ s$/u)).toBeVisible();
  await look(bulk, "bulk-grace");
  await expect.poll(() => gosms.messages.length).toBe(1);
});

test("while texts leave, Zastavit zbývající stops those that have not", async ({
  extension,
  practice,
  gosms,
}) => {
  await extension.configure(gosms.account, ({ sending }) => {
    Object.assign(sending, { settleSeconds: 0, atOnce: 1 });
  });
  await extension.enable(practice.url, "Ordinace Na Náměstí");
  const { bulk } = await openBulk(extension, practice);
  const ticked = await bulk.locator("tbody input[type=checkbox]:checked").count();
  gosms.faults.add({ kind: "latency", ms: 4000, path: "send" });
  await bulk.getByRole("button", { name: /^Odeslat \d+× / }).click();
  await bulk.getByRole("button", { name: /^Zastavit zbývající \(\d+\)$/u }).click();
  await expect(bulk.getByText(/zastaven/u).first()).toBeVisible();
  await expect
    .poll(
      async () =>
        (await extension.rows()).filter(({ state }) => state === "sent" || state === "skipped").length,
    )
    .toBe(ticked);
  const sent = (await extension.rows()).filter(({ state }) => state === "sent").length;
  expect(sent).toBeLessThan(ticked);
  expect(gosms.messages).toHaveLength(sent);
});

test("without a chosen day the window opens on the next day with appointments", async ({
  ready,
  practice,
}) => {
  const tomorrow = Temporal.Now.plainDateISO("Europe/Prague").add({ days: 1 });
  const days = Array.from({ length: 14 }, (_, at) => tomorrow.add({ days: at }).toString());
  const next = days.find((one) => practice.db.between(`${one}T00:00`, `${one}T23:59`).length > 0);
  const calendar = await ready.context.newPage();
  await calendar.goto(practice.url);
  await expect(calendar.getByRole("button", { name: "Hromadná SMS" })).toBeVisible();
  const bulk = await ready.open(`bulk.html?tab=${await ready.tabId(calendar.url())}`);
  await expect(bulk.locator("tbody tr").first()).toBeVisible();
  await expect(bulk.getByLabel("Datum")).toHaveValue(next ?? "");
  await expect(bulk.getByText("ukazujeme nejbližší den s termíny")).toBeVisible();
});

test("a cancellation asks first, naming the kind, the day and the number of people", async ({
  ready,
  practice,
  gosms,
}) => {
  const { bulk } = await openBulk(ready, practice);
  await bulk.getByText("Zrušení", { exact: true }).click();
  await bulk.getByRole("button", { name: /^Odeslat \d+× / }).click();
  const { day: dayOfMonth, month } = Temporal.PlainDate.from(day);
  await expect(bulk.getByRole("alert").filter({ hasText: "Odeslat zrušení na" })).toHaveText(
    new RegExp(`^Odeslat zrušení na \\S+ ${dayOfMonth}\\. ${month}\\. \\d+ lidem\\? Dozví se`, "u"),
  );
  await look(bulk, "bulk-question");
  await bulk.getByRole("button", { name: "Zpět" }).click();
  expect(gosms.messages).toEqual([]);
});

async function openAgain(extension: Extension, calendar: Page): Promise<Page> {
  const opening = extension.context.waitForEvent("page");
  await calendar.getByRole("button", { name: "Hromadná SMS" }).click();
  const bulk = await opening;
  await expect(bulk.locator("tbody tr").first()).toBeVisible();
  return bulk;
}

test("after Zrušení the window says so, and asks before anybody is reminded all the same", async ({
  ready,
  practice,
  gosms,
}) => {
  const first = await openBulk(ready, practice);
  await first.bulk.getByText("Zrušení", { exact: true }).click();
  const send = first.bulk.getByRole("button", { name: /^Odeslat \d+× / });
  await send.click();
  await expect(first.bulk.getByRole("alert").filter({ hasText: "Odeslat zrušení na" })).toBeVisible();
  await send.click();
  await expect(first.bulk.getByText(/Odesílání skončilo/)).toBeAttached();
  const told = gosms.messages.length;
  expect(told).toBeGreaterThan(0);
  await first.bulk.close();

  const bulk = await openAgain(ready, first.calendar);
  await expect(bulk.getByText(/^Zrušeno \d+:\d\d$/u)).toHaveCount(told);
  await expect(bulk.locator("tbody input[type=checkbox]:checked")).toHaveCount(0);
  await expect(bulk.getByRole("button", { name: "Odeslat", exact: true })).toBeDisabled();
  await expect(bulk.getByRole("checkbox", { name: "Vybrat všechny" })).toBeDisabled();
  await look(bulk, "bulk-after-bulk");

  const someone = bulk.locator("tbody input[type=checkbox]:enabled").first();
  await someone.click();
  const question = bulk.getByRole("dialog");
  await expect(question).toContainText("Pacient má za to, že je termín zrušený");
  await look(bulk, "bulk-doubt");
  await question.getByRole("button", { name: "Neodesílat" }).click();
  await expect(question).toBeHidden();
  await expect(someone).not.toBeChecked();
  await someone.click();
  await question.getByRole("button", { name: "Odeslat přesto" }).click();
  await expect(someone).toBeChecked();
  // Asked once, it can be taken away and set anew.
  await someone.click();
  await someone.click();
  await expect(question).toBeHidden();
  await bulk.getByRole("button", { name: /^Odeslat 1× / }).click();
  await expect.poll(() => gosms.messages.length).toBe(told + 1);
  expect(gosms.messages.at(-1)?.text).toMatch(/připomínáme|pripominame/iu);
});

test("tiles show only some of the day, and whoever knows another time is told with one press", async ({
  ready,
  practice,
  gosms,
}) => {
  const first = await openBulk(ready, practice);
  await first.bulk.getByRole("button", { name: /^Odeslat \d+× / }).click();
  await expect(first.bulk.getByText(/Odesílání skončilo/)).toBeAttached();
  const told = gosms.messages.length;
  const tile = (page: Page, words: string) =>
    page.getByRole("group", { name: "Ukázat jen některé termíny" }).getByRole("button", { name: words });
  await expect(tile(first.bulk, "připomenuto")).toHaveText(`${told} připomenuto`);
  const patients = first.bulk.locator("tbody tr:has(input[type=checkbox])");
  const all = await patients.count();
  await tile(first.bulk, "zavolat").click();
  await expect(tile(first.bulk, "zavolat")).toHaveAttribute("aria-pressed", "true");
  await expect(patients.first()).toContainText("Pevná linka, SMS nepřijme.");
  const toCall = await patients.count();
  await expect(first.bulk.getByText(new RegExp(`^${toCall} ze? ${all} termín`, "u"))).toBeVisible();
  // What is not shown is not sent either.
  await expect(first.bulk.getByRole("button", { name: /^Odeslat \d/ })).toHaveCount(0);
  await tile(first.bulk, "zavolat").click();
  await expect(patients).toHaveCount(all);
  await look(first.bulk, "bulk-tiles");
  await first.bulk.close();

  // Somebody else moves one of them, and this computer does not see it happen.
  const [moved] = (await ready.rows()).filter(({ state }) => state === "sent");
  if (!moved) throw new Error("nobody was told");
  await first.calendar.goto("about:blank");
  practice.db.move(Number(moved.appointment.id), `${day}T18:45`);
  await first.calendar.goto(practice.url);
  await showDay(first.calendar, day);
  await clickDay(first.calendar, day);
  const bulk = await openAgain(ready, first.calendar);
  await expect(bulk.getByText(/^Ví jiný čas/u)).toHaveCount(1);
  await expect(tile(bulk, "připomenuto")).toHaveText(`${told - 1} připomenuto`);
  await look(bulk, "bulk-other-time");
  await bulk.getByRole("button", { name: /^Opravit/u }).click();
  await expect.poll(() => gosms.messages.length).toBe(told + 1);
  expect(gosms.messages.at(-1)?.text).toContain("18:45");
  expect(gosms.messages.at(-1)?.recipients ?? []).toEqual([moved.phone]);
  await expect(bulk.getByRole("button", { name: /^Opravit/u })).toHaveCount(0);
  await bulk.close();
  const again = await openAgain(ready, first.calendar);
  await expect(again.getByText(/^Ví jiný čas/u)).toHaveCount(0);
});

test("a list that a filter shortens says so, and names those who are missing from it", async ({
  ready,
  practice,
}) => {
  const first = await openBulk(ready, practice);
  await expect(first.bulk.getByText("Seznam je podle toho, co kalendář právě ukazuje")).toBeVisible();
  await first.bulk.getByRole("button", { name: /^Odeslat \d+× / }).click();
  await expect(first.bulk.getByText(/Odesílání skončilo/)).toBeAttached();
  await first.bulk.close();

  const { calendar } = first;
  const filter = calendar.locator("#filter");
  const [doctor] = practice.db.doctors;
  await filter.selectOption(String(doctor?.id));
  const others = practice.db
    .between(`${day}T00:00`, `${day}T23:59`)
    .filter(({ doctorId }) => doctorId !== doctor?.id);
  expect(others.length).toBeGreaterThan(0);
  await expect(calendar.locator(`.fc-timegrid-col[data-date="${day}"] .fc-timegrid-event`)).toHaveCount(
    practice.db.between(`${day}T00:00`, `${day}T23:59`).length - others.length,
  );
  const bulk = await openAgain(ready, calendar);
  const missing = bulk.getByText(/^V seznamu z kalendáře chybí .+ i když jim zpráva odešla/u);
  await expect(missing).toBeVisible();
  await look(bulk, "bulk-partial");
  await filter.selectOption("");
  await expect(async () => {
    await bulk.reload();
    await expect(missing).toBeHidden({ timeout: 2_000 });
  }).toPass();
});
