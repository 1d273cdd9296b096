// @vitest-environment node
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { check, needSpin, prepare } from "../faults/model/spin.ts";

const models = join(import.meta.dirname, "../faults/model");
const model = join(models, "outbox.pml");
const reminders = join(models, "reminders.pml");
const bulk = join(models, "bulk.pml");
const handover = join(models, "handover.pml");
const claims = join(models, "claims.pml");

describe("the outbox as a Promela model", { timeout: 1_800_000 }, () => {
  beforeAll(() => needSpin(), 300_000);

  test.for([
    ["two pieces of news, the worker dying twice", ["DEATHS=2"]],
    ["one piece of news and a person, the worker dying once", ["DEATHS=1", "PERSON", "ONE_NEWS"]],
  ] as const)("keeps its promises in every state: %s", async ([, macros]) => {
    const verdict = await check(model, macros, { isLong: true });
    expect(verdict).toMatchObject({ errors: 0, violation: null });
    // A model that cannot move keeps every promise.
    expect(verdict.states).toBeGreaterThan(100_000);
  });

  test.for([
    ["a request leaves before the intent is written", "NO_INTENT"],
    ["what was being sent is sent again after a death", "RESUME_SENDING"],
    ["a change is acknowledged before it is on disk", "EARLY_ACK"],
    ["a change is acknowledged before its second copy", "ACK_BEFORE_MIRROR"],
    ["there is no second copy", "NO_MIRROR"],
    ["the intent reaches the second copy after the request left", "MIRROR_AFTER_POST"],
    ["a text is sent again when no answer came", "RETRY_TIMEOUT"],
    ["a text is claimed without a look at its state", "NO_CAS"],
    ["a text is taken back and its successor written in two steps", "TWO_STEPS"],
    ["the second copy is not brought up to date after a death", "NO_REMIRROR"],
    ["a text that was put off waits on, though a newer one was reported", "NO_OUTDATING"],
  ] as const)("breaks one when %s", async ([, bug]) => {
    const { errors, violation } = await check(model, ["DEATHS=2", `BUG_${bug}`]);
    expect(errors).toBeGreaterThan(0);
    expect(violation).toContain("assertion violated");
  });
});

describe("a reminder that GoSMS sends by itself as a Promela model", { timeout: 1_800_000 }, () => {
  beforeAll(() => needSpin(), 300_000);

  test("keeps its promises in every state: moved away and back, the worker dying twice", async () => {
    const verdict = await check(reminders, ["DEATHS=2"], { isLong: true });
    expect(verdict).toMatchObject({ errors: 0, violation: null });
    expect(verdict.states).toBeGreaterThan(100_000);
  });

  test.for([
    ["it stays at GoSMS after its appointment was moved", "NO_WITHDRAWAL"],
    ["it is handed over anew before it is known whether the one before left", "NO_WAIT"],
    ["GoSMS is believed to have given it up without being asked", "UNVERIFIED"],
    ["a death after it was handed over is taken for one before", "RESUME_SENDING"],
    ["it is handed over again when no answer came", "RETRY_SCHEDULE"],
    ["it is left at GoSMS though it was moved while it was handed over", "SCHEDULED_IN_VAIN"],
    ["its second copy is not brought up to date after a death", "NO_REMIRROR"],
    ["a move is acknowledged before its second copy", "ACK_BEFORE_MIRROR"],
  ] as const)("breaks one when %s", async ([, bug]) => {
    const { errors, violation } = await check(reminders, ["DEATHS=2", `BUG_${bug}`]);
    expect(errors).toBeGreaterThan(0);
    expect(violation).toContain("assertion violated");
  });
});

describe("a bulk cancellation and the reminder of its appointment as a Promela model", {
  timeout: 1_800_000,
}, () => {
  beforeAll(() => needSpin(), 300_000);

  test("keep their promises in every state, and each mutant breaks one", async () => {
    await using search = await prepare(bulk, [], { isLong: true });
    const verdict = await search.check();
    expect(verdict).toMatchObject({ errors: 0, violation: null });
    expect(verdict.states).toBeGreaterThan(100_000);
    // In the model's own order.
    for (const [at, bug] of [
      "the reminder stays at GoSMS",
      "one that is just being handed over is not marked",
      "stopping gives the reminder back in a second step",
      "GoSMS is believed to have given it up without being asked",
      "the cancellation is in good hands before its second copy",
      "what was stopped on its way goes back to those that wait",
      "it is handed over anew before it is known whether the one before left",
      "one that is just being handed over stays marked once the cancellation is stopped",
      "a cancellation that is dropped or refused gives nothing back",
      "that it owes the reminder is not in its second copy",
      "that it has given it back is written down before it does",
    ].entries())
      expect(await search.check(at + 1), bug).toMatchObject({
        errors: 1,
        violation: expect.stringContaining("assertion violated"),
      });
  });
});

describe("a reminder that is just being handed over and an answer as a Promela model", {
  timeout: 1_800_000,
}, () => {
  beforeAll(() => needSpin(), 300_000);

  test("keep their promises in every state, and each mutant breaks one", async () => {
    await using search = await prepare(handover, []);
    const verdict = await search.check();
    expect(verdict).toMatchObject({ errors: 0, violation: null });
    expect(verdict.states).toBeGreaterThan(100_000);
    // In the model's own order.
    for (const [at, bug] of [
      "nobody looks at it once more",
      "nobody does where the worker died",
      "that it is to be looked at is written down after GoSMS has it",
      "that is forgotten before the look",
      "that is lost with the browser",
    ].entries())
      expect(await search.check(at + 1), bug).toMatchObject({
        errors: 1,
        violation: expect.stringContaining("assertion violated"),
      });
  });
});

describe("several computers and one text as a Promela model", { timeout: 1_800_000 }, () => {
  beforeAll(() => needSpin(), 300_000);

  test("three computers, dying once, keep their promises in every state", async () => {
    const verdict = await check(claims, ["COMPUTERS=3", "DEATHS=1"], { isLong: true });
    expect(verdict).toMatchObject({ errors: 0, violation: null });
    expect(verdict.states).toBeGreaterThan(100_000);
  });

  test("two, dying five times, keep them, and each mutant breaks one", async () => {
    await using search = await prepare(claims, ["DEATHS=5"], { isLong: true });
    const verdict = await search.check();
    expect(verdict).toMatchObject({ errors: 0, violation: null });
    expect(verdict.states).toBeGreaterThan(100_000);
    // In the model's own order.
    for (const [at, bug] of [
      "what was being sent is sent again after a death",
      "what may have left is told to the others as what did not",
      "a claim is taken over though its text may have left",
      "a claim is written without a look at what is there",
      "a text leaves before it is sending on disk",
      "a text leaves before it is sending in the registry",
    ].entries())
      expect(await search.check(at + 1), bug).toMatchObject({
        errors: 1,
        violation: expect.stringContaining("assertion violated"),
      });
  });

  test("an older state of the registry is brought back, and each mutant of that breaks one", async () => {
    await using search = await prepare(claims, ["DEATHS=1", "RESTORE"], { isLong: true });
    const verdict = await search.check();
    expect(verdict).toMatchObject({ errors: 0, violation: null });
    expect(verdict.states).toBeGreaterThan(100_000);
    // In the model's own order, after those above.
    for (const [at, bug] of [
      "what a computer has sent is not told anew",
      "sending goes on when the first of them has told",
      "nobody stops before the older state is there",
    ].entries())
      expect(await search.check(at + 7), bug).toMatchObject({
        errors: 1,
        violation: expect.stringContaining("assertion violated"),
      });
  });
});
