// @vitest-environment node
import { beforeEach, describe, expect, test } from "vitest";
import { strengthOf } from "../../lib/domain/backup/password.ts";
import { joinDirectories } from "../../lib/domain/backup/people.ts";
import { isNothingNew } from "../../lib/domain/backup/review.ts";
import { seal, unseal } from "../../lib/domain/backup/seal.ts";
import { type DirectoryPatient, newPatient } from "../../lib/domain/directory/patient.ts";
import { defaultSettings, Settings } from "../../lib/domain/settings.ts";
import type { SiteReading } from "../../lib/domain/site-reading/site-reading.ts";
import { noTexts } from "../../lib/domain/text/kept-text.ts";
import type { WaitingEntry } from "../../lib/domain/waiting-list/entry.ts";
import type { Backup, BackupSecrets, WrittenSecrets } from "../../lib/storage/backup/file.ts";
import type { BackupPlan, CheckPlugin, Here } from "../../lib/storage/backup/plan.ts";
import fc, { runs } from "../properties.ts";

/** Everything set, on one computer and then on another. */

const { readBackup, readSecrets, writeBackup } = await import("../../lib/storage/backup/file.ts");
const { planBackup } = await import("../../lib/storage/backup/plan.ts");

const now = 5_000;
const password = "modrý slon tančí valčík";

const empty: Here = {
  settings: defaultSettings,
  sites: [],
  readings: [],
  feeds: [],
  access: new Map(),
  credentials: null,
  patients: [],
  choices: [],
  waitingList: [],
  workstations: null,
};

const everyPlugin: CheckPlugin = async (json) => ({
  ok: true,
  plugin: { name: JSON.parse(json).id, json },
  replaces: null,
});

const plan = (backup: Backup, secrets: BackupSecrets | null, here: Here = empty): Promise<BackupPlan> =>
  planBackup(backup, secrets, here, { check: everyPlugin, now });

function opened(text: string): Backup {
  const answer = readBackup(text);
  if (answer.state !== "read") throw new Error(answer.state);
  return answer.backup;
}

const reading = (siteId: string, change: Partial<SiteReading> = {}): SiteReading => ({
  version: 1,
  siteId,
  plugin: "fullcalendar",
  described: "",
  fields: null,
  excluded: [],
  measured: { people: 3, names: 3, phones: 3, ids: 3, others: [], days: 1, hasNewIds: false },
  confirmedAt: 10,
  since: 0,
  ...change,
});

const settingsOf = (change: (settings: Settings) => void): Settings => {
  const settings = structuredClone(defaultSettings);
  change(settings);
  return settings;
};

const feedId = "feed:11111111-1111-4111-8111-111111111111";

/** A whole practice. */
function practice() {
  const settings = settingsOf((all) => {
    all.practice.name = "Ordinace Na Náměstí";
    all.sending.channel = 1;
    all.templates.cancellation.enabled = false;
  });
  const origin = "https://kalendar.example";
  const anna = { ...newPatient({ name: "Anna Vzorová", phone: "601 000 001", code: "7" }, 1), id: id(1) };
  const here = {
    settings,
    sites: [{ id: origin, origin, name: "Kalendář", plugin: null, enabled: true }],
    readings: [reading(origin), reading(feedId, { plugin: "official-address" })],
    feeds: [
      {
        id: feedId,
        name: "Telefon",
        origin: "https://ical.example",
        kind: "ical" as const,
        enabled: true,
        isUnattended: true,
        siteId: origin,
      },
    ],
    plugins: [{ id: "muj-kalendar" }],
    pluginsOff: ["daypilot"],
  };
  const secrets: WrittenSecrets = {
    credentials: { clientId: "1_a", clientSecret: "tajemství" },
    access: { [feedId]: { url: "https://ical.example/tajna.ics", user: "", password: "heslo k adrese" } },
    patients: [anna],
    choices: [{ key: '["k","1"]', patientId: anna.id }],
    waitingList: [waits],
    workstations: {
      urls: ["https://pult.lan:2379"],
      user: "ordinace",
      password: "heslo",
      secret: "A".repeat(43),
    },
  };
  return { here, secrets, anna };
}

