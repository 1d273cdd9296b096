import type { PlaceholderName } from "../../domain/text/placeholder.ts";

const placeholders: Record<PlaceholderName, string> = {
  DATUM: "den termínu",
  CAS: "začátek termínu",
  ZARIZENI: "název zařízení",
  TELEFON: "telefon zařízení",
  DEN: "den v týdnu",
  PACIENT: "jméno pacienta",
  LEKAR: "lékař",
  ADRESA: "adresa zařízení",
};

/** What a person writes to patients in their own words. */
export const writing = {
  insert: "Vložit značku",
  insertOne: (placeholder: string) => `Vložit ${placeholder}`,
  placeholders,
  text: "Text zprávy",
  preview: "Pacient uvidí",
  none: "Napište text. Pacienti dostanou přesně to, co tu uvidíte.",
  aboutDay:
    "Text neříká, zda termín platí: potvrzení a připomenutí odejdou dál jako obvykle. Zrušíte-li termín nebo jej přesunete na jiný den dřív, než text odejde, neodejde.",
  telling: (words: string) =>
    `Zvažte výraz ${words}: SMS se ukáže i na zamčeném telefonu, a kdo ji zahlédne, může poznat, proč pacient přichází.`,
  problems: {
    unknown: (names: string) =>
      `Neznámá nebo neúplná značka ${names}. Použijte některou z nabízených, nebo ji smažte.`,
    empty: (names: string) => `Chybí údaj pro ${names}. Doplňte jej v nastavení, nebo značku smažte.`,
    tooLong: "Text je příliš dlouhý. Zkraťte jej prosím.",
    gatewayField:
      "Text obsahuje {{. GoSMS takové místo může nahradit něčím jiným, pacient by pak nedostal to, co vidíte. Smažte je prosím.",
  },
};
