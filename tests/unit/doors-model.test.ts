// @vitest-environment node

import { expect, test } from "vitest";
import fc, { runs, whereItFailed } from "../properties.ts";
import { anyStory, type DoorsCommand, toTheEnd } from "./support/doors-commands.ts";
import { Doors, morning, templates } from "./support/doors-judge.ts";
import { Workstation } from "./support/workstation.ts";

/*
 * Stories of every door to a patient's phone at once, made up at random, over the real background script: whatever
 * happens, the promises of `doors-judge.ts` hold after every step.
 */

/** Plays a story to its end. @returns what happened, and which promise broke, if one did */
async function play(story: Iterable<DoorsCommand>): Promise<{ lines: string[]; broken: unknown }> {
  const model = new Doors();
  await using station = await Workstation.open(
    morning,
    ({ practice, templates: texts, sending, reminders }) => {
      Object.assign(practice, { name: "Ordinace", phone: "+420 234 567 890", timeZone: "Europe/Prague" });
      texts.confirmation.texts.cs = templates.confirmation;
      texts.cancellation.texts.cs = templates.cancellation;
      texts.reminder.texts.cs = templates.reminder;
      // One with a number, so that patients can answer.
      sending.channel = 2;
      reminders.enabled = true;
    },
  );
  model.follow(station);
  try {
    await fc.asyncModelRun(() => ({ model, real: station }), story);
    await toTheEnd(station, model);
    return { lines: model.story, broken: null };
  } catch (broken) {
    return { lines: model.story, broken };
  }
}

test("whatever happens at whichever door, the phone hears what is so, once, and in order", async () => {
  const property = fc.asyncProperty(anyStory(30), async (story) => {
    const { broken } = await play(story);
    if (broken) throw broken;
  });
  const result = await fc.check(property, { numRuns: runs(300) });
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
