import type {
  DayDoubt,
  TaughtOption,
  Topic,
  TrialHint,
  TrialPhase,
  TrialProblem,
  TrialReport,
} from "../../domain/teaching.ts";
import { plural } from "../language.ts";

const topics: Record<Topic, string> = {
  appointments: "Co je termín",
  day: "Den",
  start: "Čas",
  patient: "Pacient",
  phone: "Telefon",
  button: "Místo pro tlačítko Hromadná SMS",
};

/** What to click on. */
const pointAt: Record<Topic, string> = {
  appointments: "Klepněte na stránce na jeden termín.",
  day: "Klepněte na stránce na datum: nad sloupcem, v nadpisu, nebo u termínu.",
  start: "Klepněte v některém termínu na čas, kdy začíná.",
  patient: "Klepněte v některém termínu na jméno pacienta.",
  phone: "Klepněte v některém termínu na telefon.",
  button: "Klepněte na lištu nebo tlačítko, vedle kterého má stát Hromadná SMS.",
};

const kinds: Record<Exclude<TaughtOption["kind"], "text">, string> = {
  columns: "ve sloupci dne",
  headers: "v záhlaví nad dny",
  label: "v nadpisu stránky",
  url: "v adrese stránky",
  own: "u termínu",
  append: "na konci",
  before: "nad",
  prepend: "nahoře na stránce",
};

