// @vitest-environment node

import { expect, test } from "vitest";
import fc, { runs, whereItFailed } from "../properties.ts";
import {
  anyStory,
  cancels,
  makes,
  moves,
  type OutboxCommand,
  reportsAgain,
  toTheEnd,
} from "./support/outbox-commands.ts";
import { morning, Reference, templates } from "./support/outbox-reference.ts";
import {
  databaseVanishes,
  gosms,
  gosmsTakesItsTime,
  happens,
  isToDie,
  passes,
  personDecides,
  slowAnswerComes,
} from "./support/story-commands.ts";
import { Workstation } from "./support/workstation.ts";

/*
 * Stories of a practice's day, made up at random, over the real background script: whatever happens, the promises
 * of `outbox-reference.ts` hold after every step.
 */

/** Plays a story to its end. @returns what happened, and which promise broke, if one did */
async function play(story: Iterable<OutboxCommand>): Promise<{ lines: string[]; broken: unknown }> {
  const model = new Reference();
  await using station = await Workstation.open(morning, ({ practice, templates: texts, sending }) => {
    Object.assign(practice, { name: "Ordinace", phone: "+420 234 567 890", timeZone: "Europe/Prague" });
    texts.confirmation.texts.cs = templates.confirmation;
    texts.cancellation.texts.cs = templates.cancellation;
    sending.channel = 1;
  });
  station.gosms.onArrival = (arrival) => model.arrived(arrival);
  try {
    await fc.asyncModelRun(() => ({ model, real: station }), story);
    await toTheEnd(station, model);
    return { lines: model.story, broken: null };
  } catch (broken) {
    return { lines: model.story, broken };
  }
}

test("whatever happens, no news is told twice, none is lost, and nobody is told what is no longer so", async () => {
  const property = fc.asyncProperty(anyStory(40), async (story) => {
    const { broken } = await play(story);
    if (broken) throw broken;
  });
  const result = await fc.check(property, { numRuns: runs(150) });
  const [story] = result.counterexample ?? [];
  if (!story) {
    expect(result.failed).toBe(false);
    return;
  }
  const { lines, broken } = await play(story);
  const words = broken instanceof Error ? broken.message : String(result.errorInstance);
  throw new Error(
    `${words}\n\n${lines.join("\n")}\n\n(${whereItFailed(result)}, shortened ${result.numShrinks} times)`,
    { cause: broken ?? result.errorInstance },
  );
}, 3_600_000);

/** Days that went wrong once, cut down to what mattered. */
const once: Record<string, OutboxCommand[]> = {
  "a repeated report of a cancellation before anybody was told": [
    makes("1", "today 9:00"),
    isToDie("answering", "the worker alone"),
    cancels("1"),
    makes("1", "today 9:00"),
  ],
  "a refusal that nobody had seen before the database was lost": [
    makes("1", "today 9:00"),
    gosms("will refuse with 403"),
    passes("1 minute"),
    happens("the browser is killed, and starts without its database"),
  ],
  "a report answered by a row without its second copy": [
    isToDie("rowCommitted", "the worker alone"),
    makes("1", "today 9:00"),
    happens("the browser is killed, and starts without its database"),
  ],
  "a text taken back in one copy alone": [
    makes("1", "today 9:00"),
    isToDie("rowCommitted", "the worker alone"),
    cancels("1"),
    happens("the browser is killed, and starts without its database"),
  ],
  "a text superseded in one copy alone": [
    makes("1", "tomorrow 10:00"),
    isToDie("rowCommitted", "the worker, and the page is closed"),
    moves("1", "tomorrow 11:00"),
    happens("the browser is killed, and starts without its database"),
    gosms("will ask for patience without saying how long (429)"),
    passes("1 minute"),
    passes("1 minute"),
  ],
  "a move of which only the first half was written": [
    makes("1", "today 9:00"),
    isToDie("changeDecided", "the whole browser"),
    moves("1", "tomorrow 10:00"),
  ],
  "a move while GoSMS refuses the token: what is no longer so is not said with the new one": [
    makes("1", "tomorrow 10:00"),
    gosms("will ask for a new token"),
    gosmsTakesItsTime,
    passes("15 seconds"),
    moves("1", "tomorrow 11:00"),
    slowAnswerComes,
  ],
  "what a person wanted sent again, and a report of nothing new": [
    makes("1", "today 9:00"),
    gosms("will refuse with 403"),
    passes("1 minute"),
    personDecides(0, 0),
    reportsAgain("1"),
    databaseVanishes("goes on"),
    reportsAgain("1"),
  ],
};

test.for(Object.entries(once))("%s", { timeout: 600_000 }, async ([, story]) => {
  const { lines, broken } = await play(story);
  expect(broken, lines.join("\n")).toBeNull();
});
