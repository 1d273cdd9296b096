import { beforeEach, describe, expect, test, vi } from "vitest";
import { browser } from "wxt/browser";
import { fakeBrowser } from "wxt/testing/fake-browser";
import { readManaged } from "../../lib/domain/managed.ts";
import { defaultSettings } from "../../lib/domain/settings.ts";
import { noTexts } from "../../lib/domain/text/kept-text.ts";
import schema from "../../public/managed.schema.json" with { type: "json" };

/** What an administrator rolls out to many computers. */

const policy = {
  practice: { name: "Ordinace Na Náměstí", phone: "+420 234 567 890", timeZone: "Europe/Prague" },
  countries: ["SK", "CZ"],
  language: "sk",
  texts: { reminder: { cs: "Termín máte #DATUM# v #CAS#." } },
  doctorTexts: [{ kind: "reminder", doctor: "MUDr. Jan Vzor", texts: { cs: "Přijďte do 2. patra." } }],
  ownTexts: [{ name: "Dovolená", texts: { cs: "Dnes neordinujeme." } }],
  sites: [{ url: "https://kalendar.example/tyden", name: "Kalendář", plugin: "fullcalendar" }],
  registry: { address: ["https://pult.example:2379", "https://sklad.example:2379"], user: "ordinace" },
};

describe("a policy is read field by field", () => {
  test("whole", () => {
    const managed = readManaged(policy);
    expect(managed.problems).toEqual([]);
    expect(managed.settings.map(({ path }) => path.join("."))).toEqual([
      "practice.name",
      "practice.phone",
      "practice.timeZone",
      "sending.countries",
      "sending.language",
      "templates.reminder.texts.cs",
      "templates.reminder.forDoctors.managed mudr.janvzor",
      "ownTexts.managed dovolena",
    ]);
    expect(managed.sites).toEqual([
      { origin: "https://kalendar.example", name: "Kalendář", plugin: "fullcalendar" },
    ]);
    expect(managed.workstations).toEqual([
      { path: ["mode"], value: "shared" },
      { path: ["urls"], value: policy.registry.address },
      { path: ["user"], value: "ordinace" },
    ]);
  });

  test.for([
    [{ practice: { ...policy.practice, timeZone: "Europe/Nikde" } }, "practice.timeZone", "practice"],
    [{ practice: { ...policy.practice, name: 7 } }, "practice.name", "practice"],
    [{ countries: ["XX"] }, "countries", "sending.countries"],
    [{ countries: [] }, "countries", "sending.countries"],
    [{ language: "ru" }, "language", "sending.language"],
    [{ texts: { reminder: { cs: "" } } }, "texts.reminder.cs", "templates"],
    [
      { doctorTexts: [{ ...policy.doctorTexts[0], kind: "own" }, ...policy.doctorTexts] },
      "doctorTexts.0",
      "none",
    ],
    [{ ownTexts: [{ name: "", texts: { cs: "Text" } }, ...policy.ownTexts] }, "ownTexts.0", "none"],
    [{ ownTexts: [{ name: "Prázdný", texts: { cs: " " } }, ...policy.ownTexts] }, "ownTexts.0", "none"],
    [{ ownTexts: "Dovolená" }, "ownTexts", "ownTexts"],
    [{ sites: [{ url: "kalendar" }, ...policy.sites] }, "sites.0", "none"],
    [{ sites: "https://kalendar.example" }, "sites", "none"],
    [{ registry: { address: ["http://pult.example"], user: "ordinace" } }, "registry.address", "none"],
    [{ registry: { ...policy.registry, password: "heslo" } }, "registry.password", "none"],
    [{ secret: "abc" }, "secret", "none"],
    [{ colour: "red" }, "colour", "none"],
  ] as const)("a bad one takes no other with it: %j", ([change, problem, gone]) => {
    const whole = readManaged(policy);
    const managed = readManaged({ ...policy, ...change });
    expect(managed.problems).toEqual([problem]);
    const others = (fields: typeof whole.settings) =>
      fields.filter(({ path }) => !path.join(".").startsWith(gone));
    expect(others(managed.settings)).toEqual(others(whole.settings));
    if (problem !== "sites") expect(managed.sites).toEqual(whole.sites);
    // One of several computers asks before it sends, whatever of it can be read.
    expect(managed.workstations[0]).toEqual({ path: ["mode"], value: "shared" });
    expect(JSON.stringify(managed)).not.toContain("heslo");
  });

  test.for([undefined, {}, null, "x", []])("what is none: %j", (nothing) => {
    expect(readManaged(nothing)).toMatchObject({ settings: [], workstations: [], sites: [] });
  });

  test("the browser is told of every field, and of no secret", () => {
    const properties = schema.properties;
    expect(Object.keys(properties)).toEqual(Object.keys(policy));
    expect(Object.keys(properties.practice.properties)).toEqual(Object.keys(defaultSettings.practice));
    expect(Object.keys(properties.texts.properties)).toEqual(Object.keys(defaultSettings.templates));
    const { texts } = defaultSettings.templates.reminder;
    expect(Object.keys(properties.texts.properties.confirmation.properties)).toEqual(Object.keys(texts));
    expect(Object.keys(properties.ownTexts.items.properties)).toEqual(["name", "texts"]);
    expect(Object.keys(properties.registry.properties)).toEqual(["address", "user"]);
  });
});

