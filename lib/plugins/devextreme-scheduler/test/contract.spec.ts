import { expect } from "@playwright/test";
import { type Case, cases } from "../../../../tests/contract/cases.ts";
import { expected } from "../../../../tests/contract/run.ts";
import { contractSuite } from "../../../../tests/contract/suite.ts";
import { at, day, instant } from "../../../../tests/contract/week.ts";
import { startScheduler } from "./driver.ts";

/** What the kit decides alone is played on React Big Calendar. */
const played = cases.filter(({ isOfKit }) => !isOfKit);

const own: readonly Case[] = [
  {
    name: "lists what the library makes of a rule, without its exceptions",
    async check(run) {
      const wednesday = instant(2, "10:00").replaceAll(/[-:]/gu, "");
      const series = {
        ...{ name: "Jana Vzorová", phone: "601000001", start: at(0, "10:00"), end: at(0, "10:30") },
        extra: { recurrenceRule: "FREQ=DAILY", recurrenceException: wednesday },
      };
      await run.driver.seed([series]);
      const page = await run.open({ day: day(0) });
      for (const after of [0, 1, 3])
        expect(await run.list(page, day(after))).toEqual([expected(series, run.driver.timeZone, day(after))]);
      expect(await run.list(page, day(2))).toEqual([]);
      await run.leave(page);
    },
  },
];

contractSuite("DevExtreme Scheduler", startScheduler, own, played);
