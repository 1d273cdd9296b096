import type { Frame, FrameLocator, Locator, Page } from "@playwright/test";
import { startTaughtPages, type TaughtPages } from "../calendars/taught/server.ts";
import { bound } from "../machine.ts";
import { expect, test } from "./fixtures.ts";
import { look } from "./look.ts";
import { lessonDay as day, openPanel, own, visit, lessonVisits as visits } from "./teaching-scene.ts";

/**
 * Calendars that nobody knows, each built in another way, from pointing at an appointment to texts that leave by
 * themselves: the whole lesson by mouse, and then a receptionist's day.
 */

test.use({ actionTimeout: bound(15_000) });

interface Build {
  name: string;
  path: string;
  /** Pages of a server: whatever is saved loads one anew, and a link cancels. */
  isDrawn?: true;
  /** When others come that day, of whom the page draws only some. */
  others?: readonly string[];
  /** In a frame of the same site. */
  isFramed?: true;
  /** What that frame shows first, where it is a page of its own. */
  inner?: string;
  /** In which what was done can be taken back before it is sent. */
  undoes?: string;
  /** Its list was loaded before the lesson, and cannot be asked for again without the page. */
  reloads?: true;
  reads: RegExp;
  /** Whether it reads days that the page does not show. */
  otherDays: RegExp;
}

const builds: Build[] = [
  {
    name: "an app with made-up names, only some of whose list is drawn, and which sends after five seconds",
    path: `/diar/rest?den=${day}&odklad=5000`,
    undoes: `/diar/rest?den=${day}&odklad=5000`,
    others: ["18:00", "18:30", "19:00", "19:30", "20:00", "20:30"],
    ...{ reads: /ze seznamu/, otherDays: /^Přečte i dny/ },
  },
  {
    name: "GraphQL in a frame of a portal",
    path: `/portal?den=${day}`,
    isFramed: true,
    reloads: true,
    ...{ reads: /ze seznamu/, otherDays: /^Přečte/ },
  },
  {
    name: "lists by POST",
    reloads: true,
    path: `/diar/rpc?den=${day}`,
    ...{ reads: /ze seznamu/, otherDays: /^Přečte/ },
  },
  {
    name: "a list that brings changes only",
    path: `/diar/delta?den=${day}`,
    undoes: `/diar/delta?den=${day}&odklad=5000`,
    ...{ reads: /z toho, co je na stránce/, otherDays: /^Přečte jen/ },
  },
  {
    name: "pages drawn by a server, on which links cancel",
    path: `/papir/den?den=${day}`,
    isDrawn: true,
    ...{ reads: /z toho, co je na stránce/, otherDays: /^Přečte/ },
  },
  {
    name: "pages drawn by a server, in a frame of a portal",
    path: `/portal?kniha=1&den=${day}`,
    inner: `/papir/den?den=${day}`,
    isDrawn: true,
    isFramed: true,
    ...{ reads: /z toho, co je na stránce/, otherDays: /^Přečte/ },
  },
];

/** What a receptionist does in the calendar's own form. */
function office(view: Page | FrameLocator) {
  const form = view.locator("#office");
  const chip = (name: string): Locator => view.locator("#root span, #root i", { hasText: name });
  /** The app may draw its list anew at that very moment. */
  const open = (name: string): Promise<void> =>
    expect(async () => {
      await chip(name).click();
      await expect(form.getByLabel("Jméno")).toHaveValue(name, { timeout: 500 });
    }).toPass({ timeout: bound(15_000) });
  return {
    chip,
    async create(name: string, phone: string, time: string): Promise<void> {
      await form.getByLabel("Jméno").fill(name);
      await form.getByLabel("Telefon").fill(phone);
      await form.getByLabel("Čas").fill(time);
      await form.getByRole("button", { name: "Uložit" }).click();
    },
    async move(name: string, time: string): Promise<void> {
      await open(name);
      await form.getByLabel("Čas").fill(time);
      await form.getByRole("button", { name: "Uložit" }).click();
    },
    async cancel(name: string): Promise<void> {
      await open(name);
      await form.getByRole("button", { name: "Zrušit termín" }).click();
    },
    undo: () => form.getByRole("button", { name: "Vrátit" }).click(),
    turn: (button: string) => view.getByRole("button", { name: button }).click(),
  };
}

