import type { RegistryProblem } from "../../domain/claims/trouble.ts";

/** Why the place where several computers agree does not answer as it should, and what follows. */
export const registry = {
  problems: {
    unreachable: "Spoločné miesto neodpovedá. Skontrolujte, či server beží a či je počítač v sieti.",
    certificate:
      "Server na adrese https:// buď nebeží, alebo tento počítač nedôveruje jeho certifikátu. Otvorte adresu na novej karte: ak sa ukáže varovanie, pridajte certifikát servera do počítača.",
    password: "Server neprijal používateľa alebo heslo.",
    noUsers:
      "Server nemá zapnutých používateľov, takže by doň mohol písať ktokoľvek. Zapnite ich podľa návodu (etcdctl auth enable).",
    forbidden: "Používateľ nemá na serveri právo ku kľúčom ambulancie (pipni/používateľ/).",
    tooOld: "Server je príliš starý, je potrebný etcd 3.4 alebo novší.",
    clock: "Hodiny servera a tohto počítača sa líšia o viac než dve minúty. Nastavte ich správne.",
    full: "Úložisko servera je plné. Uvoľnite v ňom miesto.",
    badAnswer: "Na tejto adrese neodpovedá etcd, alebo je jeho zápis poškodený.",
    permission:
      "Prehliadač nemá k adrese servera prístup. V nastaveniach, v časti Viac počítačov, ju znova uložte.",
    incomplete:
      "Chýbajú údaje spoločného miesta. Doplňte ich v nastaveniach, v časti Viac počítačov, alebo načítajte zálohu.",
    older:
      "Server vie menej ako predtým: pravdepodobne bol obnovený zo zálohy. Nič neodchádza, kým to niekto neposúdi v nastaveniach, v časti Viac počítačov.",
  } satisfies Record<RegistryProblem, string>,
  waits: "Správy počkajú a odídu samy, keď sa počítače zase dohodnú.",
  withoutAsking: "Tento počítač posiela bez dohody s ostatnými.",
  settings: "Viac počítačov v nastaveniach",
};
