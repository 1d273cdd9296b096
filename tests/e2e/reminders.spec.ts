import { readFile } from "node:fs/promises";
import { readCsv } from "../../lib/domain/csv.ts";
import type { Gosms } from "../gosms/server.ts";
import { bound } from "../machine.ts";
import { expect, test } from "./fixtures.ts";
import { look } from "./look.ts";
import { cancelAppointment, chip, createAppointment, nextWorkday, showDay } from "./practice.ts";

/** Reminders that leave by themselves, from the switch on the options page to what GoSMS holds. */

const tomorrow = nextWorkday();
/** So far ahead that a reminder two days before has not left yet. */
const day = nextWorkday(
  Temporal.PlainDate.from(
    nextWorkday(Temporal.PlainDate.from(nextWorkday(Temporal.PlainDate.from(tomorrow)))),
  ),
);

/** What GoSMS is to send later: to whom, and on what day. */
const scheduled = (gosms: Gosms) =>
  gosms.messages
    .filter(({ deletedAt, scheduled }) => deletedAt === null && scheduled !== null)
    .map(({ recipients, text, scheduled }) => ({
      to: recipients[0],
      time: / v (\d+:\d\d)/u.exec(text)?.[1],
      leaves: Temporal.Instant.from(scheduled ?? "")
        .toZonedDateTimeISO("Europe/Prague")
        .toPlainDate()
        .toString(),
    }));

test("switched on, each appointment has its reminder at GoSMS until it is cancelled", async ({
  ready,
  practice,
  gosms,
}) => {
  const options = await ready.open("/options.html#automatika");
  await options.getByRole("switch", { name: "Posílat připomenutí automaticky" }).click();
  await expect(options.getByText("Příklad: k termínu")).toBeVisible();
  await look(options, "reminders");
  await options.getByRole("button", { name: "Přidat další připomenutí" }).click();
  await options.getByRole("spinbutton", { name: "Kolik" }).last().fill("0");
  await options.getByRole("button", { name: "Uložit" }).click();
  await expect(options.getByText("Zadejte celé číslo od 1 do 99.")).toBeVisible();
  await options.getByRole("button", { name: "Odebrat" }).last().click();
  await options.getByRole("button", { name: "Uložit" }).click();
  await expect(options.getByText("Uloženo")).toBeVisible();

  const page = await ready.context.newPage();
  await page.setViewportSize({ width: 1280, height: 1300 });
  await page.goto(practice.url);
  await showDay(page, day);
  await createAppointment(page, { patient: "Jana Dvořáková", day, time: "17:00" });
  await expect.poll(() => scheduled(gosms)).toHaveLength(1);
  const before = Temporal.PlainDate.from(day);
  const [reminder] = scheduled(gosms);
  expect(reminder).toMatchObject({ to: "+420601000001", time: "17:00" });
  expect(Temporal.PlainDate.compare(reminder?.leaves ?? "", before)).toBe(-1);

  const log = await ready.open("/options.html#odeslane");
  await expect(log.getByRole("row", { name: /Jana Dvořáková.*Připomenutí.*Naplánováno/u })).toBeVisible();
  await log.getByRole("button", { name: "Jana Dvořáková" }).first().click();
  await look(log, "reminder-in-log");

  const download = log.waitForEvent("download");
  await log.getByRole("button", { name: "Uložit jako CSV" }).click();
  const table = await readFile(await (await download).path(), "utf8");
  const [head, ...texts] = readCsv(table).map(({ cells }) => [cells[2], cells[4], cells[6]]);
  expect(head).toEqual(["Pacient", "Druh", "Stav"]);
  // Both came at one moment.
  expect(texts.sort()).toEqual([
    ["Jana Dvořáková", "Potvrzení", expect.stringMatching(/Odesláno|Doručeno/u)],
    ["Jana Dvořáková", "Připomenutí", "Naplánováno"],
  ]);

  await cancelAppointment(page, chip(page, "Jana Dvořáková", "17:00"));
  await expect.poll(() => scheduled(gosms)).toEqual([]);
  await expect(log.getByRole("row", { name: /Jana Dvořáková.*Připomenutí.*Neodesláno/u })).toBeVisible();
});

test("35: a rule that would text more says how many before it is saved", async ({
  ready,
  practice,
  gosms,
}) => {
  const page = await ready.context.newPage();
  await page.setViewportSize({ width: 1280, height: 1300 });
  const options = await ready.open("/options.html#automatika");
  await options.getByRole("switch", { name: "Posílat připomenutí automaticky" }).click();
  const save = options.getByRole("button", { name: "Uložit" });
  await save.click();
  // There is nobody yet whom it would concern.
  await expect(options.getByText("Uloženo")).toBeVisible();
  await page.goto(practice.url);
  await showDay(page, day);
  await createAppointment(page, { patient: "Jana Dvořáková", day, time: "17:00" });
  await expect.poll(() => scheduled(gosms)).toHaveLength(1);

  await options.getByRole("button", { name: "Přidat další připomenutí" }).click();
  await options.getByRole("switch", { name: "Připomínat i termíny zapsané jinde" }).click();
  await save.click();
  const question = options.getByRole("dialog");
  await expect(question).toContainText("Odejde 1 připomenutí, které by podle dosavadních pravidel neodešlo");
  await expect(question).toContainText("termíny zapsané jinde");
  await look(options, "reminders-question");
  await question.getByRole("button", { name: "Zpět k úpravám" }).click();
  await expect(question).toBeHidden();
  await options.waitForTimeout(500);
  expect(scheduled(gosms)).toHaveLength(1);
  await save.click();
  await question.getByRole("button", { name: "Uložit a posílat" }).click();
  await expect(options.getByText("Uloženo")).toBeVisible();
  await expect.poll(() => scheduled(gosms)).toHaveLength(2);
});

