/** From installing to the first text. */
export const start = {
  lead: "Päť krokov, asi tri minúty. Po poslednom Pípni pracuje samo.",
  allDone: "Hotovo. Pípni je pripravené; k čomukoľvek z tohto sa môžete kedykoľvek vrátiť.",
  titles: {
    gosms: "Prepojte svoj účet GoSMS",
    practice: "Vyplňte názov a telefón ordinácie",
    calendars: "Zapnite Pípni vo svojom kalendári",
    ownText: "Pošlite SMS na svoj telefón",
    reminders: "Zapnite pripomienky a pripnite si ikonu",
  },
  contentOf: (title: string) => `Krok: ${title}`,
  gosms: { summary: (clientId: string) => `Prepojenie s GoSMS je v poriadku (Klient ID ${clientId})` },
  practice: { missing: "Vyplňte, prosím; každá SMS tento údaj uvádza." },
  calendars: {
    lead: "Vložte adresu, na ktorej máte kalendár otvorený. Prehliadač sa opýta na prístup a kalendár sa otvorí v novej karte.",
    opened:
      "Kalendár je otvorený v novej karte. Prihláste sa doň a stlačte tam Hromadná SMS. Ak sa Pípni opýta, potvrďte, že termíny číta správne.",
    others: "Kalendár s adresou iCal alebo CalDAV, alebo viac kalendárov? Pridajte ich v časti",
  },
  ownText: {
    summary: "SMS na vlastný telefón odišla",
    notReady: "Najprv dokončite prvé dva kroky. Bez nich nie je čo odkiaľ poslať.",
    lead: "Toto dostane pacient, keď mu zapíšete termín. Pošlite si to na vlastný telefón; pacientom nič neodíde.",
    phone: "Váš mobilný telefón",
    phoneHint: "Číslo sa nikam neukladá.",
    send: "Poslať SMS na môj telefón",
    sending: "Odosiela sa…",
    about: (price: string) => `stojí asi ${price}`,
    costs: (price: string) => `stojí ${price}`,
    sent: (phone: string) => `GoSMS ju prevzala a posiela na ${phone}. Do minúty by mala prísť.`,
    notSent: "SMS neodišla.",
    unknown: "Nie je isté, či SMS odišla. Počkajte minútu, či príde; až potom ju prípadne pošlite znova.",
  },
  reminders: {
    lead: "Dve pripomienky privedú viac pacientov než jedna. Táto voľba ich posiela 3 dni vopred a potom posledný pracovný deň vopred.",
    switchOn: "Zapnúť pripomienky 3 dni a 1 deň vopred",
    notNow: "Teraz nie",
    isOn: "Pripomienky odchádzajú samy. Kedy a aké, zmeníte v časti",
    on: "Pripomienky odchádzajú samy",
    off: "Bez pripomienok; zapnúť ich môžete kedykoľvek",
    pin: "Pripnite si ikonu Pípni: v lište prehliadača kliknite na dielik skladačky a pri mene Pípni na špendlík. Ikona potom ukazuje, koľko vecí na vás čaká.",
  },
};
