import type { ReadingView } from "../../lib/rpc/contract/index.ts";
import { expect, test } from "../e2e/fixtures.ts";
import { noticesOn } from "../e2e/notices.ts";
import { bound } from "../machine.ts";
import type { Case } from "./cases.ts";
import { type DeclarativeDriver, startDav, startPaper, startPost, startScreen } from "./declarative.ts";
import type { Visit } from "./driver.ts";
import { marksAppointments } from "./marks.ts";
import { button, startRun } from "./run.ts";
import { contractSuite } from "./suite.ts";
import { at, day, instant } from "./week.ts";

/** Plugins that are nothing but a manifest keep the contract like all others, and say what they cannot read. */

const visit = (name: string, phone: string, start: string, end: string): Visit => ({
  name,
  phone,
  start,
  end,
});
const jana = visit("Jana Dvořáková", "+420 601 000 001", at(2, "09:00"), at(2, "09:30"));
const petr = visit("Petr Novák", "601000002", at(3, "11:00"), at(3, "11:45"));
const week = { day: day(2), view: "week" } as const;

const onPaper: readonly Case<DeclarativeDriver>[] = [
  {
    name: "says which field it misses when the page changes its make, and reads on when it is back",
    async check(run) {
      await run.driver.seed([jana, petr]);
      const page = await run.open(week);
      await page.evaluate(() => {
        for (const time of document.querySelectorAll(".termin time, .den")) time.classList.add("x");
        for (const chip of document.querySelectorAll(".termin")) chip.removeAttribute("data-cislo");
      });
      await expect
        .poll(() => run.health(page), { timeout: bound(20_000) })
        .toMatchObject({ state: "unreadable", plugin: "paper", missing: expect.stringContaining("(id)") });
      await expect.poll(() => noticesOn(page)).toContain("Tento kalendář nelze přečíst");
      await page.goto(run.driver.address(week));
      await expect.poll(() => run.health(page)).toMatchObject({ state: "reading", appointments: 2 });
      await run.leave(page);
    },
  },
  {
    name: "says on the page and in the bulk window how many it could not read, while these are few",
    async check(run) {
      const others = [10, 11, 12, 13].map((hour) =>
        visit(`Eva Zkušební ${hour}`, `6010000${hour}`, `${day(2)}T${hour}:00`, `${day(2)}T${hour}:30`),
      );
      await run.driver.seed([jana, petr, ...others]);
      const page = await run.open(week);
      await expect.poll(() => run.health(page)).toMatchObject({ state: "reading", appointments: 6 });
      await page.evaluate(() => document.querySelector(".termin")?.removeAttribute("data-cislo"));
      await expect
        .poll(() => run.health(page), { timeout: bound(20_000) })
        .toMatchObject({ state: "reading", appointments: 5, unread: 1 });
      await expect.poll(() => noticesOn(page)).toContain("1 z 6 termínů Pípni nepřečetlo");
      expect(await run.listing(page, day(2))).toMatchObject({ ok: true, unread: { count: 1, all: 6 } });
      await page.goto(run.driver.address(week));
      await expect
        .poll(() => run.health(page))
        .toEqual({ state: "reading", plugin: "paper", appointments: 6 });
      await expect.poll(() => noticesOn(page)).not.toContain("nepřečetlo");
      expect(await run.listing(page, day(2))).not.toHaveProperty("unread");
      await run.leave(page);
    },
  },
  {
    name: "says in the bulk window how many it could not read of a day that the page does not show",
    async check(run) {
      const others = [10, 11, 12, 13, 14].map((hour) =>
        visit(`Eva Zkušební ${hour}`, `6010000${hour}`, `${day(16)}T${hour}:00`, `${day(16)}T${hour}:30`),
      );
      const lost = { ...visit("Ida Bezčíslá", "601000077", at(16, "15:00"), at(16, "15:30")) };
      await run.driver.seed([jana, ...others, { ...lost, extra: { bezCisla: true } }]);
      const page = await run.open(week);
      const listing = await run.listing(page, day(16));
      expect(listing).toMatchObject({ ok: true, unread: { count: 1, all: 6 } });
      expect(listing.ok && listing.rows).toHaveLength(5);
      expect(await run.listing(page, day(2))).not.toHaveProperty("unread");
      await run.leave(page);
    },
  },
  {
    name: "keeps what is struck out in the list, for a person to decide, on the page and on another day",
    async check(run) {
      const on = (day: string) => [
        { ...visit("Ada Hotová", "601000011", `${day}T08:00`, `${day}T08:30`), extra: { hotovo: true } },
        { ...visit("Bea Škrtlá", "601000012", `${day}T09:00`, `${day}T09:30`), extra: { skrtnuto: true } },
        { ...visit("Cyril Sleva", "601000013", `${day}T10:00`, `${day}T10:30`), extra: { sleva: true } },
      ];
      await run.driver.seed([...on(day(2)), ...on(day(16))]);
      const page = await run.open(week);
      for (const shown of [day(2), day(16)]) {
        const listing = await run.listing(page, shown);
        expect(listing.ok && listing.rows.map(({ appointment }) => appointment.struckOut)).toEqual([
          true,
          true,
          undefined,
        ]);
      }
      const tabId = await run.extension.tabId(page.url());
      const view = await run.extension.call<ReadingView>("reading.look", {
        tabId,
        fields: null,
        hasNewState: false,
      });
      expect(view.ok && view.rows.map(({ crossed, cancelled }) => [crossed, cancelled])).toEqual([
        ["line", false],
        ["line", false],
        [null, false],
      ]);
      // Styled otherwise meanwhile, which no request and no markup tells.
      await page.addStyleTag({ content: ".termin.hotovo { text-decoration: none }" });
      await expect
        .poll(async () => {
          const listing = await run.listing(page, day(2));
          return listing.ok && listing.rows.filter(({ appointment }) => appointment.struckOut).length;
        })
        .toBe(1);
      await run.leave(page);
    },
  },
  {
    name: "takes an accepted save that strikes a visit out for no cancellation",
    async check(run) {
      await run.driver.seed([jana, petr]);
      const page = await run.open(week);
      await run.forget();
      const { book } = run.driver.pages;
      book.change(run.driver.pages.book.entries[0]?.id ?? 0, { extra: { hotovo: true } });
      await run.driver.touch?.(page, jana);
      await expect
        .poll(async () => {
          const listing = await run.listing(page, day(2));
          return listing.ok && listing.rows[0]?.appointment.struckOut;
        })
        .toBe(true);
      await page.waitForTimeout(4_000);
      expect([...(await run.reports()), ...(await run.guesses())]).toEqual([]);
      await run.leave(page);
    },
  },
  {
    name: "brings what its page shows for the placeholders that it contributes",
    async check(run) {
      await run.driver.seed([{ ...jana, extra: { pokoj: "ordinace 3" } }, petr]);
      const page = await run.open(week);
      const rooms = async (day: string) => {
        const listing = await run.listing(page, day);
        return listing.ok && listing.rows.map(({ appointment }) => appointment.placeholders);
      };
      expect(await rooms(day(2))).toEqual([{ POKOJ: "ordinace 3" }]);
      // Known to the templates, and empty here.
      expect(await rooms(day(3))).toEqual([{ POKOJ: "" }]);
      await run.leave(page);
    },
  },
  {
    name: "reports a change whose form leads to another week once that week's page shows it",
    async check(run) {
      await run.driver.seed([petr]);
      const page = await run.open(week);
      await run.forget();
      const later = { ...jana, start: at(15, "09:00"), end: at(15, "09:30") };
      await run.driver.create(page, later);
      await expect
        .poll(async () => (await run.reports()).map(({ change }) => change.type))
        .toEqual(["created"]);
      await run.leave(page);
    },
  },
];

