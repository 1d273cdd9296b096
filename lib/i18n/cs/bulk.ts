import type { OtherClock } from "../../domain/other-clock.ts";
import type { MessageKind } from "../../domain/text/message-kind.ts";
import { plural } from "../language.ts";
import { common } from "./common.ts";
import { feedProblems } from "./feed-problems.ts";

const forms = (one: string, few: string, other: string) => (count: number) =>
  `${count} ${plural("cs", count, one, few, other)}`;

/** `z 25`, `ze 42`: by how the number is said. */
function outOf(count: number): string {
  const [first = 0, second] = [...String(count)].map(Number);
  const hundreds = count >= 100 && count < 1000;
  const said = count >= 10 && count < 20 ? (second ?? 0) : first;
  const softened =
    [3, 4, 6, 7].includes(said) || (said === 2 && (count < 20 || count >= 100)) || (hundreds && said === 1);
  return `${softened ? "ze" : "z"} ${count}`;
}

/** Behind `na`, from Monday. */
const weekdays = ["pondělí", "úterý", "středu", "čtvrtek", "pátek", "sobotu", "neděli"];

/** `úterý 1. 12.` */
function onDay(day: string): string {
  const date = Temporal.PlainDate.from(day);
  return `${weekdays[date.dayOfWeek - 1]} ${date.day}. ${date.month}.`;
}

const kinds: Record<MessageKind, string> = {
  confirmation: "potvrzení",
  change: "změnu termínu",
  reminder: "připomenutí",
  cancellation: "zrušení",
  own: "vlastní text",
};

const toPeople = (count: number) => `${count} ${count === 1 ? "člověku" : "lidem"}`;

/** As the facts about a patient begin. */
const { kinds: told } = common;

