import { expect, test } from "vitest";
import { mergeDraft } from "../../components/options/merge-draft.ts";

/** Two windows with the same settings. */

const base = {
  name: "Ordinace",
  phone: "601000001",
  templates: { reminder: "a", confirmation: "b" },
  days: [1],
};

test("what was changed in one window alone keeps what was saved in the other", () => {
  const draft = { ...base, name: "Ordinace Na Náměstí" };
  const saved = { ...base, phone: "601000002", templates: { ...base.templates, reminder: "c" } };
  expect(mergeDraft(base, draft, saved)).toEqual({
    value: { ...saved, name: "Ordinace Na Náměstí" },
    isConflict: false,
  });
});

test("fields within a field are looked at one by one", () => {
  const draft = { ...base, templates: { reminder: "a", confirmation: "mine" } };
  const saved = { ...base, templates: { reminder: "theirs", confirmation: "b" } };
  expect(mergeDraft(base, draft, saved)).toEqual({
    value: { ...base, templates: { reminder: "theirs", confirmation: "mine" } },
    isConflict: false,
  });
});

test("the same field changed in both is a conflict, and the choice touches nothing else", () => {
  const draft = { ...base, name: "Moje", days: [1, 2] };
  const saved = { ...base, name: "Jejich", phone: "601000003" };
  expect(mergeDraft(base, draft, saved)).toEqual({
    value: { ...base, name: "Moje", phone: "601000003", days: [1, 2] },
    isConflict: true,
  });
  expect(mergeDraft(base, draft, saved, "saved").value).toEqual({
    ...base,
    name: "Jejich",
    phone: "601000003",
    days: [1, 2],
  });
});

test("the same change in both is none", () => {
  const both = { ...base, name: "Stejně" };
  expect(mergeDraft(base, both, both)).toEqual({ value: both, isConflict: false });
});

test("what is taken out of many by name is out, in whichever window, and what was changed there is asked about", () => {
  const texts = { a: { name: "A" }, b: { name: "B" }, c: { name: "C" } };
  const { a: _a, ...draft } = texts;
  const { b: _b, ...saved } = texts;
  const { value, isConflict } = mergeDraft<object>({ texts }, { texts: draft }, { texts: saved });
  expect([value, isConflict]).toStrictEqual([{ texts: { c: { name: "C" } } }, false]);
  const changed = { ...texts, a: { name: "Jinak" } };
  expect(mergeDraft<object>({ texts }, { texts: draft }, { texts: changed })).toStrictEqual({
    value: { texts: draft },
    isConflict: true,
  });
});
