import type { automation as cs } from "../../cs/options/automation.ts";

/** What leaves by itself, of what a person hears at once, and what is seldom changed. */
export const automation: typeof cs = {
  lead: "Čo odchádza samo a kedy, a na čo vás Pípni upozorní.",
  changes: "Správy po zmene v kalendári",
  notifications: {
    title: "Upozornenia na obrazovke",
    lead: "Prehliadač ich ukáže aj vtedy, keď kalendár práve nevidíte. Kliknutie otvorí Čaká na vás.",
    kinds: {
      answer: "Pacient odpovedal",
      unknown: "Nevieme, či SMS odišla",
      unread: "Kalendár sa prestal čítať",
      stopped: "Odosielanie sa zastavilo",
    },
    names: "Uvádzať mená pacientov",
    namesHint: "Upozornenie uvidí aj ten, kto stojí pri pulte. Telefón ani text správy sa neukáže nikdy.",
    withdrawn: "Prehliadač upozornenia nedovolil, preto sa žiadne neukáže.",
    allow: "Povoliť upozornenia",
    refused: "Prehliadač upozornenia nepovolil. Stlačte znova a v otázke prehliadača zvoľte Povoliť.",
  },
  advanced: {
    lead: "Čo väčšinou netreba meniť.",
    numbers: "Odosielanie a denník",
    more: "Viac počítačov a záloha",
    workstations: "Kto posiela, keď Pípni beží na viacerých počítačoch.",
    backup: "Všetko, čo je nastavené, v jednom súbore.",
    back: "Späť na Pokročilé",
  },
};
