// @vitest-environment node
import { parseHTML } from "linkedom";
import { beforeEach, describe, expect, test } from "vitest";
import { isStruckOut } from "../../lib/declarative/struck-out.ts";
import { compare } from "../../lib/domain/comparison.ts";
import { calendarId } from "./support/clinic.ts";
import {
  at,
  bulk,
  clinic,
  create,
  decide,
  first,
  move,
  openDoors,
  rows,
  second,
  sent,
  settleDown,
  standing,
} from "./support/doors-practice.ts";

/** An appointment with a line through it: what that means only a person knows. */

describe("what counts as struck out", () => {
  const told = ["9:00", "Jana Nováková", "601 000 001"];
  test.each([
    ["no line", '<i class="t"><b>9:00</b> Jana Nováková 601 000 001</i>', false],
    ["all of it", '<i class="t"><s><b>9:00</b> Jana Nováková 601 000 001</s></i>', true],
    ["what it is in", '<del><i class="t"><b>9:00</b> Jana Nováková</i></del>', true],
    [
      "itself, by a style of its own",
      '<i class="t" style="text-decoration: line-through">9:00 Jana</i>',
      true,
    ],
    [
      "its hour",
      '<i class="t"><s>9:00</s> 10:00 Jana Nováková, kontrola po zákroku, plomba vpravo</i>',
      true,
    ],
    [
      "its name",
      '<i class="t">9:00 <s>Jana Nováková</s> Eva Nová, kontrola po zákroku, plomba vpravo</i>',
      true,
    ],
    [
      "its number",
      '<i class="t">9:00 Jana Nováková <strike>601 000 001</strike> 601 000 002 kontrola</i>',
      true,
    ],
    ["a price", '<i class="t">9:00 Jana Nováková 601 000 001 <s>1 200,50 Kč</s> 990 Kč</i>', false],
    ["a note", '<i class="t">9:00 Jana Nováková 601 000 001 <del>rentgen</del></i>', false],
    ["another one beside it", '<s>8:30 Petr</s><i class="t">9:00 Jana Nováková 601 000 001</i>', false],
  ])("%s", (_, html, isIt) => {
    const { document } = parseHTML(
      `<!doctype html><html><body><main><div>${html}</div></main></body></html>`,
    );
    const item = document.querySelector(".t") as unknown as Element;
    expect(isStruckOut(item, told)).toBe(isIt);
  });
});

describe("nothing leaves about it by itself, and a person may send all the same", () => {
  const struck = at(first, { struckOut: true });
  openDoors();
  beforeEach(async () => {
    await clinic.set(({ templates, sending }) => {
      templates.confirmation.enabled = true;
      templates.cancellation.enabled = true;
      templates.change.enabled = true;
      sending.settleSeconds = 30;
    });
  });

  test("neither when it is made nor when it is moved or deleted", async () => {
    const { skipped } = await create(struck);
    expect(skipped).toEqual({ code: "struckOut" });
    for (const change of [
      { type: "moved", appointment: { ...struck, start: at(second).start }, previousStart: struck.start },
      { type: "cancelled", appointment: struck },
    ] as const)
      await clinic.intake.recordChange(calendarId, change);
    await settleDown();
    expect([sent(), standing()]).toEqual([[], []]);
  });

  test("what waits because of it leaves on a person's word", async () => {
    await create(struck);
    const [held] = await rows();
    expect(held).toMatchObject({ state: "held", kind: "confirmation", reason: { code: "struckOut" } });
    await decide(held?.id ?? "", "send");
    await settleDown();
    expect(sent()).toHaveLength(1);
  });

  test("in the bulk window it asks for a second thought", async () => {
    const { refused } = await bulk("reminder", struck);
    expect(refused).toMatchObject([{ reason: { code: "struckOut" } }]);
    const { queued } = await bulk("reminder", struck, "struckOut");
    expect(queued).toHaveLength(1);
    await settleDown();
    expect(sent()).toEqual(["reminder okno"]);
    const [row] = (await rows()).filter(({ origin }) => origin === "bulk");
    expect(row).toMatchObject({ state: "sent" });
  });

  test("its reminder is taken back once the calendar shows the line", async () => {
    await clinic.set(({ templates }) => {
      templates.confirmation.enabled = false;
    });
    await create();
    await settleDown();
    expect(standing()).toEqual(["9:30"]);
    const planned = (await rows()).filter(({ origin }) => origin === "plan");
    const listings = new Map([[first.slice(0, 10), [struck]]]);
    expect(compare(planned, listings, "Europe/Prague").different).toMatchObject([{ appointment: struck }]);
    const { refit } = await import("../../lib/background/sending/refit.ts");
    await refit(calendarId, struck.id, () => struck);
    await settleDown();
    expect([sent(), standing()]).toEqual([[], []]);
    // The patient was told nothing of it, and a text of a later move says what is so.
    await move(first, second);
    await settleDown();
    expect(standing()).toEqual(["14:00"]);
  });
});
