import type { feeds as cs } from "../../cs/options/feeds.ts";
import { plural } from "../../language.ts";
import { feedProblems } from "../feed-problems.ts";

export const feeds: typeof cs = {
  add: "Pridať kalendár bez stránky",
  lead: "Pípni si kalendár prečíta sama podľa jeho oficiálnej adresy. Nemusí byť otvorený a vidí aj termíny zapísané v telefóne.",
  address: "Adresa iCal alebo CalDAV",
  addressHint:
    "Nájdete ju v nastaveniach kalendára: Google „Tajná adresa vo formáte iCal“, Outlook „Publikovať kalendár“, inde odkaz CalDAV. Tajnú adresu nikomu neukazujte.",
  problems: {
    empty: "Vložte adresu iCal alebo CalDAV.",
    invalid: "Toto nie je úplná adresa. Má vyzerať napríklad takto: https://kalendar.example/ordinacia.ics",
    scheme: "Adresa musí začínať https:// alebo webcal://.",
    insecure:
      "Spojenie http:// nie je šifrované. Je povolené len pre počítače vo vašej sieti; použite adresu s https://.",
    credentials: "Meno a heslo nepatria do adresy. Zmažte ich z nej a vyplňte ich do polí nižšie.",
    already: "Tento kalendár už v zozname je.",
  },
  serverProblems: feedProblems,
  user: "Používateľské meno",
  password: "Heslo",
  secretHint: "Len ak ich kalendár vyžaduje.",
  passwordHint:
    "iCloud, Fastmail, Seznam a ďalšie dávajú pre iné aplikácie osobitné heslo. Zostane len v tomto počítači.",
  submit: "Prečítať a pridať",
  submitting: "Číta sa…",
  choose: "Na tejto adrese je viac kalendárov. Vyberte ten s termínmi pacientov.",
  chosen: "Pridať vybraný",
  added: (name) => `Kalendár ${name} je pridaný. Skontrolujte nad týmto formulárom, čo v ňom Pípni číta.`,
  refused:
    "Prehliadač prístup k serveru kalendára nedostal, preto sa nepridal. Stlačte tlačidlo znova a v otázke prehliadača zvoľte Povoliť.",
  read: (at, events) =>
    `stav z ${at}, ${events} ${plural("sk", events, "termín", "termíny", "termínov")} od včerajška na pol roka`,
  neverRead: "Zatiaľ sa ho nepodarilo prečítať.",
  unread: (at) => `Kalendár sa nečíta, posledný stav je z ${at}.`,
  unreadMeans: "Kým sa nečíta, nič nové odtiaľ samo neodíde. Nič sa nestratilo.",
  odd: (count, names) =>
    `${count} ${plural("sk", count, "termín sa nedá", "termíny sa nedajú", "termínov sa nedá")} prečítať: ${names}. Ich pacientom nič neodíde.`,
  readNow: "Načítať teraz",
  reading: "Načítava sa…",
  bulk: "Hromadná SMS",
  savePassword: "Uložiť a prečítať",
  page: "Patrí k stránke",
  pageHint: "Hromadná SMS na tej stránke potom ukáže termíny odtiaľto.",
  noPage: "žiadnej",
  unattended: "Zmeny odinakiaľ posielať samy",
  unattendedHint:
    "O termíne pridanom, presunutom alebo zrušenom inde, napríklad v telefóne, odíde SMS podľa Správ bez pýtania. Vypnuté: Pípni ju navrhne a rozhodnete vy.",
  removeText:
    "Pípni ho prestane čítať a zabudne jeho adresu aj heslo. Prehľad odoslaných správ zostane. Naplánované pripomenutia odídu, ak ich nezrušíte.",
};