const waits: WaitingEntry = {
  id: "00000000-0000-4000-8000-00000000000a",
  name: "Tomáš Příkladný",
  code: null,
  phone: "+420601000004",
  doctor: "Dr. Nová",
  days: [1, 3],
  parts: ["morning"],
  until: "2026-12-24",
  since: "2026-11-02",
  note: "",
  addedAt: 5,
};

const id = (at: number): string => `00000000-0000-4000-8000-${String(at).padStart(12, "0")}`;

describe("what is written is what is read", () => {
  test("of everything, with the password", async () => {
    const { here, secrets } = practice();
    const text = writeBackup(here, await seal(JSON.stringify(secrets), password), now);
    for (const secret of ["tajemství", "tajna.ics", "heslo k adrese", "Anna", "601"])
      expect(text).not.toContain(secret);
    const backup = opened(text);
    const inside = readSecrets((await unseal(backup.sealed ?? never(), password)) ?? "");
    const planned = await plan(backup, inside);
    expect(planned.settings).toEqual(here.settings);
    expect(planned.sites).toEqual(here.sites);
    // What was confirmed holds from now on, and what both computers would send waits for a person.
    expect(planned.readings).toEqual(here.readings.map((one) => ({ ...one, since: now })));
    expect(planned.feeds).toEqual([
      { feed: { ...here.feeds[0], isUnattended: false }, access: secrets.access[feedId] },
    ]);
    expect(planned.plugins.map((json) => JSON.parse(json))).toEqual(here.plugins);
    expect(planned.pluginsOff).toEqual(here.pluginsOff);
    expect(planned.credentials).toEqual(secrets.credentials);
    expect(planned.directory.patients).toEqual(secrets.patients);
    expect(planned.choices).toEqual(secrets.choices);
    expect(planned.waitingList).toEqual([waits]);
    expect((await plan(backup, inside, { ...empty, waitingList: [waits] })).waitingList).toEqual([]);
    expect(planned.review).toMatchObject({
      settings: ["practice", "templates", "sending"],
      calendars: { added: 2, changed: [], unchanged: 0 },
      credentials: "added",
      leaving: ["confirmation"],
      leftOut: [],
      staysOff: { seen: false, feeds: ["Telefon"] },
    });
  });

  test("and a second time there is nothing new", async () => {
    const { here, secrets } = practice();
    const backup = opened(writeBackup(here, null, now));
    const inside = readSecrets(JSON.stringify(secrets)) ?? never();
    const first = await plan(backup, inside);
    const after: Here = {
      ...empty,
      settings: first.settings,
      sites: first.sites,
      readings: first.readings,
      feeds: first.feeds.map(({ feed }) => feed),
      access: inside.access,
      credentials: first.credentials,
      patients: first.directory.patients,
      choices: first.choices,
      waitingList: first.waitingList,
      workstations: first.workstations,
    };
    const second = await planBackup(backup, inside, after, {
      check: async (json) => ({ ok: true, plugin: { name: "", json }, replaces: { json } }),
      now: now + 1,
    });
    expect(isNothingNew(second.review)).toBe(true);
    expect(second.readings).toEqual([]);
  });

  test("whatever was set, made up", async () => {
    const word = fc.string({ minLength: 1, maxLength: 20 });
    const site = fc.record({
      host: fc.domain(),
      name: word,
      plugin: fc.option(word.map((one) => one.slice(0, 20))),
      enabled: fc.boolean(),
    });
    const person = fc.record({
      name: word,
      phone: fc.stringMatching(/^60\d{7}$/u),
      optedOut: fc.boolean(),
      at: fc.nat(),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(site, { selector: ({ host }) => host, maxLength: 4 }),
        fc.uniqueArray(person, { selector: ({ phone }) => phone, maxLength: 6 }),
        fc.record({ text: word, paused: fc.boolean(), keep: fc.integer({ min: 0, max: 999 }) }),
        async (sites, people, { text, paused, keep }) => {
          const { here } = practice();
          const calendars = sites.map(({ host, ...rest }) => {
            const { origin } = new URL(`https://${host}`);
            return { id: origin, origin, ...rest };
          });
          const settings = settingsOf((all) => {
            all.templates.confirmation.texts.cs = text;
            all.sending.paused = paused;
            all.log.keepDays = keep;
          });
          const patients = people.map(({ name, phone, optedOut, at }, index) => ({
            ...newPatient({ name, phone }, at),
            id: id(index),
            optOut: optedOut ? { day: "2026-11-23", source: "osobně", phone: null } : null,
          }));
          const backup = opened(
            writeBackup({ ...here, settings, sites: calendars, feeds: [], readings: [] }, null, now),
          );
          const inside = readSecrets(
            JSON.stringify({
              credentials: null,
              access: {},
              patients,
              choices: [],
              waitingList: [],
              workstations: null,
            } satisfies WrittenSecrets),
          );
          const planned = await plan(backup, inside);
          expect(planned.review.leftOut).toEqual([]);
          expect(planned.settings).toEqual(settings);
          expect(planned.sites).toEqual(calendars);
          expect(planned.directory.patients).toEqual(patients);
          // Nobody is there who could send.
          expect(planned.review.leaving).toEqual([]);
        },
      ),
      { numRuns: runs(50) },
    );
  });
});

