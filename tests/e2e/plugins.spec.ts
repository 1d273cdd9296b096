import { readFile } from "node:fs/promises";
import type { BulkDay } from "../../lib/rpc/contract/index.ts";
import { startDeclarativePages } from "../calendars/declarative/server.ts";
import { expect, test } from "./fixtures.ts";
import { look } from "./look.ts";

/** "Pluginy" on the options page: a calendar that Pípni does not know is taught, switched off and forgotten. */

const file = new URL("../calendars/declarative/paper.plugin.json", import.meta.url);

test("a plugin is checked, added, switched off, replaced, saved and removed, and the open calendar follows", async ({
  gosms,
  chromium,
}) => {
  const manifest = JSON.parse(await readFile(file, "utf8"));
  await using pages = await startDeclarativePages();
  const today = Temporal.Now.plainDateISO("Europe/Prague").toString();
  const visit = (name: string, phone: string | null, hour: number) => ({
    ...{ name, phone, start: `${today}T${hour}:00`, end: `${today}T${hour}:30` },
  });
  pages.book.seed([
    visit("Jana Vzorová", "601 000 001", 10),
    visit("Petr Vzorový", null, 11),
    { ...visit("Oběd", null, 12), impersonal: true },
  ]);
  await using extension = await chromium.install({ calendars: [pages.url] });
  await extension.configure(gosms.account);
  await extension.enable(pages.url, "Objednávky");
  const calendar = await extension.context.newPage();
  await calendar.goto(`${pages.url}/kalendar?od=${today}`);
  const button = calendar.getByRole("button", { name: "Hromadná SMS" });

  const options = await extension.open("options.html#kalendare");
  const list = options.getByRole("region", { name: "Pluginy" });
  const text = list.getByLabel("Nebo sem vložte jeho text");
  const paste = async (value: object | string) => {
    await text.fill(typeof value === "string" ? value : JSON.stringify(value));
    await list.getByRole("button", { name: "Zkontrolovat" }).click();
  };
  const facts = list.getByRole("listitem").filter({ hasText: manifest.name });
  await expect(list.getByText("FullCalendar", { exact: true })).toBeVisible();

  await paste("{ tohle není JSON");
  await expect(list.getByText(/Plugin nelze přidat: 1 závada/)).toBeVisible();
  await paste({ ...manifest, main: "./plugin.ts", version: "první", matches: [] });
  await expect(list.getByText(/Plugin nelze přidat: 2 závady. Nic se nezměnilo/)).toBeVisible();
  await expect(list.getByText("paper: version: má být verze jako `1.0.0`: zapište ji takto")).toBeVisible();
  await look(options, "options-plugins-report");
  await paste({ ...manifest, id: "fullcalendar" });
  await expect(
    list.getByText(/`fullcalendar` je název pluginu, který je součástí Pípni: zvolte jiný/),
  ).toBeVisible();

  await paste({ ...manifest, matches: ["http://localhost/nikde*"] });
  await list.getByRole("button", { name: "Vyzkoušet na otevřeném kalendáři" }).click();
  await expect(list.getByText(/Není otevřený žádný kalendář, ke kterému plugin patří/)).toBeVisible();

  await paste(manifest);
  await expect(list.getByRole("status").getByText(manifest.name)).toBeVisible();
  await list.getByRole("button", { name: "Vyzkoušet na otevřeném kalendáři" }).click();
  await expect(list.getByRole("status").first()).toContainText(
    `${new URL(pages.url).host}: 3 termíny, 2 s pacientem, 1 telefon, na které lze psát.`,
  );
  await expect(list.getByText(/Nic se neuložilo ani neodeslalo/)).toBeVisible();
  await expect(button).toHaveCount(0);
  await look(options, "options-plugins-found");
  await list.getByRole("button", { name: "Přidat", exact: true }).click();
  await expect(facts.getByText(/verze 1\.0\.0 · přidaný/)).toBeVisible();
  await expect(button).toBeVisible();

  await facts.getByRole("switch").click();
  await expect(button).toHaveCount(0);
  await facts.getByRole("switch").click();
  await expect(button).toBeVisible();

  await paste({ ...manifest, version: "1.1.0", matches: [...manifest.matches, "http://127.0.0.1/jiny*"] });
  await expect(list.getByText("Nahradí verzi 1.0.0 verzí 1.1.0.")).toBeVisible();
  await expect(list.getByText("Nově i pro adresy: http://127.0.0.1/jiny*")).toBeVisible();
  await list.getByRole("button", { name: "Nahradit" }).click();
  await expect(facts.getByText(/verze 1\.1\.0/)).toBeVisible();

  const [download] = await Promise.all([
    options.waitForEvent("download"),
    facts.getByRole("button", { name: /Uložit do souboru/ }).click(),
  ]);
  expect(download.suggestedFilename()).toBe("paper.plugin.json");
  expect(JSON.parse(await readFile(await download.path(), "utf8"))).toMatchObject({ version: "1.1.0" });

  await facts.getByRole("button", { name: /Odebrat plugin/ }).click();
  await options.getByRole("dialog").getByRole("button", { name: "Odebrat" }).click();
  await expect(facts).toHaveCount(0);
  await expect(button).toHaveCount(0);
});

