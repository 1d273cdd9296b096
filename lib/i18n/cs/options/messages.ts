import type { TemplateKind } from "../../../domain/text/message-kind.ts";
import type { PlaceholderName } from "../../../domain/text/placeholder.ts";
import type { ReminderUnit } from "../../../domain/thread/reminders.ts";
import { plural } from "../../language.ts";

const kindHints: Record<TemplateKind, string> = {
  confirmation: "Odejde, když termín zapíšete; bez zprávy Změna termínu i když jej přesunete.",
  change: "Odejde místo potvrzení, když termín přesunete. Vypnutá: odejde potvrzení nového času.",
  reminder: "Posíláte ji z okna hromadné SMS, zpravidla den předem. Může odcházet i sama, viz Automatika.",
  cancellation: "Odejde, když termín v kalendáři zrušíte.",
};

const placeholders: Record<PlaceholderName, string> = {
  DATUM: "den termínu",
  CAS: "začátek termínu",
  ZARIZENI: "název zařízení",
  TELEFON: "telefon zařízení",
  DEN: "den v týdnu",
  PACIENT: "jméno pacienta, jak stojí v kalendáři",
  LEKAR: "lékař",
  ADRESA: "adresa zařízení",
};

export const messages = {
  lead: "Co pacient dostane. Značky mezi # se nahradí údaji termínu a ordinace.",
  kindHints,
  languages: "Jazyk a značky",
  language: "Jazyk zpráv",
  languageHint: "V tomto jazyce zprávy odcházejí, včetně dat a časů.",
  shown: "Upravované znění",
  placeholdersTitle: "Co která značka znamená",
  placeholdersHint: "Háčky, čárky ani velikost písmen ve značce nevadí: #ČAS# i #cas# znamená totéž.",
  placeholders,
  example: (value: string) => `například ${value}`,
  send: "Odesílat",
  sendHint: "Vypnuté zprávy neodejdou, ani z okna hromadné SMS. Které už čekají, počkají, až je zapnete.",
  text: (kind: string) => `Text zprávy ${kind}`,
  insert: "Vložit značku",
  insertOne: (placeholder: string) => `Vložit ${placeholder}`,
  restore: "Vrátit původní text",
  duty: "Použít text s prosbou o omluvu",
  preview: "Pacient uvidí",
  characters: (count: number) => `${count} ${plural("cs", count, "znak", "znaky", "znaků")}`,
  parts: (count: number) => `${count} SMS`,
  becauseOfMarked: "kvůli označeným znakům",
  removeDiacritics: (parts: number) => `Odstranit diakritiku (${parts} SMS)`,
  special: "Znaky mimo základní abecedu SMS:",
  specialHint: "Kvůli nim se do jedné SMS vejde jen 70 znaků místo 160.",
  ownAlphabet: "V azbuce pojme jedna SMS 70 znaků místo 160.",
  unknown: (names: string) =>
    `Neznámá nebo neúplná značka ${names}. Použijte některou z nabízených, nebo ji smažte. Patří-li k pluginu, zapněte jej v části Kalendáře.`,
  telling: (words: string) =>
    `Zvažte výraz ${words}: SMS se ukáže i na zamčeném telefonu, a kdo ji zahlédne, může poznat, proč pacient přichází.`,
  dismiss: (word: string) => `Na výraz ${word} neupozorňovat`,
  dismissed: (words: string) => `Neupozorňujeme na výrazy: ${words}.`,
  warnAgain: "Znovu upozorňovat",
  empty: "Napište text zprávy, nebo vraťte původní.",
  gatewayField:
    "Text obsahuje {{. GoSMS takové místo může nahradit něčím jiným, pacient by pak nedostal to, co vidíte. Smažte je prosím.",
  tooLong: "Zpráva je příliš dlouhá. Zkraťte ji prosím.",
  placeholderEmpty: (names: string) => `Chybí údaj pro ${names}. Dokud jej nedoplníte, zpráva neodejde.`,
  fillIn: "Doplnit v části Ordinace",
  sending: "Odesílání",
  plain: "Odesílat bez diakritiky",
  plainHint: "Jedna SMS pak pojme 160 znaků místo 70. Pacient uvidí „Dobry den“ místo „Dobrý den“.",
  grace: {
    label: "Čekat před automatickým odesláním",
    unit: "sekund",
    hint: "Během této doby můžete odeslání zrušit a opravy termínu se spojí do jedné zprávy. 0 až 120.",
    invalid: "Zadejte celé číslo od 0 do 120.",
  },
  holdNewNumbers: "Na číslo, kam ordinace ještě nepsala a adresář je nezná, nejdřív počkat na potvrzení",
  holdNewNumbersHint:
    "Zpráva pak sama neodejde, ale počká v okně Pípni. Hodí se, když si termíny zapisují pacienti sami nebo přicházejí pozvánkou.",
  mostPerAppointment: {
    label: "O jednom termínu napsat nejvýše",
    unit: "zpráv",
    hint: "Počítá se každá: potvrzení, změny, připomenutí i ty z okna hromadné SMS. Další počká na vaše potvrzení. Zrušení odejde vždy. 1 až 50.",
    invalid: "Zadejte celé číslo od 1 do 50.",
  },
  seriesDays: {
    label: "Opakované termíny psát na",
    unit: "dnů dopředu",
    hint: "Změníte-li najednou více opakování termínu, nabídne Pípni zprávy jen o těch, která připadají na tyto dny, a odešle je, až je potvrdíte. 1 až 180.",
    invalid: "Zadejte celé číslo od 1 do 180.",
  },
  reminders: {
    title: "Připomenutí sama od sebe",
    enabled: "Posílat připomenutí automaticky",
    hint: "GoSMS je dostane předem a odešle v určený čas, i když je počítač vypnutý. Přesunete-li nebo zrušíte-li termín, Pípni je v GoSMS zruší a ověří to. Na živé službě GoSMS to zatím nebylo vyzkoušeno: první připomenutí si v ní prosím zkontrolujte.",
    kindOff: "Zprávy druhu Připomenutí jsou v části Texty vypnuté, žádné proto neodejde.",
    when: "Jak dlouho předem",
    count: "Kolik",
    unit: "Čeho",
    units: { hours: "hodin předem", days: "dnů předem", workingDays: "pracovních dnů předem" } as Record<
      ReminderUnit,
      string
    >,
    countInvalid: "Zadejte celé číslo od 1 do 99.",
    add: "Přidat další připomenutí",
    remove: "Odebrat",
    at: "V kolik hodin",
    atHint: "Platí pro připomenutí počítaná ve dnech.",
    from: "Ne dřív než v",
    to: "Ne později než v",
    hoursInvalid: "Konec musí být později než začátek.",
    restDays: "Odesílat i o víkendech a svátcích",
    holidays: "Čí svátky platí",
    czech: "české",
    slovak: "slovenské",
    untilConfirmed: "Po odpovědi „přijdu“ už další připomenutí neposílat",
    untilConfirmedHint:
      "Jakmile odpověď přečtete a potvrdíte, zbylá připomenutí téhož termínu Pípni v GoSMS zruší. Vypnuto: přijdou všechna.",
    seen: "Připomínat i termíny zapsané jinde",
    seenHint:
      "Ty, které si pacient objednal sám nebo je zapsal někdo jiný; Pípni je najde, když máte kalendář otevřený. Zapněte jen na jednom počítači: ze dvou by každé připomenutí přišlo dvakrát.",
    question: {
      title: "Uložit a posílat připomenutí podle nových pravidel?",
      text: (more: number, soon: number) =>
        more === 0
          ? `Během 24 hodin odejde o ${soon} připomenutí víc, než by odešlo podle dosavadních pravidel.`
          : `${plural("cs", more, "Odejde 1 připomenutí, které by podle dosavadních pravidel neodešlo", `Odejdou ${more} připomenutí, která by podle dosavadních pravidel neodešla`, `Odejde ${more} připomenutí, která by podle dosavadních pravidel neodešla`)}. Během 24 hodin z nich ${soon === 0 ? "neodejde žádné" : `odejde ${soon}`}.`,
      seen: "K tomu se připomenou i termíny zapsané jinde, jak je kalendář postupně ukáže: kolik jich je, se předem neví.",
      save: "Uložit a posílat",
      back: "Zpět k úpravám",
    },
    example: (start: string, times: string) =>
      times ? `Příklad: k termínu ${start} odejde ${times}.` : `Příklad: k termínu ${start} by nic neodešlo.`,
  },
  keepDays: {
    label: "Mazat zprávy z deníku po",
    unit: "dnech",
    hint: "Smaže se celá zpráva i se jménem a číslem. V souhrnu zůstane započtená a zůstane otisk, podle kterého se nepošle znovu. 0 nemaže nikdy.",
    invalid: "Zadejte celé číslo od 0 do 999.",
  },
  lowCredit: {
    label: "Upozornit na kredit pod",
    unit: "Kč",
    hint: "Popup a okno hromadné SMS pak připomenou, že je čas kredit dobít. 0 neupozorní nikdy; účtů na fakturu se netýká. Má-li účet jinou měnu, platí číslo v ní.",
    invalid: "Zadejte celé číslo od 0 do 999.",
  },
  atOnce: {
    label: "Zpráv na cestě najednou",
    unit: "zprávy",
    hint: "Kolik zpráv smí zároveň čekat na odpověď GoSMS. Požádá-li GoSMS o zpomalení, Pípni zpomalí bez ohledu na toto číslo. 1 až 8.",
    invalid: "Zadejte celé číslo od 1 do 8.",
  },
};
