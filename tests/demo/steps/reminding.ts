import { expect } from "@playwright/test";
import type { MessageRecord } from "../../gosms/messages.ts";
import type { Step } from "../scene.ts";
import { answers } from "./answers.ts";
import { atNoon } from "./trouble.ts";

/** Before noon: everybody who comes on the next working day is reminded, with one button. */

const sendButton = /^Odeslat \d+× připomenutí/u;

export const reminding: readonly Step[] = [
  {
    at: "9:00",
    says: "Hromadná SMS opens the day that she clicked, with its patients.",
    async play(scene) {
      const bulk = await scene.openBulk();
      await expect(bulk.getByLabel("Datum")).toHaveValue(scene.day);
      await expect(bulk.getByRole("button", { name: sendButton })).toBeEnabled();
      await expect(bulk.getByText("Pevná linka, SMS nepřijme.").first()).toBeVisible();
    },
  },
  {
    at: "9:01",
    says: "She reads what they are going to read.",
    async play({ bulk }) {
      await bulk
        .getByRole("button", { name: /^Text zprávy: / })
        .first()
        .click();
      await expect(bulk.getByText(/připomínáme|pripominame/u).first()).toBeVisible();
    },
  },
  {
    at: "9:02",
    says: "And who comes the day after? A look, and back.",
    async play({ bulk, day }) {
      await bulk.getByRole("button", { name: "Následující den" }).click();
      await expect(bulk.getByLabel("Datum")).not.toHaveValue(day);
      await bulk.getByRole("button", { name: "Předchozí den" }).click();
      await expect(bulk.getByLabel("Datum")).toHaveValue(day);
      // What was shown before stays until then, and cannot be pressed.
      await expect(bulk.locator(".day-view")).toHaveAttribute("aria-busy", "false");
      await expect(bulk.getByRole("button", { name: sendButton })).toBeEnabled();
    },
  },
  {
    at: "9:03",
    says: "Who has just been at the desk is left out.",
    async play({ bulk, stage }) {
      const ticked = bulk.locator("tbody input[type=checkbox]:checked");
      const before = await ticked.count();
      await bulk.getByRole("checkbox", { name: "Odeslat: Marie Černá, 17:00" }).uncheck();
      await expect(ticked).toHaveCount(before - 1);
      await expect(bulk.getByText("odhad")).toBeHidden();
      await stage.picture(bulk, "2-bulk");
    },
  },
  {
    at: "9:04",
    says: "Odeslat – and at once Zastavit, for the telephone rings. Nothing leaves.",
    async play({ bulk, gosms }) {
      const before = gosms.messages.length;
      await bulk.getByRole("button", { name: sendButton }).click();
      await bulk.getByRole("button", { name: "Zastavit", exact: true }).click();
      await expect(bulk.getByText(/zastaven/u).first()).toBeVisible();
      await expect(bulk.locator("tbody input[type=checkbox]:checked")).toHaveCount(0);
      expect(gosms.messages).toHaveLength(before);
    },
  },
  {
    at: "9:10",
    says: "Once more, and now they all leave, each once.",
    async play(scene) {
      const { bulk } = scene;
      await bulk.getByRole("checkbox", { name: "Vybrat všechny" }).check();
      await bulk.getByRole("checkbox", { name: "Odeslat: Marie Černá, 17:00" }).uncheck();
      const count = await bulk.locator("tbody input[type=checkbox]:checked").count();
      await bulk.getByRole("button", { name: sendButton }).click();
      const texts = await scene.leaves(count);
      expect(new Set(texts.flatMap(({ recipients }) => recipients)).size).toBe(count);
      // They leave in any order, and who says STOP below must not be one of those who are texted at noon.
      const isDueAtNoon = ({ recipients }: MessageRecord) => recipients.some((phone) => atNoon.has(phone));
      scene.reminded = texts.toSorted((one, other) => Number(isDueAtNoon(one)) - Number(isDueAtNoon(other)));
      await expect(bulk.getByText(new RegExp(`Odesláno ${count} z`, "u")).first()).toBeVisible();
      await scene.stage.picture(bulk, "3-bulk-sent");
      await bulk.close();
    },
  },
  {
    at: "9:12",
    says: "Four of them answer at once.",
    async play({ gosms, reminded, extension }) {
      answers.forEach((text, at) => {
        gosms.reply(reminded[at]?.recipients[0] ?? "", text);
      });
      const texts = async () =>
        (await extension.rows()).flatMap(({ replies }) => replies.map(({ text }) => text));
      await expect.poll(async () => (await texts()).length, { timeout: 60_000 }).toBe(answers.length);
    },
  },
  {
    at: "9:30",
    says: "A colleague presses the button for the same day: the list says who has it already.",
    async play(scene) {
      const bulk = await scene.openBulk();
      await expect(bulk.getByText(/Už odesláno/u).first()).toBeVisible();
      await expect(bulk.getByRole("button", { name: /^Odeslat 1× připomenutí/u })).toBeEnabled();
      await bulk.close();
    },
  },
  {
    at: "9:35",
    says: "And on their phones? GoSMS has delivered them all.",
    async play({ extension, reminded }) {
      const ids = new Set(reminded.flatMap(({ recipients }) => recipients));
      const delivered = async () =>
        (await extension.rows()).filter(
          ({ kind, phone, delivery }) => kind === "reminder" && ids.has(phone) && delivery === "delivered",
        ).length;
      await expect.poll(delivered, { timeout: 60_000 }).toBe(reminded.length);
    },
  },
];
