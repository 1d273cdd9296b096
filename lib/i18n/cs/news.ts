import type { NewsVersion } from "../../domain/news.ts";

/** For the person at the desk: what they can do now, and nothing of how it is made. */
const versions: Record<NewsVersion, readonly string[]> = {
  "1.0.0": [
    "Začínáme: pět kroků od instalace k první SMS na váš telefon a k připomínkám, na jedné stránce.",
    "Více počítačů: počítače ordinace se o každé SMS dohodnou, takže ji pacient dostane jednou, i když ji dva lidé odešlou zároveň.",
    "Vlastní text: pacientům vybraného dne napíšete vlastními slovy. Texty, které píšete častěji, si uložíte pod názvem.",
    "Pacienti jednoho lékaře mohou dostávat jiný text.",
    "Ztratí-li prohlížeč data, Pípni to řekne a poradí, co je vrátí.",
  ],
  "0.1.0": [
    "Nabídka začíná tím, co děláte každý den: Den, Čeká na vás, Zprávy, Pacienti a Volání. Texty, Automatika a Pokročilé jsou zvlášť.",
    "Den si otevřete z nabídky, z okna ikony, nebo vedle kalendáře v postranním panelu prohlížeče.",
    "Okno ikony nahoře ukazuje, co na vás čeká, a pod tím, kolik lidí přijde zítra a co vědí.",
    "V části Automatika si můžete zapnout upozornění na obrazovce, třeba na odpověď pacienta. Jména pacientů v nich nejsou, dokud je nezapnete.",
    "Nanečisto ukáže celý den tak, jak by SMS odešly, a nic neodešle.",
    "Na výraz, který ve zprávě chcete, už Pípni nemusí upozorňovat.",
    "Čekací listina: zruší-li někdo termín, Pípni navrhne, komu z těch, kdo chtějí dřívější, ho nabídnout.",
    "V části Kalendáře si můžete zapnout značky: v kalendáři pak u termínu vidíte, kdo přijde, kdo ruší a komu zavolat.",
  ],
};

export const news = {
  lead: "Co Pípni umí nově, od nejnovější verze.",
  version: (version: string) => `Verze ${version}`,
  versions,
};
