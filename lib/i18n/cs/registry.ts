import type { RegistryProblem } from "../../domain/claims/trouble.ts";

/** Why the place where several computers agree does not answer as it should, and what follows. */
export const registry = {
  problems: {
    unreachable: "Společné místo neodpovídá. Zkontrolujte, zda server běží a zda je počítač v síti.",
    certificate:
      "Server na adrese https:// buď neběží, nebo tento počítač nevěří jeho certifikátu. Otevřete adresu v novém panelu: ukáže-li se varování, přidejte certifikát serveru do počítače.",
    password: "Server nepřijal uživatele nebo heslo.",
    noUsers:
      "Server nemá zapnuté uživatele, takže by do něj mohl psát kdokoli. Zapněte je podle návodu (etcdctl auth enable).",
    forbidden: "Uživatel nemá na serveru právo ke klíčům ordinace (pipni/uživatel/).",
    tooOld: "Server je příliš starý, je potřeba etcd 3.4 nebo novější.",
    clock: "Hodiny serveru a tohoto počítače se liší o více než dvě minuty. Nastavte je správně.",
    full: "Úložiště serveru je plné. Uvolněte v něm místo.",
    badAnswer: "Na této adrese neodpovídá etcd, nebo je jeho zápis poškozený.",
    permission:
      "Prohlížeč nemá k adrese serveru přístup. V nastavení, v části Více počítačů, jej znovu uložte.",
    incomplete:
      "Chybí údaje společného místa. Doplňte je v nastavení, v části Více počítačů, nebo načtěte zálohu.",
    older:
      "Server ví méně než dřív: nejspíš byl obnoven ze zálohy. Nic neodchází, dokud to někdo neposoudí v nastavení, v části Více počítačů.",
  } satisfies Record<RegistryProblem, string>,
  waits: "Zprávy počkají a odejdou samy, až se počítače zase domluví.",
  withoutAsking: "Tento počítač posílá bez dohody s ostatními.",
  settings: "Více počítačů v nastavení",
};
