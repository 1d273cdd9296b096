import type { NewsVersion } from "../../domain/news.ts";
import type { news as cs } from "../cs/news.ts";

/** For the person at the desk: what they can do now, and nothing of how it is made. */
const versions: Record<NewsVersion, readonly string[]> = {
  "1.0.0": [
    "Začíname: päť krokov od inštalácie k prvej SMS na váš telefón a k pripomienkam, na jednej stránke.",
    "Viac počítačov: počítače ambulancie sa o každej SMS dohodnú, takže ju pacient dostane raz, aj keď ju dvaja ľudia odošlú naraz.",
    "Vlastný text: pacientom vybraného dňa napíšete vlastnými slovami. Texty, ktoré píšete častejšie, si uložíte pod názvom.",
    "Pacienti jedného lekára môžu dostávať iný text.",
    "Ak prehliadač stratí dáta, Pípni to povie a poradí, čo ich vráti.",
  ],
  "0.1.0": [
    "Ponuka začína tým, čo robíte každý deň: Deň, Čaká na vás, Správy, Pacienti a Volanie. Texty, Automatika a Pokročilé sú zvlášť.",
    "Deň si otvoríte z ponuky, z okna ikony, alebo vedľa kalendára v bočnom paneli prehliadača.",
    "Okno ikony hore ukazuje, čo na vás čaká, a pod tým, koľko ľudí príde zajtra a čo vedia.",
    "V časti Automatika si môžete zapnúť upozornenia na obrazovke, napríklad na odpoveď pacienta. Mená pacientov v nich nie sú, kým ich nezapnete.",
    "Nanečisto ukáže celý deň tak, ako by SMS odišli, a nič neodošle.",
    "Na výraz, ktorý v správe chcete, už Pípni nemusí upozorňovať.",
    "Čakacia listina: ak niekto zruší termín, Pípni navrhne, komu z tých, ktorí chcú skorší, ho ponúknuť.",
    "V časti Kalendáre si môžete zapnúť značky: v kalendári potom pri termíne vidíte, kto príde, kto ruší a komu zavolať.",
  ],
};

export const news: typeof cs = {
  lead: "Čo Pípni vie po novom, od najnovšej verzie.",
  version: (version) => `Verzia ${version}`,
  versions,
};
