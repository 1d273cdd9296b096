import { expect, test } from "vitest";
import {
  addressOf,
  menuGroups,
  menuNameOf,
  sectionHashes,
  sectionNames,
  sectionOf,
} from "../../components/menu/sections.ts";

/** The menu, and addresses that people and links have kept. */

test("each part has an address of its own, and is found by it", () => {
  expect(new Set(Object.values(sectionHashes)).size).toBe(sectionNames.length);
  for (const name of sectionNames) expect(sectionOf(sectionHashes[name])).toBe(name);
});

test("addresses of earlier versions still lead to what they named", () => {
  const kept = [
    "#ceka",
    "#zaciname",
    "#gosms",
    "#ordinace",
    "#zpravy",
    "#kalendare",
    "#pacienti",
    "#odeslane",
  ];
  expect(kept.map(sectionOf)).toEqual([
    ...["waiting", "start", "gosms", "practice", "texts", "calendars", "patients", "log"],
  ]);
  const others = ["#obvolat", "#vice-pocitacu", "#zaloha", "#o-pipni"];
  expect(others.map(sectionOf)).toEqual(["calls", "workstations", "backup", "about"]);
  expect(sectionOf("#nikde")).toBeUndefined();
});

test("every part is in the menu, or inside one that is", () => {
  const inMenu: readonly string[] = Object.values(menuGroups).flat();
  for (const name of sectionNames) expect(inMenu).toContain(menuNameOf(name));
  expect(addressOf("log")).toBe("/options.html#odeslane");
  expect(addressOf("day")).toMatch(/^\/bulk\.html/u);
});
