import type { FeedProblem } from "../../domain/feeds/feed.ts";

/** Why a calendar could not be read by its address, and what to do about it. */
export const feedProblems: Record<FeedProblem, string> = {
  permission: "Prehliadač Pípni nedovolil tento server čítať. Povoľte ho v Kalendároch.",
  network: "Server kalendára neodpovedá. Skontrolujte pripojenie k internetu; Pípni to skúša ďalej.",
  timeout: "Server kalendára neodpovedal včas. Pípni to skúša ďalej.",
  password:
    "Server kalendára chce meno a heslo, alebo tieto už neplatia. Zadajte ich v Kalendároch. Niektoré služby dávajú pre iné aplikácie osobitné heslo.",
  forbidden:
    "Server kalendára čítanie nedovolil. Overte, že je kalendár zdieľaný a že k nemu účet má prístup.",
  gone: "Na tejto adrese už kalendár nie je. Skopírujte z kalendára novú adresu a pridajte ju.",
  moved: "Kalendár sa presťahoval na inú adresu. Skopírujte z kalendára novú adresu a pridajte ju.",
  noCalendar:
    "Na tejto adrese nie je kalendár, ale iná stránka. Skopírujte adresu iCal alebo CalDAV z nastavení kalendára.",
  unreadable: "Kalendár prišiel, ale nedá sa prečítať. Overte v ňom posledné termíny; Pípni to skúša ďalej.",
  tooLarge:
    "Kalendár je príliš veľký na to, aby sa dal celý čítať. Použite kalendár, ktorý obsahuje len termíny ordinácie.",
  busy: "Server kalendára teraz nestíha odpovedať. Pípni to skúša ďalej.",
  server: "Server kalendára odpovedal chybou. Pípni to skúša ďalej.",
  emptied:
    "Z kalendára naraz zmizli všetky termíny. Overte, že ide o správny kalendár a že sa v ňom nič nestratilo.",
};