export const teaching = {
  title: "Naučit Pípni tento kalendář",
  close: "Zavřít",
  otherSide: "Na druhou stranu",
  step: (step: number, of: number) => `Krok ${step} ze ${of}`,
  topics,
  pointAt,
  kinds,
  point: "Ukázat",
  pointTopic: (topic: string) => `Ukázat na stránce: ${topic}`,
  stopPointing: "Neukazovat",
  escape: "Stránka přitom nic neprovede. Klávesa Esc ukazování ukončí.",
  list: "Nebo vyberte termín ze seznamu",
  listEmpty:
    "Na stránce není nic, co vypadá jako termín. Zobrazte v kalendáři den, na který je někdo objednaný.",
  pick: "Vybrat tento termín",
  notThere: {
    list: "Z tohoto místa se termín přečíst nedá: chybí u něj čas nebo jméno. Vyberte v seznamu jiný, nebo na termín na stránce ukažte.",
    frame:
      "Tato část stránky je vložená (rám) a panel do ní nevidí. Nic se v ní neprovedlo. Klepněte v ní pravým tlačítkem, otevřete rám v novém panelu prohlížeče a naučte Pípni kalendář tam.",
    appointments: "Tady Pípni termín nepoznalo. Ukažte přímo na termín, ve kterém je čas a jméno.",
    day: "Tady Pípni datum nepoznalo. Nic se nezměnilo. Ukažte na jiné místo, kde je den i měsíc.",
    start: "Tady Pípni čas nepoznalo. Nic se nezměnilo. Ukažte na čas uvnitř termínu.",
    patient: "Tady Pípni jméno nepoznalo. Nic se nezměnilo. Ukažte na jméno uvnitř termínu.",
    phone: "Tady Pípni telefon nepoznalo. Nic se nezměnilo. Ukažte na číslo uvnitř termínu.",
    button: "Sem Pípni tlačítko dát neumí. Nic se nezměnilo. Ukažte na jiné místo.",
    leaveOut:
      "Tento termín nemá na stránce nic, čím by se od ostatních lišil. Nic se nezměnilo. Vyřadit ho můžete podle názvu, až budete potvrzovat, co Pípni čte.",
  } satisfies Record<Topic | "list" | "frame" | "leaveOut", string>,
  check: "Co Pípni čte",
  read: (count: number) =>
    `Na stránce ${plural("cs", count, "je 1 termín", `jsou ${count} termíny`, `je ${count} termínů`)}.`,
  unread: (count: number) =>
    `U ${plural("cs", count, "1 termínu", `${count} termínů`, `${count} termínů`)} chybí den nebo čas, a proto se nedají použít. Opravte to níže.`,
  noPhone: (count: number) =>
    `Bez telefonu: ${count}. Číslo lze doplnit v okně Hromadná SMS nebo v části Pacienti.`,
  table: "Přečtené termíny",
  more: (count: number) => `A ještě ${count}.`,
  time: "Čas",
  none: "nečíst",
  notFound: "nenalezeno",
  quoted: (text: string) => `„${text}“`,
  elements: (count: string, selector: string) => `${count}× (${selector})`,
  leaveOut: "Toto není termín",
  leaveOutAbout: "Pípni toto a vše, co je na stránce označené stejně, napříště vynechá.",
  leftOut: (count: number) =>
    `Vynecháno jako zrušené, přeškrtnuté nebo jiné než termín: ${count}. Těmto lidem se nic nepošle.`,
  takeIn: "Vrátit poslední",
  doubts: {
    sideBySide:
      "Termíny stojí vedle sebe ve sloupcích a na stránce není napsáno, zda sloupce jsou dny, nebo lékaři. Pípni proto den neurčí. Zobrazte jediný den nebo jediného lékaře, anebo ukažte na datum nad sloupcem.",
  } satisfies Record<DayDoubt, string>,
  corrections: "Je něco jinak? Vyberte jinou možnost, nebo na správné místo ukažte.",
  back: "Zpět",
  next: "Pokračovat",
  notReady: "Pokračovat lze, až se u termínů přečte den i čas.",
  name: "Jak se kalendář jmenuje",
  nameMissing: "Kalendář potřebuje jméno. Napište je.",
  save: "Uložit a zapnout",
  saving: "Ukládá se…",
  failed: "Nepodařilo se to uložit. Nic se nezměnilo. Zkuste to znovu, případně stránku obnovte.",
  refused:
    "Z tohoto kalendáře plugin vytvořit nejde, nic se neuložilo. Ukažte na jiný termín a zkuste to znovu.",
  savedTitle: "Hotovo, kalendář je zapnutý",
  saved: (name: string) =>
    `Kalendář ${name} je uložený mezi pluginy v nastavení. Dny vypisuje a hromadné SMS z něj odcházejí tlačítkem Hromadná SMS.`,
  savedProposes:
    "Sám od sebe nic neodešle: když na stránce termín přibude nebo zmizí, Pípni zprávu jen navrhne a počká na vás.",
  savedProposesMoves:
    "Sám od sebe nic neodešle. Stránka neříká, které dny ukazuje, a proto z ní nejde poznat, že termín přibyl nebo zmizel. Takovým pacientům napište tlačítkem Hromadná SMS.",
  savedMoves: "Zprávu o přesunutém termínu navrhne také, i když se stránka při ukládání načte celá znovu.",
  savedMovesAtOnce:
    "Zprávu o přesunutém termínu navrhne jen tehdy, když ho přesunete tady a stránka ukáže oba časy bez nového načtení.",
  startTrial: "Naučit i samostatné odesílání",
  trialLead:
    "Aby Pípni potvrzení, změny a zrušení posílalo samo, zkušební termín v kalendáři dvakrát vytvoříte, přesunete a zrušíte, třeba na jméno Zkouška Zkušební se svým telefonem. Nic se přitom samo neodešle, a návrhy o zkušebním termínu s jeho zrušením zase zmizí. Když se stránka při ukládání načte znovu, zkouška pokračuje.",
  trialImpossible:
    "Termíny na této stránce nemají vlastní označení, takže samostatné odesílání Pípni naučit nelze.",
  trialStep: (step: number, of: number) => `${step} z ${of}:`,
  trialDone: "Vše souhlasí. Zkontrolujte, co by Pípni nahlásilo.",
  phases: {
    create: "Vytvořte zkušební termín v zobrazeném dni a uložte jej.",
    move: "Vytvoření Pípni poznalo. Teď tento termín přesuňte na jiný čas téhož dne.",
    cancel: "Teď tento termín zrušte.",
    createAgain: "Zrušení Pípni poznalo. Na zkoušku vytvořte jiný termín, jiné jméno a jiný čas.",
    moveAgain: "I tento termín přesuňte na jiný čas téhož dne.",
    cancelAgain: "Teď zrušte i tento termín.",
  } satisfies Record<Exclude<TrialPhase, "done">, string>,
  told: {
    created: "Potvrzení",
    moved: "Změna termínu",
    cancelled: "Zrušení",
    patientChanged: "Změna pacienta",
  } satisfies Record<TrialReport["type"], string>,
  would: "Toto by Pípni nahlásilo:",
  phoneless: "bez telefonu",
  trialProblems: {
    noTraffic:
      "Stránka změnu ukázala, ale Pípni při tom nevidělo žádné uložení. Nic se neodeslalo. Kalendář dál jen navrhuje; můžete to zkusit znovu.",
    onlyRefused:
      "Stránka změnu ukázala, ale server uložení odmítl. Nic se neodeslalo. Kalendář dál jen navrhuje. Podívejte se v kalendáři, co mu vadí, a zkuste to znovu s jiným časem.",
    untelling:
      "Stránka změnu uložila, ale z toho, co poslala, nejde poznat, o který termín jde. Nic se neodeslalo. Kalendář dál jen navrhuje. Zkuste to znovu a vyplňte i jméno a telefon.",
    notTold:
      "Druhý zkušební termín by Pípni podle toho, co se naučilo, nepoznalo. Nic se neodeslalo. Kalendář dál jen navrhuje; můžete to zkusit znovu.",
    toldOther:
      "Pípni by nahlásilo něco jiného, než co se stalo. Nic se neodeslalo. Kalendář dál jen navrhuje; můžete to zkusit znovu.",
    partial:
      "Stránka dostává ze seznamu termínů jen části, třeba to, co se změnilo, a celý den z nich poznat nejde. Nic se neodeslalo. Naučte kalendář znovu a jako zdroj vyberte to, co je na stránce.",
  } satisfies Record<TrialProblem, string>,
  trialHints: {
    looking: "Pípni se nejdřív podívá, co na stránce je. Chvíli počkejte.",
    nothing:
      "Zatím Pípni nevidělo žádné uložení. Je termín v kalendáři uložený? Pokud ano, ukládá se jinak, než Pípni sleduje: zvolte Nechat jen navrhovat.",
    refused:
      "Server uložení odmítl. Podívejte se, co kalendář hlásí, opravte to a uložte znovu, třeba s jiným časem.",
    otherDay:
      "Uložený termín je na jiný den, než kalendář ukazuje. Přejděte na ten den, nebo vytvořte termín v zobrazeném dni.",
    notShown:
      "Kalendář termín uložil, ale na stránce nepřibyl. Není skrytý filtrem? Případně obnovte zobrazení v kalendáři.",
    notMoved:
      "Kalendář něco uložil, ale termín na stránce má pořád stejný čas. Přesuňte ho na jiný čas a uložte, případně obnovte zobrazení v kalendáři.",
    stillShown:
      "Kalendář něco uložil, ale termín na stránce zůstal. Zrušte ho tak, aby zmizel, a potvrďte případný dotaz kalendáře.",
  } satisfies Record<TrialHint, string>,
  leaveOutMove: "V tomto kalendáři se nepřesouvá",
  source: "Odkud Pípni čte",
  sources: {
    list: (count: number) =>
      `ze seznamu, který stránka dostala (${plural("cs", count, "1 termín", `${count} termíny`, `${count} termínů`)})`,
    page: (count: number) =>
      `z toho, co je na stránce (${plural("cs", count, "1 termín", `${count} termíny`, `${count} termínů`)})`,
  },
  sourceList:
    "Pípni našlo, z čeho stránka termíny kreslí. Souhlasí tabulka s kalendářem? Pokud ne, vyberte jinou možnost.",
  sourcePage: "Čte se přímo stránka, jak je nakreslená.",
  listEarly:
    "Pípni zatím čte stránku tak, jak je nakreslená. Svůj seznam termínů načetla dřív, než učení začalo. Když ji načtete znovu, Pípni ho najde a bude číst spolehlivěji. Učení pokračuje, kde skončilo.",
  listUnheard:
    "Stránka svůj seznam termínů načetla dřív, než učení začalo. Když ji načtete znovu, Pípni ho uvidí a termín v něm možná najde.",
  listNone:
    "Čte se přímo stránka, jak je nakreslená: seznam termínů, ze kterého by se dalo číst, od serveru nepřišel.",
  reload: "Načíst stránku znovu",
  listed: (count: number) =>
    `V seznamu ${plural("cs", count, "je pro zobrazené dny 1 termín", `jsou pro zobrazené dny ${count} termíny`, `je pro zobrazené dny ${count} termínů`)}.`,
  cancelled: "zrušeno",
  correctionsList: "Nesouhlasí den? Vyberte jinou možnost, nebo na datum ukažte.",
  abilitiesTitle: "Co tento kalendář umí",
  can: {
    bulk: "Hromadné SMS vybranému dni tlačítkem v kalendáři.",
    otherDays: "Přečte i dny, které stránka právě neukazuje.",
    create: "Nový termín pozná samo.",
    move: "Přesunutý termín pozná samo.",
    cancel: "Zrušený termín pozná samo.",
  },
  cannot: {
    bulk: "Hromadné SMS neumí.",
    otherDays: "Přečte jen dny, které stránka právě ukazuje.",
    create: "O novém termínu samo nic nepošle.",
    move: "O přesunutém termínu samo nic nepošle, jen zprávu navrhne.",
    cancel: "O zrušeném termínu samo nic nepošle.",
  },
  retry: "Zkusit znovu",
  keepProposing: "Nechat jen navrhovat",
  store: "Zapnout samostatné odesílání",
  description: (host: string) => `Kalendář na ${host}, naučený ukázáním na termín. Je popsaný jen daty.`,
};
