import type { Page } from "@playwright/test";
import { launchChromium } from "../e2e/chromium.ts";
import { startGosms } from "../gosms/server.ts";
import { atMost, forInformation, type Measure, median, ms, spread } from "./report.ts";

/** The patients' directory of a large practice: read from a file, and searched while somebody types. */

const patients = 20_000;

const table = (): Buffer => {
  const surnames = ["Vzorová", "Žluťoučká", "Nováková", "Dvořáková", "Příkladná"];
  const lines = Array.from(
    { length: patients },
    (_, at) => `${at};${surnames[at % surnames.length]}${at} Jana;${601_000_000 + at};${at % 9 ? "" : "sk"}`,
  );
  return Buffer.from(`ID;Jméno a příjmení;Telefon;Jazyk\r\n${lines.join("\r\n")}\r\n`);
};

interface Watched {
  ms: number;
  /** The longest time for which the page could do nothing else. */
  longest: number;
}

/** Presses a button of the dialog and waits, within the page, for a text. */
const pressed = (page: Page, button: string, text: string): Promise<Watched> =>
  page.evaluate(
    async ([label, wanted]) => {
      let longest = 0;
      const tasks = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
      });
      tasks.observe({ type: "longtask" });
      const dialog = document.querySelector("dialog");
      const control = [...(dialog?.querySelectorAll("button") ?? [])].find(({ textContent }) =>
        textContent?.startsWith(label ?? ""),
      );
      if (!dialog || !control) throw new Error(`no ${label}`);
      const shown = new Promise<void>((resolve) => {
        new MutationObserver((_, observer) => {
          if (!dialog.textContent?.includes(wanted ?? "")) return;
          observer.disconnect();
          resolve();
        }).observe(dialog, { childList: true, subtree: true, characterData: true });
      });
      const began = performance.now();
      control.click();
      await shown;
      const took = performance.now() - began;
      await new Promise((resolve) => setTimeout(resolve, 100));
      tasks.disconnect();
      return { ms: took, longest };
    },
    [button, text],
  );

/** Milliseconds from a key until the answer is painted, the wait for the next frame included. */
const typed = (page: Page, text: string): Promise<number> =>
  page.evaluate(async (value) => {
    const field = document.querySelector<HTMLInputElement>(".patient-tools input");
    if (!field) throw new Error("no search");
    const began = performance.now();
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return performance.now() - began;
  }, text);

export async function directory(): Promise<Measure[]> {
  await using gosms = await startGosms();
  await using extension = await launchChromium({ gosms, calendars: [] });
  await extension.configure(gosms.account);
  const page = await extension.open("options.html#pacienti");
  const measures: Measure[] = [];
  for (const again of [false, true]) {
    await page.getByRole("button", { name: "Načíst ze souboru" }).click();
    await page
      .getByLabel("Soubor", { exact: true })
      .setInputFiles({ name: "pacienti.csv", mimeType: "text/csv", buffer: table() });
    await page.getByRole("button", { name: "Zkontrolovat" }).waitFor();
    const checked = await pressed(page, "Zkontrolovat", "Co se stane");
    if (again) {
      measures.push(
        forInformation(`${patients} patients: the same file checked once more`, ms(checked.ms)),
        forInformation("longest task meanwhile", ms(checked.longest)),
      );
    } else {
      const written = await pressed(page, "Načíst", "Hotovo");
      measures.push(
        atMost(`${patients} patients: checked and written`, checked.ms + written.ms, 5000),
        forInformation("of which checked", ms(checked.ms)),
        forInformation("longest task meanwhile", ms(Math.max(checked.longest, written.longest))),
      );
    }
    await page.getByRole("button", { name: "Zavřít" }).click();
  }
  const times: number[] = [];
  for (const text of ["z", "zl", "zlu", "zlut", "zlutoucka1", "zlutoucka1 jana", "601 019", "jana"])
    times.push(await typed(page, text));
  measures.push(atMost(`found as somebody types (${spread(times)})`, median(times), 100));
  return measures;
}
