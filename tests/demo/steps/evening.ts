import { readFile } from "node:fs/promises";
import { expect } from "@playwright/test";
import type { Step } from "../scene.ts";

/** The afternoon: the directory, words of her own, and what the day was. */

const own = "Zítra ordinujeme až od 9 hodin. #ZARIZENI#";

export const evening: readonly Step[] = [
  {
    at: "13:00",
    says: "A patient of whom the calendar has no number is put into the directory.",
    play: (scene) =>
      scene.on("options.html#pacienti", async (patients) => {
        await patients.getByRole("button", { name: "Přidat pacienta" }).click();
        const dialog = patients.getByRole("dialog");
        await dialog.getByLabel("Jméno a příjmení").fill("František Žák");
        await dialog.getByLabel("Telefon").fill("601 000 008");
        await dialog.getByRole("button", { name: "Uložit", exact: true }).click();
        await expect(dialog).toBeHidden();
        await expect(patients.getByText("+420 601 000 008")).toBeVisible();
      }),
  },
  {
    at: "13:05",
    says: "Who wants no texts? One, since this morning.",
    play: (scene) =>
      scene.on("options.html#pacienti", async (patients) => {
        await patients.getByLabel("Jen kdo nechce SMS").check();
        await expect(patients.getByRole("button", { name: /^Upravit: / })).toHaveCount(1);
        await scene.stage.picture(patients, "5-directory");
      }),
  },
  {
    at: "14:00",
    says: "The doctor is late tomorrow: everybody of the day gets words of her own.",
    async play(scene) {
      const bulk = await scene.openBulk();
      await bulk.getByText("Vlastní text", { exact: true }).click();
      await bulk.getByLabel("Text zprávy", { exact: true }).fill(own);
      const send = bulk.getByRole("button", { name: /^Odeslat \d+× vlastní text/u });
      await expect(send).toBeEnabled();
      const count = Number(/\d+/u.exec((await send.textContent()) ?? "")?.[0]);
      await send.click();
      const texts = await scene.leaves(count);
      expect(new Set(texts.map(({ text }) => text)).size).toBe(1);
      expect(texts.flatMap(({ recipients }) => recipients)).not.toContain(scene.reminded[3]?.recipients[0]);
      await bulk.close();
    },
  },
  {
    at: "14:30",
    says: "What did Jana hear this morning? Her conversation has it in order.",
    play: (scene) =>
      scene.on("options.html#odeslane", async (log) => {
        await log.getByLabel("Hledat", { exact: true }).fill("dvorakova");
        await log.getByRole("radio", { name: "Konverzace" }).check();
        const list = log.getByRole("list", { name: "Konverzace" });
        await list.getByRole("link", { name: "Jana Dvořáková" }).click();
        const talk = log.getByRole("dialog", { name: "Konverzace: Jana Dvořáková" });
        for (const kind of ["Potvrzení", "Zrušení"]) await expect(talk.getByText(kind).first()).toBeVisible();
        await scene.stage.picture(log, "6-conversation");
      }),
  },
  {
    at: "15:00",
    says: "The month so far, with what it cost.",
    play: (scene) =>
      scene.on("options.html#odeslane", async (log) => {
        await log.getByRole("radio", { name: "Souhrn" }).check();
        await expect(log.getByText(/GoSMS (je|ji) účtuje jako \d+ SMS/u)).toBeVisible();
        await scene.stage.picture(log, "7-month");
      }),
  },
  {
    at: "15:10",
    says: "The whole log goes into a file for the practice's accounts.",
    play: (scene) =>
      scene.on("options.html#odeslane", async (log) => {
        await expect(log.locator(".log-table tbody tr").first()).toBeVisible();
        const download = log.waitForEvent("download");
        await log.locator(".log-count .export").click();
        const file = await readFile(await (await download).path(), "utf8");
        expect(file.split("\r\n").length).toBeGreaterThan(scene.gosms.messages.length);
        await scene.stage.picture(log, "8-log");
      }),
  },
  {
    at: "16:00",
    says: "A last look at the icon: all has arrived, and nothing waits for her.",
    play: (scene) =>
      scene.on("popup.html", async (popup) => {
        const rows = () => scene.extension.rows();
        const isDone = async () =>
          (await rows()).every(({ state, delivery }) => state !== "sent" || delivery !== "pending");
        await expect.poll(isDone, { timeout: 60_000 }).toBe(true);
        await expect(popup.getByRole("list", { name: "Co čeká na vás" })).toHaveCount(0);
        await scene.stage.picture(popup, "9-popup");
      }),
  },
  {
    at: "16:01",
    says: "Nobody got the same words twice, and nobody who wanted none got any since.",
    async play(scene) {
      const seen = scene.gosms.messages.map(({ recipients, text }) => `${recipients.join()} ${text}`);
      expect(seen).toHaveLength(new Set(seen).size);
      expect(scene.gosms.requestsTo("delete")).toEqual([]);
      await scene.leaves(0);
    },
  },
];
