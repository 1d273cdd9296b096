import { expect, test } from "@playwright/test";
import type { BulkDay } from "../../lib/rpc/contract/index.ts";
import { browsers } from "../browsers/driver.ts";
import { type Page, press, seeText } from "../browsers/page.ts";
import { startOpenEmr } from "../calendars/openemr/server.ts";
import { startGosms } from "../gosms/server.ts";
import { bound } from "../machine.ts";
import { nextWorkday } from "./practice.ts";

/**
 * A calendar that shows no numbers, in both browsers: whom a text reaches is told by the patient's number in OpenEMR and
 * the practice's directory, and by nothing else.
 */

const day = nextWorkday();

const [jana, petr, olga] = [
  { eid: 57, pid: 301, name: "Dvořáková, Jana", start: `${day}T14:00` },
  { eid: 58, pid: 302, name: "Novák, Petr", start: `${day}T15:00` },
  { eid: 59, pid: 303, name: "Vzorová, Olga", start: `${day}T11:00` },
];

/** Another patient has the first one's name, and nobody has the second one's number. */
const directory = [
  "Číslo pacienta;Příjmení;Jméno;Mobil",
  "900;Dvořáková;Jana;601 000 900",
  "301;Dvořáková;Jana;601 000 301",
  "303;Vzorová;Olga;601 000 303",
].join("\r\n");

async function importDirectory(options: Page): Promise<void> {
  await press(options, "Načíst ze souboru");
  await seeText(options, "Soubor");
  await options.evaluate((text) => {
    const input = document.querySelector<HTMLInputElement>("input[type=file]");
    const files = new DataTransfer();
    files.items.add(new File([text], "pacienti.csv", { type: "text/csv" }));
    if (input) input.files = files.files;
    input?.dispatchEvent(new Event("change", { bubbles: true }));
  }, directory);
  await press(options, "Zkontrolovat");
  await press(options, "Načíst (3)");
  await seeText(options, "V adresáři je nově nebo jinak 3 pacienti.");
}

interface Frames {
  cal?: Window & { edit(day: string, eid: number): void };
  dialog?: Window;
}

/** Moves a visit to another hour by OpenEMR's own dialog, in a frame of its own. */
async function move(shell: Page, eid: number, hour: string): Promise<void> {
  await shell.evaluate(
    ([on, which]) => (window as unknown as Frames).cal?.edit(String(on), Number(which)),
    [day, eid],
  );
  const isOpen = () =>
    shell.evaluate(
      (field) => (window as unknown as Frames).dialog?.document.querySelector(field) != null,
      "[name=form_hour]",
    );
  await expect.poll(isOpen, { timeout: bound(15_000) }).toBe(true);
  // Until the plugin is awake in there, as it is before anybody has filled anything in.
  await new Promise((resolve) => setTimeout(resolve, bound(1_500)));
  await shell.evaluate((to) => {
    const inner = (window as unknown as Frames).dialog?.document;
    const field = inner?.querySelector<HTMLInputElement>("[name=form_hour]");
    if (field) field.value = to;
    inner?.querySelector<HTMLInputElement>("[value=Save]")?.click();
  }, hour);
}

for (const name of ["Chromium", "Firefox"] as const)
  test(`${name}: OpenEMR's patients get their numbers from the directory, by their number alone`, async () => {
    test.setTimeout(bound(180_000));
    await using gosms = await startGosms({ http2: false });
    await using emr = await startOpenEmr(day);
    await using browser = await browsers[name]({ gosms, calendars: [emr.url] });
    await browser.configure(gosms.account, ({ sending }) => {
      sending.settleSeconds = 0;
    });
    await importDirectory(await browser.openOwn("options.html#pacienti"));
    emr.seed([jana, petr]);
    await browser.enable(emr.url);
    const shell = await browser.open(`${emr.url}/openemr/`);
    const tabId = await browser.tabId(emr.url);
    const listed = async () => {
      const answer = await browser.call<BulkDay>("bulk.day", { tabId, day, kind: "reminder" });
      return answer.ok
        ? answer.rows.map(({ appointment, phone, blocked }) => [
            appointment.patient?.name,
            phone,
            blocked?.code ?? null,
          ])
        : answer.problem;
    };
    await expect.poll(listed, { timeout: bound(30_000) }).toEqual([
      ["Jana Dvořáková", "+420601000301", null],
      ["Petr Novák", null, "noPhone"],
    ]);

    await move(shell, jana.eid, "16");
    await expect.poll(() => gosms.messages.length, { timeout: bound(30_000) }).toBe(1);
    await move(shell, petr.eid, "17");
    const told = async () =>
      (await browser.rows()).map(({ state, reason, appointment: { patient } }) =>
        [patient?.name, state, reason?.code].filter(Boolean).join(" "),
      );
    await expect
      .poll(told, { timeout: bound(30_000) })
      .toEqual(["Petr Novák skipped noPhone", expect.stringMatching(/^Jana Dvořáková (sent|delivered)/u)]);
    expect(gosms.messages.map(({ recipients, text }) => `${recipients.join()} ${text}`)).toEqual([
      expect.stringMatching(/^\+420601000301 .*16:00/s),
    ]);

    // Where the calendar's frame lies two framesets deep.
    emr.seed([olga]);
    await shell.evaluate((to) => location.assign(to), `${emr.url}/openemr/portal`);
    await expect.poll(listed, { timeout: bound(30_000) }).toEqual([["Olga Vzorová", "+420601000303", null]]);
  });