describe("a file that is not as it was written", () => {
  const { here, secrets } = practice();
  const text = writeBackup(here, null, now);

  test.for([
    ["newer", text.replace('"version": 1', '"version": 2')],
    ["torn", text.slice(0, -20)],
    ["torn", text.slice(0, 200)],
    ["foreign", "<html>"],
    ["foreign", "{}"],
    ["foreign", "null"],
    ["foreign", ""],
  ] as const)("%s", ([state, file]) => {
    expect(readBackup(file)).toEqual({ state });
  });

  test.for([
    [
      "sites",
      "Kalendář",
      (data: Raw): unknown => Object.assign(at(data, "sites"), { origin: "https://jiny.example" }),
    ],
    ["sites", "Kalendář", (data: Raw): unknown => Object.assign(at(data, "sites"), { enabled: "ano" })],
    [
      "readings",
      "https://kalendar.example",
      (data: Raw): unknown => Object.assign(at(data, "readings"), { version: 2 }),
    ],
    ["feeds", "Telefon", (data: Raw): unknown => Object.assign(at(data, "feeds"), { kind: "fax" })],
    ["plugins", "", (data: Raw): unknown => data.plugins?.splice(0, 1, 7)],
    [
      "settings",
      "sending.atOnce",
      (data: Raw): unknown => Object.assign(data.settings.sending, { atOnce: 99 }),
    ],
    ["settings", "", (data: Raw): unknown => Object.assign(data, { settings: "nic" })],
  ] as const)("one broken item of %s is named, and the others come", async ([part, name, damage]) => {
    const data: Raw = JSON.parse(text);
    damage(data);
    const planned = await plan(opened(JSON.stringify(data)), readSecrets(JSON.stringify(secrets)));
    expect(planned.review.leftOut).toContainEqual({ code: "broken", part, name });
    const left = { sites: 1, readings: 2, feeds: 1, plugins: 1 };
    if (part !== "settings") left[part]--;
    // What was confirmed of a feed goes with it.
    if (part === "feeds") left.readings--;
    expect({
      sites: planned.sites.length,
      readings: planned.readings.length,
      feeds: planned.feeds.length,
      plugins: planned.plugins.length,
    }).toEqual(left);
    const isWhole = part === "settings" && name === "";
    expect(planned.settings.practice.name).toBe(isWhole ? "" : here.settings.practice.name);
    expect(planned.settings.sending.atOnce).toBe(defaultSettings.sending.atOnce);
  });

  test("of texts, what is here only stays, and one that cannot be read takes no other with it", async () => {
    const cs = (text: string) => ({ ...noTexts, cs: text });
    const mine = settingsOf(({ ownTexts, templates }) => {
      ownTexts.a = { name: "Jen zde", texts: cs("A") };
      templates.reminder.forDoctors.a = { doctor: "MUDr. Alfa", texts: cs("A") };
    });
    const brought = settingsOf(({ ownTexts, templates }) => {
      ownTexts.b = { name: "Dovolená", texts: cs("B") };
      ownTexts.x = { name: 7 } as never;
      templates.reminder.forDoctors.b = { doctor: "MUDr. Beta", texts: cs("B") };
    });
    const text = writeBackup({ ...practice().here, settings: brought }, null, now);
    const { settings, review } = await plan(opened(text), null, {
      ...empty,
      settings: Settings.parse(mine),
    });
    expect(Object.keys(settings.ownTexts)).toEqual(["a", "b"]);
    expect(Object.keys(settings.templates.reminder.forDoctors)).toEqual(["a", "b"]);
    expect(review.settings).toEqual(["templates", "ownTexts"]);
    expect(review.leftOut).toContainEqual({ code: "broken", part: "settings", name: "ownTexts.x" });
  });

  test("a patient that cannot be read does not take the others along", async () => {
    const people = [...secrets.patients, { name: "bez ničeho" }];
    const inside = readSecrets(JSON.stringify({ ...secrets, patients: people }));
    expect(inside?.patients).toHaveLength(1);
    expect(inside?.broken).toEqual([{ part: "patients", name: "bez ničeho" }]);
  });

  test("an address of another server than its calendar's, and one that may not be asked, are left out", async () => {
    const to = (url: string) =>
      readSecrets(JSON.stringify({ ...secrets, access: { [feedId]: { url, user: "", password: "" } } }));
    const elsewhere = await plan(opened(text), to("https://jinam.example/tajna.ics"));
    expect(elsewhere.feeds).toEqual([]);
    expect(elsewhere.review.leftOut).toEqual([{ code: "broken", part: "feeds", name: "Telefon" }]);
    expect(to("http://ical.example/tajna.ics")?.access.size).toBe(0);
  });

  test("without the password feeds have no address, and say so", async () => {
    const planned = await plan(opened(text), null);
    expect(planned.feeds).toEqual([]);
    expect(planned.readings.map(({ siteId }) => siteId)).toEqual(["https://kalendar.example"]);
    expect(planned.review.leftOut).toEqual([{ code: "noAddress", name: "Telefon" }]);
    expect(planned.review.leaving).toEqual([]);
  });
});

