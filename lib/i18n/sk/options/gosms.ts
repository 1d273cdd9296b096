import type { ReasonCode } from "../../../domain/outbox/reason.ts";
import type { gosms as cs } from "../../cs/options/gosms.ts";

const testAdvice: Partial<Record<ReasonCode, string>> = {
  credentialsMissing: "Klient ID aj Klient Secret nájdete v GoSMS v ponuke API > API.",
  credentials: "Skopírujte obe hodnoty z GoSMS znova, bez medzier na začiatku a na konci.",
  channel: "Zvoľte niektorý z kanálov svojho účtu v poli vyššie.",
  network: "Potom stlačte Test znova.",
  timeout: "Počkajte chvíľu a stlačte Test znova.",
  badAnswer: "Skúste si na vedľajšej karte otvoriť app.gosms.eu; sieť môže vyžadovať prihlásenie.",
  rateLimited: "Počkajte minútu a stlačte Test znova.",
  serverError: "Počkajte chvíľu a stlačte Test znova.",
};

export const gosms: typeof cs = {
  lead: "Správy odchádzajú cez váš účet v GoSMS. Údaje zostávajú v tomto prehliadači.",
  clientId: "Klient ID",
  clientIdMissing: "Vyplňte Klient ID.",
  clientSecret: "Klient Secret",
  secretMissing: "Vyplňte Klient Secret.",
  secretStored: (hint) => (hint ? `uložené, končí na …${hint}` : "uložené"),
  secretReplace: "Napísaním nového ho nahradíte.",
  secretNew: "Po uložení sa nahradí novo zadaným.",
  channel: "ID komunikačného kanála",
  channelHint:
    "Určuje, od koho SMS príde. Ak ho nepoznáte, nechajte pole prázdne a po Teste vyberte zo zoznamu.",
  channelInvalid: "Zadajte číslo kanála, len číslice.",
  channelPick: "Vyberte kanál…",
  channelName: (id, name, sender) =>
    [String(id), name, sender && `odosielateľ ${sender}`].filter(Boolean).join(" · "),
  noChannels: "Účet zatiaľ nemá žiadny komunikačný kanál. Založte ho v administrácii GoSMS.",
  test: "Test",
  testing: "Testuje sa…",
  testOk: "Prepojenie s GoSMS je v poriadku",
  testedAndSaved: "Údaje sú uložené. Testom sa neodoslala žiadna SMS.",
  credit: "Kredit",
  postpaid: "účet na faktúru",
  sender: "Odosielateľ",
  channelWanted: "Zostáva vybrať komunikačný kanál v poli vyššie; hneď sa uloží.",
  advice: (code) => testAdvice[code] ?? "",
  helpTitle: "Kde údaje nájdem",
  helpBefore: "Prihláste sa do GoSMS a v ponuke otvorte ",
  helpPath: "API > API",
  helpAfter: ". Stránka ukazuje všetky tri hodnoty: Klient ID, Klient Secret aj ID kanála.",
  helpLink: "Otvoriť API v GoSMS",
  newWindow: "otvorí sa na novej karte",
};
