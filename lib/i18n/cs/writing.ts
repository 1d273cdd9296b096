import type { PlaceholderName } from "../../domain/text/placeholder.ts";
import { plural } from "../language.ts";

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
  /** Own words kept by a name. */
  kept: {
    choose: "Uložené texty",
    none: "Vyberte…",
    others: (languages: string) =>
      `Kdo má v adresáři jiný jazyk (${languages}), dostane znění v něm. Když text změníte, dostanou všichni tento.`,
    back: "Vrátit rozepsaný text",
    saveAs: "Uložit jako…",
    title: "Uložit text",
    name: "Název",
    nameHint: "Pod ním text příště najdete mezi uloženými. Upravíte jej v části Texty.",
    empty: "Napište název.",
    taken: "Text s tímto názvem už máte. Zvolte prosím jiný.",
    tooMany: (most: number) => `Uložených textů je už ${most}. Některý nejdřív smažte v části Texty.`,
    failed: "Text se nepodařilo uložit. Zkuste to prosím znovu.",
    saved: "Text je uložený.",
  },
  write: "Napsat SMS",
  writeTo: (name: string) => `Napsat SMS: ${name}`,
  title: "Napsat SMS",
  to: "Komu",
  toHint: "Jméno z adresáře, nebo mobilní číslo.",
  nobody: "Nikoho takového adresář nemá a mobilní číslo to není.",
  people: "Nalezení pacienti",
  length: (characters: number, parts: number) =>
    `${characters} ${plural("cs", characters, "znak", "znaky", "znaků")} · ${parts} SMS`,
  estimate: "odhad",
  send: "Odeslat",
  sending: "Předává se…",
  sendAnyway: "Odeslat přesto",
  back: "Zpět k úpravám",
  doNotSend: "Neodesílat",
  paused: "Odesílání je zastavené. Zpráva počká, dokud je znovu nespustíte.",
  failed: "Nevíme, zda se zpráva předala. Stiskněte Odeslat znovu: tatáž zpráva se dvakrát nepošle.",
  stopFailed: "Nepovedlo se to a zpráva může odejít. Zkuste to prosím hned znovu.",
  /** What has become of it. */
  after: {
    not: "Zpráva za chvíli odejde. Co s ní je, ukáže přehled zpráv.",
    paused: "Zpráva čeká, odesílání je zastavené.",
    yes: "Zpráva neodejde.",
    tooLate: "Zprávu už nebylo možné zastavit. Co s ní je, ukáže přehled zpráv.",
  },
  /** Asked before it leaves all the same. */
  questions: {
    optedOut: "Pacient nechce SMS. Odeslat mu tuto zprávu přesto?",
    patientUnclear:
      "Pod tímto jménem je v adresáři více lidí a někdo z nich nechce SMS. Odeslat zprávu na toto číslo přesto?",
    phoneChanged: "Pacient má v adresáři jiné číslo. Odeslat zprávu na toto přesto?",
    alreadySent: "Tuto zprávu už pacient od vás dostal. Odeslat ji znovu?",
    dailyCap: "Na toto číslo už dnes odešlo mnoho zpráv. Odeslat další?",
  },
};
