import { bound } from "../machine.ts";
import { expect, test } from "./fixtures.ts";
import { look } from "./look.ts";
import { takeAnswers } from "./practice-settings.ts";

/** What patients answer, from the simulator's phones to a person's word in the popup and in the log. */

const start = Temporal.Now.zonedDateTimeISO("Europe/Prague")
  .add({ days: 1 })
  .toInstant()
  .toString({ smallestUnit: "second" });

const people = [
  { name: "Jana Vzorová", reply: "Ano, přijdu. Děkuji" },
  { name: "Petr Ukázkový", reply: "Bohužel nemohu přijít" },
  { name: "Marie Zkušební", reply: "Ano, ale přijdu o 10 min později" },
  { name: "Tomáš Příkladný", reply: "STOP" },
  { name: "Eva Smyšlená", reply: null },
];
const numberOf = (index: number) => `+42060100000${index}`;
const item = (index: number) => ({
  appointment: {
    id: String(index),
    start,
    end: null,
    allDay: false,
    title: "",
    patient: { id: String(index), name: people[index]?.name ?? "", phone: numberOf(index) },
  },
  kind: "confirmation",
  text: `Potvrzujeme termín ${index}`,
});

test("replies are shown and proposed, and a person says what each means", async ({
  extension,
  gosms,
  practice,
}) => {
  await extension.configure(gosms.account, takeAnswers);
  await extension.enable(practice.url, "Ordinace Na Náměstí");
  await extension.call("bulk.send", {
    calendarId: practice.url,
    items: people.map((_, index) => item(index)),
  });
  await expect.poll(() => gosms.messages.length).toBe(people.length);
  people.forEach(({ reply }, index) => {
    if (reply) gosms.reply(numberOf(index), reply);
  });
  const popup = await extension.open("popup.html");
  // Three are in the popup, and a plain yes presses least.
  await expect(popup.getByRole("link", { name: "A 1 další" })).toBeVisible({ timeout: bound(30_000) });
  await expect(popup.getByText("Zní jako zrušení")).toHaveCount(1);
  await expect(popup.getByText("jednoznačná není")).toHaveCount(1);
  await expect(popup.getByText("zřejmě nechce SMS")).toHaveCount(1);
  // Whoever declines or asks is to be called; a plain yes and "STOP" need no call.
  const calls = await extension.open("options.html#obvolat");
  await calls.getByLabel("Den").fill(start.slice(0, 10));
  for (const asks of ["Bohužel nemohu přijít", "Ano, ale přijdu o 10 min později"])
    await expect(calls.getByRole("row", { name: asks })).toBeVisible();
  await expect(calls.locator("tbody tr")).toHaveCount(2);
  await calls.close();
  const worker = extension.context.serviceWorkers()[0];
  const badge = () =>
    worker?.evaluate(() =>
      (
        globalThis as unknown as { chrome: { action: { getBadgeText(of: object): Promise<string> } } }
      ).chrome.action.getBadgeText({}),
    );
  await expect.poll(badge).toBe("4");
  await look(popup, "popup-replies", [360, 400]);
  // As small as a browser makes it, nobody has to scroll to what waits.
  await popup.setViewportSize({ width: 360, height: 600 });
  const below = () =>
    popup.evaluate(() => {
      const bottomOf = (place: string) => document.querySelector(place)?.getBoundingClientRect();
      const [items, footer] = [bottomOf(".waiting"), bottomOf("footer")];
      return items && footer ? items.bottom - footer.top : null;
    });
  await expect.poll(below).toBeLessThanOrEqual(0);

  const inbox = await extension.open("options.html#ceka");
  await expect(inbox.getByText("Ano, přijdu. Děkuji")).toBeVisible();
  await expect(inbox.getByText("Zní jako potvrzení")).toHaveCount(1);
  await look(inbox, "options-waiting-replies");
  await inbox.getByRole("button", { name: "Potvrzuje: Jana Vzorová" }).click();
  await expect(inbox.getByText("Ano, přijdu. Děkuji")).toHaveCount(0);
  // The pressed button is gone with its row; whoever uses the keyboard goes on from the page's heading.
  await expect(inbox.getByRole("heading", { level: 1 })).toBeFocused();
  await inbox.close();
  await expect(popup.getByText("Pacient termín potvrdil.")).toBeVisible();
  await popup.getByRole("button", { name: "Jen přečteno: Marie Zkušební" }).click();
  await popup.getByRole("button", { name: "Nechce SMS: Tomáš Příkladný" }).click();
  await expect(popup.getByText("Kdo už nemá dostávat SMS?")).toBeVisible();
  await look(popup, "popup-opt-out", [360, 400]);
  await popup.getByRole("button", { name: "Všichni na tomto čísle: Tomáš Příkladný" }).click();
  await expect(popup.getByText("Pacient nechce SMS, další mu neodejdou.")).toBeVisible();
  await expect.poll(badge).toBe("1");

  const log = await extension.open("options.html#odeslane");
  await expect(log.getByText("Bohužel nemohu přijít")).toBeVisible();
  await log.getByRole("button", { name: "Petr Ukázkový" }).click();
  await look(log, "log-replies");
  await log.getByText("Něco jiného").click();
  await expect(log.getByRole("button", { name: "Špatné číslo" })).toBeVisible();
  await look(log, "log-replies-rarer");
  await log.getByRole("button", { name: "Ruší", exact: true }).click();
  await expect(log.getByText("V kalendáři jej zrušte vy")).toBeVisible();
  await expect.poll(badge).toBe("");

  // Whoever wants no more texts gets none, and the directory tells since when and why.
  const { refused } = await extension.call<{ refused: { reason: { code: string } }[] }>("bulk.send", {
    calendarId: practice.url,
    items: [{ ...item(3), appointment: { ...item(3).appointment, id: "later" } }],
  });
  expect(refused).toMatchObject([{ reason: { code: "optedOut" } }]);
  const directory = await extension.open("options.html#pacienti");
  await directory.getByText("Tomáš Příkladný").click();
  await expect(directory.getByLabel("Jak to řekl")).toHaveValue("odpovědí na SMS");
  // Nothing happened by itself: five texts left, and the calendar is as it was.
  expect(gosms.messages).toHaveLength(people.length);
});

