import type { TemplateKind } from "../../../domain/text/message-kind.ts";
import type { PlaceholderName } from "../../../domain/text/placeholder.ts";
import type { ReminderUnit } from "../../../domain/thread/reminders.ts";
import type { messages as cs } from "../../cs/options/messages.ts";
import { plural } from "../../language.ts";

const kindHints: Record<TemplateKind, string> = {
  confirmation: "Odíde, keď termín zapíšete; bez správy Zmena termínu aj keď ho presuniete.",
  change: "Odíde namiesto potvrdenia, keď termín presuniete. Vypnutá: odíde potvrdenie nového času.",
  reminder:
    "Posielate ju z okna hromadnej SMS, spravidla deň vopred. Môže odchádzať aj sama, pozri Automatika.",
  cancellation: "Odíde, keď termín v kalendári zrušíte.",
};

const placeholders: Record<PlaceholderName, string> = {
  DATUM: "deň termínu",
  CAS: "začiatok termínu",
  ZARIZENI: "názov zariadenia",
  TELEFON: "telefón zariadenia",
  DEN: "deň v týždni",
  PACIENT: "meno pacienta, ako stojí v kalendári",
  LEKAR: "lekár",
  ADRESA: "adresa zariadenia",
};

export const messages: typeof cs = {
  lead: "Čo pacient dostane. Značky medzi # sa nahradia údajmi termínu a ordinácie.",
  kindHints,
  languages: "Jazyk a značky",
  language: "Jazyk správ",
  languageHint: "V tomto jazyku správy odchádzajú, vrátane dátumov a časov.",
  shown: "Upravované znenie",
  placeholdersTitle: "Čo ktorá značka znamená",
  placeholdersHint: "Dĺžne, mäkčene ani veľkosť písmen v značke neprekážajú: #ČAS# aj #cas# znamená to isté.",
  placeholders,
  example: (value) => `napríklad ${value}`,
  send: "Odosielať",
  sendHint: "Vypnuté správy neodídu, ani z okna hromadnej SMS. Ktoré už čakajú, počkajú, kým ich zapnete.",
  text: (kind) => `Text správy ${kind}`,
  insert: "Vložiť značku",
  insertOne: (placeholder) => `Vložiť ${placeholder}`,
  restore: "Vrátiť pôvodný text",
  duty: "Použiť text s prosbou o ospravedlnenie",
  preview: "Pacient uvidí",
  characters: (count) => `${count} ${plural("sk", count, "znak", "znaky", "znakov")}`,
  parts: (count) => `${count} SMS`,
  becauseOfMarked: "kvôli označeným znakom",
  removeDiacritics: (parts) => `Odstrániť diakritiku (${parts} SMS)`,
  special: "Znaky mimo základnej abecedy SMS:",
  specialHint: "Kvôli nim sa do jednej SMS zmestí len 70 znakov namiesto 160.",
  ownAlphabet: "V azbuke pojme jedna SMS 70 znakov namiesto 160.",
  unknown: (names) =>
    `Neznáma alebo neúplná značka ${names}. Použite niektorú z ponúkaných, alebo ju zmažte. Ak patrí k pluginu, zapnite ho v časti Kalendáre.`,
  telling: (words) =>
    `Zvážte výraz ${words}: SMS sa ukáže aj na zamknutom telefóne, a kto ju zazrie, môže zistiť, prečo pacient prichádza.`,
  dismiss: (word) => `Na výraz ${word} neupozorňovať`,
  dismissed: (words) => `Neupozorňujeme na výrazy: ${words}.`,
  warnAgain: "Znova upozorňovať",
  empty: "Napíšte text správy, alebo vráťte pôvodný.",
  gatewayField:
    "Text obsahuje {{. GoSMS také miesto môže nahradiť niečím iným, pacient by potom nedostal to, čo vidíte. Zmažte ho, prosím.",
  tooLong: "Správa je príliš dlhá. Skráťte ju, prosím.",
  placeholderEmpty: (names) => `Chýba údaj pre ${names}. Kým ho nedoplníte, správa neodíde.`,
  fillIn: "Doplniť v časti Ordinácia",
  sending: "Odosielanie",
  plain: "Odosielať bez diakritiky",
  plainHint: "Jedna SMS potom pojme 160 znakov namiesto 70. Pacient uvidí „Dobry den“ namiesto „Dobrý deň“.",
  grace: {
    label: "Čakať pred automatickým odoslaním",
    unit: "sekúnd",
    hint: "Počas tohto času môžete odoslanie zrušiť a opravy termínu sa spoja do jednej správy. 0 až 120.",
    invalid: "Zadajte celé číslo od 0 do 120.",
  },
  holdNewNumbers: "Na číslo, kam ordinácia ešte nepísala a adresár ho nepozná, najprv počkať na potvrdenie",
  holdNewNumbersHint:
    "Správa potom sama neodíde, ale počká v okne Pípni. Hodí sa, keď si termíny zapisujú pacienti sami alebo prichádzajú pozvánkou.",
  mostPerAppointment: {
    label: "O jednom termíne napísať najviac",
    unit: "správ",
    hint: "Počíta sa každá: potvrdenia, zmeny, pripomenutia aj tie z okna hromadnej SMS. Ďalšia počká na vaše potvrdenie. Zrušenie odíde vždy. 1 až 50.",
    invalid: "Zadajte celé číslo od 1 do 50.",
  },
  seriesDays: {
    label: "Opakované termíny písať na",
    unit: "dní dopredu",
    hint: "Ak naraz zmeníte viac opakovaní termínu, ponúkne Pípni správy len o tých, ktoré pripadajú na tieto dni, a odošle ich, až ich potvrdíte. 1 až 180.",
    invalid: "Zadajte celé číslo od 1 do 180.",
  },
  reminders: {
    title: "Pripomenutia samy od seba",
    enabled: "Posielať pripomenutia automaticky",
    hint: "GoSMS ich dostane vopred a odošle v určený čas, aj keď je počítač vypnutý. Ak termín presuniete alebo zrušíte, Pípni ich v GoSMS zruší a overí to. Na živej službe GoSMS to zatiaľ nebolo vyskúšané: prvé pripomenutie si v nej prosím skontrolujte.",
    kindOff: "Správy druhu Pripomenutie sú v časti Texty vypnuté, žiadne preto neodíde.",
    when: "Ako dlho vopred",
    count: "Koľko",
    unit: "Čoho",
    units: { hours: "hodín vopred", days: "dní vopred", workingDays: "pracovných dní vopred" } as Record<
      ReminderUnit,
      string
    >,
    countInvalid: "Zadajte celé číslo od 1 do 99.",
    add: "Pridať ďalšie pripomenutie",
    remove: "Odobrať",
    at: "O koľkej hodine",
    atHint: "Platí pre pripomenutia počítané v dňoch.",
    from: "Nie skôr ako o",
    to: "Nie neskôr ako o",
    hoursInvalid: "Koniec musí byť neskôr ako začiatok.",
    restDays: "Odosielať aj cez víkendy a sviatky",
    holidays: "Čie sviatky platia",
    czech: "české",
    slovak: "slovenské",
    untilConfirmed: "Po odpovedi „prídem“ už ďalšie pripomenutia neposielať",
    untilConfirmedHint:
      "Keď odpoveď prečítate a potvrdíte, zvyšné pripomenutia toho istého termínu Pípni v GoSMS zruší. Vypnuté: prídu všetky.",
    seen: "Pripomínať aj termíny zapísané inde",
    seenHint:
      "Tie, ktoré si pacient objednal sám alebo ich zapísal niekto iný; Pípni ich nájde, keď máte kalendár otvorený. Zapnite len na jednom počítači: z dvoch by každé pripomenutie prišlo dvakrát.",
    question: {
      title: "Uložiť a posielať pripomenutia podľa nových pravidiel?",
      text: (more: number, soon: number) =>
        more === 0
          ? `Do 24 hodín odíde o ${soon} ${plural("sk", soon, "pripomenutie", "pripomenutia", "pripomenutí")} viac, než by odišlo podľa doterajších pravidiel.`
          : `${plural("sk", more, "Odíde 1 pripomenutie, ktoré by podľa doterajších pravidiel neodišlo", `Odídu ${more} pripomenutia, ktoré by podľa doterajších pravidiel neodišli`, `Odíde ${more} pripomenutí, ktoré by podľa doterajších pravidiel neodišli`)}. Do 24 hodín z nich ${soon === 0 ? "neodíde žiadne" : `odíde ${soon}`}.`,
      seen: "K tomu sa pripomenú aj termíny zapísané inde, ako ich kalendár postupne ukáže: koľko ich je, sa vopred nevie.",
      save: "Uložiť a posielať",
      back: "Späť k úpravám",
    },
    example: (start: string, times: string) =>
      times ? `Príklad: k termínu ${start} odíde ${times}.` : `Príklad: k termínu ${start} by nič neodišlo.`,
  },
  keepDays: {
    label: "Mazať správy z denníka po",
    unit: "dňoch",
    hint: "Zmaže sa celá správa aj s menom a číslom. V súhrne zostane započítaná a zostane odtlačok, podľa ktorého sa nepošle znova. 0 nemaže nikdy.",
    invalid: "Zadajte celé číslo od 0 do 999.",
  },
  lowCredit: {
    label: "Upozorniť na kredit pod",
    unit: "Kč",
    hint: "Popup a okno hromadnej SMS potom pripomenú, že je čas kredit dobiť. 0 neupozorní nikdy; účtov na faktúru sa netýka. Ak má účet inú menu, platí číslo v nej.",
    invalid: "Zadajte celé číslo od 0 do 999.",
  },
  atOnce: {
    label: "Správ na ceste naraz",
    unit: "správy",
    hint: "Koľko správ smie naraz čakať na odpoveď GoSMS. Ak GoSMS požiada o spomalenie, Pípni spomalí bez ohľadu na toto číslo. 1 až 8.",
    invalid: "Zadajte celé číslo od 1 do 8.",
  },
};
