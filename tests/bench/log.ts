import type { Page } from "@playwright/test";
import { messageKinds } from "../../lib/domain/message-kind.ts";
import { statusOf } from "../../lib/domain/outbox.ts";
import { searchWords } from "../../lib/storage/search-words.ts";
import { type Extension, launchChromium } from "../e2e/chromium.ts";
import { startGosms } from "../gosms/server.ts";
import { sampleMessage } from "../unit/support/sample-message.ts";
import { atMost, forInformation, type Measure, median, ms } from "./report.ts";

const total = 100_000;
const ofToday = 40;
const names = [
  "Jana Vzorová",
  "Petr Ukázkový",
  "Marie Zkušební",
  "Tomáš Příkladný",
  "Eva Smyšlená",
  "Karel Nesmyslný",
];

/** A year of texts, as the extension itself stores them. */
function storedRows(from: number, count: number): object[] {
  const now = Date.now();
  return Array.from({ length: count }, (_, offset) => {
    const index = from + offset;
    const createdAt =
      index < ofToday ? now - index * 1000 : now - 86_400_000 - (index * 365 * 86_400_000) / total;
    const name = `${names[index % names.length]} ${index}`;
    const phone = `+420601${String(index).padStart(6, "0")}`;
    const text = `Dobry den, potvrzujeme Vas termin 24. 11. 2026 v ${8 + (index % 9)}:00, Ordinace Na Namesti.`;
    const message = sampleMessage({
      createdAt: Math.round(createdAt),
      kind: messageKinds[index % 3] ?? "reminder",
      delivery: index % 50 === 0 ? "undelivered" : "delivered",
      acknowledged: true,
      gatewayId: String(1_000_000 + index),
      phone,
      text,
    });
    message.appointment.patient = { id: null, name, phone };
    return {
      ...message,
      indexed: {
        status: statusOf(message),
        words: searchWords(name, phone, phone.slice(4), text, message.gatewayId),
      },
    };
  });
}

async function seed(page: Page): Promise<void> {
  for (let from = 0; from < total; from += 5000) {
    await page.evaluate(
      async (rows) => {
        const opened = await new Promise<IDBDatabase>((resolve, reject) => {
          const opening = indexedDB.open("pipni");
          opening.onsuccess = () => resolve(opening.result);
          opening.onerror = () => reject(opening.error);
        });
        await new Promise<void>((resolve, reject) => {
          const tx = opened.transaction("outbox", "readwrite", { durability: "relaxed" });
          for (const row of rows) tx.objectStore("outbox").add(row);
          tx.oncomplete = () => resolve();
          tx.onerror = () => reject(tx.error);
        });
        opened.close();
      },
      storedRows(from, Math.min(5000, total - from)),
    );
  }
}

/** Milliseconds from opening the popup to the first of today's texts in it. */
async function popupTimes(extension: Extension): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < 9; run++) {
    const page = await extension.context.newPage();
    await page.addInitScript(() => {
      new MutationObserver((_, observer) => {
        if (!document.querySelector("li.text")) return;
        observer.disconnect();
        document.documentElement.dataset.shown = String(performance.now());
      }).observe(document, { childList: true, subtree: true });
    });
    await page.goto(extension.url("popup.html"));
    await page.waitForFunction(() => document.documentElement.dataset.shown);
    times.push(await page.evaluate(() => Number(document.documentElement.dataset.shown)));
    await page.close();
  }
  return times;
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** The popup and the log with a hundred thousand texts behind them. */
export async function log(): Promise<Measure[]> {
  await using gosms = await startGosms();
  await using extension = await launchChromium({ gosms, calendars: [] });
  await extension.configure(gosms.account);
  const page = await extension.open("options.html#odeslane");
  const seeding = await timed(() => seed(page));
  const popup = await popupTimes(extension);
  const status = () => page.getByText(/^Zobrazeno/);
  const shown = async () => {
    await status().waitFor();
    return status().textContent();
  };
  const changes = async (act: () => Promise<unknown>) => {
    const before = await shown();
    return timed(async () => {
      await act();
      await page.waitForFunction(
        (old) => ![...document.querySelectorAll("[role=status]")].some((one) => one.textContent === old),
        before,
      );
      await shown();
    });
  };
  await page.reload();
  await shown();
  const opened = await timed(async () => {
    await page.reload();
    await page
      .getByRole("button", { name: /Jana|Petr|Marie|Tomáš|Eva|Karel/u })
      .first()
      .waitFor();
  });
  const more = await changes(() => page.getByRole("button", { name: "Zobrazit další" }).click());
  const filtered = await changes(() =>
    page.getByLabel("Stav", { exact: true }).selectOption({ label: "Nedoručeno" }),
  );
  const searched = await changes(() => page.getByLabel("Hledat", { exact: true }).fill("vzorova 77700"));
  return [
    atMost(
      `popup to today's first text, ${total} rows (of ${popup.length}: ${ms(Math.min(...popup))}–${ms(Math.max(...popup))})`,
      median(popup),
      150,
    ),
    forInformation("log: opened, first page", ms(opened)),
    forInformation("log: next page", ms(more)),
    forInformation("log: filtered by state", ms(filtered)),
    forInformation("log: searched, with 300 ms of waiting for the typist", ms(searched)),
    forInformation(`(the ${total} rows took)`, ms(seeding)),
  ];
}
