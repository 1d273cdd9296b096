import { digitsIn, plural } from "../../language.ts";

const digits = digitsIn("cs");

/** What left in a month, and how far the credit goes. */
export const month = {
  previous: "Předchozí měsíc",
  next: "Následující měsíc",
  current: "Tento měsíc",
  failed: "Neodesláno nebo nedoručeno",
  price: "Cena",
  billed: (parts: number) => `GoSMS je účtuje jako ${digits(parts)} SMS.`,
  unpriced: (count: number) =>
    `U ${digits(count)} ${plural("cs", count, "zprávy", "zpráv", "zpráv")} cenu zatím neřeklo.`,
  nothing: "V tomto měsíci z tohoto počítače nic neodešlo.",
  drawn: "V grafu",
  texts: "Zprávy",
  most: (value: string) => `Nejvíc za den: ${value}`,
  parts: {
    delivered: "Doručeno",
    open: "Odesláno, doručení není známé",
    failed: "Neodesláno nebo nedoručeno",
    unknown: "Neznámý výsledek",
  },
  table: "Totéž v tabulce po dnech",
  day: "Den",
  credit: (amount: string) => `Kredit ${amount}`,
  lasts: (howLong: string) => `vystačí asi na ${howLong}.`,
  underDay: "nevystačí ani na den.",
  overYear: "vystačí déle než na rok.",
  basis: "Podle útraty za poslední čtyři týdny, i ve dnech beze zpráv.",
  lapses: "Kredit u GoSMS propadá dvanáct měsíců po posledním dobití.",
};
