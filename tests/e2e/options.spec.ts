import { newsVersions } from "../../lib/domain/news.ts";
import { expect, test } from "./fixtures.ts";
import { look } from "./look.ts";
import { createAppointment, nextWorkday, showDay } from "./practice.ts";

declare const chrome: { storage: { local: { set(values: object): Promise<void> } } };

/** Setting Pípni up by hand, and looking back on what was sent. */

test("credentials: each trouble has its sentence, and the secret is never shown again", async ({
  extension,
  gosms,
}) => {
  const page = await extension.open("options.html#gosms");
  await page.getByRole("textbox", { name: "Klient ID" }).fill(gosms.account.clientId);
  await page.getByLabel("Klient Secret").fill("spatne-heslo");
  await page.getByRole("textbox", { name: "ID komunikačního kanálu" }).fill("77");
  const testButton = page.getByRole("button", { name: "Test", exact: true });
  await testButton.click();
  await expect(page.getByRole("alert")).toContainText("GoSMS nepřijala Klient ID nebo Klient Secret");

  await page.getByLabel("Klient Secret").fill(gosms.account.clientSecret);
  await testButton.click();
  await expect(page.getByRole("alert")).toContainText("kanál");
  for (const [kind, sentence] of [
    ["503", "má poruchu"],
    ["htmlPage", "nerozumíme"],
    ["dropBefore", "Spojení s GoSMS se přerušilo"],
  ] as const) {
    gosms.faults.add({ kind, path: "organization", times: "always" });
    await testButton.click();
    await expect(page.getByRole("alert")).toContainText(sentence);
    gosms.faults.clear();
  }
  await page.getByRole("combobox", { name: "ID komunikačního kanálu" }).selectOption("1");
  await testButton.click();
  await expect(page.getByText("Propojení s GoSMS je v pořádku")).toBeVisible();
  await expect(page.getByText("412,80")).toBeVisible();
  await look(page, "options-gosms");

  await page.reload();
  await expect(page.getByText("končí na …ku")).toBeVisible();
  expect(await page.content()).not.toContain(gosms.account.clientSecret);
  expect(gosms.requests.filter(({ path }) => path.includes(gosms.account.clientSecret))).toEqual([]);
});

test("on a narrow screen the menu is one row, which the keyboard opens and closes", async ({ ready }) => {
  const page = await ready.open("options.html#obvolat");
  await page.setViewportSize({ width: 360, height: 640 });
  const button = page.getByRole("button", { name: "Nabídka: Volání" });
  const menu = page.getByRole("navigation", { name: "Nabídka" });
  await expect(menu).toBeHidden();
  const [header, heading] = [page.getByRole("banner"), page.getByRole("heading", { level: 1 })];
  await expect.poll(async () => (await header.boundingBox())?.height).toBeLessThanOrEqual(44);
  await button.press("Enter");
  await expect(menu.getByRole("link", { name: "Volání" })).toHaveAttribute("aria-current", "page");
  await look(page, "menu-open", [360]);
  await page.keyboard.press("Escape");
  await expect(menu).toBeHidden();
  await expect(button).toBeFocused();
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await expect(menu.getByRole("link", { name: "Den", exact: true })).toBeFocused();
  await menu.getByRole("link", { name: "Zprávy" }).press("Enter");
  await expect(menu).toBeHidden();
  await expect(heading).toHaveText("Zprávy");
  await expect(heading).toBeFocused();
  await expect(page.getByRole("button", { name: "Nabídka: Zprávy" })).toBeVisible();
});

