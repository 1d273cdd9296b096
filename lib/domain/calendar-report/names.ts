/**
 * Which words of a page may stand in a report about it: those of computers and of calendars, in the languages that
 * calendars are written in. Any other word may be somebody's name.
 */
const lines = `
a abbr article aside audio b body button canvas caption code col colgroup datalist dd del details dialog div dl dt em
fieldset figcaption figure footer form frame frameset h header hgroup hr html i iframe img input ins kbd label legend li
link main map mark menu meta meter nav object ol optgroup option output p param picture pre progress q s samp section
select slot small source span strike strong sub summary sup svg table tbody td template textarea tfoot th thead time title
tr track u ul var video wbr
accept action alt aria autocomplete checked class cols colspan content control controls current data date datetime describedby
disabled draggable enctype expanded for haspopup headers height hidden href id index invalid key labelledby lang level live
max maxlength method min modal multiple multiselectable name novalidate on orientation pattern placeholder pressed
readonly rel required role row rows rowspan scope selected size sort src start status step style tab tabindex target type
value values width
alert alertdialog application banner cell checkbox columnheader combobox complementary contentinfo definition dialog
document feed grid gridcell group heading listbox listitem log marquee math menubar menuitem navigation none note
presentation progressbar radio radiogroup region rowgroup rowheader scrollbar search searchbox separator slider spinbutton
switch tablist tabpanel term textbox timer toolbar tooltip tree treegrid treeitem
get post put patch delete move report propfind http https host json graphql query variables operation mutation api ajax
rest rpc app web v php asp aspx jsp do cgi html index list lists item items result results data payload edges node nodes
page pages limit offset total count from to range since until begin end stop first last next prev previous new old all
any ok success successful error errors code message messages state states result token csrf session user users login
calendar calendars calendarid agenda schedule scheduler schedules planner diary booking bookings reservation reservations
appointment appointments appt visit visits event events slot slots block blocked break absence vacation holiday reserved
week weeks day days month months year hour hours minute minutes second today now timeline column columns resource
resources room rooms doctor doctors provider providers physician employee staff worker service services procedure
patient patients client clients customer customers person people contact contacts guest attendee attendees subject
given family surname firstname lastname fullname middle phone phones telephone tel mobile cell email mail address city
street zip birth birthdate dob insurance note notes comment comments description reason text color colour background
timezone zone duration length allday recurrence recurring repeat series uid uuid guid eid pid cid ref
created updated deleted cancelled canceled confirmed pending done noshow arrived active enabled visible available busy
free create update edit save add insert remove cancel confirm change store show hide open close view views print export
import modal popup sidebar panel card box wrapper container inner outer content body left right top bottom center middle
small large big dark light primary secondary default icon badge chip tag label btn button menu drag drop resize handle
kalendar kalendare kalendář diar diář rozvrh tyden týden tydny den dny mesic měsíc rok hodina hodiny minuta cas čas casy
od do zacatek začátek konec delka délka datum termin termín terminy termíny objednavka objednávka objednavky objednat
rezervace navsteva návštěva navstevy událost udalost udalosti vykon výkon pacient pacienti klient klienti zakaznik zákazník
osoba jmeno jméno prijmeni příjmení krestni křestní nazev název titul telefon telefony mobil cislo číslo kontakt kontakty
adresa poznamka poznámka popis duvod důvod lekar lékař doktor pracovnik pracovník ordinace mistnost místnost pokoj stav
stavy zruseno zrušeno zruseny zrušený zrusit zrušit smazat ulozit uložit upravit pridat přidat presun přesun presunout
potvrzeno prestavka přestávka pauza volno obsazeno blok blokace svatek svátek dovolena dovolená novy nový nova nova seznam
vypis výpis polozky položky radek řádek hledat den lista lišta obsah typ druh klic klíč
kalendár týždeň deň mesiac začiatok koniec meno priezvisko zákazník poznámka lekár miestnosť zrušené uložiť zmazať
termin kunde patientin arzt behandler uhrzeit dauer beginn ende vorname nachname telefonnummer bemerkung zimmer woche tag
monat stornieren speichern bearbeiten loeschen
many words text number null boolean empty xml mail invalid
`;
const known = new Set(lines.split(/\s+/u).filter((word) => word !== ""));

/** `patientPhone_2`: `patient`, `Phone`, `_`, `2`. */
const pieces = /\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|\p{L}|\p{M}+|\d+|[^\p{L}\p{M}\d]/gu;

const isKnown = (word: string): boolean => known.has(word.toLowerCase());

/**
 * A name with everything taken out that is no word of computers and calendars: other words become `*`, digits
 * `0`, other signs `?`. How long they were is not told either.
 */
export function reduceName(name: string): string {
  const reduced = [...name.slice(0, 200).normalize("NFC").matchAll(pieces)].map(([piece]) => {
    if (/^\d/u.test(piece)) return "0";
    if (/^\p{L}/u.test(piece)) return isKnown(piece) ? piece : "*";
    return /^[-_.:$[\]/]$/u.test(piece) ? piece : "?";
  });
  return reduced
    .join("")
    .replace(/([*0?])\1+/gu, "$1")
    .slice(0, 80);
}

/** Whether a text holds nothing but what `reduceName` leaves. */
export const isReduced = (text: string): boolean =>
  [...text.matchAll(pieces)].every(
    ([piece]) => !/^[\p{L}\p{M}\d]/u.test(piece) || piece === "0" || isKnown(piece),
  );
