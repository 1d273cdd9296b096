import type { MessageKind } from "../../domain/text/message-kind.ts";
import type { bulk as cs } from "../cs/bulk.ts";
import { plural } from "../language.ts";
import { common } from "./common.ts";
import { feedProblems } from "./feed-problems.ts";

const forms = (one: string, few: string, other: string) => (count: number) =>
  `${count} ${plural("sk", count, one, few, other)}`;

/** `z 25`, `zo 42`: by how the number is said. */
function outOf(count: number): string {
  const [first = 0, second] = [...String(count)].map(Number);
  const hundred = count >= 100 && count < 200;
  const said = count >= 10 && count < 20 ? (second ?? 0) : first;
  return `${[4, 6, 7].includes(said) || hundred ? "zo" : "z"} ${count}`;
}

/** Za `na`, od pondelka. */
const weekdays = ["pondelok", "utorok", "stredu", "štvrtok", "piatok", "sobotu", "nedeľu"];

function onDay(day: string): string {
  const date = Temporal.PlainDate.from(day);
  return `${weekdays[date.dayOfWeek - 1]} ${date.day}. ${date.month}.`;
}

const kinds: Record<MessageKind, string> = {
  confirmation: "potvrdenie",
  change: "zmenu termínu",
  reminder: "pripomenutie",
  cancellation: "zrušenie",
  own: "vlastný text",
};

const toPeople = (count: number) => `${count} ${count === 1 ? "človeku" : "ľuďom"}`;

/** As the facts about a patient begin. */
const { kinds: told } = common;

