/** What was sent to somebody and what came back. */
export const conversation = {
  whole: "Celá konverzace",
  title: (who: string) => `Konverzace: ${who}`,
  titleAlone: "Konverzace",
  list: "Zprávy a odpovědi od nejstarší",
  practice: "Ordinace",
  patient: "Pacient",
  shared: (names: string) => `Na tomto čísle píšete více lidem: ${names}.`,
  earlier: "Zobrazit starší",
  empty: "Z tohoto počítače sem zatím nic neodešlo a nic odsud nepřišlo.",
  waits: "Čeká na vás",
  gone: "Tuto konverzaci už ukázat nelze. Údaje jsou smazané, ručně nebo po nastavené době.",
};
