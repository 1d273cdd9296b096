import type { month as cs } from "../../cs/options/month.ts";
import { digitsIn, plural } from "../../language.ts";

const digits = digitsIn("en");

/** What left in a month, and how far the credit goes. */
export const month: typeof cs = {
  previous: "Previous month",
  next: "Next month",
  current: "This month",
  failed: "Not sent or not delivered",
  price: "Price",
  billed: (parts) => `GoSMS bills them as ${digits(parts)} SMS.`,
  unpriced: (count) =>
    `It has not told the price of ${digits(count)} ${plural("en", count, "text", "texts", "texts")} yet.`,
  nothing: "Nothing was sent from this computer in this month.",
  drawn: "In the chart",
  texts: "Texts",
  most: (value) => `Most in a day: ${value}`,
  parts: {
    delivered: "Delivered",
    open: "Sent, delivery not known",
    failed: "Not sent or not delivered",
    unknown: "Unknown outcome",
  },
  table: "The same in a table, day by day",
  day: "Day",
  credit: (amount) => `Credit of ${amount}`,
  lasts: (howLong) => `will last for about ${howLong}.`,
  underDay: "will not last for a day.",
  overYear: "will last for more than a year.",
  basis: "By what was spent in the last four weeks, days without texts included.",
  lapses: "Credit at GoSMS lapses twelve months after the last top-up.",
};
