import type { PluginProblemCode } from "../../domain/plugin-problem.ts";

const sentences: Record<PluginProblemCode, string> = {
  notJson: "soubor není JSON ({why}): opravte jeho zápis",
  missing: "chybí: doplňte {expected}",
  wrongType: "má tu být {expected}, ne {given}: opravte hodnotu",
  unknownKeys: "{keys} tu Pípni nezná: opravte název, nebo je smažte",
  unknownKey: "název `{key}` tu Pípni nezná: opravte jej, nebo jej smažte",
  empty: "je prázdné: uveďte aspoň jednu položku nebo znak",
  tooShort: "je příliš krátké: uveďte nejméně {least} položek nebo znaků",
  tooLong: "je příliš dlouhé: zkraťte je, dovoleno je nejvýše {most} položek nebo znaků",
  tooSmall: "je příliš malé: uveďte nejméně {least}",
  tooGreat: "je příliš velké: uveďte nejvýše {most}",
  notOneOf: "má být jedna z hodnot {values}: vyberte z nich",
  noShape: "nemá žádný z dovolených tvarů: porovnejte je se schématem plugin.schema.json",
  apiMissing: "má být číslo {version}: doplňte je",
  apiNewer: "je {given}, ale toto Pípni má {version}: aktualizujte Pípni",
  apiOlder: "je {given}, ale toto Pípni má {version}: aktualizujte plugin",
  id: "smí mít jen malá písmena bez diakritiky, číslice a spojovníky, nejvýše 50, a začínat písmenem: přejmenujte je",
  version: "má být verze jako `1.0.0`: zapište ji takto",
  command: "má vypadat jako `plugin.udelejNeco`: přejmenujte příkaz",
  matchPattern: "má být vzor adresy jako `https://kalendar.example/*`: zapište jej takto",
  activationEvent: "má být `onElement:` a selektor: zapište událost takto",
  attribute: "má být název atributu, například `data-id`: opravte jej",
  method: "má být metoda velkými písmeny, například `POST`: opravte ji",
  timeZone: "má být časové pásmo jako `Europe/Prague`: opravte je",
  placeholderName: "má být 2 až 20 velkých písmen bez diakritiky: přejmenujte značku",
  selectorSyntax:
    "není selektor, kterému prohlížeč rozumí (`{odd}`): zkuste jej v konzoli prohlížeče příkazem document.querySelectorAll a opravte",
  patternSyntax: "není regulární výraz ({why}): opravte jeho zápis",
  patternEndless:
    "by na některých textech hledal neúnosně dlouho: začněte jej znakem `^`, místo `.*` napište, které znaky tam smějí stát (například `[^,]*`), a neopakujte skupinu, která sama něco opakuje",
  formatQuote: "má uvozovku bez páru: doplňte druhou",
  formatTwice: "udává dvakrát `{part}`: jedno vynechte",
  formatUnknown: "nezná `{piece}`: slova dejte do uvozovek, například `H:mm 'hodin'`; známé je {known}",
  formatEmpty: "neudává datum ani čas: napište, jak vypadají",
  formatMinutes: "má `mm`, a to jsou minuty: měsíc zapište jako `MM`",
  fetchDayless:
    "neříká, kam v adrese patří den, a četl by se tak pořád týž: doplňte jej, například `?den={yyyy-MM-dd}`",
  fetchUnknown:
    "má ve složených závorkách `{odd}`, které Pípni nezná: rok je `yyyy`, měsíc `MM`, den `dd`, jinak `epoch-s` nebo `epoch-ms`",
  commandUnknown: "příkaz `{command}` plugin nemá: přidejte jej do contributes.commands",
  probeAlone: "chybí, a probe tak nemá komu hlásit: přidejte main, nebo probe smažte",
  eventsMissing: "chybí: napište, jak se termíny čtou, nebo přidejte kód pluginu jako `main`",
  selectorMissing: "chybí: napište, které prvky stránky jsou termíny",
  startMissing: "chybí: napište, kde stojí začátek termínu",
  idMissing: "chybí: napište, kde stojí identifikátor termínu, nebo uveďte `events.syntheticId`",
  itemIdMissing: "chybí: napište, ke kterému termínu na stránce položka patří",
  whichMissing: "chybí: napište, kterého termínu se změna týká",
  sourceUnknown:
    "začíná slovem `{word}:`, které tu nic neznamená: napište `request:`, `response:` nebo `url:`; jmenuje-li se tak samo pole, napište `request:{given}`",
  sourceInItem: "je `{given}`, ale seznam se čte po položkách: napište cestu v položce, například `$.id`",
  groupMissing:
    "čte z adresy část `{name}`, kterou výraz v `url` nepojmenovává (zná {known}): obalte ji v něm do `(?<{name}>…)`, nebo opravte název",
  fromMissing: "odkazuje na pole `{name}`, které tu není: přidejte je, nebo opravte název",
  listMissing: "nemá pravidlo druhu `list`, a termíny se mají číst ze sítě: přidejte je",
  rangeMissing: "chybí: napište, které dny seznam pokrývá, například od `response:from` do `response:to`",
  inclusiveMissing:
    "chybí: napište true, pokud seznam obsahuje i den z `to`, a false, pokud je to první den po něm",
  navigatesOnList: "patří jen ke změnám: smažte je",
  excludeOnChange: "patří jen k pravidlům druhu `list`: smažte je",
  newUnheard:
    "patří jen k pravidlům druhu `save`, na jejichž odpověď stránka čeká: smažte je, nebo smažte `navigates`",
  placeholderBuiltIn: "značku #{name}# má už Pípni samo a plugin ji nesmí měnit: zvolte jiný název",
  placeholderTwice: "značka #{name}# je tu dvakrát: jednu vynechte",
  placeholderUnread: "značku #{name}# nic nečte: přidejte pole `#{name}#` k ostatním polím termínu",
  placeholderUnknown: "značku #{name}# plugin nenabízí: přidejte ji do contributes.placeholders",
  folder: "má být názvem složky pluginu, ne `{id}`: přejmenujte jedno z nich",
  code: "je kód, a ten přidat nelze: popište kalendář daty",
  ownName: "`{id}` je název pluginu, který je součástí Pípni: zvolte jiný",
};

/** What is wrong with a plugin, and what to do; names in braces are filled in. */
export const pluginProblems = {
  wholeFile: "(celý soubor)",
  /** Of values, as JSON has them. */
  types: {
    string: "text",
    number: "číslo",
    int: "celé číslo",
    boolean: "true nebo false",
    array: "seznam",
    object: "objekt",
    record: "objekt",
    null: "null",
  } as Record<string, string>,
  sentences,
};