test("templates: preview, parts, marks, and no unknown placeholder gets saved", async ({ ready }) => {
  const page = await ready.open("options.html#zpravy");
  const card = page.getByRole("region", { name: "Připomenutí" });
  const text = card.getByRole("textbox", { name: "Text zprávy Připomenutí" });
  await expect(card.getByText(/Ordinace Na Namesti/)).toBeVisible();
  await text.fill("Přijďte #DATUM# v ");
  await card.getByRole("button", { name: "Vložit #CAS#" }).click();
  await expect(text).toHaveValue("Přijďte #DATUM# v #CAS#");
  await expect(card.getByText(/1 SMS/).first()).toBeVisible();
  const plain = page.getByRole("switch", { name: "Odesílat bez diakritiky" });
  await plain.click();
  await expect(card.getByText(/Znaky mimo základní abecedu SMS: ř ď/)).toBeVisible();
  // Typographic characters are marked with the rest, and one click is enough for all.
  await text.fill("Přijďte #DATUM# – „včas“, prosím. Děkujeme Vám a těšíme se na viděnou v #ZARIZENI#…");
  await expect(card.getByText(/Znaky mimo základní abecedu SMS: .*– „ .*“ .*…/)).toBeVisible();
  await look(page, "options-messages-marks");
  await card.getByRole("button", { name: "Odstranit diakritiku (1 SMS)" }).click();
  await expect(plain).toBeChecked();
  await expect(card.getByText(/Prijdte .* - "vcas", prosim\./)).toBeVisible();
  await expect(card.getByText(/Znaky mimo/)).toBeHidden();
  await text.fill("Přijďte za #DOKTOR# v #CAS");
  await expect(card.getByText("Neznámá nebo neúplná značka #DOKTOR#, #CAS.")).toBeVisible();
  await page.getByRole("button", { name: "Uložit" }).click();
  await expect(page.getByText("Neuloženo. Opravte prosím označená pole.")).toBeVisible();
  await expect(text).toBeFocused();
  await page.reload();
  await expect(text).not.toHaveValue(/DOKTOR/);
});

test("templates: words that tell why a patient comes are a warning, never a block", async ({ ready }) => {
  const page = await ready.open("options.html#texty");
  const card = page.getByRole("region", { name: "Potvrzení" });
  const text = card.getByRole("textbox", { name: "Text zprávy Potvrzení" });
  await text.fill("Zveme Vás na očkování a kožní vyšetření #DATUM# v #CAS#.");
  const warning = card.getByText(/Zvažte výraz očkování, kožní: SMS se ukáže i na zamčeném telefonu/);
  await expect(warning).toBeVisible();
  await look(page, "options-messages-telling");
  await card.getByRole("button", { name: "Na výraz kožní neupozorňovat" }).click();
  await expect(card.getByText(/Zvažte výraz očkování: SMS/)).toBeVisible();
  await expect(page.getByText("Neupozorňujeme na výrazy: kožní.")).toBeVisible();
  await page.getByRole("button", { name: "Uložit" }).click();
  await expect(page.getByText("Uloženo", { exact: true })).toBeVisible();
  await text.fill("Zveme Vás #DATUM# v #CAS#.");
  await expect(warning).toBeHidden();
});

test("templates: each language has its own wording, and what is wrong in one comes into sight", async ({
  ready,
}) => {
  const page = await ready.open("options.html#texty");
  await page.getByText("Co která značka znamená").click();
  await expect(page.getByText("den v týdnu")).toBeVisible();
  await look(page, "options-messages");
  const card = page.getByRole("region", { name: "Připomenutí" });
  const text = card.getByRole("textbox", { name: "Text zprávy Připomenutí" });
  await page.getByRole("radio", { name: "Українська" }).check();
  await expect(text).toHaveValue(/^Чекаємо Вас/);
  await expect(card.getByText("V azbuce pojme jedna SMS 70 znaků místo 160.")).toBeVisible();
  await look(page, "options-messages-uk");

  await text.fill("#ЧАС#");
  await page.getByRole("radio", { name: "Čeština" }).check();
  await expect(text).toHaveValue(/^Dobrý den/);
  await page.getByRole("button", { name: "Uložit" }).click();
  await expect(page.getByRole("radio", { name: "Українська" })).toBeChecked();
  await expect(card.getByText("Neznámá nebo neúplná značka #ЧАС#.")).toBeVisible();
  await expect(text).toBeFocused();
  await card.getByRole("button", { name: "Vrátit původní text" }).click();
  await page.getByRole("button", { name: "Uložit" }).click();
  await expect(page.getByText("Uloženo", { exact: true })).toBeVisible();
});

test("templates: one that tells of the patient's duty, and none that GoSMS may fill in itself", async ({
  ready,
}) => {
  const page = await ready.open("options.html#texty");
  const card = page.getByRole("region", { name: "Připomenutí", exact: true });
  const text = card.getByRole("textbox", { name: "Text zprávy Připomenutí" });
  await text.fill("Přijďte #DATUM#. {{unsubscribe_code}}");
  await page.getByRole("button", { name: "Uložit" }).click();
  await expect(card.getByText("Text obsahuje {{. GoSMS takové místo může nahradit")).toBeVisible();
  await look(page, "options-messages-duty");
  await card.getByRole("button", { name: "Použít text s prosbou o omluvu" }).click();
  await expect(
    card.getByText(/Nemuzete-li prijit, dejte nam prosim vedet: \+420 234 567 890\./),
  ).toBeVisible();
  await page.getByRole("button", { name: "Uložit" }).click();
  await expect(page.getByText("Uloženo", { exact: true })).toBeVisible();
});

