import type { page as cs } from "../cs/page.ts";

export const page: typeof cs = {
  bulk: "Hromadná SMS",
  bulkHint: "Odoslať SMS pacientom vybraného dňa",
  stop: "Neodosielať",
  stopFailed: "Nepodarilo sa zastaviť. Skúste to znova.",
  noSms: "SMS neodíde",
  notYet: "SMS zatiaľ neodíde",
  found: "Čaká na vaše rozhodnutie",
  handOverFailed:
    "Zmenu sa nepodarilo odovzdať na odoslanie. Obnovte stránku a SMS pošlite cez Hromadnú SMS.",
  bulkFailed: "Okno sa nepodarilo otvoriť. Obnovte stránku.",
  gone: "Pípni sa medzitým aktualizovalo alebo vyplo",
  goneText:
    "Obnovte prosím túto stránku. Dovtedy z nej žiadna SMS neodíde; čo ste medzitým zmenili, pošlite cez Hromadnú SMS.",
  unreadable: "Tento kalendár sa nedá prečítať",
  nothingLeaves: "Žiadna SMS odtiaľto neodíde.",
  missing: {
    calendar: "Na stránke nie je kalendár, ktorý Pípni vie čítať.",
    probe: "Časť rozšírenia, ktorá číta túto stránku, sa nespustila. Obnovte stránku.",
    data: "Kalendár je vidieť, ale k jeho termínom sa nedá dostať. Prepnite ho na zobrazenie dňa alebo týždňa a skúste to znova.",
    loading: "Kalendár sa nenačítal. Skontrolujte pripojenie a obnovte stránku.",
    day: "Kalendár tento deň nezobrazuje. Prepnite ho na zobrazenie dňa alebo týždňa a skúste to znova.",
    timeZone: "Kalendár má nastavené neznáme časové pásmo.",
    feed: "Z tejto stránky Pípni číta len deň. Termíny berie z adresy iCal alebo CalDAV: pridajte ju v Možnostiach, v Kalendároch, a vyberte pri nej túto stránku.",
    fields: "Termínom na stránke chýba údaj, bez ktorého sa nedajú čítať.",
    plugin: "Časť rozšírenia pre tento kalendár zlyhala. Obnovte stránku.",
  },
  details: "Podrobnosti",
  close: "Zavrieť",
  plugin: "Číta ho plugin {name}.",
  error: "Chyba: {message}",
};
