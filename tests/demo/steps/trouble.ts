import { expect } from "@playwright/test";
import { createAppointment } from "../../e2e/practice.ts";
import type { Scene, Step } from "../scene.ts";

/** Noon: what goes wrong on such a day, and is seen by a person. */

/** With the other doctor, who is free in the evening. */
const create = ({ calendar, day }: Scene, patient: string, time: string): Promise<void> =>
  createAppointment(calendar, { patient, day, time, doctor: "MUDr. Tomáš Beneš" });

/** The numbers of those who get a text in these steps. */
export const atNoon: ReadonlySet<string> = new Set(
  ["05", "13", "10", "04"].map((end) => `+4206010000${end}`),
);

export const trouble: readonly Step[] = [
  {
    at: "11:00",
    says: "GoSMS has too much to do and asks for a pause: Eva Kučerová's confirmation waits, and then leaves.",
    async play(scene) {
      scene.gosms.faults.add({ kind: "429", retryAfter: 2 });
      await create(scene, "Eva Kučerová", "17:00");
      const [text] = await scene.leaves(1);
      expect(text?.recipients).toEqual(["+420601000005"]);
      expect(scene.gosms.requestsTo("send").some(({ status }) => status === 429)).toBe(true);
    },
  },
  {
    at: "11:20",
    says: "An answer of GoSMS is lost: nobody knows whether the text left, and Pípni does not send it again.",
    async play(scene) {
      const { extension, gosms } = scene;
      gosms.faults.add({ kind: "dropAfter", recipient: "+420601000013" });
      await create(scene, "Božena Křížová", "17:30");
      await expect.poll(async () => (await extension.rows())[0]?.state, { timeout: 30_000 }).toBe("unknown");
      await scene.leaves(1);
    },
  },
  {
    at: "11:25",
    says: "She looks into GoSMS, finds it there, and says so.",
    play: (scene) =>
      scene.on("options.html#ceka", async (inbox) => {
        await inbox.getByRole("button", { name: "Rozhodnout: Božena Křížová" }).click();
        await inbox.getByRole("button", { name: "Bylo odesláno: Božena Křížová" }).click();
        await expect(inbox.getByText("Nic na vás nečeká.")).toBeVisible();
      }),
  },
  {
    at: "11:30",
    says: "The browser puts Pípni's worker to sleep with a text that waits. It leaves all the same.",
    async play(scene) {
      await create(scene, "Ondřej Říha", "18:00");
      await expect.poll(async () => (await scene.extension.rows())[0]?.phone).toBe("+420601000010");
      await scene.extension.stopWorker();
      await scene.leaves(1);
    },
  },
  {
    at: "11:40",
    says: "The server of the calendar refuses an appointment: nobody is told of it.",
    async play(scene) {
      const { calendar, day, stage } = scene;
      const rows = (await scene.extension.rows()).length;
      stage.practice.failNext(500);
      await calendar.getByRole("button", { name: "Nový termín" }).click();
      const editor = calendar.getByRole("dialog", { name: "Nový termín", exact: true });
      await editor.getByRole("combobox", { name: "Pacient" }).fill("Zdeňka");
      await editor.getByRole("option", { name: "Zdeňka Vaňková" }).first().click();
      await editor.getByLabel("Datum").fill(day);
      await editor.getByLabel("Začátek").fill("18:00");
      await editor.getByRole("button", { name: "Uložit" }).click();
      await expect(editor.getByRole("alert")).toBeVisible();
      await editor.getByRole("button", { name: "Zavřít" }).first().click();
      await expect(editor).toBeHidden();
      expect(await scene.extension.rows()).toHaveLength(rows);
    },
  },
  {
    at: "12:00",
    says: "Lunch: sending is stopped with one switch, and what is written down meanwhile waits.",
    async play(scene) {
      await scene.on("popup.html", async (popup) => {
        await popup.getByRole("button", { name: "Zastavit odesílání" }).click();
        await expect(popup.getByText("Odesílání je zastavené")).toBeVisible();
      });
      await create(scene, "Jiří Procházka", "18:30");
      await expect.poll(async () => (await scene.extension.rows())[0]?.phone).toBe("+420601000004");
      await scene.leaves(0);
    },
  },
  {
    at: "12:30",
    says: "After lunch it goes on.",
    async play(scene) {
      await scene.on("popup.html", async (popup) => {
        await popup.getByRole("button", { name: "Znovu odesílat" }).click();
        // Closed sooner, the popup might not have stored it.
        await expect(popup.getByText("Odesílání je zastavené")).toHaveCount(0);
      });
      const [text] = await scene.leaves(1);
      expect(text?.recipients).toEqual(["+420601000004"]);
    },
  },
];
