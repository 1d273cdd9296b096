import type { about as cs } from "../../cs/options/about.ts";

export const about: typeof cs = {
  help: "Nápoveda",
  helpPage: "/help/sk.html",
  lead: "Pípni posiela SMS pacientom z webového kalendára, ktorý už máte.",
  version: "Verzia",
  license: "Licencia",
  licenseHint: "Slobodný softvér: môžete ho používať, skúmať aj upravovať.",
  licences: "Licencie všetkého, čo Pípni obsahuje",
  plugins: "Kalendáre, ktoré vie čítať",
  privacyTitle: "Čo odchádza z počítača",
  privacyLink: "Zásady ochrany súkromia (česky)",
  privacyPage: "/help/privacy-cs.html",
  privacy: [
    "Mená a telefónne čísla pacientov Pípni neodovzdáva nikomu inému než GoSMS, a to len to, čo treba na odoslanie správy.",
    "Nastavenia, prehľad odoslaných aj prístupové údaje zostávajú v tomto prehliadači.",
    "Pípni nemá vlastný server, nič nemeria a neukazuje reklamy.",
  ],
  gosmsTitle: "GoSMS",
  gosms: "Kredit, kanály a vyúčtovanie spravujete vo svojom účte GoSMS.",
  gosmsLink: "Otvoriť GoSMS",
};
