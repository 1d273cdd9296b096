import type { FeedProblem } from "../../domain/feeds/feed.ts";

/** Why a calendar could not be read by its address, and what to do about it. */
export const feedProblems: Record<FeedProblem, string> = {
  permission: "Prohlížeč Pípni nedovolil tento server číst. Povolte jej v Kalendářích.",
  network: "Server kalendáře neodpovídá. Zkontrolujte připojení k internetu; Pípni to zkouší dál.",
  timeout: "Server kalendáře neodpověděl včas. Pípni to zkouší dál.",
  password:
    "Server kalendáře chce jméno a heslo, nebo tato už neplatí. Zadejte je v Kalendářích. Některé služby dávají pro jiné aplikace zvláštní heslo.",
  forbidden: "Server kalendáře čtení nedovolil. Ověřte, že je kalendář sdílený a že k němu účet má přístup.",
  gone: "Na této adrese už kalendář není. Zkopírujte z kalendáře novou adresu a přidejte ji.",
  moved: "Kalendář se přestěhoval na jinou adresu. Zkopírujte z kalendáře novou adresu a přidejte ji.",
  noCalendar:
    "Na této adrese není kalendář, ale jiná stránka. Zkopírujte adresu iCal nebo CalDAV z nastavení kalendáře.",
  unreadable: "Kalendář došel, ale nedá se přečíst. Ověřte v něm poslední termíny; Pípni to zkouší dál.",
  tooLarge:
    "Kalendář je příliš velký, než aby se dal celý číst. Použijte kalendář, který obsahuje jen termíny ordinace.",
  busy: "Server kalendáře teď nestíhá odpovídat. Pípni to zkouší dál.",
  server: "Server kalendáře odpověděl chybou. Pípni to zkouší dál.",
  emptied:
    "Z kalendáře najednou zmizely všechny termíny. Ověřte, že jde o správný kalendář a že se v něm nic neztratilo.",
};