export const bulk = {
  title: "Odeslání SMS pacientům",
  calendar: "Kalendář",
  date: "Datum",
  previousDay: "Předchozí den",
  nextDay: "Následující den",
  tomorrow: "Zítra",
  noDay: "V kalendáři nebyl vybrán den, ukazujeme nejbližší den s termíny.",
  kind: "Druh zprávy",
  time: "Čas",
  allDay: "celý den",
  patient: "Pacient",
  doctor: "Lékař",
  allDoctors: "Všichni",
  shown: (shown: number, all: number) =>
    `${shown} ${outOf(all)} ${plural("cs", all, "termínu", "termínů", "termínů")}`,
  tiles: {
    legend: "Ukázat jen některé termíny",
    all: (count: number) => plural("cs", count, "termín", "termíny", "termínů"),
    reminded: () => "připomenuto",
    confirmed: (count: number) => plural("cs", count, "potvrdil", "potvrdili", "potvrdilo"),
    declines: () => "ruší",
    call: () => "zavolat",
  },
  noneShown: "Tomu teď neodpovídá žádný termín.",
  missing: (who: string[]) =>
    `V seznamu z kalendáře chybí ${who.join(", ")}, i když jim zpráva odešla nebo se chystá připomenutí. Vypněte v kalendáři filtr, nebo zkontrolujte, zda termín platí.`,
  feedProblems,
  asOf: (at: string) => `Stav kalendáře z ${at}.`,
  outOfDate: (at: string) =>
    `Kalendář se teď nečte, toto je stav z ${at}. Mohl se od té doby změnit; ověřte termíny, než zprávy odešlete.`,
  otherClock: ({ zone, name, shown, told }: OtherClock) =>
    `Kalendář ukazuje některé termíny podle hodin jiného časového pásma (${zone}). ${name}: v kalendáři ${shown}, v SMS ${told}. SMS vždy píše čas vaší ordinace.`,
  /** Follows how many could not be read. */
  unread:
    "Počítáme vše, co kalendář s tímto dnem ukazuje. V seznamu tyto termíny chybí a SMS k nim nepošleme: porovnejte jej s kalendářem.",
  partial: "Seznam je podle toho, co kalendář právě ukazuje. Co v něm skrývá filtr, tady chybí.",
  phone: "Telefon",
  status: "Stav",
  text: "Text",
  noName: "beze jména",
  selectAll: "Vybrat všechny",
  bundle: "Sloučit pro stejné číslo",
  bundleHint: "Víc termínů na jedno číslo přijde v jedné SMS.",
  select: (name: string, time: string) => `Odeslat: ${name}, ${time}`,
  showText: (name: string) => `Text zprávy: ${name}`,
  forDoctor: (doctor: string) => `Text pro lékaře ${doctor}`,
  parts: (characters: number, count: number) =>
    `${forms("znak", "znaky", "znaků")(characters)} · ${count} SMS`,
  skipped: "Vynecháno",
  held: "Pozdrženo",
  loading: "Načítají se termíny z kalendáře…",
  empty: "Na tento den v kalendáři není žádný termín.",
  nothingToSend: "Tento den už není komu tuto zprávu poslat. Důvod stojí u každého termínu.",
  /** Everything as it would leave, and nothing leaves. */
  dry: {
    start: "Nanečisto",
    says: (count: number) => `Nanečisto: takto by odešlo ${count} SMS. Nic neodejde.`,
    end: "Ukončit nanečisto",
  },
  /** Where the day was opened for no calendar in particular. */
  nonePlace: {
    title: "Žádný kalendář není otevřený",
    text: "Den se čte z vašeho kalendáře. Otevřete jej v prohlížeči a den se tu sám ukáže.",
    none: "Ještě nemáte zapnutý žádný kalendář.",
    add: "Přidat kalendář",
  },
  closedTitle: "Karta s kalendářem je zavřená",
  closed:
    "Žádná SMS odtud neodejde. Otevřete kalendář a stiskněte v něm znovu Hromadná SMS. Je-li otevřený, podívejte se, zda na něm Pípni není vypnuté.",
  noCalendarTitle: "Na této stránce není kalendář, který Pípni čte",
  noCalendar:
    "Žádná SMS odtud neodejde. Přejděte na kartu s kalendářem a zkuste to znovu. Není-li na něm Pípni zapnuté, zapněte je v okně ikony.",
  unreadableTitle: "Tento kalendář nelze přečíst",
  unreadable: (missing: string) =>
    missing
      ? `${missing} Žádná SMS odtud neodejde.`
      : "Žádná SMS odtud neodejde. Přepněte kalendář na zobrazení dne nebo týdne a zkuste to znovu.",
  loadFailedTitle: "Termíny se nepodařilo načíst",
  loadFailed: "Nic se neodeslalo. Zkuste to znovu; nepomůže-li to, zavřete a otevřete prohlížeč.",
  sms: (count: number) => `${count} SMS`,
  chosen: "vybráno",
  estimate: "odhad",
  estimateHint: "Přesnou cenu teprve sdělí GoSMS.",
  postpaid: "účet na fakturu",
  creditUnknown: "kredit nelze zjistit",
  covers: (covered: number, all: number) => `Kredit stačí na ${covered} ${outOf(all)}.`,
  lowCredit: (left: string) => `Po odeslání zbude ${left}. Je čas kredit v GoSMS dobít.`,
  coversHint: "Zbylé zprávy počkají, dokud kredit nedobijete.",
  /** `Odeslat 2× připomenutí na úterý 1. 12.` */
  send: (count: number, kind: MessageKind, day: string) =>
    count === 0 ? "Odeslat" : `Odeslat ${count}× ${kinds[kind]} na ${onDay(day)}`,
  sending: "Předává se…",
  /** `Odeslat připomenutí na úterý 1. 12. 62 lidem?` */
  confirm: (kind: MessageKind, day: string, people: number) => {
    const question = `Odeslat ${kinds[kind]} na ${onDay(day)} ${toPeople(people)}?`;
    if (kind !== "cancellation") return question;
    return `${question} Dozví se, že ${people === 1 ? "jeho" : "jejich"} termín je zrušený.`;
  },
  back: "Zpět",
  leavesIn: (count: number, seconds: number) =>
    `${count === 1 ? "Zpráva odejde" : "Zprávy odejdou"} za ${seconds} s`,
  stop: "Zastavit",
  stopRest: (count: number) => `Zastavit zbývající (${count})`,
  stopping: "Zastavuje se…",
  stopped: forms("zastavena", "zastaveny", "zastaveno"),
  stopFailed: "Zastavit se nepodařilo a zprávy mohou odejít. Zkuste to prosím hned znovu.",
  canStop: (count: number) =>
    `${count === 1 ? "Zpráva za chvíli odejde." : `Zprávy za chvíli odejdou (${count}).`} Do té doby můžete odesílání zastavit.`,
  canClose: "Okno můžete zavřít, odesílání poběží dál.",
  progress: (sent: number, total: number) => `Odesláno ${sent} ${outOf(total)}`,
  progressLabel: "Průběh odesílání",
  started: (count: number) => `Odesílání začalo: ${forms("zpráva", "zprávy", "zpráv")(count)}.`,
  finished: (sent: number, total: number) => `Odesílání skončilo: ${sent} ${outOf(total)}.`,
  notSent: forms("neodeslána", "neodeslány", "neodesláno"),
  unknown: (count: number) => `${count} s neznámým výsledkem`,
  waitingForYou: forms("čeká na vás", "čekají na vás", "čeká na vás"),
  sendFailedAgain: "Odeslat znovu neúspěšné",
  sendingAgain: "Odesílá se znovu…",
  release: "Nechat pokračovat",
  paused: "Odesílání je zastavené. Zprávy počkají, dokud je znovu nespustíte.",
  resume: "Znovu odesílat",
  working: "Provádí se…",
  settings: "Otevřít nastavení",
  failed: "Nepovedlo se to. Zkuste to prosím znovu, dvakrát se nic neodešle.",
  sendFailed: {
    none: (count: number) =>
      count === 1
        ? "Zpráva se neodeslala. Zkuste to prosím znovu."
        : `Neodeslala se žádná z vybraných zpráv (${count}). Zkuste to prosím znovu.`,
    some: (queued: number, count: number) =>
      `Při odesílání nastala chyba: k odeslání se dostalo ${queued} ${outOf(count)}. Co s nimi je, ukazuje tabulka; ostatní prosím odešlete znovu.`,
    unsure:
      "Při odesílání nastala chyba a nevíme, co se stihlo předat. Otevřete toto okno znovu: u každé zprávy ukáže, zda odchází. Dvakrát se nic neodešle.",
  },
  listChanged:
    "Kalendář se od načtení změnil, proto nic neodešlo. Zkontrolujte seznam a stiskněte znovu Odeslat.",
  changedMeanwhile: (count: number) =>
    `${forms("zpráva neodešla", "zprávy neodešly", "zpráv neodešlo")(count)}, termín se v kalendáři mezitím změnil. Seznam je načtený znovu, zkontrolujte jej prosím.`,
  notReadAnew:
    "Seznam je starší a kalendář se teď nepodařilo znovu přečíst, proto nic neodešlo. Otevřete v něm tento den a zkuste to znovu.",
  feedNotRead:
    "Seznam je starší a adresu kalendáře se teď nepodařilo přečíst, proto nic neodešlo. Chcete-li přesto odeslat podle něj, stiskněte znovu Odeslat.",
  refused: (count: number) =>
    `${forms("zpráva byla vynechána", "zprávy byly vynechány", "zpráv bylo vynecháno")(count)}, důvod stojí u každé.`,
  patients: {
    addNumber: "Doplnit číslo",
    number: "Mobilní číslo",
    kept: "Uloží se do adresáře pacientů a platí i příště.",
    pick: "Vybrat pacienta",
    question: "O koho jde?",
    somebodyElse: "Někdo jiný",
    noNumber: "bez čísla",
    code: (code: string) => `ID ${code}`,
    saving: "Ukládá se…",
    failed: "Nepovedlo se to a nic se neuložilo. Zkuste to prosím znovu.",
  },
  /** What a patient knows and has answered; `when` is `9:12`, `zítra 17:00` or `24. 11. 9:12`. */
  knows: {
    cancelled: (when: string, isUnknown: boolean) => `${isUnknown ? "Možná zrušeno" : "Zrušeno"} ${when}`,
    otherTime: (start: string) => `Ví jiný čas: ${start}`,
    told: (kind: MessageKind, when: string, isUnknown: boolean) =>
      `${isUnknown ? "Možná " : ""}${isUnknown ? told[kind].toLowerCase() : told[kind]} ${when}`,
    correct: "Opravit",
    correctHint: "Hned pošle SMS o změně termínu.",
    confirmed: (when: string) => `Potvrzeno pacientem ${when}`,
    declines: "Ruší",
    unread: "Nepřečtená odpověď",
    quote: (text: string) => `„${text}“`,
    coming: (kind: MessageKind, when: string) =>
      `${told[kind]} odejde ${kind === "change" ? "sama" : "samo"} ${when}`,
    waiting: (kind: MessageKind) => `${told[kind]} čeká na odeslání`,
  },
  doubt: {
    title: (name: string) => `${name}: odeslat přesto?`,
    later: "Vyberete-li jej, zpráva odejde, až stisknete Odeslat.",
    send: "Odeslat přesto",
    doNotSend: "Neodesílat",
  },
  decide: {
    question: "Bylo odesláno?",
    of: (action: string, name: string) => `${action}: ${name}`,
    verify:
      "Ověřte to v GoSMS v nabídce Zprávy > Odeslané zprávy. Pokud odešla, dalším odesláním by ji pacient dostal dvakrát.",
    creditSame: "Kredit se při pokusu nezměnil, zpráva tedy nejspíš neodešla.",
    creditLess: "Kredit ubyl; mohly ho ale snížit i jiné zprávy odeslané v téže době.",
    choices: {
      wasSent: "Bylo odesláno",
      isThere: "V GoSMS je",
      sendAgain: "Odeslat znovu",
      doNotSend: "Neodesílat",
    },
    working: "Provádí se…",
    failed: "Nepovedlo se to. Zkuste to prosím znovu, dvakrát se nic neodešle.",
  },
  doubts: {
    unconfirmed: {
      title: "Nejdřív potvrďte, co Pípni čte",
      text: "Ukážeme vám, odkud bereme čas, jméno a telefon každého termínu v tomto kalendáři. Pak teprve můžete psát.",
    },
    changed: {
      title: "Kalendář se čte jinak, než jste potvrdili",
      text: "Nic neodešlo. Zkontrolujte, co se v kalendáři čte, a potvrďte to znovu.",
    },
  },
  checkReading: "Zkontrolovat čtení",
};
