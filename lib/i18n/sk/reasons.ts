import type { MessageState } from "../../domain/outbox/message.ts";
import type { Reason } from "../../domain/outbox/reason.ts";
import type { Explained } from "../cs/reasons.ts";
import { aside, sinceDay } from "../language.ts";

/** Why a text was not sent, is held, or ended as it did, in sentences. */

const consequences: Partial<Record<MessageState, string>> = {
  queued: "Správa zatiaľ neodišla, odíde sama.",
  rejected: "Správa neodišla.",
  skipped: "Správa neodišla.",
  unknown: "Nie je isté, či správa odišla.",
  withdrawing: "Naplánovaná SMS sa ruší.",
};

export function reason({ code, detail = "" }: Reason, when = ""): string {
  switch (code) {
    case "noPatient":
      return "Pri termíne nie je pacient.";
    case "noPhone":
      return "Pacient nemá telefón v kalendári ani v adresári.";
    case "phoneInvalid":
      return `Telefónne číslo nie je platné${detail && ` (${detail})`}. Opravte ho v kalendári.`;
    case "phoneShort":
      return `Číslo má málo číslic${detail && ` (${detail})`}: chýba mu časť, alebo je to skrátené číslo, ktoré SMS neprijme.`;
    case "phoneLandline":
      return "Pevná linka, SMS neprijme.";
    case "phoneNotMobile":
      return "Číslo nie je mobilné, SMS neprijme.";
    case "phonePremium":
      return "Číslo s osobitnou sadzbou, SMS naň neposielame.";
    case "phoneCountry":
      return `Číslo je z inej krajiny${detail && ` (${detail})`}, než kam posielate.`;
    case "phoneChanged":
      return "Pacient má medzičasom iné číslo, na doterajšie správa neodišla. Pošlite ju znova z okna hromadnej SMS.";
    case "numberCorrected":
      return "Zrušenie odišlo na doterajšie číslo pacienta, na nové nie. Overte, či o ňom pacient vie, a rozhodnite, či ho poslať aj na nové číslo.";
    case "phoneUnclear":
      return `Nie je isté, či na toto číslo písať${detail && ` („${detail}“)`}. Správa neodišla. Overte číslo a správne zapíšte k pacientovi do adresára.`;
    case "patientUnclear":
      return "Podľa adresára nie je isté, o ktorého pacienta ide. Vyberte ho v okne hromadnej SMS.";
    case "patientUnreadable":
      return "Záznam pacienta v adresári sa nedá prečítať, a preto nevieme, či si SMS želá. Aktualizujte Pípni, alebo pacientovi zavolajte.";
    case "optedOut":
      return `Nechce SMS${aside(...sinceDay(detail, "od", "sk"))}.`;
    case "allDay":
      return "Celodenná udalosť nemá čas, ktorý by sa dal pacientovi napísať.";
    case "struckOut":
      return "Termín je v kalendári preškrtnutý, alebo jeho názov hovorí, že je zrušený. Overte, či platí, a rozhodnite, či má správa odísť.";
    case "past":
      return "Termín sa už začal alebo prebehol.";
    case "stale":
      return "Správa čakala na odoslanie viac než deň a mohla by byť mimo. Ak ešte platí, napíšte ju znova.";
    case "dayPassed":
      return "Správa hovorí o dni slovom ako „dnes“ alebo „zajtra“ a odišla by až v iný deň. Ak ešte platí, napíšte ju znova.";
    case "alreadySent":
      return `Už odoslané${when && ` ${when}`}.`;
    case "alreadyWaiting":
      return "Táto správa už čaká na odoslanie.";
    case "alreadyPlanned":
      return `Pripomenutie už je naplánované${when && ` na ${when}`}.`;
    case "reminderTooLate":
      return "Na pripomenutie je už neskoro: malo by odísť skôr než teraz, alebo tesne pred termínom.";
    case "remindersOff":
      return "Samočinné pripomenutia sú vypnuté alebo je odosielanie zastavené.";
    case "notSeen":
      return "Kalendár pri poslednom čítaní tento termín neukázal. Skontrolujte ho: ak platí, pripomenutie nechajte odísť, inak ho zrušte.";
    case "calendarDiffers":
      return `Kalendár hovorí ${when}, SMS hovorí ${detail}. Naplánovanú SMS nahrádza nová.`;
    case "wentAnyway":
      return "Pripomenutie odišlo skôr, než ho GoSMS zrušila, a už neplatí. Zavolajte prosím pacientovi.";
    case "vanished":
      return "GoSMS o naplánovanej správe už nevie, niekto ju v nej asi zmazal. Pacient pripomenutie nedostane.";
    case "notWithdrawn":
      return `GoSMS správu zatiaľ nezrušila${detail && ` (${detail})`}. Skúšame to ďalej; radšej ju zrušte aj v administrácii GoSMS.`;
    case "notVerified":
      return "GoSMS nedovoľuje overiť, že správu zrušila. Pozrite sa do jej administrácie a povoľte v nej prístup k detailu správy cez API.";
    case "idUnknown":
      return "Spojenie sa prerušilo, a preto Pípni nevie, ktorú z naplánovaných SMS má v GoSMS zrušiť. Zrušte ju, prosím, v administrácii GoSMS.";
    case "otherAccount":
      return "Klient ID sa od odovzdania tejto SMS zmenil a v účte, ktorý je teraz nastavený, GoSMS o nej nevie. Predchádzajúci účet ju môže pacientovi poslať. Pozrite sa do jeho administrácie, a ak už neplatí, zrušte ju v nej.";
    case "outcomeUnknown":
      return "Nie je isté, či táto správa odišla. Rozhodnite o nej v prehľade odoslaných.";
    case "pastUnreadable":
      return "Staršia správa o tomto termíne sa nedá prečítať, a preto nevieme, čo už pacient vie. Overte to a rozhodnite, či má odísť.";
    case "placeholderEmpty":
      return `Chýba údaj pre ${detail}. Údaj ordinácie doplňte v nastaveniach, údaj termínu a meno pacienta v kalendári, a pošlite znova.`;
    case "placeholderUnknown":
      return `Šablóna obsahuje neznámu značku ${detail}. Opravte ju v nastaveniach, alebo zapnite plugin, ktorý ju ponúka.`;
    case "templateEmpty":
      return "Šablóna správy je prázdna. Doplňte ju v nastaveniach.";
    case "gatewayField":
      return "Text obsahuje {{. GoSMS také miesto môže nahradiť niečím iným, pacient by potom nedostal to, čo tu vidíte. Opravte šablónu alebo údaje ordinácie v nastaveniach.";
    case "tooLong":
      return "Správa je príliš dlhá. Skráťte šablónu v nastaveniach.";
    case "kindOff":
      return "Tento druh správ je v nastaveniach vypnutý.";
    case "stoppedByUser":
      return "Odoslanie ste zrušili.";
    case "givenUp":
      return "Rozhodli ste sa ju znova neodosielať.";
    case "superseded":
      return "Termín sa medzitým zmenil; platí novšia správa.";
    case "takenBack":
      return "Zmena bola vzatá späť skôr, než správa odišla.";
    case "toldCancelled":
      return "Pacient dostal správu o zrušení, preto táto neodíde.";
    case "cancellationStopped":
      return "Namiesto tejto správy malo odísť hromadné zrušenie, ktoré ste zastavili alebo znova neposlali. Táto správa neodišla: ak termín ďalej platí, napíšte pacientovi znova z okna hromadnej SMS.";
    case "believesCancelled":
      return `Pacient si myslí, že je termín zrušený${when && ` (správa ${when})`}.`;
    case "alreadyKnows":
      return `Pacient tento termín už pozná${when && ` (správa ${when})`}.`;
    case "declined":
      return `Pacient odpovedal, že nepríde${when && ` (${when})`}${detail && `: „${detail}“`}.`;
    case "confirmed":
      return "Pacient potvrdil, že príde. Ďalšia pripomienka podľa nastavenia neodíde.";
    case "otherPatient":
      return "Termín má v kalendári iného pacienta. Skontrolujte, či ide o inú osobu, a rozhodnite, či má správa odísť.";
    case "newNumber":
      return "Na toto číslo ordinácia ešte nepísala a adresár ho nepozná. Skontrolujte ho a rozhodnite, či má správa odísť.";
    case "unconfirmed":
      return "Nikto zatiaľ nepotvrdil, že Pípni číta tento kalendár správne. Potvrďte to v okne Pípni, potom skontrolujte meno, číslo a text a rozhodnite, či má správa odísť.";
    case "readingChanged":
      return "Kalendár sa teraz číta inak, než ste potvrdili. Skontrolujte v okne Pípni, čo sa v ňom číta, a potom rozhodnite, či má správa odísť.";
    case "feedUnread":
      return "Kalendár sa teraz podľa svojej adresy nedarí prečítať, takže Pípni nevie, či termín ešte platí. Hneď ako sa prečíta, správa odíde sama. Ak nechcete čakať, overte termín v kalendári a rozhodnite sami.";
    case "wrongNumber":
      return "Na tomto čísle je podľa odpovede niekto iný. Doplňte v adresári správne číslo.";
    case "bundleChanged":
      return "Niektorý z termínov v zlúčenej SMS sa medzitým zmenil alebo o ňom nemožno písať. O tomto pacient nevie, napíšte mu znova z okna hromadnej SMS.";
    case "proposed":
      return "Zmenu v kalendári vidíme, ale nedá sa overiť, že ju jeho server prijal. Rozhodnite o správe v okne Pípni.";
    case "appeared":
      return `Zmena sa objavila v kalendári${detail && ` ${detail}`} bez toho, aby Pípni videla, ako vznikla. Overte ju a rozhodnite, či sa má pacientovi napísať.`;
    case "disappeared":
      return `Termín zmizol z kalendára${detail && ` ${detail}`} bez toho, aby to Pípni videla. Mohol byť zrušený, alebo presunutý na iný deň: overte to, kým pacientovi napíšete, že je zrušený.`;
    case "series":
      return "Termín sa opakuje a odišlo by viac správ naraz. Rozhodnite o nich v okne Pípni.";
    case "burst":
      return "Nezvyčajne veľa správ naraz. Potvrďte, že majú odísť.";
    case "dailyCap":
      return "Na toto číslo už dnes odišlo veľa správ. Potvrďte, že má odísť ďalšia.";
    case "appointmentCap":
      return `O tomto termíne už na toto číslo ${detail ? `ide alebo odišlo správ: ${detail}` : "odišlo veľa správ"}. Potvrďte, že má odísť ďalšia.`;
    case "flood":
      return `Z kalendára prišlo toľko zmien naraz, že sa o nich nepíše${detail && `: ${detail}`}. Skontrolujte kalendár; pacientom môžete napísať z okna hromadnej SMS.`;
    case "sentElsewhere":
      return `Odoslal ju iný počítač ambulancie${detail && `: ${detail}`}${when && `, ${when}`}.`;
    case "scheduledElsewhere":
      return `Pripomienku odovzdal GoSMS iný počítač ambulancie${detail && `: ${detail}`}. GoSMS ju odošle vo svoj čas.`;
    case "unknownElsewhere":
      return `Odosielal ju iný počítač ambulancie${detail && ` (${detail})`} a nedokončil to. Overte v GoSMS alebo u pacienta, či správu má.`;
    case "takenBackElsewhere":
      return `Iný počítač ambulancie${detail && ` (${detail})`} ju vzal z GoSMS späť.`;
    case "newsElsewhere":
      return `Iný počítač ambulancie${detail && ` (${detail})`} medzitým${when && ` ${when}`} pacientovi o tomto termíne napísal niečo iné. Overte, čo platí, a rozhodnite, či má správa odísť.`;
    case "optedOutElsewhere":
      return `Na inom počítači ambulancie${detail && ` (${detail}${when && `, ${when}`})`} je zapísané, že si tento pacient SMS neželá. Overte to a rozhodnite, či má správa odísť.`;
    case "wrongNumberElsewhere":
      return `Na inom počítači ambulancie${detail && ` (${detail}${when && `, ${when}`})`} bolo číslo tohto pacienta vyškrtnuté alebo opravené. Overte číslo a rozhodnite, či má správa odísť.`;
    case "answeredElsewhere":
      return `Na inom počítači ambulancie${detail && ` (${detail}${when && `, ${when}`})`} je zapísaná odpoveď pacienta na tento termín, po ktorej sa už nepripomína. Overte ju a rozhodnite, či má správa odísť.`;
    case "unreadableElsewhere":
      return "Čo o tejto správe alebo pacientovi zapísali iné počítače ambulancie, sa nedá prečítať: zápis je poškodený, alebo majú novšie Pípni. Pacient už mohol byť informovaný, alebo si SMS neželá. Overte to na nich a rozhodnite, či má správa odísť.";
    case "onlyShows":
      return "Tento počítač podľa nastavení správy iba zobrazuje a neposiela. Odošlite ich z počítača, ktorý posiela, alebo to zmeňte v nastaveniach, v časti Viac počítačov.";
    case "credentialsMissing":
      return "Nie sú vyplnené údaje GoSMS. Doplňte ich v nastaveniach.";
    case "credentials":
      return "GoSMS neprijala Klient ID alebo Klient Secret. Opravte ich v nastaveniach; správy zatiaľ čakajú.";
    case "credit":
      return "Na účte GoSMS nie je dosť kreditu. Dobite ho a nechajte správy pokračovať.";
    case "channel":
      return "GoSMS nepozná zadaný komunikačný kanál. Vyberte iný v nastaveniach.";
    case "forbidden":
      return "GoSMS túto akciu účtu nedovolila. Skontrolujte oprávnenia API vo svojej administrácii GoSMS.";
    case "notFound":
      return "Služba GoSMS na svojej adrese nie je (chyba 404).";
    case "invalidRecipient":
      return "GoSMS označila číslo za neplatné. Opravte ho v kalendári.";
    case "refused":
      return `GoSMS správu odmietla${detail && `: ${detail}`}. Keď príčinu odstránite, odošlite ju znova.`;
    case "rateLimited":
      return "GoSMS požiadala o spomalenie.";
    case "network":
      return "Spojenie s GoSMS sa prerušilo. Skontrolujte pripojenie k internetu.";
    case "timeout":
      return "GoSMS neodpovedala včas.";
    case "serverError":
      return `GoSMS má poruchu${detail && ` (chyba ${detail})`}.`;
    case "badAnswer":
      return "GoSMS odpovedala niečím, čomu nerozumieme (napríklad stránkou namiesto údajov).";
    case "interrupted":
      return "Prehliadač sa počas odosielania zatvoril.";
  }
}

export function explain({ state, reason: why }: Explained, when = ""): string {
  if (state === "held" && why.code === "kindOff")
    return "Tento druh správ je vypnutý. Zapnete ho v nastaveniach, v časti Texty; správy potom odídu samy.";
  if (state === "held" && why.code === "phoneChanged")
    return "Pacient má medzičasom iné číslo, na doterajšie správa neodišla. Na terajšie ju pošlete tlačidlom Odoslať pri správe; ak nemá odísť, zvoľte Neodosielať.";
  return [consequences[state], reason(why, when)].filter(Boolean).join(" ");
}