export const bulk: typeof cs = {
  title: "Odoslanie SMS pacientom",
  calendar: "Kalendár",
  date: "Dátum",
  previousDay: "Predchádzajúci deň",
  nextDay: "Nasledujúci deň",
  tomorrow: "Zajtra",
  noDay: "V kalendári nebol vybraný deň, ukazujeme najbližší deň s termínmi.",
  kind: "Druh správy",
  time: "Čas",
  allDay: "celý deň",
  patient: "Pacient",
  doctor: "Lekár",
  allDoctors: "Všetci",
  shown: (shown, all) => `${shown} ${outOf(all)} ${plural("sk", all, "termínu", "termínov", "termínov")}`,
  tiles: {
    legend: "Ukázať len niektoré termíny",
    all: (count) => plural("sk", count, "termín", "termíny", "termínov"),
    reminded: () => "pripomenuté",
    confirmed: (count) => plural("sk", count, "potvrdil", "potvrdili", "potvrdilo"),
    declines: () => "ruší",
    call: () => "zavolať",
  },
  noneShown: "Tomu teraz nezodpovedá žiadny termín.",
  missing: (who: string[]) =>
    `V zozname z kalendára chýba ${who.join(", ")}, hoci im správa odišla alebo sa chystá pripomienka. Vypnite v kalendári filter, alebo skontrolujte, či termín platí.`,
  feedProblems,
  asOf: (at) => `Stav kalendára z ${at}.`,
  outOfDate: (at) =>
    `Kalendár sa teraz nečíta, toto je stav z ${at}. Mohol sa odvtedy zmeniť; overte termíny, kým správy odošlete.`,
  otherClock: ({ zone, name, shown, told }) =>
    `Kalendár ukazuje niektoré termíny podľa hodín iného časového pásma (${zone}). ${name}: v kalendári ${shown}, v SMS ${told}. SMS vždy píše čas vašej ambulancie.`,
  unread:
    "Počítame všetko, čo kalendár s týmto dňom ukazuje. V zozname tieto termíny chýbajú a SMS k nim nepošleme: porovnajte ho s kalendárom.",
  partial: "Zoznam je podľa toho, čo kalendár práve ukazuje. Čo v ňom skrýva filter, tu chýba.",
  phone: "Telefón",
  status: "Stav",
  text: "Text",
  noName: "bez mena",
  selectAll: "Vybrať všetky",
  bundle: "Zlúčiť pre rovnaké číslo",
  bundleHint: "Viac termínov na jedno číslo príde v jednej SMS.",
  select: (name, time) => `Odoslať: ${name}, ${time}`,
  showText: (name) => `Text správy: ${name}`,
  forDoctor: (doctor) => `Text pre lekára ${doctor}`,
  parts: (characters, count) => `${forms("znak", "znaky", "znakov")(characters)} · ${count} SMS`,
  skipped: "Vynechané",
  held: "Pozdržané",
  loading: "Načítavajú sa termíny z kalendára…",
  empty: "Na tento deň v kalendári nie je žiadny termín.",
  nothingToSend: "V tento deň už nie je komu túto správu poslať. Dôvod je pri každom termíne.",
  /** Everything as it would leave, and nothing leaves. */
  dry: {
    start: "Nanečisto",
    says: (count) => `Nanečisto: takto by odišlo ${count} SMS. Nič neodíde.`,
    end: "Ukončiť nanečisto",
  },
  /** Where the day was opened for no calendar in particular. */
  nonePlace: {
    title: "Žiadny kalendár nie je otvorený",
    text: "Deň sa číta z vášho kalendára. Otvorte ho v prehliadači a deň sa tu sám ukáže.",
    none: "Zatiaľ nemáte zapnutý žiadny kalendár.",
    add: "Pridať kalendár",
  },
  closedTitle: "Karta s kalendárom je zatvorená",
  closed:
    "Žiadna SMS odtiaľto neodíde. Otvorte kalendár a stlačte v ňom znova Hromadná SMS. Ak je otvorený, pozrite sa, či na ňom Pípni nie je vypnuté.",
  noCalendarTitle: "Na tejto stránke nie je kalendár, ktorý Pípni číta",
  noCalendar:
    "Žiadna SMS odtiaľto neodíde. Prejdite na kartu s kalendárom a skúste to znova. Ak na ňom Pípni nie je zapnuté, zapnite ho v okne ikony.",
  unreadableTitle: "Tento kalendár sa nedá prečítať",
  unreadable: (missing) =>
    missing
      ? `${missing} Žiadna SMS odtiaľto neodíde.`
      : "Žiadna SMS odtiaľto neodíde. Prepnite kalendár na zobrazenie dňa alebo týždňa a skúste to znova.",
  loadFailedTitle: "Termíny sa nepodarilo načítať",
  loadFailed: "Nič sa neodoslalo. Skúste to znova; ak to nepomôže, zatvorte a otvorte prehliadač.",
  sms: (count) => `${count} SMS`,
  chosen: "vybrané",
  estimate: "odhad",
  estimateHint: "Presnú cenu ešte len oznámi GoSMS.",
  postpaid: "účet na faktúru",
  creditUnknown: "kredit sa nedá zistiť",
  covers: (covered, all) => `Kredit stačí na ${covered} ${outOf(all)}.`,
  lowCredit: (left: string) => `Po odoslaní zostane ${left}. Je čas kredit v GoSMS dobiť.`,
  coversHint: "Zvyšné správy počkajú, kým kredit nedobijete.",
  send: (count, kind, day) => (count === 0 ? "Odoslať" : `Odoslať ${count}× ${kinds[kind]} na ${onDay(day)}`),
  sending: "Odovzdáva sa…",
  confirm: (kind, day, people) => {
    const question = `Odoslať ${kinds[kind]} na ${onDay(day)} ${toPeople(people)}?`;
    if (kind !== "cancellation") return question;
    return `${question} ${people === 1 ? "Dozvie sa, že jeho" : "Dozvedia sa, že ich"} termín je zrušený.`;
  },
  back: "Späť",
  leavesIn: (count, seconds) => `${count === 1 ? "Správa odíde" : "Správy odídu"} o ${seconds} s`,
  stop: "Zastaviť",
  stopRest: (count) => `Zastaviť zvyšné (${count})`,
  stopping: "Zastavuje sa…",
  stopped: forms("zastavená", "zastavené", "zastavených"),
  stopFailed: "Zastaviť sa nepodarilo a správy môžu odísť. Skúste to prosím hneď znova.",
  canStop: (count) =>
    `${count === 1 ? "Správa o chvíľu odíde." : `Správy o chvíľu odídu (${count}).`} Dovtedy môžete odosielanie zastaviť.`,
  canClose: "Okno môžete zatvoriť, odosielanie pobeží ďalej.",
  progress: (sent, total) => `Odoslané ${sent} ${outOf(total)}`,
  progressLabel: "Priebeh odosielania",
  started: (count) => `Odosielanie sa začalo: ${forms("správa", "správy", "správ")(count)}.`,
  finished: (sent, total) => `Odosielanie sa skončilo: ${sent} ${outOf(total)}.`,
  notSent: forms("neodoslaná", "neodoslané", "neodoslaných"),
  unknown: (count) => `${count} s neznámym výsledkom`,
  waitingForYou: forms("čaká na vás", "čakajú na vás", "čaká na vás"),
  sendFailedAgain: "Odoslať znova neúspešné",
  sendingAgain: "Odosiela sa znova…",
  release: "Nechať pokračovať",
  paused: "Odosielanie je zastavené. Správy počkajú, kým ho znova nespustíte.",
  resume: "Znova odosielať",
  working: "Vykonáva sa…",
  settings: "Otvoriť nastavenia",
  failed: "Nepodarilo sa to. Skúste to prosím znova, dvakrát sa nič neodošle.",
  sendFailed: {
    none: (count) =>
      count === 1
        ? "Správa sa neodoslala. Skúste to prosím znova."
        : `Neodoslala sa žiadna z vybraných správ (${count}). Skúste to prosím znova.`,
    some: (queued, count) =>
      `Pri odosielaní nastala chyba: na odoslanie sa dostalo ${queued} ${outOf(count)}. Čo s nimi je, ukazuje tabuľka; ostatné prosím odošlite znova.`,
    unsure:
      "Pri odosielaní nastala chyba a nevieme, čo sa stihlo odovzdať. Otvorte toto okno znova: pri každej správe ukáže, či odchádza. Dvakrát sa nič neodošle.",
  },
  listChanged:
    "Kalendár sa od načítania zmenil, preto nič neodišlo. Skontrolujte zoznam a stlačte znova Odoslať.",
  changedMeanwhile: (count) =>
    `${forms("správa neodišla", "správy neodišli", "správ neodišlo")(count)}, termín sa v kalendári medzitým zmenil. Zoznam je načítaný znova, skontrolujte ho, prosím.`,
  notReadAnew:
    "Zoznam je starší a kalendár sa teraz nepodarilo znova prečítať, preto nič neodišlo. Otvorte v ňom tento deň a skúste to znova.",
  feedNotRead:
    "Zoznam je starší a adresu kalendára sa teraz nepodarilo prečítať, preto nič neodišlo. Ak chcete aj tak odoslať podľa neho, stlačte znova Odoslať.",
  refused: (count) =>
    `${forms("správa bola vynechaná", "správy boli vynechané", "správ bolo vynechaných")(count)}, dôvod je pri každej.`,
  patients: {
    addNumber: "Doplniť číslo",
    number: "Mobilné číslo",
    kept: "Uloží sa do adresára pacientov a platí aj nabudúce.",
    pick: "Vybrať pacienta",
    question: "O koho ide?",
    somebodyElse: "Niekto iný",
    noNumber: "bez čísla",
    code: (code: string) => `ID ${code}`,
    saving: "Ukladá sa…",
    failed: "Nepodarilo sa to a nič sa neuložilo. Skúste to prosím znova.",
  },
  knows: {
    cancelled: (when, isUnknown) => `${isUnknown ? "Možno zrušené" : "Zrušené"} ${when}`,
    otherTime: (start) => `Vie iný čas: ${start}`,
    told: (kind, when, isUnknown) =>
      `${isUnknown ? "Možno " : ""}${isUnknown ? told[kind].toLowerCase() : told[kind]} ${when}`,
    correct: "Opraviť",
    correctHint: "Hneď pošle SMS o zmene termínu.",
    confirmed: (when) => `Potvrdené pacientom ${when}`,
    declines: "Ruší",
    unread: "Neprečítaná odpoveď",
    quote: (text) => `„${text}“`,
    coming: (kind, when) => `${told[kind]} odíde ${kind === "change" ? "sama" : "samo"} ${when}`,
    waiting: (kind) => `${told[kind]} čaká na odoslanie`,
  },
  doubt: {
    title: (name) => `${name}: odoslať napriek tomu?`,
    later: "Ak ho vyberiete, správa odíde, až stlačíte Odoslať.",
    send: "Odoslať napriek tomu",
    doNotSend: "Neodosielať",
  },
  decide: {
    question: "Bolo odoslané?",
    of: (action, name) => `${action}: ${name}`,
    verify:
      "Overte to v GoSMS v ponuke Zprávy > Odeslané zprávy. Ak odišla, pacient by ju ďalším odoslaním dostal dvakrát.",
    creditSame: "Kredit sa pri pokuse nezmenil, správa teda zrejme neodišla.",
    creditLess: "Kredit ubudol; mohli ho však znížiť aj iné správy odoslané v tom čase.",
    choices: {
      wasSent: "Bolo odoslané",
      isThere: "V GoSMS je",
      sendAgain: "Odoslať znova",
      doNotSend: "Neodosielať",
    },
    working: "Vykonáva sa…",
    failed: "Nepodarilo sa to. Skúste to prosím znova, dvakrát sa nič neodošle.",
  },
  doubts: {
    unconfirmed: {
      title: "Najprv potvrďte, čo Pípni číta",
      text: "Ukážeme vám, odkiaľ berieme čas, meno a telefón každého termínu v tomto kalendári. Až potom môžete písať.",
    },
    changed: {
      title: "Kalendár sa číta inak, než ste potvrdili",
      text: "Nič neodišlo. Skontrolujte, čo sa v kalendári číta, a potvrďte to znova.",
    },
  },
  checkReading: "Skontrolovať čítanie",
};