test("a plugin's placeholder is offered, filled in the text, and missed once the plugin is off", async ({
  gosms,
  chromium,
}) => {
  const json = await readFile(file, "utf8");
  await using pages = await startDeclarativePages();
  const day = Temporal.Now.plainDateISO("Europe/Prague").add({ days: 7 }).toString();
  const visit = (name: string, time: string) => ({
    ...{ name, phone: "601 000 001", start: `${day}T${time}`, end: `${day}T18:00` },
  });
  pages.book.seed([
    { ...visit("Jana Vzorová", "09:00"), extra: { pokoj: "dveře č. 3" } },
    visit("Petr Vzorový", "10:00"),
  ]);
  await using extension = await chromium.install({ calendars: [pages.url] });
  await extension.configure(gosms.account);
  await extension.call("plugins.add", { json });
  await extension.enable(pages.url, "Objednávky");

  const options = await extension.open("options.html#texty");
  const reminder = options.getByRole("region", { name: "Připomenutí" });
  const text = reminder.getByRole("textbox");
  await text.fill("Přijďte #DATUM# do ");
  await text.press("End");
  const chip = reminder.getByRole("button", { name: "Vložit #POKOJ#" });
  await expect(chip).toHaveAttribute("title", "místnost, do které pacient přijde");
  await chip.click();
  await expect(reminder.locator("blockquote")).toContainText("ordinace 2");
  await options.getByText("Co která značka znamená").click();
  await expect(options.getByText("místnost, do které pacient přijde, například ordinace 2")).toBeVisible();
  await look(options, "options-placeholders");
  await options.getByRole("button", { name: "Uložit" }).click();
  await expect(options.getByText("Uloženo")).toBeVisible();

  const calendar = await extension.context.newPage();
  await calendar.goto(`${pages.url}/kalendar?od=${day}`);
  await expect(calendar.getByRole("button", { name: "Hromadná SMS" })).toBeVisible();
  const tabId = await extension.tabId(calendar.url());
  const rows = async () => {
    const listing = await extension.call<BulkDay>("bulk.day", { tabId, day, kind: "reminder" });
    return listing.ok && listing.rows.map(({ text, blocked }) => blocked ?? text);
  };
  await expect
    .poll(rows)
    .toEqual([expect.stringMatching(/do dvere c\. 3$/), { code: "placeholderEmpty", detail: "#POKOJ#" }]);

  await extension.call("plugins.add", {
    json: JSON.stringify({ ...JSON.parse(json), id: "jiny", ...withoutPlaceholders(JSON.parse(json)) }),
  });
  await extension.confirmReading(pages.url);
  await extension.call("plugins.setEnabled", { id: "paper", enabled: false });
  await options.reload();
  await expect(reminder.getByText(/Neznámá nebo neúplná značka #POKOJ#/)).toBeVisible();
  await expect(chip).toHaveCount(0);
  await look(options, "options-placeholder-gone");
  const unknown = { code: "placeholderUnknown", detail: "#POKOJ#" };
  await expect.poll(rows).toEqual([unknown, unknown]);
  expect(gosms.messages).toEqual([]);
});

/** The same calendar, read without the room. */
function withoutPlaceholders({
  contributes,
}: {
  contributes: { calendars: { events: { fields: object } }[] };
}) {
  const calendars = contributes.calendars.map((calendar) => {
    const { "#POKOJ#": _room, ...fields } = calendar.events.fields as Record<string, unknown>;
    return { ...calendar, events: { ...calendar.events, fields } };
  });
  return { contributes: { ...contributes, calendars, placeholders: [] } };
}

test("a stored plugin that this Pípni no longer takes is shown with what is wrong, and can be removed", async ({
  extension,
}) => {
  const options = await extension.open("options.html#kalendare");
  await options.evaluate(() =>
    (
      globalThis as unknown as { chrome: { storage: { local: { set(items: object): Promise<void> } } } }
    ).chrome.storage.local.set({ plugins: [{ id: "stary", name: "Starý", apiVersion: 0 }] }),
  );
  await options.reload();
  const broken = options.getByRole("listitem").filter({ hasText: "stary" });
  await expect(broken.getByText(/Této verzi Pípni plugin nevyhovuje/)).toBeVisible();
  await expect(
    broken.getByText(/stary: apiVersion: je 0, ale toto Pípni má 1: aktualizujte plugin/),
  ).toBeVisible();
  await broken.getByRole("button", { name: "Odebrat plugin stary" }).click();
  await options.getByRole("dialog").getByRole("button", { name: "Odebrat" }).click();
  await expect(options.getByText("stary")).toHaveCount(0);
});