/** The same on pages that a server draws: each step leads to another page, and back to the day. */
function paperOffice(frame: Frame, address: string) {
  const row = (name: string): Locator => frame.locator("tr.radek", { hasText: name });
  const save = async (fields: Record<string, string>): Promise<void> => {
    for (const [label, text] of Object.entries(fields)) await frame.getByLabel(label).fill(text);
    await frame.getByRole("button", { name: "Uložit" }).click();
  };
  const goBack = async (): Promise<void> => {
    if (frame.url() !== address) await frame.goto(address);
  };
  return {
    goBack,
    chip: (name: string) => row(name).locator(".kdo"),
    async create(name: string, phone: string, time: string) {
      await goBack();
      await frame.getByRole("link", { name: "Nový" }).click();
      await save({ Jméno: name, Telefon: phone, Čas: time });
    },
    async move(name: string, time: string) {
      await goBack();
      await row(name).getByRole("link", { name: "Upravit" }).click();
      await save({ Čas: time });
    },
    async cancel(name: string) {
      await goBack();
      await row(name).getByRole("link", { name: "Zrušit" }).click();
    },
    undo: () => Promise.resolve(),
    turn: (button: string) =>
      frame.getByRole("link", { name: button === "Později" ? "Další" : "Předchozí" }).click(),
  };
}

/** The frame in which the calendar stands, once it is there. */
async function calendarFrame(page: Page, isFramed: boolean): Promise<Frame> {
  const frame = isFramed ? await (await page.locator("iframe").elementHandle())?.contentFrame() : null;
  return frame ?? page.mainFrame();
}

/** In a frame as well: as the mouse does, whatever lies above. */
async function press(page: Page, target: Locator): Promise<void> {
  const box = await target.first().boundingBox();
  if (!box) throw new Error("nothing is there to be pressed");
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
}

