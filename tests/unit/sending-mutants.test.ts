// @vitest-environment node
import { join } from "node:path";
import { expect, test } from "vitest";
import { withBroken } from "./support/mutants.ts";
import { type Scene, scenes } from "./support/sending-scenes.ts";

/**
 * The sending code and the doors to it, broken on purpose in one place at a time: each time a scene over the real
 * background script has to see it. `decision-mutants.test.ts` does the same to the decision itself.
 */

const folder = join(import.meta.dirname, "../../lib/background/sending");

/** What is wrong, in which module, a piece of its source, what stands there instead, and the scene that sees it. */
const mutants: [what: string, module: string, from: string, to: string, scene: Scene][] = [
  [
    "what is given back when somebody stops it is not written down",
    "give-up",
    "messages, now);",
    "[], now);",
    "stopped",
  ],
  [
    "what is given back when GoSMS refuses it is not written down",
    "giving-back",
    "messages, now)) && owing",
    "[], now)) && owing",
    "refusedCancellation",
  ],
  ["nothing is given back", "giving-back", "if (!decided.reminds) continue;", "continue;", "stopped"],
  [
    "a cancellation that is sent again takes nothing back",
    "send-again",
    "...(await takenBackByEach(again, now)),",
    "",
    "refusedCancellation",
  ],
  [
    "a cancellation takes no reminder back",
    "bulk-send",
    "changeRows(happenings, ",
    "changeRows([], ",
    "cancelled",
  ],
  [
    "nobody is asked about what the patient believes",
    "bulk-send",
    "if (doubt && doubt.code !== despite) return refuse(doubt);",
    "",
    "cancelled",
  ],
  ["the same leaves twice", "bulk-send", "if (blocked) return refuse(blocked);", "", "pressedTwice"],
  [
    "a correction begins anew",
    "intake",
    "isNews: !isRepeated && !isCorrection",
    "isNews: !isRepeated",
    "respelt",
  ],
  [
    "a corrected number is told by itself",
    "corrected-number",
    '[hold(message, { code: "numberCorrected" }, now)]',
    "[message]",
    "corrected",
  ],
  ["a guess leaves by itself", "intake", "manner.hold ?? (await", "(await", "guessed"],
  ["nothing is too much", "intake", "(await overCap(message, settings, now))", "null", "tooMany"],
  [
    "reminders are never too many",
    "reminders",
    "await overCap(message, settings, now, [...(beside ? [beside] : []), ...messages], givenUp)",
    "null",
    "tooMany",
  ],
  ["a series leaves by itself", "intake", 'near.length > 1 ? { code: "series" } : null', "null", "series"],
  [
    "the first patient hears of the second one's time",
    "intake",
    "...(isGuess ? [] : giveUp(others))",
    "",
    "movedToAnother",
  ],
  [
    "the first patient is told nothing",
    "intake",
    "for (const one of changes)",
    "for (const one of changes.slice(1))",
    "otherPatient",
  ],
  ["what is stopped leaves", "dispatcher", "return !sending.paused &&", "return", "paused"],
  [
    "each text is refused by itself",
    "dispatcher",
    'if (outcome.type === "hold") await this.#holdAll(outcome.reason);',
    "",
    "refused",
  ],
  [
    "a kind that is off leaves",
    "departure",
    'if (!isOn(settings, kind)) return hold({ code: "kindOff" });',
    "",
    "kindOff",
  ],
  [
    "what may have left is sent again",
    "departure",
    'return { type: "lost", reason: outcome.reason };',
    'return { type: "putBack", reason: outcome.reason, notBefore: Date.now() };',
    "unanswered",
  ],
  [
    "what is stopped on its way goes back",
    "writing-down",
    "if (isGivenUp(message)) await giveUpWaiting(message);",
    "if (false) await giveUpWaiting(message);",
    "stoppedOnItsWay",
  ],
  [
    "what was put off says what is no longer so",
    "writing-down",
    "overtaken ?? { event }",
    "({ event })",
    "overtakenOnItsWay",
  ],
  [
    "what a person calls off on a guess is still reminded of",
    "letting-go",
    "happenings: takenBackBy(threadOf(about, now))",
    "happenings: []",
    "calledOff",
  ],
  [
    "what a person lets go on is reminded of where it was before",
    "letting-go",
    "if (await gateOf(calendarId)) return",
    "if (calendarId) return",
    "letGo",
  ],
  [
    "reminders that are off stand at GoSMS",
    "reminders",
    'if (!mayLeave(await loadSettings())) await recallAll({ code: "remindersOff" });',
    "",
    "remindersOff",
  ],
  [
    "what is no longer so is sent again",
    "send-again",
    'if (isOutdated(message)) return skip(row, { code: "superseded" }, now);',
    "",
    "sentAgain",
  ],
];

test.for(Object.keys(scenes) as Scene[])("unbroken, nothing is amiss: %s", (scene) => scenes[scene]());

test.for(mutants)("a scene sees that %s", async ([, module, from, to, scene]) => {
  await withBroken({ path: join(folder, `${module}.ts`), from, to }, () =>
    expect(scenes[scene]()).rejects.toMatchObject({ name: "AssertionError" }),
  );
});
