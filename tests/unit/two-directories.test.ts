// @vitest-environment node
import { describe, expect, test } from "vitest";
import { joinDirectories } from "../../lib/domain/backup/people.ts";
import { identify } from "../../lib/domain/directory/identity.ts";
import { knowledgeOf } from "../../lib/domain/directory/knowledge.ts";
import {
  corrected,
  type DirectoryPatient,
  merged,
  newPatient,
  struckOut,
} from "../../lib/domain/directory/patient.ts";

/** What a person said of a number, where the directories of two computers, or two entries of one, become one. */

const countries = ["CZ", "SK"];
const [wrong, right] = ["+420601000001", "+420601000009"];
const imported = (change: Partial<DirectoryPatient> = {}): DirectoryPatient => ({
  ...newPatient({ code: "7", name: "Jana Vzorová", phone: "601 000 001" }, 1),
  ...change,
});
const withRight = (one: DirectoryPatient, now: number) =>
  corrected(one, { phone: "601 000 009" }, countries, now);
const withNone = (one: DirectoryPatient, now: number) => struckOut(one, wrong, null, countries, now);

/** Where a text goes whose calendar has a number; why not, where it goes nowhere. */
function goesTo(patient: DirectoryPatient, calendarPhone: string | null): string | null | undefined {
  const who = { id: "7", name: "Jana Vzorová", phone: calendarPhone };
  const found = { chosen: null, chosenNameless: null, byCode: [patient], byName: [patient] };
  const known = knowledgeOf(identify(who, calendarPhone, found, countries), calendarPhone, [], countries);
  return known.refusal?.code ?? known.phone?.replace(/^6/u, "+4206").replaceAll(" ", "") ?? calendarPhone;
}

const join = (here: DirectoryPatient, brought: DirectoryPatient): DirectoryPatient => {
  const { patients } = joinDirectories([here], [brought], countries, 100);
  expect(patients.length).toBeLessThan(2);
  return patients[0] ?? here;
};

/** Each of two entries of a person, the first kept; and the same two as one computer's and a backup's. */
const ways: [string, (one: DirectoryPatient, other: DirectoryPatient) => DirectoryPatient, boolean][] = [
  ["merged", (one, other) => merged(one, other, countries, 100), false],
  ["brought by a backup, under another id", join, false],
  ["brought by a backup, under the same id", join, true],
];

describe.for(ways)("%s", ([, become, isOneId]) => {
  const one = imported();
  const other = isOneId ? one : imported();

  test.for<[string, DirectoryPatient, DirectoryPatient]>([
    ["corrected here", withRight(one, 5), other],
    ["corrected there", one, withRight(other, 5)],
    [
      "corrected here, and the other changed since",
      withRight(one, 5),
      { ...other, language: "en", updatedAt: 9 },
    ],
    [
      "corrected there, and this one changed since",
      { ...one, language: "en", updatedAt: 9 },
      withRight(other, 5),
    ],
  ])("%s: texts go to the number that a person entered", ([, kept, brought]) => {
    const both = become(kept, brought);
    expect(both.byHand).toContain("phone");
    for (const calendar of [wrong, right, null, "+420601000005"]) expect(goesTo(both, calendar)).toBe(right);
  });

  test.for<[string, DirectoryPatient, DirectoryPatient]>([
    ["struck out here", withNone(one, 5), other],
    ["struck out there", one, withNone(other, 5)],
    [
      "struck out here, and the other changed since",
      withNone(one, 5),
      { ...other, language: "en", updatedAt: 9 },
    ],
    [
      "struck out there, and this one changed since",
      { ...one, language: "en", updatedAt: 9 },
      withNone(other, 5),
    ],
  ])("%s: a number that is somebody else's comes back by no door", ([, kept, brought]) => {
    const both = become(kept, brought);
    expect(both.phone).toBe("");
    expect(goesTo(both, wrong)).toBe("wrongNumber");
    expect(goesTo(both, null)).toBeNull();
    expect(goesTo(both, right)).toBe(right);
  });
});

test("a number that nobody has struck out fills the place of one that was", () => {
  const other = imported({ phone: "601 000 009" });
  expect(merged(withNone(imported(), 5), other, countries, 100).phone).toBe("601 000 009");
  expect(merged(other, withNone(imported(), 5), countries, 100).phone).toBe("601 000 009");
});

test("a name and a language that a person corrected stay, whichever entry has them", () => {
  const other = corrected(imported(), { name: "Jana Nová", language: "uk" }, countries, 5);
  const kept = imported({ language: "en" });
  expect(merged(kept, other, countries, 100)).toMatchObject({ name: "Jana Nová", language: "uk" });
  expect(merged(other, kept, countries, 100)).toMatchObject({ name: "Jana Nová", language: "uk" });
});