for (const build of builds) {
  test(`taught by its traffic: ${build.name}`, async ({ gosms, chromium }) => {
    test.setTimeout(bound(240_000));
    await using pages: TaughtPages = await startTaughtPages();
    await using extension = await chromium.install({ calendars: [pages.url], prepare: openPanel });
    await extension.configure(gosms.account, (settings) => {
      settings.sending.settleSeconds = 0;
    });
    const others = (build.others ?? []).map((time, at) =>
      visit(`Večerní ${"ABCDEFGH"[at]}vzorek`, `601 000 03${at}`, day, time),
    );
    pages.book.seed([...visits, ...others]);
    const page = await extension.context.newPage();
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(`${pages.url}${build.path}`);
    const view = build.isFramed ? page.frameLocator("iframe") : page;
    const { chip, create, move, cancel, undo, turn, goBack } = build.isDrawn
      ? paperOffice(
          await calendarFrame(page, build.isFramed === true),
          `${pages.url}${build.inner ?? build.path}`,
        )
      : { ...office(view), goBack: () => Promise.resolve() };
    await expect(chip("Jana Vzorová")).toBeVisible();
    const tabId = await extension.tabId(page.url());
    // From the popup.
    let clicks = 1;
    const begun = Date.now();
    const note = (what: string): void => {
      const description = `${clicks} clicks, ${Math.round((Date.now() - begun) / 1000)} s`;
      test.info().annotations.push({ type: what, description });
    };
    await extension.call("teaching.start", { tabId, url: page.url() });
    const inPanel = view.locator(`${own} section`).first();
    const click = async (name: string): Promise<void> => {
      clicks += 1;
      await inPanel.getByRole("button", { name }).first().click();
    };
    await expect(page.locator(`${own} section`).first()).toContainText(
      "Klepněte na stránce na jeden termín.",
    );

    clicks += 1;
    await press(page, chip("Jana Vzorová"));
    const source = inPanel.getByRole("combobox", { name: "Odkud Pípni čte" });
    if (build.reloads) await click("Načíst stránku znovu");
    if (build.reads.source.startsWith("ze")) await expect(source).toContainText(build.reads);
    else await expect(inPanel.getByText(/Čte se přímo stránka|čte stránku tak/)).toBeVisible();
    const rows = inPanel.getByRole("table").getByRole("row");
    await expect(rows).toHaveCount(4 + others.length);
    await expect(rows.filter({ hasText: "Petr Novák" })).toContainText(/10:30.*601 000 002/);
    const place = build.path.split(/[/?]/)[build.isFramed || build.isDrawn ? 1 : 2];
    const shot = `teach-traffic-${place}${build.inner ? "-drawn" : ""}`;
    const frame = build.isFramed ? "iframe" : null;
    await look(page, shot, build.isFramed ? [360, 1280] : [1280], own, frame);
    await click("Pokračovat");
    await click("Uložit a zapnout");
    await expect(inPanel.getByRole("list", { name: "Co tento kalendář umí" })).toContainText(
      "O novém termínu samo nic",
    );
    expect(clicks).toBeLessThanOrEqual(6);
    note("bulk");

    await click("Naučit i samostatné odesílání");
    const isAt = (step: number) =>
      expect(inPanel.getByText(new RegExp(`^${step} z 6`))).toBeVisible({ timeout: bound(20_000) });
    await isAt(1);
    await create("Zkouška Zkušební", "601 000 009", "13:00");
    await isAt(2);
    await move("Zkouška Zkušební", "13:30");
    await isAt(3);
    await cancel("Zkouška Zkušební");
    await isAt(4);
    await create("Pokus Pokusný", "601 000 008", "15:00");
    await isAt(5);
    await move("Pokus Pokusný", "16:00");
    await isAt(6);
    await cancel("Pokus Pokusný");
    await expect(inPanel.getByText(/^Vše souhlasí/)).toBeVisible({ timeout: bound(20_000) });
    expect(gosms.messages).toEqual([]);
    await expect(view.locator(own)).toHaveCount(1);
    await click("Zapnout samostatné odesílání");
    await expect(
      inPanel.getByRole("list", { name: "Co tento kalendář umí" }).getByRole("listitem"),
    ).toHaveText([
      /^Hromadné SMS/,
      build.otherDays,
      "Nový termín pozná samo.",
      "Přesunutý termín pozná samo.",
      "Zrušený termín pozná samo.",
    ]);
    expect(clicks).toBeLessThanOrEqual(12);
    note("by itself");
    await inPanel.getByRole("button", { name: "Zavřít" }).first().click();
    await expect
      .poll(() => extension.call("sites.health", { tabId }))
      .toMatchObject({ state: "reading", appointments: 3 + others.length });
    await extension.confirmReading(pages.url);

    // Of the trials nobody is asked anything, and of what is refused, what others do, what is turned to, or what is
    // taken back at once, nothing comes.
    const asked = async () =>
      (await extension.rows()).flatMap(({ kind, state, reason, appointment: { patient } }) =>
        state === "skipped" ? [] : [`${kind} ${patient?.name}: ${state} ${reason?.code}`],
      );
    expect(await asked()).toEqual([]);
    pages.refuses = true;
    const isRefused = () => expect(view.locator("#office [role=alert], .chyba")).not.toBeEmpty();
    await create("Odmítnutá Jana", "601 000 020", "14:00");
    await isRefused();
    await move("Petr Novák", "10:45");
    await isRefused();
    await goBack();
    expect(pages.book.entries.map(({ start }) => start.slice(11))).toContain("10:30");
    await cancel("Petr Novák");
    // A link leads back to the day, refused or not.
    if (!build.isDrawn) await isRefused();
    await goBack();
    await expect(chip("Petr Novák")).toBeVisible();
    pages.refuses = false;
    const stranger = pages.book.add({ ...visit("Cizí Pacient", "601 000 021", day, "17:00") });
    await turn("Později");
    await turn("Dříve");
    await expect(chip("Cizí Pacient")).toBeVisible();
    pages.book.remove(stranger.id);
    await turn("Později");
    await turn("Dříve");
    if (build.undoes) {
      if (build.undoes !== build.path) await page.goto(`${pages.url}${build.undoes}`);
      await create("Vrácená Jana", "601 000 022", "14:30");
      await undo();
      await move("Petr Novák", "10:45");
      await undo();
      await cancel("Petr Novák");
      await expect(chip("Petr Novák")).toHaveCount(0);
      // Whoever believed what the page shows would have told it by then.
      await page.waitForTimeout(3_000);
      await undo();
      await expect(chip("Petr Novák")).toBeVisible();
      if (build.undoes !== build.path) await page.goto(`${pages.url}${build.path}`);
    }
    // What a page that only guesses would have told by now.
    await page.waitForTimeout(4_000);
    expect([await asked(), gosms.messages]).toEqual([[], []]);

    await create("Alena Nová", "601 000 007", "12:00");
    await expect.poll(() => gosms.messages.length, { timeout: bound(20_000) }).toBe(1);
    await move("Alena Nová", "12:45");
    await expect.poll(() => gosms.messages.length, { timeout: bound(20_000) }).toBe(2);
    await cancel("Alena Nová");
    await expect.poll(() => gosms.messages.length, { timeout: bound(20_000) }).toBe(3);
    const told = gosms.messages.map(({ recipients, text }) => `${recipients.join()} ${text}`);
    expect(told).toEqual([
      expect.stringMatching(/^\+420601000007 .*12:00/s),
      expect.stringMatching(/^\+420601000007 .*12:45/s),
      expect.stringMatching(/^\+420601000007 .*zru[sš]en/is),
    ]);
  });
}
