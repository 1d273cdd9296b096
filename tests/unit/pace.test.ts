import { expect, test } from "vitest";
import { Pace } from "@/lib/background/sending/pace.ts";

const flight = 100;
const atOnce = 4;

/** @param beginning what each text waits for other computers once it is written down, in milliseconds */
function pacedWith(beginning: number): Pace {
  const pace = new Pace();
  pace.limitTo(atOnce);
  for (let text = 0; text < 100; text++) pace.learnTimes(beginning, beginning, flight);
  return pace;
}

/** How many texts may be written down: each of them is a question to a person when the worker dies. */
async function writtenDown(pace: Pace): Promise<number> {
  let taken = 0;
  while ((await pace.places.acquire(0)) !== null) taken++;
  return taken;
}

test("where nobody is asked, one text more than may be on its way is written down", async () => {
  expect(await writtenDown(pacedWith(0))).toBe(atOnce + 1);
});

test("where other computers are told, texts wait for that as well, and one more for a request that is late", async () => {
  expect(await writtenDown(pacedWith(2))).toBe(atOnce + 1 + 1 + 1);
});

test("however far away they are, no more than four texts more are written down", async () => {
  expect(await writtenDown(pacedWith(10 * flight))).toBe(atOnce + 1 + 4);
});

test("once GoSMS does not answer as it should, no text is written down ahead", async () => {
  const pace = pacedWith(2);
  pace.learn({ type: "unknown", reason: { code: "badAnswer" } });
  expect(await writtenDown(pace)).toBe(1);
});
