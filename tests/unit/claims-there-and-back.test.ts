// @vitest-environment node
import { describe, expect, test, vi } from "vitest";
import { appointment, calendarId } from "./support/clinic.ts";
import { shortWaits } from "./support/short-waits.ts";
import { type Computer, openTwo } from "./support/two-computers.ts";

/** An appointment that is changed now on one computer and now on another: in the end the patient knows how it is. */

shortWaits();

type Change = Parameters<Computer["sending"]["recordChange"]>[1];
const nine = appointment("1", 9);
const ten = appointment("1", 10);
const created: Change = { type: "created", appointment: nine };
const toTen: Change = { type: "moved", appointment: ten, previousStart: nine.start };
const back: Change = { type: "moved", appointment: nine, previousStart: ten.start };
const cancelled: Change = { type: "cancelled", appointment: nine };

const setUp = async () => {
  const { practice, one, two, texts } = await openTwo();
  const tell = async (computer: Computer, change: Change) => {
    practice.passTime();
    await computer.sending.recordChange(calendarId, change);
    await computer.dispatch();
  };
  /** What waits for a person because of the other computer goes on. */
  const letGo = async (computer: Computer) => {
    const held = (await computer.rows()).filter(({ state }) => state === "held");
    expect(held).toMatchObject([{ reason: { code: "newsElsewhere" } }]);
    await computer.sending.decideOn(held[0]?.id ?? "", "send", Date.now());
    await computer.dispatch();
  };
  const told = () =>
    texts.map(({ text }) => (/zrusen/.test(text) ? "zrusen" : / v (\d+:\d\d)/.exec(text)?.[1]));
  return { practice, one, two, tell, letGo, told };
};

describe.for([
  ["and its calendar has shown that", true],
  ["and nobody has looked since", false],
] as const)("another computer has told the patient otherwise, %s", ([, isSeen]) => {
  const look = async (computer: Computer, shown: typeof nine) => {
    if (isSeen) await computer.sending.adopt(calendarId, [shown]);
  };

  test("moved there on one, and back on the other", async () => {
    const { one, two, tell, told } = await setUp();
    await tell(two, created);
    for (let round = 0; round < 2; round++) {
      await tell(one, toTen);
      await look(two, ten);
      await tell(two, back);
      // A page that got no answer reports it once more.
      await tell(two, back);
      await look(one, nine);
    }
    expect(told()).toEqual(["9:00", "10:00", "9:00", "10:00", "9:00"]);
  });

  test("also where that one's clock is an hour behind", async () => {
    const { one, two, tell, told } = await setUp();
    await tell(two, created);
    const now = Date.now();
    vi.setSystemTime(now - 3600_000);
    await tell(one, toTen);
    vi.setSystemTime(now + 1000);
    await look(two, ten);
    await tell(two, back);
    expect(told()).toEqual(["9:00", "10:00", "9:00"]);
  });

  test("cancelled on one, and valid again on the other", async () => {
    const { one, two, tell, letGo, told } = await setUp();
    await tell(two, created);
    await tell(one, cancelled);
    await look(two, nine);
    await tell(two, created);
    await letGo(two);
    expect(told()).toEqual(["9:00", "zrusen", "9:00"]);
  });

  test("valid again on one, and cancelled once more on the other", async () => {
    const { one, two, tell, letGo, told } = await setUp();
    await tell(two, created);
    await tell(two, cancelled);
    await tell(one, created);
    await letGo(one);
    await look(two, nine);
    await tell(two, cancelled);
    expect(told()).toEqual(["9:00", "zrusen", "9:00", "zrusen"]);
  });
});

test("out of the others' reach a change is written down all the same, and at once", async () => {
  const { practice, two, tell } = await setUp();
  await tell(two, created);
  practice.passTime();
  practice.registry.cut = "before";
  await two.sending.recordChange(calendarId, toTen);
  expect(await two.rows()).toMatchObject([{ state: "queued", previousStart: nine.start }, { state: "sent" }]);
});
