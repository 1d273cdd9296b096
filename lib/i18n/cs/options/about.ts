export const about = {
  help: "Nápověda",
  helpPage: "/help/cs.html",
  lead: "Pípni posílá SMS pacientům z webového kalendáře, který už máte.",
  version: "Verze",
  license: "Licence",
  licenseHint: "Svobodný software: můžete jej používat, zkoumat i upravovat.",
  plugins: "Kalendáře, které umí číst",
  privacyTitle: "Co odchází z počítače",
  privacy: [
    "Jména a telefonní čísla pacientů Pípni nepředává nikomu jinému než GoSMS, a to jen to, co je potřeba k odeslání zprávy.",
    "Nastavení, přehled odeslaných i přístupové údaje zůstávají v tomto prohlížeči.",
    "Pípni nemá vlastní server, nic neměří a neukazuje reklamy.",
  ],
  gosmsTitle: "GoSMS",
  gosms: "Kredit, kanály a vyúčtování spravujete ve svém účtu GoSMS.",
  gosmsLink: "Otevřít GoSMS",
};