test("an open day shows an answer as it comes, and who does not come once a person has read it", async ({
  extension,
  gosms,
  practice,
}) => {
  await extension.configure(gosms.account, takeAnswers);
  await extension.enable(practice.url, "Ordinace Na Náměstí");
  const calendar = await extension.context.newPage();
  await calendar.goto(practice.url);
  await expect(calendar.getByRole("button", { name: "Hromadná SMS" })).toBeVisible();
  const day = await extension.open(`bulk.html?tab=${await extension.tabId(calendar.url())}`);
  await day.getByRole("checkbox", { name: "Vybrat všechny" }).uncheck();
  const box = day.locator("tbody input[type=checkbox]:enabled").first();
  await box.check();
  await day.getByRole("button", { name: "Odeslat 1× připomenutí" }).click();
  await expect.poll(() => gosms.messages.length).toBe(1);
  await expect(day.getByText("Odesláno 1 z 1")).toBeVisible();

  const answer = "Bohužel nemohu přijít";
  gosms.reply(gosms.messages[0]?.recipients[0] ?? "", answer);
  await expect(day.getByText(answer)).toBeVisible({ timeout: bound(45_000) });
  const inbox = await extension.open("options.html#ceka");
  await inbox.getByRole("button", { name: /^Ruší: / }).click();
  await expect(day.getByRole("row", { name: `Ruší: „${answer}“` })).toBeVisible();
  // Nobody has read the day anew meanwhile, and nothing more has left.
  await expect(day.getByText("Odesláno 1 z 1")).toBeVisible();
  expect(gosms.messages).toHaveLength(1);
});