const onLinks: Case<DeclarativeDriver> = {
  name: "takes a link for a cancellation once the page that follows shows it, and never for a mere click",
  async check(run) {
    const eva = visit("Eva Zkušební", "601000003", at(4, "10:00"), at(4, "10:30"));
    await run.driver.seed([jana, petr, eva]);
    const { book } = run.driver.pages;
    const page = await run.open(week);
    await run.forget();
    const address = (one: Visit) => {
      const id = book.entries.find(({ name }) => name === one.name)?.id;
      return [`${run.driver.url}/kalendar/termin?id=${id}`, `/kalendar/smazat?id=T-${id}`] as const;
    };
    const told = async () =>
      (await run.reports()).map(({ change }) => `${change.type} ${change.appointment.patient?.name}`);
    const link = page.getByRole("link", { name: "Smazat", exact: true });

    // Read ahead by the page, and by the browser; asked and left; refused by its server; stopped on the way.
    const [form, target] = address(jana);
    await page.goto(form);
    await page.evaluate(
      (href) =>
        new Promise((resolve) => {
          const ahead = Object.assign(document.createElement("link"), { rel: "prefetch", href });
          ahead.onload = ahead.onerror = resolve;
          document.head.append(ahead);
        }),
      target,
    );
    expect(book.entries).toHaveLength(3);
    await page.route(`**${target}`, (route) => route.fulfill({ status: 200, body: "" }));
    await page.evaluate((href) => fetch(href).then(() => {}), target);
    page.once("dialog", (dialog) => void dialog.dismiss());
    await page.getByRole("link", { name: "Smazat po dotazu" }).click();
    await page.unroute(`**${target}`);
    const refused = target;
    await page.route(`**${refused}`, (route) =>
      route.fulfill({ status: 409, contentType: "text/html", body: "<p>Nejde to.</p>" }),
    );
    await link.click({ noWaitAfter: true });
    await expect(page.locator("body")).toHaveText("Nejde to.");
    await page.goto(form);
    await page.unroute(`**${refused}`);
    await page.route(`**${refused}`, (route) => route.abort("aborted"));
    await link.click({ noWaitAfter: true });
    await page.waitForTimeout(500);
    // Hidden by a filter, and the days are shown: whoever trusts the click would take it for cancelled.
    await page.goto(`${run.driver.url}/kalendar?od=${day(0)}&hledat=Petr`);
    await page.goto(run.driver.address(week));
    await page.waitForTimeout(1_500);
    expect(await told()).toEqual([]);

    await page.unroute(`**${refused}`);
    await page.goto(form);
    await link.click({ noWaitAfter: true });
    await expect.poll(told).toEqual(["cancelled Jana Dvořáková"]);
    await page.goto(address(petr)[0]);
    page.once("dialog", (dialog) => void dialog.accept());
    await page.getByRole("link", { name: "Smazat po dotazu" }).click({ noWaitAfter: true });
    await expect.poll(told).toEqual(["cancelled Jana Dvořáková", "cancelled Petr Novák"]);
    await page.goto(address(eva)[0]);
    await page.getByRole("button", { name: "Smazat skriptem" }).click({ noWaitAfter: true });
    await expect.poll(told).toHaveLength(3);
    await run.leave(page);
  },
};

