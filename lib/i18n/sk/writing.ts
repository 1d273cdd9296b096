import type { writing as cs } from "../cs/writing.ts";

export const writing: typeof cs = {
  insert: "Vložiť značku",
  insertOne: (placeholder) => `Vložiť ${placeholder}`,
  placeholders: {
    DATUM: "deň termínu",
    CAS: "začiatok termínu",
    ZARIZENI: "názov zariadenia",
    TELEFON: "telefón zariadenia",
    DEN: "deň v týždni",
    PACIENT: "meno pacienta",
    LEKAR: "lekár",
    ADRESA: "adresa zariadenia",
  },
  text: "Text správy",
  preview: "Pacient uvidí",
  none: "Napíšte text. Pacienti dostanú presne to, čo tu uvidíte.",
  aboutDay:
    "Text nehovorí, či termín platí: potvrdenia a pripomenutia odídu ďalej ako obvykle. Ak termín zrušíte alebo ho presuniete na iný deň skôr, než text odíde, neodíde.",
  telling: (words) =>
    `Zvážte výraz ${words}: SMS sa ukáže aj na zamknutom telefóne, a kto ju zazrie, môže spoznať, prečo pacient prichádza.`,
  problems: {
    unknown: (names) =>
      `Neznáma alebo neúplná značka ${names}. Použite niektorú z ponúkaných, alebo ju zmažte.`,
    empty: (names) => `Chýba údaj pre ${names}. Doplňte ho v nastaveniach, alebo značku zmažte.`,
    tooLong: "Text je príliš dlhý. Skráťte ho prosím.",
    gatewayField:
      "Text obsahuje {{. GoSMS také miesto môže nahradiť niečím iným, pacient by potom nedostal to, čo vidíte. Zmažte ho prosím.",
  },
};
