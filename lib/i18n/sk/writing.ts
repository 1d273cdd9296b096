import type { writing as cs } from "../cs/writing.ts";
import { plural } from "../language.ts";

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
  /** Own words kept by a name. */
  kept: {
    choose: "Uložené texty",
    none: "Vyberte…",
    others: (languages) =>
      `Kto má v adresári iný jazyk (${languages}), dostane znenie v ňom. Keď text zmeníte, dostanú všetci tento.`,
    back: "Vrátiť rozpísaný text",
    saveAs: "Uložiť ako…",
    title: "Uložiť text",
    name: "Názov",
    nameHint: "Pod ním text nabudúce nájdete medzi uloženými. Upravíte ho v časti Texty.",
    empty: "Napíšte názov.",
    taken: "Text s týmto názvom už máte. Zvoľte prosím iný.",
    tooMany: (most) => `Uložených textov je už ${most}. Niektorý najprv zmažte v časti Texty.`,
    failed: "Text sa nepodarilo uložiť. Skúste to prosím znova.",
    saved: "Text je uložený.",
  },
  write: "Napísať SMS",
  writeTo: (name) => `Napísať SMS: ${name}`,
  title: "Napísať SMS",
  to: "Komu",
  toHint: "Meno z adresára, alebo mobilné číslo.",
  nobody: "Nikoho takého adresár nemá a mobilné číslo to nie je.",
  people: "Nájdení pacienti",
  length: (characters, parts) =>
    `${characters} ${plural("sk", characters, "znak", "znaky", "znakov")} · ${parts} SMS`,
  estimate: "odhad",
  send: "Odoslať",
  sending: "Odovzdáva sa…",
  sendAnyway: "Odoslať aj tak",
  back: "Späť k úpravám",
  doNotSend: "Neodosielať",
  paused: "Odosielanie je zastavené. Správa počká, kým ho znova nespustíte.",
  failed: "Nevieme, či sa správa odovzdala. Stlačte Odoslať znova: tá istá správa sa dvakrát nepošle.",
  stopFailed: "Nepodarilo sa to a správa môže odísť. Skúste to prosím hneď znova.",
  /** What has become of it. */
  after: {
    not: "Správa o chvíľu odíde. Čo s ňou je, ukáže prehľad správ.",
    paused: "Správa čaká, odosielanie je zastavené.",
    yes: "Správa neodíde.",
    tooLate: "Správu sa už nedalo zastaviť. Čo s ňou je, ukáže prehľad správ.",
  },
  /** Asked before it leaves all the same. */
  questions: {
    optedOut: "Pacient nechce SMS. Odoslať mu túto správu aj tak?",
    patientUnclear:
      "Pod týmto menom je v adresári viac ľudí a niekto z nich nechce SMS. Odoslať správu na toto číslo aj tak?",
    phoneChanged: "Pacient má v adresári iné číslo. Odoslať správu na toto aj tak?",
    alreadySent: "Túto správu už pacient od vás dostal. Odoslať ju znova?",
    dailyCap: "Na toto číslo už dnes odišlo veľa správ. Odoslať ďalšiu?",
  },
};