const onScreen: readonly Case<DeclarativeDriver>[] = [
  {
    name: "brings what its server lists for the placeholders that it contributes, when a visit is cancelled too",
    async check(run) {
      await run.driver.seed([{ ...jana, extra: { misto: "pokoj 12, 2. patro" } }]);
      const page = await run.open(week);
      await run.forget();
      await run.driver.cancel(page, jana);
      await expect
        .poll(async () => (await run.reports()).map(({ change }) => change.appointment.placeholders))
        .toEqual([{ POKOJ: "12" }]);
      await run.leave(page);
    },
  },
  {
    name: "says which field it misses when the server changes its answers",
    async check(run) {
      await run.driver.seed([jana]);
      const page = await run.extension.context.newPage();
      const other = JSON.stringify({ data: { rezervace: [{ uid: "r1", nazev: "Jana", zacatek_ms: 1 }] } });
      await page.route("**/rezervace/seznam?*", (route) =>
        route.fulfill({ contentType: "application/json", body: other }),
      );
      await page.goto(run.driver.address(week));
      await expect
        .poll(() => run.health(page), { timeout: bound(20_000) })
        .toMatchObject({ state: "unreadable", missing: expect.stringContaining("(start)") });
      await page.close();
    },
  },
];

const overDav: readonly Case<DeclarativeDriver>[] = [
  {
    name: "says that nothing leaves when a whole series is changed, and reports none of its times",
    async check(run) {
      await run.driver.seed([petr]);
      const page = await run.open(week);
      await run.forget();
      const basic = (time: string): string => instant(1, time).replaceAll(/[-:]/g, "");
      const lines = [
        ...["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Kal page//CS", "BEGIN:VEVENT", "UID:serie"],
        ...["DTSTAMP:20260101T000000Z", `DTSTART:${basic("10:00")}`, `DTEND:${basic("10:30")}`],
        ...["RRULE:FREQ=WEEKLY;COUNT=4", "SUMMARY:Jana Dvořáková", "CONTACT:601000001"],
        ...["END:VEVENT", "END:VCALENDAR", ""],
      ];
      const put = (body: string) => fetch("/dav/kal/serie.ics", { method: "PUT", body }).then(() => {});
      await page.evaluate(put, lines.join("\r\n"));
      await expect.poll(() => noticesOn(page)).toContain("SMS neodejde");
      expect(await run.reports()).toEqual([]);
      await run.leave(page);
    },
  },
];