test("what another person moved in the calendar is seen when it is opened, and the reminder follows", async ({
  ready,
  practice,
  gosms,
}) => {
  await ready.configure(gosms.account, ({ reminders, sending }) => {
    reminders.enabled = true;
    sending.settleSeconds = 0;
  });
  const page = await ready.context.newPage();
  await page.setViewportSize({ width: 1280, height: 1300 });
  await page.goto(practice.url);
  await showDay(page, day);
  await createAppointment(page, { patient: "Jana Dvořáková", day, time: "17:00" });
  await expect.poll(() => scheduled(gosms)).toMatchObject([{ time: "17:00" }]);
  await page.close();

  const api = new URL("/api/appointments", practice.url);
  const query = new URLSearchParams({ start: `${day}T00:00:00Z`, end: `${day}T23:00:00Z` });
  const shown = (await (await fetch(`${api}?${query}`)).json()) as {
    id: number;
    start: string;
    end: string;
    patient: { name: string };
  }[];
  const booked = shown.find(({ start, patient }) => hourOf(start) === 17 && patient);
  if (!booked) throw new Error("the appointment is not in the calendar");
  const earlier = (instant: string) => Temporal.Instant.from(instant).subtract({ minutes: 30 }).toString();
  await fetch(`${api}/${booked.id}`, {
    method: "PATCH",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ start: earlier(booked.start), end: earlier(booked.end) }),
  });
  expect(scheduled(gosms)).toMatchObject([{ time: "17:00" }]);

  const again = await ready.context.newPage();
  await again.setViewportSize({ width: 1280, height: 1300 });
  await again.goto(practice.url);
  await showDay(again, day);
  await expect
    .poll(() => scheduled(gosms).map(({ time }) => time), { timeout: bound(45_000) })
    .toEqual(["16:30"]);
  expect(gosms.messages.filter(({ scheduled }) => scheduled === null)).toHaveLength(1);
});

const hourOf = (instant: string): number =>
  Temporal.Instant.from(instant).toZonedDateTimeISO("Europe/Prague").hour;

test("one whose answer was lost is found at GoSMS by a person, and once it is no longer so, gone from there", async ({
  ready,
  practice,
  gosms,
}) => {
  await ready.configure(gosms.account, ({ sending, templates, reminders }) => {
    sending.settleSeconds = 0;
    reminders.enabled = true;
    for (const kind of ["confirmation", "cancellation"] as const) templates[kind].enabled = false;
  });
  gosms.faults.add({ kind: "dropAfter", recipient: "+420601000001" });
  const page = await ready.context.newPage();
  await page.setViewportSize({ width: 1280, height: 1300 });
  await page.goto(practice.url);
  await showDay(page, day);
  await createAppointment(page, { patient: "Jana Dvořáková", day, time: "17:00" });
  const states = async () => (await ready.rows()).map(({ state }) => state);
  await expect.poll(states).toEqual(["unknown"]);

  const waiting = await ready.open("options.html#ceka");
  // GoSMS is to send it only later.
  await expect(waiting.getByText("Má ji GoSMS?")).toBeVisible();
  await waiting.getByRole("button", { name: /^Rozhodnout/ }).click();
  await expect(waiting.getByRole("button", { name: "Odeslat znovu: Jana Dvořáková" })).toBeVisible();
  await expect(waiting.getByRole("button", { name: /Bylo odesláno/ })).toHaveCount(0);
  await look(waiting, "reminder-open");
  await waiting.getByRole("button", { name: "V GoSMS je: Jana Dvořáková" }).click();
  await expect.poll(states).toEqual(["scheduled"]);

  await cancelAppointment(page, chip(page, "Jana Dvořáková", "17:00"));
  await expect.poll(states).toEqual(["withdrawing"]);
  await expect(waiting.getByRole("button", { name: "V GoSMS už není: Jana Dvořáková" })).toBeVisible();
  await expect(waiting.getByRole("button", { name: /Bylo odesláno/ })).toHaveCount(0);
  await look(waiting, "reminder-to-take-back");
  const log = await ready.open("options.html#odeslane");
  await log.getByRole("button", { name: "Jana Dvořáková" }).first().click();
  await look(log, "reminder-to-take-back-in-log");
  await log.getByRole("button", { name: "V GoSMS už není" }).click();
  await expect.poll(states).toEqual(["skipped"]);
});
