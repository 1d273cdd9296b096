import { describe, expect, test } from "vitest";
import { type Answer, answerAgainst, withAnswers } from "../../lib/domain/claims/answer.ts";
import { type Claim, isBefore } from "../../lib/domain/claims/claim.ts";
import { type Fate, turnBy } from "../../lib/domain/claims/fate.ts";
import { type Refusal, refusalFor, refusalsIn } from "../../lib/domain/claims/refusal.ts";
import { newPatient } from "../../lib/domain/directory/patient.ts";
import fc, { runs } from "../properties.ts";

/** What the computers of a practice make of each other's words: rules without a registry. */

const refusal = (change: Partial<Refusal> = {}): Refusal => ({
  ...{ what: "optedOut", of: [], owner: "1", by: "recepce 1", at: 0 },
  ...change,
});
const whom = { number: "n", code: "c", name: "j" };

describe("which of two claims came first", () => {
  const claim = (at: number, change: Partial<Claim> = {}): Claim => ({
    ...{ what: "w", alike: "a", news: "n", state: "sent", owner: "1", by: "recepce 1" },
    ...{ attempt: crypto.randomUUID(), at },
    ...change,
  });

  test("their list says, whatever the clocks of two computers", () => {
    const [first, second] = [claim(9), claim(3)];
    const all = [first, second];
    expect([isBefore(all, first, second), isBefore(all, second, first)]).toEqual([true, false]);
  });

  test("of what was told late the clocks say, and a reminder counts from when it was planned", () => {
    const told = claim(3, { isLate: true });
    const planned = claim(5, { state: "scheduled", plannedAt: 1 });
    const since = claim(6, { state: "scheduled", plannedAt: 4 });
    const all = [planned, since, told];
    expect([isBefore(all, planned, told), isBefore(all, since, told)]).toEqual([true, false]);
    expect(isBefore(all, told, since)).toBe(true);
  });
});

describe("refusals", () => {
  const at = (said: Record<string, Refusal[]>) => (place: string) => said[place] ?? [];

  test("one's own are left to the directory", () => {
    expect(refusalFor(whom, at({ n: [refusal()] }), "1")).toBeNull();
    expect(refusalFor(whom, at({ n: [refusal()] }), "2")).not.toBeNull();
  });

  test("a number is wrong for those for whom it was struck out", () => {
    const wrong = (of: string[]) => at({ n: [refusal({ what: "wrongNumber", of })] });
    expect(refusalFor(whom, wrong(["c"]), "2")).not.toBeNull();
    expect(refusalFor(whom, wrong(["x", "j"]), "2")).not.toBeNull();
    expect(refusalFor(whom, wrong(["x"]), "2")).toBeNull();
    expect(refusalFor(whom, wrong([]), "2")).toBeNull();
  });

  test("a namesake whom the calendar calls otherwise is somebody else", () => {
    const ofName = at({ j: [refusal({ of: ["x"] })] });
    expect(refusalFor(whom, ofName, "2")).toBeNull();
    expect(refusalFor({ ...whom, code: null }, ofName, "2")).not.toBeNull();
    expect(refusalFor(whom, at({ j: [refusal({ of: [] })] }), "2")).not.toBeNull();
  });

  test("of a patient without a decision nothing is told, and of a number that nobody struck out neither", () => {
    const patient = newPatient({ code: "7", name: "Jana Vzorová", phone: "601 000 001" }, 0);
    expect(refusalsIn(patient)).toEqual([]);
    const former = { codes: [], phones: ["+420601000002"] };
    expect(refusalsIn({ ...patient, former })).toEqual([]);
    expect(refusalsIn({ ...patient, former, byHand: ["phone"] })).toMatchObject([
      { place: ["number", "+420601000002"], what: "wrongNumber" },
    ]);
  });

  test("whoever is told of as unwilling is refused wherever any of their marks is met", () => {
    const word = fc.string({ minLength: 1, maxLength: 8, unit: fc.constantFrom("a", "b", "c") });
    fc.assert(
      fc.property(word, word, fc.boolean(), (code, name, hasNumber) => {
        const phone = hasNumber ? "+420601000001" : null;
        const optOut = { day: "2026-03-03", source: "", phone };
        const told = refusalsIn({ ...newPatient({ code, name }, 0), optOut });
        const mark = ([by, value]: readonly [string, string]) => `${by}:${value}`;
        const said = (place: string) =>
          told
            .filter((one) => mark(one.place) === place)
            .map((one) => refusal({ what: one.what, of: one.of.map(mark) }));
        const places = told.map((one) => mark(one.place));
        for (const place of places) {
          const met = { number: "-", code: null, name: null };
          const by = place.split(":")[0] as keyof typeof met;
          expect(refusalFor({ ...met, [by]: place }, said, "2")).not.toBeNull();
        }
      }),
      { numRuns: runs(100) },
    );
  });
});

describe("answers", () => {
  const answer = (change: Partial<Answer> = {}): Answer => ({
    ...{ reply: "r", verdict: "declines", news: "at nine", owner: "1", by: "recepce 1", at: 0 },
    ...change,
  });
  const ask = { news: "at nine", endsWithConfirmation: false, me: "2" };

  test("the last word counts, for its own time", () => {
    expect(answerAgainst([answer()], ask)).not.toBeNull();
    expect(answerAgainst([answer()], { ...ask, news: "at ten" })).toBeNull();
    expect(answerAgainst([answer()], { ...ask, me: "1" })).toBeNull();
    const comes = answer({ reply: "s", verdict: "confirms" });
    expect(answerAgainst([answer(), comes], ask)).toBeNull();
    expect(answerAgainst([answer(), comes], { ...ask, endsWithConfirmation: true })).toBe(comes);
    expect(answerAgainst([comes, answer()], ask)).not.toBeNull();
    expect(answerAgainst([answer(), answer({ reply: "s", verdict: "read" })], ask)).not.toBeNull();
  });

  test("read anew, an answer is what it is by now", () => {
    const anew = answer({ verdict: "confirms" });
    expect(withAnswers([answer(), answer({ reply: "s" })], [anew])).toEqual([answer({ reply: "s" }), anew]);
  });
});

describe("whose turn it is to ask", () => {
  const fate = (change: Partial<Fate> = {}): Fate => ({
    ...{ version: 1, state: "told", owner: "1", receipt: null, next: 1000 },
    ...change,
  });

  test("nobody's while another one asks, anybody's when it is due", () => {
    expect(turnBy(null, 0, "2")).toBe("asks");
    expect(turnBy(fate({ state: "asking" }), 5000, "2")).toBe("waits");
    expect(turnBy(fate({ state: "asking" }), 5000, "1")).toBe("asks");
    expect(turnBy(fate(), 999, "2")).toBe("learns");
    expect(turnBy(fate(), 999, "1")).toBe("asks");
    expect(turnBy(fate(), 1000, "2")).toBe("asks");
    expect(turnBy(fate({ next: null }), 5000, "2")).toBe("learns");
    // A clock that is days ahead must not silence the others.
    expect(turnBy(fate({ next: 10 * 24 * 3600_000 }), 0, "2")).toBe("asks");
  });
});
