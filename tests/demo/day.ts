import { Scene, type Stage, type Step } from "./scene.ts";
import { answered } from "./steps/answers.ts";
import { desk } from "./steps/desk.ts";
import { evening } from "./steps/evening.ts";
import { reminding } from "./steps/reminding.ts";
import { trouble } from "./steps/trouble.ts";

/** A receptionist's day, in the order of its hours. */
export const steps: readonly Step[] = [...desk, ...reminding, ...answered, ...trouble, ...evening];

/**
 * Plays the day. Throws where something does not come out as it should.
 * @param around what is done with each step beside playing it
 * @returns the scene as the day leaves it
 */
export async function playDay(
  stage: Stage,
  around: (title: string, play: () => Promise<void>) => Promise<void>,
): Promise<Scene> {
  const scene = new Scene(stage);
  for (const { at, says, play } of steps) await around(`${at.padStart(5)}  ${says}`, () => play(scene));
  return scene;
}
