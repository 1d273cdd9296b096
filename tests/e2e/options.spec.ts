import { expect, test } from "./fixtures.ts";
import { look } from "./look.ts";

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
  await page.getByRole("textbox", { name: "ID komunikačního kanálu" }).fill("1");
  await testButton.click();
  await expect(page.getByText("Propojení s GoSMS je v pořádku")).toBeVisible();
  await expect(page.getByText("412,80")).toBeVisible();
  await look(page, "options-gosms");

  await page.reload();
  await expect(page.getByText("končí na …ku")).toBeVisible();
  expect(await page.content()).not.toContain(gosms.account.clientSecret);
  expect(gosms.requests.filter(({ path }) => path.includes(gosms.account.clientSecret))).toEqual([]);
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
  await page.getByRole("switch", { name: "Odesílat bez diakritiky" }).click();
  await expect(card.getByText(/Znaky mimo základní abecedu SMS: ř ď/)).toBeVisible();
  await look(page, "options-messages");
  await text.fill("Přijďte za #DOKTOR#");
  await expect(card.getByText(/#DOKTOR#/).last()).toBeVisible();
  await page.getByRole("button", { name: "Uložit" }).click();
  await page.reload();
  await expect(text).not.toHaveValue(/DOKTOR/);
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
  for (const section of ["ordinace", "kalendare", "odeslane", "o-pipni"]) {
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

test("the help pages look right in both languages", async ({ extension }) => {
  for (const language of ["cs", "en"]) {
    const page = await extension.open(`help/${language}.html`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await look(page, `help-${language}`);
    await page.close();
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
