import type { month as cs } from "../../cs/options/month.ts";
import { digitsIn, plural } from "../../language.ts";

const digits = digitsIn("sk");

/** What left in a month, and how far the credit goes. */
export const month: typeof cs = {
  previous: "Predchádzajúci mesiac",
  next: "Nasledujúci mesiac",
  current: "Tento mesiac",
  failed: "Neodoslané alebo nedoručené",
  price: "Cena",
  billed: (parts) => `GoSMS ich účtuje ako ${digits(parts)} SMS.`,
  unpriced: (count) =>
    `Pri ${digits(count)} ${plural("sk", count, "správe", "správach", "správach")} cenu zatiaľ nepovedalo.`,
  nothing: "V tomto mesiaci z tohto počítača nič neodišlo.",
  drawn: "V grafe",
  texts: "Správy",
  most: (value) => `Najviac za deň: ${value}`,
  parts: {
    delivered: "Doručené",
    open: "Odoslané, doručenie nie je známe",
    failed: "Neodoslané alebo nedoručené",
    unknown: "Neznámy výsledok",
  },
  table: "To isté v tabuľke po dňoch",
  day: "Deň",
  credit: (amount) => `Kredit ${amount}`,
  lasts: (howLong) => `vystačí asi na ${howLong}.`,
  underDay: "nevystačí ani na deň.",
  overYear: "vystačí dlhšie než na rok.",
  basis: "Podľa útraty za posledné štyri týždne, aj v dňoch bez správ.",
  lapses: "Kredit v GoSMS prepadá dvanásť mesiacov po poslednom dobití.",
};
