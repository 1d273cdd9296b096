import type { ReasonCode } from "../../../domain/outbox/reason.ts";

/** What to do next after a failed Test, where the reason itself does not say. */
const testAdvice: Partial<Record<ReasonCode, string>> = {
  credentialsMissing: "Klient ID i Klient Secret najdete v GoSMS v nabídce API > API.",
  credentials: "Zkopírujte obě hodnoty z GoSMS znovu, bez mezer na začátku a na konci.",
  channel: "Zvolte některý z kanálů svého účtu v poli výše.",
  network: "Potom stiskněte Test znovu.",
  timeout: "Počkejte chvíli a stiskněte Test znovu.",
  badAnswer: "Zkuste si ve vedlejší kartě otevřít app.gosms.eu; síť může vyžadovat přihlášení.",
  rateLimited: "Počkejte minutu a stiskněte Test znovu.",
  serverError: "Počkejte chvíli a stiskněte Test znovu.",
};

export const gosms = {
  lead: "Zprávy odcházejí přes váš účet u GoSMS. Údaje zůstávají v tomto prohlížeči.",
  clientId: "Klient ID",
  clientIdMissing: "Vyplňte Klient ID.",
  clientSecret: "Klient Secret",
  secretMissing: "Vyplňte Klient Secret.",
  secretStored: (hint: string) => (hint ? `uloženo, končí na …${hint}` : "uloženo"),
  secretReplace: "Napsáním nového jej nahradíte.",
  secretNew: "Po uložení se nahradí nově zadaným.",
  channel: "ID komunikačního kanálu",
  channelHint:
    "Určuje, od koho SMS přijde. Neznáte-li jej, nechte pole prázdné a po Testu vyberte ze seznamu.",
  channelInvalid: "Zadejte číslo kanálu, jen číslice.",
  channelPick: "Vyberte kanál…",
  channelName: (id: number, name: string, sender: string) =>
    [String(id), name, sender && `odesílatel ${sender}`].filter(Boolean).join(" · "),
  noChannels: "Účet zatím nemá žádný komunikační kanál. Založte jej v administraci GoSMS.",
  test: "Test",
  testing: "Testuje se…",
  testOk: "Propojení s GoSMS je v pořádku",
  testedAndSaved: "Údaje jsou uložené. Testem se žádná SMS neodeslala.",
  credit: "Kredit",
  postpaid: "účet na fakturu",
  sender: "Odesílatel",
  channelWanted: "Zbývá vybrat komunikační kanál v poli výše; hned se uloží.",
  advice: (code: ReasonCode) => testAdvice[code] ?? "",
  helpTitle: "Kde údaje najdu",
  helpBefore: "Přihlaste se do GoSMS a v nabídce otevřete ",
  helpPath: "API > API",
  helpAfter: ". Stránka ukazuje všechny tři hodnoty: Klient ID, Klient Secret i ID kanálu.",
  helpLink: "Otevřít API v GoSMS",
  newWindow: "otevře se v nové kartě",
};