test("templates: the chosen language goes out", async ({ ready, practice, gosms }) => {
  const page = await ready.open("options.html#texty");
  const text = page.getByRole("textbox", { name: "Text zprávy Připomenutí" });
  await page.getByRole("combobox", { name: "Jazyk zpráv" }).selectOption("Slovenčina");
  await expect(text).toHaveValue(/^Dobrý deň, pripomíname/);
  await text.fill("#PACIENT#, čakáme Vás v #DEN# o #ČAS#.");
  await page.getByRole("button", { name: "Uložit" }).click();
  await expect(page.getByText("Uloženo", { exact: true })).toBeVisible();

  const calendar = await ready.context.newPage();
  await calendar.goto(practice.url);
  await expect(calendar.getByRole("button", { name: "Hromadná SMS" })).toBeVisible();
  const day = nextWorkday();
  await showDay(calendar, day);
  await createAppointment(calendar, { patient: "Jana Dvořáková", day, time: "17:00" });
  await expect
    .poll(() => gosms.messages.map(({ text }) => text))
    .toEqual([
      expect.stringMatching(/^Dobry den, potvrdzujeme Vas termin .* o 17:00, Ordinace Na Namesti\./),
    ]);
});

test("messages: reminders after a yes and texts to new numbers leave as ever until somebody decides otherwise", async ({
  ready,
}) => {
  const page = await ready.open("options.html#automatika");
  const newNumbers = page.getByRole("switch", { name: /^Na číslo, kam ordinace ještě nepsala/u });
  const untilConfirmed = page.getByRole("switch", { name: /^Po odpovědi „přijdu“/u });
  await page.getByRole("switch", { name: "Posílat připomenutí automaticky" }).click();
  await expect(untilConfirmed).not.toBeChecked();
  await expect(newNumbers).not.toBeChecked();
  await untilConfirmed.click();
  await newNumbers.click();
  await page.getByRole("button", { name: "Uložit" }).click();
  await expect(page.getByText("Uloženo", { exact: true })).toBeVisible();
  await page.reload();
  await expect(untilConfirmed).toBeChecked();
  await expect(newNumbers).toBeChecked();
  await look(page, "options-automation");
});