describe("the password", () => {
  test("another one, or one changed byte, opens nothing", async () => {
    const sealed = await seal("tajné", password);
    expect(await unseal(sealed, password)).toBe("tajné");
    expect(await unseal(sealed, `${password} `)).toBeNull();
    expect(await unseal(sealed, password.normalize("NFD"))).toBe("tajné");
    const bytes = Uint8Array.fromBase64(sealed.data);
    for (const index of [0, bytes.length - 1]) {
      const tampered = bytes.slice();
      tampered[index] = (tampered[index] ?? 0) ^ 1;
      expect(await unseal({ ...sealed, data: tampered.toBase64() }, password)).toBeNull();
    }
    const iv = crypto.getRandomValues(new Uint8Array(12)).toBase64();
    expect(await unseal({ ...sealed, cipher: { ...sealed.cipher, iv } }, password)).toBeNull();
    const again = await seal("tajné", password);
    expect([again.data, again.key.salt, again.cipher.iv]).not.toContain(sealed.data);
    expect(again.key.iterations).toBeGreaterThanOrEqual(600_000);
  });

  test("a file cannot ask for hours of work", () => {
    const sealed = { key: { name: "PBKDF2", hash: "SHA-256", iterations: 1e9, salt: "AAAA" } };
    const { here } = practice();
    const file = JSON.parse(writeBackup(here, null, now));
    const backup = opened(JSON.stringify({ ...file, secrets: { ...sealed, cipher: {}, data: "" } }));
    expect(backup.sealed).toBeNull();
    expect(backup.broken).toEqual([
      { part: "credentials", name: "" },
      { part: "patients", name: "" },
    ]);
  });

  test.for([
    ["short", "Kráva7!x"],
    ["weak", "aaaaaaaaaaaa"],
    ["weak", "heslo123456"],
    ["weak", "ordinace2026"],
    ["fair", "modryslontanci"],
    ["strong", "modrý slon tančí valčík"],
  ] as const)("%s: %s", ([strength, given]) => {
    expect(strengthOf(given)).toBe(strength);
  });
});

