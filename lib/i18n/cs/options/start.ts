/** From installing to the first text. */
export const start = {
  lead: "Pět kroků, asi tři minuty. Po posledním Pípni pracuje samo.",
  allDone: "Hotovo. Pípni je připravené; k čemukoli z tohoto se můžete kdykoli vrátit.",
  titles: {
    gosms: "Propojte svůj účet GoSMS",
    practice: "Vyplňte název a telefon ordinace",
    calendars: "Zapněte Pípni ve svém kalendáři",
    ownText: "Pošlete SMS na svůj telefon",
    reminders: "Zapněte připomínky a připněte si ikonu",
  },
  contentOf: (title: string) => `Krok: ${title}`,
  gosms: { summary: (clientId: string) => `Propojení s GoSMS je v pořádku (Klient ID ${clientId})` },
  practice: { missing: "Vyplňte prosím; každá SMS tento údaj uvádí." },
  calendars: {
    lead: "Vložte adresu, na které máte kalendář otevřený. Prohlížeč se zeptá na přístup a kalendář se otevře v nové kartě.",
    opened:
      "Kalendář je otevřený v nové kartě. Přihlaste se do něj a stiskněte tam Hromadná SMS. Zeptá-li se Pípni, potvrďte, že termíny čte správně.",
    others: "Kalendář s adresou iCal nebo CalDAV, nebo více kalendářů? Přidejte je v části",
  },
  ownText: {
    summary: "SMS na vlastní telefon odešla",
    notReady: "Nejdřív dokončete první dva kroky. Bez nich není co odkud poslat.",
    lead: "Toto dostane pacient, když mu zapíšete termín. Pošlete si to na vlastní telefon; pacientům nic neodejde.",
    dry: "Nejdřív si můžete prohlédnout, co by zítra odešlo všem.",
    dryLink: "Ukázat zítřek nanečisto",
    phone: "Váš mobilní telefon",
    phoneHint: "Číslo se nikam neukládá.",
    send: "Poslat SMS na můj telefon",
    sending: "Odesílá se…",
    about: (price: string) => `stojí asi ${price}`,
    costs: (price: string) => `stojí ${price}`,
    sent: (phone: string) => `GoSMS ji převzala a posílá na ${phone}. Do minuty by měla přijít.`,
    notSent: "SMS neodešla.",
    unknown:
      "Není jisté, zda SMS odešla. Počkejte minutu, jestli přijde; teprve potom ji případně pošlete znovu.",
  },
  reminders: {
    lead: "Dvě připomínky přivedou víc pacientů než jedna. Tato volba je posílá 3 dny předem a pak poslední pracovní den předem.",
    switchOn: "Zapnout připomínky 3 dny a 1 den předem",
    notNow: "Teď ne",
    isOn: "Připomínky odcházejí samy. Kdy a jaké, změníte v části",
    on: "Připomínky odcházejí samy",
    off: "Bez připomínek; zapnout je můžete kdykoli",
    pin: "Připněte si ikonu Pípni: v liště prohlížeče klepněte na dílek skládačky a u jména Pípni na špendlík. Ikona pak ukazuje, kolik věcí na vás čeká.",
  },
};