test("practice: numbers of which countries are texted is chosen here, and can be tried", async ({
  ready,
}) => {
  const page = await ready.open("options.html#ordinace");
  const sample = page.getByLabel("Vyzkoušet číslo");
  const card = page.getByRole("region", { name: "Čísla pacientů" });
  for (const [typed, said] of [
    ["tel. maminka 777 123 456", "Zpráva půjde na +420 777 123 456 (Česko)."],
    ["234 567 890, 777 123 456", "Čísel je tu víc, platí první mobilní."],
    ["234 567 890", "Pevná linka"],
    ["906 123 456", "zvláštní sazbou"],
    ["12345", "málo číslic"],
    ["+380 67 123 4567", "z jiné země"],
  ] as const) {
    await sample.fill(typed);
    await expect(card.getByText(said)).toBeVisible();
  }
  await page.getByLabel("Ukrajina").check();
  await expect(card.getByText("Zpráva půjde na +380671234567 (Ukrajina).")).toBeVisible();
  await page.getByLabel("Číslo bez předvolby je z").selectOption("Slovensko");
  await sample.fill("0905 123 456");
  await expect(card.getByText("Zpráva půjde na +421 905 123 456 (Slovensko).")).toBeVisible();
  await page.getByLabel("Lékař").fill("MUDr. Jan Vzor");
  await page.getByLabel("Název zařízení").fill("Kožní ambulance");
  await expect(page.getByText(/Zvažte výraz Kožní: SMS/)).toBeVisible();
  await look(page, "options-practice-numbers");
  await page.getByRole("button", { name: "Uložit" }).click();
  await expect(page.getByText("Uloženo", { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("Ukrajina")).toBeChecked();
  await expect(page.getByLabel("Číslo bez předvolby je z")).toHaveValue("SK");
  await expect(page.getByLabel("Lékař")).toHaveValue("MUDr. Jan Vzor");
});

test("practice: without any country nothing is stored, and it is said where", async ({ ready }) => {
  const page = await ready.open("options.html#ordinace");
  for (const country of ["Česko", "Slovensko"]) await page.getByLabel(country).uncheck();
  await page.getByRole("button", { name: "Uložit" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "Vyberte aspoň jednu zemi." })).toBeVisible();
  await expect(page.getByLabel("Česko")).toBeFocused();
  await look(page, "options-practice-no-country");
  await page.reload();
  await expect(page.getByLabel("Slovensko")).toBeChecked();
});

test("practice, calendars, log and about look right", async ({ ready, practice, gosms }) => {
  const start = Temporal.Now.zonedDateTimeISO("Europe/Prague")
    .add({ days: 1 })
    .toInstant()
    .toString({ smallestUnit: "second" });
  gosms.faults.add({ kind: "dropAfter", recipient: "+420601000002" });
  await ready.call("bulk.send", {
    calendarId: practice.url,
    items: [1, 2, 3].map((index) => ({
      appointment: {
        id: String(index),
        start,
        end: null,
        allDay: false,
        title: "",
        patient: { id: null, name: `Jana Vzorová ${index}`, phone: `60100000${index}` },
      },
      kind: "reminder",
      text: `Připomínáme termín ${index}`,
    })),
  });
  await expect.poll(async () => (await ready.rows()).filter(({ state }) => state === "sent").length).toBe(2);
  for (const section of ["ordinace", "kalendare", "odeslane", "pokrocile", "o-pipni"]) {
    const page = await ready.open(`options.html#${section}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    if (section === "kalendare") await expect(page.getByText("Ordinace Na Náměstí").first()).toBeVisible();
    if (section === "odeslane") {
      await expect(page.getByText("Jana Vzorová 3")).toBeVisible();
      await page.getByLabel("Hledat", { exact: true }).fill("vzorova 2");
      await expect(page.getByText("Jana Vzorová 3")).toBeHidden();
      await page.getByRole("button", { name: "Jana Vzorová 2" }).click();
      await expect(page.getByRole("button", { name: "Bylo odesláno" })).toBeVisible();
    }
    await look(page, `options-${section}`);
    await page.close();
  }
});

test("the help pages look right in all three languages, and what Pípni is made of is named", async ({
  extension,
}) => {
  for (const name of ["cs", "en", "sk", "privacy-cs", "privacy-en"]) {
    const page = await extension.open(`help/${name}.html`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await look(page, `help-${name}`);
    await page.close();
  }
  const options = await extension.open("options.html#o-pipni");
  await look(options, "options-about");
  // As an update leaves it.
  await options.evaluate((unreadNews) => chrome.storage.local.set({ unreadNews }), newsVersions[0]);
  await options.getByRole("link", { name: "Co je nového v Pípni" }).click();
  await expect(options.getByRole("heading", { level: 1, name: "Co je nového" })).toBeVisible();
  await look(options, "options-news");
  await options.getByRole("link", { name: "Nápověda", exact: true }).first().click();
  await expect(options.getByText("Co odchází z počítače")).toBeVisible();
  await expect(options.getByRole("link", { name: "Co je nového v Pípni" })).toHaveCount(0);
  for (const [link, text] of [
    ["Zásady ochrany soukromí", "Co odchází z počítače, a komu"],
    ["Licence všeho, co Pípni obsahuje", "Permission is hereby granted"],
  ] as const) {
    const opening = extension.context.waitForEvent("page");
    await options.getByRole("link", { name: link }).click();
    await expect((await opening).getByText(text).first()).toBeVisible();
  }
});

test("content scripts cannot read the secret, and a page that is no calendar gets nothing", async ({
  ready,
  practice,
  gosms,
}) => {
  const page = await ready.context.newPage();
  await page.goto(practice.url);
  await expect(page.getByRole("button", { name: "Hromadná SMS" })).toBeVisible();
  const session = await ready.context.newCDPSession(page);
  const worlds: number[] = [];
  session.on("Runtime.executionContextCreated", ({ context }) => {
    if (context.auxData?.type === "isolated" && context.origin.startsWith("chrome-extension://"))
      worlds.push(context.id);
  });
  await session.send("Runtime.enable");
  await expect.poll(() => worlds.length).toBeGreaterThan(0);
  const ask = async (expression: string) => {
    const { result } = await session.send("Runtime.evaluate", {
      contextId: worlds[0] ?? 0,
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    return JSON.stringify(result.value ?? result.description ?? null);
  };
  const stored = await ask("chrome.storage.local.get(null).catch(String)");
  expect(stored).not.toContain(gosms.account.clientSecret);
  for (const name of ["gateway.test", "bulk.send", "outbox.release", "sites.list"]) {
    const answer = await ask(`chrome.runtime.sendMessage({ pipni: ${JSON.stringify(name)}, input: null })`);
    expect(answer).toContain("not allowed");
  }
});