describe("on a computer that is set up already", () => {
  const { here, secrets, anna } = practice();
  const backup = opened(writeBackup(here, null, now));
  let inside: BackupSecrets;
  beforeEach(() => {
    inside = readSecrets(JSON.stringify(secrets)) ?? never();
  });
  const own = (change: Partial<Here>): Here => ({ ...empty, ...change });

  test("what is overwritten is named, and what only this one has stays", async () => {
    const [site] = here.sites;
    if (!site) throw new Error("no calendar");
    const other = { ...site, id: "https://druhy.example", origin: "https://druhy.example", name: "Druhý" };
    const planned = await plan(
      backup,
      inside,
      own({
        sites: [{ ...site, name: "Starý název", enabled: false }, other],
        credentials: { clientId: "2_b", clientSecret: "jiné" },
      }),
    );
    expect(planned.sites).toEqual(here.sites);
    expect(planned.review.calendars).toEqual({ added: 1, changed: ["Starý název"], unchanged: 0 });
    expect(planned.review.credentials).toBe("changed");
  });

  test("where texts leave already, nothing is announced; where sending was stopped, it is", async () => {
    const settings = settingsOf((all) => {
      all.sending.channel = 1;
      all.templates.cancellation.enabled = false;
    });
    const set = { sites: here.sites, credentials: secrets.credentials };
    expect((await plan(backup, inside, own({ ...set, settings }))).review.leaving).toEqual([]);
    settings.sending.paused = true;
    expect((await plan(backup, inside, own({ ...set, settings }))).review.leaving).toEqual(["confirmation"]);
    // The file's own stop holds here as well.
    const stopped = opened(writeBackup({ ...here, settings }, null, now));
    expect((await plan(stopped, inside)).review.leaving).toEqual([]);
  });

  test("reminders of what another computer has made stay off, unless they are on", async () => {
    const seen = settingsOf((all) => {
      all.reminders.seen = true;
    });
    const file = opened(writeBackup({ ...here, settings: seen }, null, now));
    const planned = await plan(file, inside);
    expect(planned.settings.reminders.seen).toBe(false);
    expect(planned.review.staysOff.seen).toBe(true);
    expect((await plan(file, inside, own({ settings: seen }))).settings.reminders.seen).toBe(true);
  });

  test("a channel stays with its account", async () => {
    const settings = settingsOf((all) => {
      all.sending.channel = 77;
    });
    const account = { clientId: "2_b", clientSecret: "jiné" };
    const without = await plan(backup, null, own({ settings, credentials: account }));
    expect(without.settings.sending.channel).toBe(77);
    const withAccount = await plan(backup, inside, own({ settings, credentials: account }));
    expect(withAccount.settings.sending.channel).toBe(1);
  });

  test("the same address is not read twice", async () => {
    const id = "feed:22222222-2222-4222-8222-222222222222";
    const [feed] = here.feeds;
    const access = secrets.access[feedId];
    if (!feed || !access) throw new Error("no feed");
    const planned = await plan(
      backup,
      inside,
      own({ feeds: [{ ...feed, id }], access: new Map([[id, access]]) }),
    );
    expect(planned.feeds).toEqual([]);
    expect(planned.review.leftOut).toEqual([{ code: "known", name: "Telefon" }]);
  });

  test("a reading that was confirmed otherwise holds from now on, for what is read from now on", async () => {
    const before = reading("https://kalendar.example", { excluded: ["porada"], since: 3 });
    const planned = await plan(backup, inside, own({ readings: [before], sites: here.sites }));
    expect(planned.review.readings).toMatchObject({ changed: ["Kalendář"] });
    expect(planned.readings[0]).toMatchObject({ since: now, excluded: [] });
    const same = reading("https://kalendar.example", { since: 3, confirmedAt: 9 });
    expect((await plan(backup, null, own({ readings: [same] }))).readings).toEqual([]);
  });

  const join = (existing: DirectoryPatient[], brought: DirectoryPatient[]) =>
    joinDirectories(existing, brought, ["CZ"], now);
  const optOut = { day: "2026-11-23", source: "osobně", phone: null };

  test("the directory: the newer entry counts, and no opt-out is lost", () => {
    const newer = { ...anna, phone: "601 000 009", updatedAt: 9 };
    expect(join([{ ...anna, optOut }], [newer]).patients).toEqual([{ ...newer, optOut }]);
    expect(join([newer], [{ ...anna, optOut }]).patients).toEqual([{ ...newer, optOut }]);
    expect(join([newer], [anna])).toMatchObject({ patients: [], unchanged: 1 });
  });

  test("the directory: one person under two ids is one, two alike are nobody's other half", () => {
    const twin = { ...newPatient({ name: "Vzorová Anna", phone: "+420601000001" }, 2), id: id(2) };
    const joined = join([twin], [{ ...anna, optOut }]);
    expect(joined).toMatchObject({ added: 0, updated: 1 });
    expect(joined.patients).toMatchObject([{ id: twin.id, code: "7", optOut }]);
    expect(joined.idOf.get(anna.id)).toBe(twin.id);
    const third = { ...twin, id: id(3) };
    expect(join([twin, third], [anna])).toMatchObject({ added: 1, updated: 0 });
  });

  test("whom a person picked here stays picked, and a pick follows its person", async () => {
    const twin = { ...newPatient({ name: "Vzorová Anna", phone: "+420601000001" }, 2), id: id(2) };
    const planned = await plan(backup, inside, own({ patients: [twin] }));
    expect(planned.choices).toEqual([{ key: '["k","1"]', patientId: twin.id }]);
    const picked = own({ patients: [twin], choices: [{ key: '["k","1"]', patientId: twin.id }] });
    expect((await plan(backup, inside, picked)).choices).toEqual([]);
  });
});

test("a plugin that this Pípni does not take is named with its problems", async () => {
  const { here } = practice();
  const problem = { plugin: "muj-kalendar", path: "id", code: "missing" as const, values: {} };
  const planned = await planBackup(opened(writeBackup(here, null, now)), null, empty, {
    check: async () => ({ ok: false, problems: [problem] }),
    now,
  });
  expect(planned.plugins).toEqual([]);
  expect(planned.review.leftOut).toContainEqual({
    code: "plugin",
    name: "muj-kalendar",
    problems: [problem],
  });
});

interface Raw {
  plugins?: unknown[];
  settings: { sending: object };
  [list: string]: unknown;
}
const at = (data: Raw, list: string): object => (data[list] as object[])[0] ?? {};

function never(): never {
  throw new Error("not there");
}
