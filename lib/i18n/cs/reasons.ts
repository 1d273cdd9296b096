import type { Message, MessageState } from "../../domain/outbox/message.ts";
import type { Reason } from "../../domain/outbox/reason.ts";
import { aside, sinceDay } from "../language.ts";

/** Why a text was not sent, is held, or ended as it did, in sentences. */

/** A text that has something to explain. */
export type Explained = Pick<Message, "state"> & { reason: Reason };

/** What a state means for the patient; the reason for it comes after. */
const consequences: Partial<Record<MessageState, string>> = {
  queued: "Zpráva zatím neodešla, odejde sama.",
  rejected: "Zpráva neodešla.",
  skipped: "Zpráva neodešla.",
  unknown: "Není jisté, zda zpráva odešla.",
  withdrawing: "Naplánovaná SMS se ruší.",
};

/** `when` is the moment of the reason, already in words. */
export function reason({ code, detail = "" }: Reason, when = ""): string {
  switch (code) {
    case "noPatient":
      return "U termínu není pacient.";
    case "noPhone":
      return "Pacient nemá telefon v kalendáři ani v adresáři.";
    case "phoneInvalid":
      return `Telefonní číslo není platné${detail && ` (${detail})`}. Opravte je v kalendáři.`;
    case "phoneShort":
      return `Číslo má málo číslic${detail && ` (${detail})`}: chybí mu část, nebo je to zkrácené číslo, které SMS nepřijme.`;
    case "phoneLandline":
      return "Pevná linka, SMS nepřijme.";
    case "phoneNotMobile":
      return "Číslo není mobilní, SMS nepřijme.";
    case "phonePremium":
      return "Číslo se zvláštní sazbou, SMS na ně neposíláme.";
    case "phoneCountry":
      return `Číslo je z jiné země${detail && ` (${detail})`}, než kam posíláte.`;
    case "phoneChanged":
      return "Pacient má mezitím jiné číslo, na dosavadní zpráva neodešla. Pošlete ji znovu z okna hromadné SMS.";
    case "numberCorrected":
      return "Zrušení odešlo na dosavadní číslo pacienta, na nové ne. Ověřte, zda o něm pacient ví, a rozhodněte, zda je poslat i na nové číslo.";
    case "phoneUnclear":
      return `Není jisté, zda na toto číslo psát${detail && ` („${detail}“)`}. Zpráva neodešla. Ověřte číslo a správné zapište k pacientovi do adresáře.`;
    case "patientUnclear":
      return "Podle adresáře není jisté, o kterého pacienta jde. Vyberte jej v okně hromadné SMS.";
    case "patientUnreadable":
      return "Záznam pacienta v adresáři nelze přečíst, a tak nevíme, zda si SMS přeje. Aktualizujte Pípni, nebo pacientovi zavolejte.";
    case "optedOut":
      return `Nechce SMS${aside(...sinceDay(detail, "od", "cs"))}.`;
    case "allDay":
      return "Celodenní událost nemá čas, který by šlo pacientovi napsat.";
    case "struckOut":
      return "Termín je v kalendáři přeškrtnutý, nebo jeho název říká, že je zrušený. Ověřte, zda platí, a rozhodněte, zda má zpráva odejít.";
    case "past":
      return "Termín už začal nebo proběhl.";
    case "stale":
      return "Zpráva čekala na odeslání víc než den a mohla by být mimo. Platí-li ještě, napište ji znovu.";
    case "dayPassed":
      return "Zpráva mluví o dni slovem jako „dnes“ nebo „zítra“ a odešla by až jiný den. Platí-li ještě, napište ji znovu.";
    case "alreadySent":
      return `Už odesláno${when && ` ${when}`}.`;
    case "alreadyWaiting":
      return "Tato zpráva už čeká na odeslání.";
    case "alreadyPlanned":
      return `Připomenutí už je naplánované${when && ` na ${when}`}.`;
    case "reminderTooLate":
      return "Na připomenutí je už pozdě: mělo by odejít dřív než teď, nebo těsně před termínem.";
    case "remindersOff":
      return "Samočinná připomenutí jsou vypnutá nebo je odesílání zastavené.";
    case "notSeen":
      return "Kalendář při posledním čtení tento termín neukázal. Zkontrolujte jej: pokud platí, připomenutí nechte odejít, jinak je zrušte.";
    case "calendarDiffers":
      return `Kalendář říká ${when}, SMS říká ${detail}. Naplánovanou SMS nahrazuje nová.`;
    case "wentAnyway":
      return "Připomenutí odešlo dřív, než je GoSMS zrušila, a už neplatí. Zavolejte prosím pacientovi.";
    case "vanished":
      return "GoSMS o naplánované zprávě už neví, někdo ji v ní nejspíš smazal. Pacient připomenutí nedostane.";
    case "notWithdrawn":
      return `GoSMS zprávu zatím nezrušila${detail && ` (${detail})`}. Zkoušíme to dál; zrušte ji raději i v administraci GoSMS.`;
    case "notVerified":
      return "GoSMS nedovoluje ověřit, že zprávu zrušila. Podívejte se do její administrace a povolte v ní přístup k detailu zprávy přes API.";
    case "idUnknown":
      return "Spojení se přerušilo, a tak Pípni neví, kterou z naplánovaných SMS má v GoSMS zrušit. Zrušte ji prosím v administraci GoSMS.";
    case "otherAccount":
      return "Klient ID se od předání této SMS změnil a v účtu, který je teď nastavený, GoSMS o ní neví. Předchozí účet ji může pacientovi poslat. Podívejte se do jeho administrace, a pokud už neplatí, zrušte ji v ní.";
    case "outcomeUnknown":
      return "Není jisté, zda tato zpráva odešla. Rozhodněte o ní v přehledu odeslaných.";
    case "pastUnreadable":
      return "Starší zprávu o tomto termínu nelze přečíst, a tak nevíme, co už pacient ví. Ověřte to a rozhodněte, zda má odejít.";
    case "placeholderEmpty":
      return `Chybí údaj pro ${detail}. Údaj ordinace doplňte v nastavení, údaj termínu a jméno pacienta v kalendáři, a pošlete znovu.`;
    case "placeholderUnknown":
      return `Šablona obsahuje neznámou značku ${detail}. Opravte ji v nastavení, nebo zapněte plugin, který ji nabízí.`;
    case "templateEmpty":
      return "Šablona zprávy je prázdná. Doplňte ji v nastavení.";
    case "gatewayField":
      return "Text obsahuje {{. GoSMS takové místo může nahradit něčím jiným, pacient by pak nedostal to, co zde vidíte. Opravte šablonu nebo údaje ordinace v nastavení.";
    case "tooLong":
      return "Zpráva je příliš dlouhá. Zkraťte šablonu v nastavení.";
    case "kindOff":
      return "Tento druh zpráv je v nastavení vypnutý.";
    case "stoppedByUser":
      return "Odeslání jste zrušili.";
    case "givenUp":
      return "Rozhodli jste se ji znovu neodesílat.";
    case "superseded":
      return "Termín se mezitím změnil; platí novější zpráva.";
    case "takenBack":
      return "Změna byla vzata zpět dřív, než zpráva odešla.";
    case "toldCancelled":
      return "Pacient dostal zprávu o zrušení, proto tato neodejde.";
    case "cancellationStopped":
      return "Místo této zprávy mělo odejít hromadné zrušení, které jste zastavili nebo znovu neposlali. Tato zpráva neodešla: platí-li termín dál, napište pacientovi znovu z okna hromadné SMS.";
    case "believesCancelled":
      return `Pacient má za to, že je termín zrušený${when && ` (zpráva ${when})`}.`;
    case "alreadyKnows":
      return `Pacient tento termín už zná${when && ` (zpráva ${when})`}.`;
    case "declined":
      return `Pacient odpověděl, že nepřijde${when && ` (${when})`}${detail && `: „${detail}“`}.`;
    case "confirmed":
      return "Pacient potvrdil, že přijde. Další připomenutí podle nastavení neodejde.";
    case "otherPatient":
      return "Termín má v kalendáři jiného pacienta. Zkontrolujte, zda jde o jinou osobu, a rozhodněte, zda má zpráva odejít.";
    case "newNumber":
      return "Na toto číslo ordinace ještě nepsala a adresář je nezná. Zkontrolujte je a rozhodněte, zda má zpráva odejít.";
    case "unconfirmed":
      return "Nikdo zatím nepotvrdil, že Pípni čte tento kalendář správně. Potvrďte to v okně Pípni, pak zkontrolujte jméno, číslo a text a rozhodněte, zda má zpráva odejít.";
    case "readingChanged":
      return "Kalendář se teď čte jinak, než jste potvrdili. Zkontrolujte v okně Pípni, co se v něm čte, a pak rozhodněte, zda má zpráva odejít.";
    case "feedUnread":
      return "Kalendář se teď podle své adresy nedaří přečíst, takže Pípni neví, zda termín ještě platí. Jakmile se přečte, zpráva odejde sama. Nechcete-li čekat, ověřte termín v kalendáři a rozhodněte sami.";
    case "wrongNumber":
      return "Na tomto čísle je podle odpovědi někdo jiný. Doplňte v adresáři správné číslo.";
    case "bundleChanged":
      return "Některý z termínů ve sloučené SMS se mezitím změnil nebo o něm nelze psát. O tomto pacient neví, napište mu znovu z okna hromadné SMS.";
    case "proposed":
      return "Změnu v kalendáři vidíme, ale nelze ověřit, že ji jeho server přijal. Rozhodněte o zprávě v okně Pípni.";
    case "appeared":
      return `Změna se objevila v kalendáři${detail && ` ${detail}`}, aniž to Pípni viděla vznikat. Ověřte ji a rozhodněte, zda se má pacientovi napsat.`;
    case "disappeared":
      return `Termín zmizel z kalendáře${detail && ` ${detail}`}, aniž to Pípni viděla. Mohl být zrušen, nebo přesunut na jiný den: ověřte to, než pacientovi napíšete, že je zrušen.`;
    case "series":
      return "Termín se opakuje a odešlo by více zpráv najednou. Rozhodněte o nich v okně Pípni.";
    case "burst":
      return "Neobvykle mnoho zpráv najednou. Potvrďte, že mají odejít.";
    case "dailyCap":
      return "Na toto číslo už dnes odešlo mnoho zpráv. Potvrďte, že má odejít další.";
    case "appointmentCap":
      return `O tomto termínu už na toto číslo ${detail ? `jde nebo odešlo zpráv: ${detail}` : "odešlo mnoho zpráv"}. Potvrďte, že má odejít další.`;
    case "flood":
      return `Z kalendáře přišlo tolik změn najednou, že se o nich nepíše${detail && `: ${detail}`}. Zkontrolujte kalendář; pacientům můžete napsat z okna hromadné SMS.`;
    case "sentElsewhere":
      return `Odeslal ji jiný počítač ordinace${detail && `: ${detail}`}${when && `, ${when}`}.`;
    case "scheduledElsewhere":
      return `Připomenutí předal GoSMS jiný počítač ordinace${detail && `: ${detail}`}. GoSMS je odešle ve svůj čas.`;
    case "unknownElsewhere":
      return `Odesílal ji jiný počítač ordinace${detail && ` (${detail})`} a nedokončil to. Ověřte v GoSMS nebo u pacienta, zda zprávu má.`;
    case "takenBackElsewhere":
      return `Jiný počítač ordinace${detail && ` (${detail})`} ji vzal z GoSMS zpět.`;
    case "newsElsewhere":
      return `Jiný počítač ordinace${detail && ` (${detail})`} mezitím${when && ` ${when}`} pacientovi o tomto termínu napsal něco jiného. Ověřte, co platí, a rozhodněte, zda má zpráva odejít.`;
    case "optedOutElsewhere":
      return `Na jiném počítači ordinace${detail && ` (${detail}${when && `, ${when}`})`} je zapsáno, že si tento pacient SMS nepřeje. Ověřte to a rozhodněte, zda má zpráva odejít.`;
    case "wrongNumberElsewhere":
      return `Na jiném počítači ordinace${detail && ` (${detail}${when && `, ${when}`})`} bylo číslo tohoto pacienta vyškrtnuto nebo opraveno. Ověřte číslo a rozhodněte, zda má zpráva odejít.`;
    case "answeredElsewhere":
      return `Na jiném počítači ordinace${detail && ` (${detail}${when && `, ${when}`})`} je zapsána odpověď pacienta na tento termín, po které se už nepřipomíná. Ověřte ji a rozhodněte, zda má zpráva odejít.`;
    case "unreadableElsewhere":
      return "Co o této zprávě nebo pacientovi zapsaly jiné počítače ordinace, nelze přečíst: zápis je poškozený, nebo mají novější Pípni. Pacient už mohl být informován, nebo si SMS nepřeje. Ověřte to na nich a rozhodněte, zda má zpráva odejít.";
    case "onlyShows":
      return "Tento počítač podle nastavení zprávy jen ukazuje a neposílá. Odešlete je z počítače, který posílá, nebo to změňte v nastavení, v části Více počítačů.";
    case "credentialsMissing":
      return "Nejsou vyplněné údaje GoSMS. Doplňte je v nastavení.";
    case "credentials":
      return "GoSMS nepřijala Klient ID nebo Klient Secret. Opravte je v nastavení; zprávy zatím čekají.";
    case "credit":
      return "Na účtu GoSMS není dost kreditu. Dobijte jej a nechte zprávy pokračovat.";
    case "channel":
      return "GoSMS nezná zadaný komunikační kanál. Vyberte jiný v nastavení.";
    case "forbidden":
      return "GoSMS tuto akci účtu nedovolila. Zkontrolujte oprávnění API ve své administraci GoSMS.";
    case "notFound":
      return "Služba GoSMS na své adrese není (chyba 404).";
    case "invalidRecipient":
      return "GoSMS označila číslo za neplatné. Opravte je v kalendáři.";
    case "refused":
      return `GoSMS zprávu odmítla${detail && `: ${detail}`}. Až příčinu odstraníte, odešlete ji znovu.`;
    case "rateLimited":
      return "GoSMS požádala o zpomalení.";
    case "network":
      return "Spojení s GoSMS se přerušilo. Zkontrolujte připojení k internetu.";
    case "timeout":
      return "GoSMS neodpověděla včas.";
    case "serverError":
      return `GoSMS má poruchu${detail && ` (chyba ${detail})`}.`;
    case "badAnswer":
      return "GoSMS odpověděla něčím, čemu nerozumíme (například stránkou místo dat).";
    case "interrupted":
      return "Prohlížeč se během odesílání zavřel.";
  }
}

/** Why a text stands as it does, for its row: what has become of it, what happened, what to do. */
export function explain({ state, reason: why }: Explained, when = ""): string {
  // Switched on again, it goes on by itself; everything else that is held waits for a press of its button.
  if (state === "held" && why.code === "kindOff")
    return "Tento druh zpráv je vypnutý. Zapnete jej v nastavení, v části Texty; zprávy pak odejdou samy.";
  if (state === "held" && why.code === "phoneChanged")
    return "Pacient má mezitím jiné číslo, na dosavadní zpráva neodešla. Na nynější ji pošlete tlačítkem Odeslat u zprávy; nemá-li odejít, zvolte Neodesílat.";
  return [consequences[state], reason(why, when)].filter(Boolean).join(" ");
}