contractSuite("Declarative, drawn by its server", startPaper, [...onPaper, onLinks, marksAppointments]);
contractSuite("Declarative, drawn from JSON", startScreen, onScreen);

contractSuite("Declarative, over CalDAV", startDav, overDav);

test("a day is asked for by POST, breaks are no visits, and answer and next list tell what was made", async ({
  gateway,
  chromium,
}) => {
  await using driver = await startPost();
  await using run = await startRun(driver, { gateway, chromium });
  const later = visit("Eva Zkušební", "601000003", at(16, "10:00"), at(16, "10:30"));
  await driver.seed([petr, later]);
  const page = await run.open(week);
  const names = async (day: string) => {
    const listing = await run.listing(page, day);
    return listing.ok && listing.rows.map(({ appointment }) => appointment.title);
  };
  await expect.poll(() => run.health(page)).toMatchObject({ state: "reading", appointments: 1 });
  expect(await names(day(16))).toEqual(["Eva Zkušební"]);
  expect(await names(day(17))).toEqual([]);
  expect(await names(day(3))).toEqual(["Petr Novák"]);

  await run.forget();
  const told = async () =>
    (await run.reports()).map(({ change: { type, appointment } }) =>
      [type, appointment.patient?.name, appointment.start, /^r\d+$/.test(appointment.id)].join(" "),
    );
  await driver.create(page, jana);
  const made = `created Jana Dvořáková ${instant(2, "09:00")} true`;
  await expect.poll(told).toEqual([made]);
  await driver.move(page, jana, at(2, "15:00"));
  await expect.poll(told).toEqual([made, `moved Jana Dvořáková ${instant(2, "15:00")} true`]);
});

test("what a calendar without usable requests seems to do is proposed to a person, and never reported", async ({
  gateway,
  chromium,
}) => {
  await using driver = await startScreen();
  const manifest = structuredClone(driver.manifest) as {
    contributes: { calendars: { network: { kind: string }[] }[] };
  };
  for (const calendar of manifest.contributes.calendars)
    calendar.network = calendar.network.filter(({ kind }) => kind === "list");
  const changed = { ...driver, manifest, [Symbol.asyncDispose]: async () => {} };
  await using run = await startRun(changed, { gateway, chromium });
  await driver.seed([petr]);
  const page = await run.visit(`${driver.address(week)}&potichu=1`);
  await run.forget();

  const guessed = async () => (await run.guesses()).map(({ change }) => change);
  await driver.create(page, jana);
  await expect
    .poll(guessed)
    .toMatchObject([{ type: "created", appointment: { patient: { name: "Jana Dvořáková" } } }]);
  await driver.cancel(page, petr);
  await expect
    .poll(guessed)
    .toMatchObject([
      {},
      { type: "cancelled", appointment: { patient: { name: "Petr Novák", phone: "601000002" } } },
    ]);

  // Turning the page is no change.
  await driver.turn(page, 1);
  await driver.turn(page, -1);
  await page.waitForTimeout(3_000);
  expect(await guessed()).toHaveLength(2);
  await expect(button(page)).toHaveCount(1);
  expect(await run.reports()).toEqual([]);
});

test("what requests tell of is reported, and what they do not is proposed", async ({ gateway, chromium }) => {
  await using driver = await startScreen();
  const manifest = structuredClone(driver.manifest) as {
    contributes: { calendars: { network: { kind: string }[] }[] };
  };
  for (const calendar of manifest.contributes.calendars)
    calendar.network = calendar.network.filter(({ kind }) => kind !== "move");
  const changed = { ...driver, manifest, [Symbol.asyncDispose]: async () => {} };
  await using run = await startRun(changed, { gateway, chromium });
  await driver.seed([petr]);
  const page = await run.visit(driver.address(week));
  await run.forget();

  await driver.create(page, jana);
  await expect.poll(async () => (await run.reports()).map(({ change }) => change.type)).toEqual(["created"]);
  await driver.move(page, petr, petr.start.replace(/\d\d:/, "15:"));
  const guessed = async () => (await run.guesses()).map(({ change }) => change);
  await expect
    .poll(guessed)
    .toMatchObject([{ type: "moved", appointment: { patient: { name: "Petr Novák" } } }]);
  expect(await run.reports()).toHaveLength(1);
});
