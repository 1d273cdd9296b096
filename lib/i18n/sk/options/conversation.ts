import type { conversation as cs } from "../../cs/options/conversation.ts";

export const conversation: typeof cs = {
  whole: "Celá konverzácia",
  title: (who) => `Konverzácia: ${who}`,
  titleAlone: "Konverzácia",
  list: "Správy a odpovede od najstaršej",
  practice: "Ordinácia",
  patient: "Pacient",
  shared: (names) => `Na tomto čísle píšete viacerým ľuďom: ${names}.`,
  earlier: "Zobraziť staršie",
  empty: "Z tohto počítača sem zatiaľ nič neodišlo a nič odtiaľto neprišlo.",
  waits: "Čaká na vás",
  gone: "Túto konverzáciu už nemožno ukázať. Údaje sú zmazané, ručne alebo po nastavenom čase.",
};
