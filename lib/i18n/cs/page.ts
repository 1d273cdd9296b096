import type { Missing } from "../../plugin-api/calendar.ts";

const missing: Record<Missing, string> = {
  calendar: "Na stránce není kalendář, který Pípni umí číst.",
  probe: "Část rozšíření, která čte tuto stránku, se nespustila. Obnovte stránku.",
  data: "Kalendář je vidět, ale nejde se dostat k jeho termínům. Přepněte jej na zobrazení dne nebo týdne a zkuste to znovu.",
  loading: "Kalendář se nenačetl. Zkontrolujte připojení a obnovte stránku.",
  day: "Kalendář tento den nezobrazuje. Přepněte jej na zobrazení dne nebo týdne a zkuste to znovu.",
  timeZone: "Kalendář má nastavené neznámé časové pásmo.",
  fields: "U termínů na stránce chybí údaj, bez kterého je nelze číst.",
  feed: "Z této stránky Pípni čte jen den. Termíny bere z adresy iCal nebo CalDAV: přidejte ji v Možnostech, v Kalendářích, a vyberte u ní tuto stránku.",
  plugin: "Část rozšíření pro tento kalendář selhala. Obnovte stránku.",
};

/** What Pípni says on the calendar's own page. Data alone: the background sends it in the one language needed. */
export const page = {
  bulk: "Hromadná SMS",
  bulkHint: "Odeslat SMS pacientům vybraného dne",
  stop: "Neodesílat",
  stopFailed: "Nepodařilo se zastavit. Zkuste to znovu.",
  noSms: "SMS neodejde",
  notYet: "SMS zatím neodejde",
  found: "Čeká na vaše rozhodnutí",
  handOverFailed: "Změnu se nepodařilo předat k odeslání. Obnovte stránku a SMS pošlete přes Hromadnou SMS.",
  bulkFailed: "Okno se nepodařilo otevřít. Obnovte stránku.",
  gone: "Pípni se mezitím aktualizovalo nebo vypnulo",
  goneText:
    "Obnovte prosím tuto stránku. Do té doby z ní žádná SMS neodejde; co jste mezitím změnili, pošlete přes Hromadnou SMS.",
  unreadable: "Tento kalendář nelze přečíst",
  nothingLeaves: "Žádná SMS odtud neodejde.",
  missing,
  details: "Podrobnosti",
  close: "Zavřít",
  plugin: "Čte jej plugin {name}.",
  error: "Chyba: {message}",
};
