import type { teaching as cs } from "../cs/teaching.ts";
import { plural } from "../language.ts";

export const teaching: typeof cs = {
  title: "Naučiť Pípni tento kalendár",
  close: "Zavrieť",
  otherSide: "Na druhú stranu",
  step: (step, of) => `Krok ${step} z ${of}`,
  topics: {
    appointments: "Čo je termín",
    day: "Deň",
    start: "Čas",
    patient: "Pacient",
    phone: "Telefón",
    button: "Miesto pre tlačidlo Hromadná SMS",
  },
  pointAt: {
    appointments: "Kliknite na stránke na jeden termín.",
    day: "Kliknite na stránke na dátum: nad stĺpcom, v nadpise, alebo pri termíne.",
    start: "Kliknite v niektorom termíne na čas, keď sa začína.",
    patient: "Kliknite v niektorom termíne na meno pacienta.",
    phone: "Kliknite v niektorom termíne na telefón.",
    button: "Kliknite na lištu alebo tlačidlo, vedľa ktorého má stáť Hromadná SMS.",
  },
  kinds: {
    columns: "v stĺpci dňa",
    headers: "v záhlaví nad dňami",
    label: "v nadpise stránky",
    url: "v adrese stránky",
    own: "pri termíne",
    append: "na konci",
    before: "nad",
    prepend: "hore na stránke",
  },
  point: "Ukázať",
  pointTopic: (topic) => `Ukázať na stránke: ${topic}`,
  stopPointing: "Neukazovať",
  escape: "Stránka pritom nič nevykoná. Kláves Esc ukazovanie ukončí.",
  list: "Alebo vyberte termín zo zoznamu",
  listEmpty:
    "Na stránke nie je nič, čo vyzerá ako termín. Zobrazte v kalendári deň, na ktorý je niekto objednaný.",
  pick: "Vybrať tento termín",
  notThere: {
    list: "Z tohto miesta sa termín prečítať nedá: chýba pri ňom čas alebo meno. Vyberte v zozname iný, alebo na termín na stránke ukážte.",
    frame:
      "Táto časť stránky je vložená (rám) a panel do nej nevidí. Nič sa v nej nevykonalo. Kliknite v nej pravým tlačidlom, otvorte rám na novej karte prehliadača a naučte Pípni kalendár tam.",
    appointments: "Tu Pípni termín nespoznalo. Ukážte priamo na termín, v ktorom je čas a meno.",
    day: "Tu Pípni dátum nespoznalo. Nič sa nezmenilo. Ukážte na iné miesto, kde je deň aj mesiac.",
    start: "Tu Pípni čas nespoznalo. Nič sa nezmenilo. Ukážte na čas vnútri termínu.",
    patient: "Tu Pípni meno nespoznalo. Nič sa nezmenilo. Ukážte na meno vnútri termínu.",
    phone: "Tu Pípni telefón nespoznalo. Nič sa nezmenilo. Ukážte na číslo vnútri termínu.",
    button: "Sem Pípni tlačidlo dať nevie. Nič sa nezmenilo. Ukážte na iné miesto.",
    leaveOut:
      "Tento termín nemá na stránke nič, čím by sa od ostatných líšil. Nič sa nezmenilo. Vyradiť ho môžete podľa názvu, keď budete potvrdzovať, čo Pípni číta.",
  },
  check: "Čo Pípni číta",
  read: (count) =>
    `Na stránke ${plural("sk", count, "je 1 termín", `sú ${count} termíny`, `je ${count} termínov`)}.`,
  unread: (count) =>
    `Pri ${plural("sk", count, "1 termíne", `${count} termínoch`, `${count} termínoch`)} chýba deň alebo čas, a preto sa nedajú použiť. Opravte to nižšie.`,
  noPhone: (count) =>
    `Bez telefónu: ${count}. Číslo možno doplniť v okne Hromadná SMS alebo v časti Pacienti.`,
  table: "Prečítané termíny",
  more: (count) => `A ešte ${count}.`,
  time: "Čas",
  none: "nečítať",
  notFound: "nenájdené",
  quoted: (text) => `„${text}“`,
  elements: (count, selector) => `${count}× (${selector})`,
  leaveOut: "Toto nie je termín",
  leaveOutAbout: "Pípni toto a všetko, čo je na stránke označené rovnako, nabudúce vynechá.",
  leftOut: (count) =>
    `Vynechané ako zrušené, prečiarknuté alebo iné než termín: ${count}. Týmto ľuďom sa nič nepošle.`,
  takeIn: "Vrátiť posledný",
  doubts: {
    sideBySide:
      "Termíny stoja vedľa seba v stĺpcoch a na stránke nie je napísané, či sú stĺpce dni, alebo lekári. Pípni preto deň neurčí. Zobrazte jediný deň alebo jediného lekára, alebo ukážte na dátum nad stĺpcom.",
  },
  corrections: "Je niečo inak? Vyberte inú možnosť, alebo na správne miesto ukážte.",
  back: "Späť",
  next: "Pokračovať",
  notReady: "Pokračovať možno, až sa pri termínoch prečíta deň aj čas.",
  name: "Ako sa kalendár volá",
  nameMissing: "Kalendár potrebuje meno. Napíšte ho.",
  save: "Uložiť a zapnúť",
  saving: "Ukladá sa…",
  failed: "Nepodarilo sa to uložiť. Nič sa nezmenilo. Skúste to znova, prípadne stránku obnovte.",
  refused:
    "Z tohto kalendára sa plugin vytvoriť nedá, nič sa neuložilo. Ukážte na iný termín a skúste to znova.",
  savedTitle: "Hotovo, kalendár je zapnutý",
  saved: (name) =>
    `Kalendár ${name} je uložený medzi pluginmi v nastaveniach. Dni vypisuje a hromadné SMS z neho odchádzajú tlačidlom Hromadná SMS.`,
  savedProposes:
    "Sám od seba nič neodošle: keď na stránke termín pribudne alebo zmizne, Pípni správu len navrhne a počká na vás.",
  savedProposesMoves:
    "Samo od seba nič neodošle. Stránka nehovorí, ktoré dni ukazuje, a preto sa z nej nedá zistiť, že termín pribudol alebo zmizol. Takým pacientom napíšte tlačidlom Hromadná SMS.",
  savedMoves: "Správu o presunutom termíne navrhne tiež, aj keď sa stránka pri ukladaní načíta celá znova.",
  savedMovesAtOnce:
    "Správu o presunutom termíne navrhne len vtedy, keď ho presuniete tu a stránka ukáže oba časy bez nového načítania.",
  startTrial: "Naučiť aj samostatné odosielanie",
  trialLead:
    "Aby Pípni potvrdenia, zmeny a zrušenia posielalo samo, skúšobný termín v kalendári dvakrát vytvoríte, presuniete a zrušíte, napríklad na meno Skúška Skúšobná so svojím telefónom. Nič sa pritom samo neodošle, a návrhy o skúšobnom termíne s jeho zrušením zase zmiznú. Keď sa stránka pri ukladaní načíta znova, skúška pokračuje.",
  trialImpossible:
    "Termíny na tejto stránke nemajú vlastné označenie, takže samostatné odosielanie Pípni naučiť nemožno.",
  trialStep: (step, of) => `${step} z ${of}:`,
  trialDone: "Všetko súhlasí. Skontrolujte, čo by Pípni nahlásilo.",
  phases: {
    create: "Vytvorte skúšobný termín v zobrazenom dni a uložte ho.",
    move: "Vytvorenie Pípni spoznalo. Teraz tento termín presuňte na iný čas toho istého dňa.",
    cancel: "Teraz tento termín zrušte.",
    createAgain: "Zrušenie Pípni spoznalo. Na skúšku vytvorte iný termín, iné meno a iný čas.",
    moveAgain: "Aj tento termín presuňte na iný čas toho istého dňa.",
    cancelAgain: "Teraz zrušte aj tento termín.",
  },
  told: {
    created: "Potvrdenie",
    moved: "Zmena termínu",
    cancelled: "Zrušenie",
    patientChanged: "Zmena pacienta",
  },
  would: "Toto by Pípni nahlásilo:",
  phoneless: "bez telefónu",
  trialProblems: {
    noTraffic:
      "Stránka zmenu ukázala, ale Pípni pri tom nevidelo žiadne uloženie. Nič sa neodoslalo. Kalendár ďalej len navrhuje; môžete to skúsiť znova.",
    onlyRefused:
      "Stránka zmenu ukázala, ale server uloženie odmietol. Nič sa neodoslalo. Kalendár ďalej len navrhuje. Pozrite sa v kalendári, čo mu prekáža, a skúste to znova s iným časom.",
    untelling:
      "Stránka zmenu uložila, ale z toho, čo poslala, sa nedá zistiť, o ktorý termín ide. Nič sa neodoslalo. Kalendár ďalej len navrhuje. Skúste to znova a vyplňte aj meno a telefón.",
    notTold:
      "Druhý skúšobný termín by Pípni podľa toho, čo sa naučilo, nespoznalo. Nič sa neodoslalo. Kalendár ďalej len navrhuje; môžete to skúsiť znova.",
    toldOther:
      "Pípni by nahlásilo niečo iné, než čo sa stalo. Nič sa neodoslalo. Kalendár ďalej len navrhuje; môžete to skúsiť znova.",
    partial:
      "Stránka dostáva zo zoznamu termínov len časti, napríklad to, čo sa zmenilo, a celý deň sa z nich zistiť nedá. Nič sa neodoslalo. Naučte kalendár znova a ako zdroj vyberte to, čo je na stránke.",
  },
  trialHints: {
    looking: "Pípni sa najprv pozrie, čo na stránke je. Chvíľu počkajte.",
    nothing:
      "Zatiaľ Pípni nevidelo žiadne uloženie. Je termín v kalendári uložený? Ak áno, ukladá sa inak, než Pípni sleduje: zvoľte Nechať len navrhovať.",
    refused:
      "Server uloženie odmietol. Pozrite sa, čo kalendár hlási, opravte to a uložte znova, napríklad s iným časom.",
    otherDay:
      "Uložený termín je na iný deň, než kalendár ukazuje. Prejdite na ten deň, alebo vytvorte termín v zobrazenom dni.",
    notShown:
      "Kalendár termín uložil, ale na stránke nepribudol. Neskrýva ho filter? Prípadne obnovte zobrazenie v kalendári.",
    notMoved:
      "Kalendár niečo uložil, ale termín na stránke má stále rovnaký čas. Presuňte ho na iný čas a uložte, prípadne obnovte zobrazenie v kalendári.",
    stillShown:
      "Kalendár niečo uložil, ale termín na stránke zostal. Zrušte ho tak, aby zmizol, a potvrďte prípadnú otázku kalendára.",
  },
  leaveOutMove: "V tomto kalendári sa nepresúva",
  source: "Odkiaľ Pípni číta",
  sources: {
    list: (count) =>
      `zo zoznamu, ktorý stránka dostala (${plural("sk", count, "1 termín", `${count} termíny`, `${count} termínov`)})`,
    page: (count) =>
      `z toho, čo je na stránke (${plural("sk", count, "1 termín", `${count} termíny`, `${count} termínov`)})`,
  },
  sourceList:
    "Pípni našlo, z čoho stránka termíny kreslí. Súhlasí tabuľka s kalendárom? Ak nie, vyberte inú možnosť.",
  sourcePage: "Číta sa priamo stránka, ako je nakreslená.",
  listEarly:
    "Pípni zatiaľ číta stránku tak, ako je nakreslená. Svoj zoznam termínov načítala skôr, než sa učenie začalo. Keď ju načítate znova, Pípni ho nájde a bude čítať spoľahlivejšie. Učenie pokračuje tam, kde skončilo.",
  listUnheard:
    "Stránka svoj zoznam termínov načítala skôr, než sa učenie začalo. Keď ju načítate znova, Pípni ho uvidí a termín v ňom možno nájde.",
  listNone:
    "Číta sa priamo stránka, ako je nakreslená: zoznam termínov, z ktorého by sa dalo čítať, zo servera neprišiel.",
  reload: "Načítať stránku znova",
  listed: (count) =>
    `V zozname ${plural("sk", count, "je pre zobrazené dni 1 termín", `sú pre zobrazené dni ${count} termíny`, `je pre zobrazené dni ${count} termínov`)}.`,
  cancelled: "zrušené",
  correctionsList: "Nesúhlasí deň? Vyberte inú možnosť, alebo na dátum ukážte.",
  abilitiesTitle: "Čo tento kalendár dokáže",
  can: {
    bulk: "Hromadné SMS vybranému dňu tlačidlom v kalendári.",
    otherDays: "Prečíta aj dni, ktoré stránka práve neukazuje.",
    create: "Nový termín spozná samo.",
    move: "Presunutý termín spozná samo.",
    cancel: "Zrušený termín spozná samo.",
  },
  cannot: {
    bulk: "Hromadné SMS nedokáže.",
    otherDays: "Prečíta len dni, ktoré stránka práve ukazuje.",
    create: "O novom termíne samo nič nepošle.",
    move: "O presunutom termíne samo nič nepošle, správu len navrhne.",
    cancel: "O zrušenom termíne samo nič nepošle.",
  },
  retry: "Skúsiť znova",
  keepProposing: "Nechať len navrhovať",
  store: "Zapnúť samostatné odosielanie",
  description: (host) => `Kalendár na ${host}, naučený ukázaním na termín. Je opísaný len dátami.`,
};
