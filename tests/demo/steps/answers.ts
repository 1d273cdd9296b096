import { expect } from "@playwright/test";
import type { Scene, Step } from "../scene.ts";

/** Before noon: they answer, and each answer is read by a person. */

/** The name that belongs to one of the reminders, as the log has it. */
async function nameOf({ extension, reminded }: Scene, at: number): Promise<string> {
  const [phone] = reminded[at]?.recipients ?? [];
  const row = (await extension.rows()).find((one) => one.phone === phone && one.kind === "reminder");
  const name = row?.appointment.patient?.name;
  if (!phone || !name) throw new Error("nobody was reminded");
  return name;
}

/** To the first reminders, in their order. */
export const answers = ["Ano, přijdu. Děkuji", "Bohužel nemohu přijít", "A mám být nalačno?", "STOP"];

export const answered: readonly Step[] = [
  {
    at: "10:02",
    says: "The icon shows what waits for her: the first three answers, and that there is one more.",
    play: (scene) =>
      scene.on("popup.html", async (popup) => {
        await expect(popup.getByRole("link", { name: "A 1 další" })).toBeVisible();
        await scene.stage.picture(popup, "4-answers");
      }),
  },
  {
    at: "10:03",
    says: "Čeká na vás has them all. A yes is a yes.",
    async play(scene) {
      const name = await nameOf(scene, 0);
      await scene.on("options.html#ceka", async (inbox) => {
        for (const text of answers) await expect(inbox.getByText(text)).toBeVisible();
        await inbox.getByRole("button", { name: `Potvrzuje: ${name}` }).click();
        await expect(inbox.getByText(answers[0] ?? "")).toHaveCount(0);
      });
    },
  },
  {
    at: "10:04",
    says: "Who does not come is to be called, and gets no more reminders of it.",
    async play(scene) {
      const name = await nameOf(scene, 1);
      await scene.on("options.html#ceka", async (inbox) => {
        await inbox.getByRole("button", { name: `Ruší: ${name}` }).click();
        await expect(inbox.getByText(answers[1] ?? "")).toHaveCount(0);
      });
    },
  },
  {
    at: "10:05",
    says: "A question is answered with words of her own, from the log.",
    async play(scene) {
      const name = await nameOf(scene, 2);
      await scene.on("options.html#odeslane", async (log) => {
        await log.getByRole("button", { name, exact: true }).first().click();
        await log
          .getByRole("button", { name: `Napsat SMS: ${name}` })
          .first()
          .click();
        const dialog = log.getByRole("dialog", { name: "Napsat SMS" });
        await dialog.getByLabel("Text zprávy", { exact: true }).fill("Nemusite byt nalacno. #ZARIZENI#");
        await dialog.getByRole("button", { name: "Odeslat" }).click();
        await expect(dialog).toContainText("Zpráva za chvíli odejde.");
      });
      const [text] = await scene.leaves(1);
      expect(text?.recipients).toEqual(scene.reminded[2]?.recipients);
      expect(text?.text).toMatch(/^Nemusite byt nalacno\. Ordinace/u);
    },
  },
  {
    at: "10:06",
    says: "Then it is put aside as read.",
    async play(scene) {
      const name = await nameOf(scene, 2);
      await scene.on("options.html#ceka", async (inbox) => {
        await inbox.getByRole("button", { name: `Jen přečteno: ${name}` }).click();
        await expect(inbox.getByText(answers[2] ?? "")).toHaveCount(0);
      });
    },
  },
  {
    at: "10:07",
    says: "STOP: nobody on that number gets another text.",
    async play(scene) {
      const name = await nameOf(scene, 3);
      await scene.on("options.html#ceka", async (inbox) => {
        await inbox.getByRole("button", { name: `Nechce SMS: ${name}` }).click();
        await inbox.getByRole("button", { name: `Všichni na tomto čísle: ${name}` }).click();
        await expect(inbox.getByText("Nic na vás nečeká.")).toBeVisible();
      });
    },
  },
  {
    at: "10:10",
    says: "The day now says who comes and who does not.",
    async play(scene) {
      const bulk = await scene.openBulk();
      await expect(bulk.getByText(/Potvrzeno pacientem/u).first()).toBeVisible();
      await expect(bulk.getByText("Ruší", { exact: false }).first()).toBeVisible();
      await bulk.close();
    },
  },
  {
    at: "10:15",
    says: "The list to call holds who declined. He is called, and what he said is noted.",
    async play(scene) {
      const name = await nameOf(scene, 1);
      await scene.on("options.html#obvolat", async (calls) => {
        await calls.getByLabel("Den").fill(scene.day);
        await expect(calls.getByRole("row", { name })).toContainText("Pacient odpověděl, že nepřijde.");
        await calls
          .getByRole("button", { name: `Zavoláno: ${name}` })
          .first()
          .click();
        const note = calls.getByRole("textbox", { name: `Poznámka: ${name}` });
        await note.fill("přijde až po svátcích");
        await note.press("Enter");
        await expect(calls.getByText(/Zavoláno: 1\./u).first()).toBeVisible();
      });
    },
  },
];
