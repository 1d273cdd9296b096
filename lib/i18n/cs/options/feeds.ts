import { plural } from "../../language.ts";
import { feedProblems } from "../feed-problems.ts";

export const feeds = {
  add: "Přidat kalendář bez stránky",
  lead: "Pípni si kalendář přečte sama podle jeho oficiální adresy. Nemusí být otevřený a vidí i termíny zapsané v telefonu.",
  address: "Adresa iCal nebo CalDAV",
  addressHint:
    "Najdete ji v nastavení kalendáře: Google „Tajná adresa ve formátu iCal“, Outlook „Publikovat kalendář“, jinde odkaz CalDAV. Tajnou adresu nikomu neukazujte.",
  problems: {
    empty: "Vložte adresu iCal nebo CalDAV.",
    invalid: "Toto není úplná adresa. Má vypadat například takto: https://kalendar.example/ordinace.ics",
    scheme: "Adresa musí začínat https:// nebo webcal://.",
    insecure:
      "Spojení http:// není šifrované. Je povolené jen pro počítače ve vaší síti; použijte adresu s https://.",
    credentials: "Jméno a heslo nepatří do adresy. Smažte je z ní a vyplňte je do polí níže.",
    already: "Tento kalendář už v seznamu je.",
  },
  serverProblems: feedProblems,
  user: "Uživatelské jméno",
  password: "Heslo",
  secretHint: "Jen pokud je kalendář vyžaduje.",
  passwordHint:
    "iCloud, Fastmail, Seznam a další dávají pro jiné aplikace zvláštní heslo. Zůstane jen v tomto počítači.",
  submit: "Přečíst a přidat",
  submitting: "Čte se…",
  choose: "Na této adrese je více kalendářů. Vyberte ten s termíny pacientů.",
  chosen: "Přidat vybraný",
  added: (name: string) =>
    `Kalendář ${name} je přidaný. Zkontrolujte nad tímto formulářem, co v něm Pípni čte.`,
  refused:
    "Prohlížeč přístup k serveru kalendáře nedostal, proto se nepřidal. Stiskněte tlačítko znovu a v dotazu prohlížeče zvolte Povolit.",
  read: (at: string, events: number) =>
    `stav z ${at}, ${events} ${plural("cs", events, "termín", "termíny", "termínů")} od včerejška na půl roku`,
  neverRead: "Zatím se nepodařilo jej přečíst.",
  unread: (at: string) => `Kalendář se nečte, poslední stav je z ${at}.`,
  unreadMeans: "Dokud se nečte, nic nového odtud samo neodejde. Nic se neztratilo.",
  odd: (count: number, names: string) =>
    `${count} ${plural("cs", count, "termín se nedá", "termíny se nedají", "termínů se nedá")} přečíst: ${names}. Jejich pacientům nic neodejde.`,
  readNow: "Načíst teď",
  reading: "Načítá se…",
  bulk: "Hromadná SMS",
  savePassword: "Uložit a přečíst",
  page: "Patří ke stránce",
  pageHint: "Hromadná SMS na té stránce pak ukáže termíny odtud.",
  noPage: "žádné",
  unattended: "Změny odjinud posílat samy",
  unattendedHint:
    "O termínu přidaném, přesunutém nebo zrušeném jinde, třeba v telefonu, odejde SMS podle Zpráv bez ptaní. Vypnuto: Pípni ji navrhne a rozhodnete vy.",
  removeText:
    "Pípni jej přestane číst a zapomene jeho adresu i heslo. Přehled odeslaných zpráv zůstane. Naplánovaná připomenutí odejdou, pokud je nezrušíte.",
};