describe("what is managed", () => {
  beforeEach(() => {
    vi.resetModules();
    fakeBrowser.reset();
  });
  const load = async () => ({
    ...(await import("../../lib/storage/settings.ts")),
    ...(await import("../../lib/storage/workstations.ts")),
  });
  const manage = (given: object) =>
    vi.spyOn(browser.storage.managed, "get").mockResolvedValue(given as never);

  test("stands over what was set here, which stays and counts again", async () => {
    const own = await load();
    await own.saveSettings({
      ...defaultSettings,
      practice: { ...defaultSettings.practice, name: "Vlastní" },
      ownTexts: { mine: { name: "Moje", texts: { ...noTexts, cs: "Moje slova." } } },
    });
    vi.resetModules();
    manage(policy);
    const managed = await load();
    const settings = await managed.loadSettings();
    expect(Object.values(settings.ownTexts)).toMatchObject([{ name: "Moje" }, policy.ownTexts[0]]);
    expect(Object.values(settings.templates.reminder.forDoctors)).toMatchObject([
      { doctor: "MUDr. Jan Vzor", texts: { cs: "Přijďte do 2. patra." } },
    ]);
    expect(settings.practice).toEqual({ ...defaultSettings.practice, ...policy.practice });
    expect(settings.sending.countries).toEqual(["SK", "CZ"]);
    expect(settings.templates.reminder.texts.cs).toBe(policy.texts.reminder.cs);
    expect(await managed.workstationsItem.load()).toMatchObject({
      mode: "shared",
      urls: policy.registry.address,
      user: "ordinace",
    });
    using followed = await managed.followSettings();
    await managed.saveSettings({
      ...settings,
      practice: { ...settings.practice, doctor: "MUDr. Zkoušková" },
    });
    expect(followed.value.practice).toMatchObject({ name: policy.practice.name, doctor: "MUDr. Zkoušková" });
    vi.resetModules();
    manage({});
    const after = await (await load()).loadSettings();
    expect(after.practice).toMatchObject({ name: "Vlastní", doctor: "MUDr. Zkoušková" });
    expect(Object.keys(after.ownTexts)).toEqual(["mine"]);
    expect(after.sending.countries).toEqual(defaultSettings.sending.countries);
  });

  test("is nothing where the browser has no policies", async () => {
    vi.spyOn(browser.storage.managed, "get").mockRejectedValue(
      new Error("Managed storage manifest not found"),
    );
    expect(await (await load()).loadSettings()).toEqual(defaultSettings);
  });
});
