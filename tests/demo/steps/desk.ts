import { expect } from "@playwright/test";
import { noticesOn, pressInNotice } from "../../e2e/notices.ts";
import { cancelAppointment, chip, createAppointment, moveAppointment, showDay } from "../../e2e/practice.ts";
import type { Step } from "../scene.ts";

/** The morning: the telephone rings, and what is written into the calendar leaves by itself. */

const jana = "Jana Dvořáková";

export const desk: readonly Step[] = [
  {
    at: "7:30",
    says: "The calendar is opened. Pípni's button stands in its own toolbar.",
    async play(scene) {
      scene.calendar = await scene.extension.context.newPage();
      await scene.calendar.setViewportSize({ width: 1280, height: 1240 });
      await scene.calendar.goto(scene.stage.practice.url);
      await expect(scene.calendar.getByRole("button", { name: "Hromadná SMS" })).toBeVisible();
      await showDay(scene.calendar, scene.day);
    },
  },
  {
    at: "7:31",
    says: "A look at the icon: nothing waits, and there is credit.",
    play: (scene) =>
      scene.on("popup.html", async (popup) => {
        await expect(popup.getByText(/412,80/u).first()).toBeVisible();
        await expect(popup.getByRole("list", { name: "Co čeká na vás" })).toHaveCount(0);
      }),
  },
  {
    at: "8:00",
    says: `${jana} calls and gets a time at 17:00. A notice tells what is about to leave.`,
    async play(scene) {
      await createAppointment(scene.calendar, { patient: jana, day: scene.day, time: "17:00" });
      await expect.poll(() => noticesOn(scene.calendar)).toContain(jana);
      await scene.stage.picture(scene.calendar, "1-settling");
    },
  },
  {
    at: "8:00",
    says: "A few seconds later her confirmation leaves, and the notice says so.",
    async play(scene) {
      const [text] = await scene.leaves(1);
      expect(text?.recipients).toEqual(["+420601000001"]);
      expect(text?.text).toContain("v 17:00");
      await expect.poll(() => noticesOn(scene.calendar)).toMatch(/Odesláno|Doručeno/u);
    },
  },
  {
    at: "8:05",
    says: "Half past five suits her better: the appointment is dragged, and she hears the new time.",
    async play(scene) {
      await moveAppointment(scene.calendar, chip(scene.calendar, jana, "17:00"), "17:00", "17:30");
      const [text] = await scene.leaves(1);
      expect(text?.text).toContain("v 17:30");
    },
  },
  {
    at: "8:10",
    says: "She cannot come after all. The appointment is cancelled, and she hears that, too.",
    async play(scene) {
      await cancelAppointment(scene.calendar, chip(scene.calendar, jana, "17:30"));
      const [text] = await scene.leaves(1);
      expect(text?.text).toMatch(/zrušen|zrusen/u);
    },
  },
  {
    at: "8:15",
    says: "Petr Svoboda gets a time by mistake, and it is cancelled at once: nobody is told.",
    async play(scene) {
      const { extension, calendar, day } = scene;
      await createAppointment(calendar, { patient: "Petr Svoboda", day, time: "17:00" });
      await expect.poll(() => noticesOn(calendar)).toContain("Petr Svoboda");
      await cancelAppointment(calendar, chip(calendar, "Petr Svoboda", "17:00"));
      await expect.poll(async () => (await extension.rows())[0]?.state).toBe("skipped");
      // The next notice would move while it is pressed.
      await expect.poll(() => noticesOn(calendar), { timeout: 30_000 }).not.toContain("Neodesílat");
    },
  },
  {
    at: "8:20",
    says: "Marie Černá stands at the desk and knows her time: Neodesílat in the notice.",
    async play(scene) {
      const { extension, calendar, day } = scene;
      await createAppointment(calendar, { patient: "Marie Černá", day, time: "17:00" });
      await expect.poll(() => noticesOn(calendar)).toContain("Marie Černá");
      await pressInNotice(calendar, "Neodesílat");
      await expect.poll(async () => (await extension.rows())[0]?.reason?.code).toBe("stoppedByUser");
    },
  },
  {
    at: "8:25",
    says: "An hour of a patient without a mobile number is written down: she is told that nothing can leave.",
    async play(scene) {
      await createAppointment(scene.calendar, {
        patient: "Ludmila Šťastná",
        day: scene.day,
        time: "18:00",
      });
      await expect.poll(() => noticesOn(scene.calendar)).toContain("Ludmila Šťastná");
    },
  },
];
