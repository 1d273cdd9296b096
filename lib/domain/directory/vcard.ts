import ICAL from "ical.js";
import type { Table, TableRow } from "./table.ts";

/** Address books in vCard 3 and 4. */

export const isVCards = (text: string): boolean => /^\uFEFF?\s*BEGIN:VCARD/iu.test(text);

/** As a table; its headings are the properties' names. */
export const vCardTable = (text: string): Table => ({
  kind: "vcard",
  headings: ["FN", "TEL", "UID", "LANG"],
  rows: cardsIn(text).map((card, index): TableRow => ({ at: index + 1, ...read(card) })),
});

/** Each by itself, so that a broken one spoils no other. */
const cardsIn = (text: string): string[] =>
  text.split(/(?=^BEGIN:VCARD)/imu).filter((card) => /\S/u.test(card));

type Read = Pick<TableRow, "cells" | "problem">;

/** A line of the card, with which people know which one it is. */
const hint = (card: string): string =>
  /^(?:FN|N)[^:\n]*:(.*)$/imu
    .exec(card)?.[1]
    ?.replace(/[\\;]+/gu, " ")
    .trim()
    .slice(0, 100) ?? "";

function read(card: string): Read {
  const version = /^VERSION:\s*([\d.]+)/imu.exec(card)?.[1];
  if (version === "2.1") return { cells: [hint(card)], problem: "vcard21" };
  try {
    const parsed = ICAL.Component.fromString(card.trim());
    return {
      cells: [nameOf(parsed), phoneOf(parsed), textOf(parsed, "uid"), textOf(parsed, "lang")],
      problem: null,
    };
  } catch {
    return { cells: [hint(card)], problem: "vcardBroken" };
  }
}

type Card = ReturnType<typeof ICAL.Component.fromString>;

const textOf = (card: Card, property: string): string =>
  String(card.getFirstPropertyValue(property) ?? "").trim();

function nameOf(card: Card): string {
  const full = textOf(card, "fn");
  if (full) return full;
  const parts = card.getFirstPropertyValue("n") as unknown;
  // Surname, given name, and what else may follow.
  const [surname = "", given = ""] = Array.isArray(parts) ? parts.map(String) : [];
  return `${given} ${surname}`.trim();
}

/** The mobile number of several, or the first. */
function phoneOf(card: Card): string {
  const numbers = card.getAllProperties("tel").map((property) => ({
    number: String(property.getFirstValue() ?? "").replace(/^tel:/iu, ""),
    isMobile: [property.getParameter("type") ?? []].flat().some((type) => /cell|mobil/iu.test(String(type))),
  }));
  return (numbers.find(({ isMobile }) => isMobile) ?? numbers[0])?.number.trim() ?? "";
}
