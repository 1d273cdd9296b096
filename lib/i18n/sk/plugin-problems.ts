import type { pluginProblems as cs } from "../cs/plugin-problems.ts";

const sentences: typeof cs.sentences = {
  notJson: "súbor nie je JSON ({why}): opravte jeho zápis",
  missing: "chýba: doplňte {expected}",
  wrongType: "má tu byť {expected}, nie {given}: opravte hodnotu",
  unknownKeys: "{keys} tu Pípni nepozná: opravte názov, alebo ich zmažte",
  unknownKey: "názov `{key}` tu Pípni nepozná: opravte ho, alebo ho zmažte",
  empty: "je prázdne: uveďte aspoň jednu položku alebo znak",
  tooShort: "je príliš krátke: uveďte najmenej {least} položiek alebo znakov",
  tooLong: "je príliš dlhé: skráťte ho, dovolených je najviac {most} položiek alebo znakov",
  tooSmall: "je príliš malé: uveďte najmenej {least}",
  tooGreat: "je príliš veľké: uveďte najviac {most}",
  notOneOf: "má byť jedna z hodnôt {values}: vyberte z nich",
  noShape: "nemá žiadny z dovolených tvarov: porovnajte to so schémou plugin.schema.json",
  apiMissing: "má byť číslo {version}: doplňte ho",
  apiNewer: "má hodnotu {given}, no toto Pípni má {version}: aktualizujte Pípni",
  apiOlder: "má hodnotu {given}, no toto Pípni má {version}: aktualizujte plugin",
  id: "smie mať len malé písmená bez diakritiky, číslice a spojovníky, najviac 50, a začínať písmenom: premenujte ho",
  version: "má byť verzia ako `1.0.0`: zapíšte ju takto",
  command: "má vyzerať ako `plugin.urobNieco`: premenujte príkaz",
  matchPattern: "má byť vzor adresy ako `https://kalendar.example/*`: zapíšte ho takto",
  activationEvent: "má byť `onElement:` a selektor: zapíšte udalosť takto",
  attribute: "má byť názov atribútu, napríklad `data-id`: opravte ho",
  method: "má byť metóda veľkými písmenami, napríklad `POST`: opravte ju",
  timeZone: "má byť časové pásmo ako `Europe/Prague`: opravte ho",
  placeholderName: "má byť 2 až 20 veľkých písmen bez diakritiky: premenujte značku",
  selectorSyntax:
    "nie je selektor, ktorému prehliadač rozumie (`{odd}`): vyskúšajte ho v konzole prehliadača príkazom document.querySelectorAll a opravte",
  patternSyntax: "nie je regulárny výraz ({why}): opravte jeho zápis",
  patternEndless:
    "by na niektorých textoch hľadal neúnosne dlho: začnite ho znakom `^`, namiesto `.*` napíšte, ktoré znaky tam smú stáť (napríklad `[^,]*`), a neopakujte skupinu, ktorá sama niečo opakuje",
  formatQuote: "má úvodzovku bez páru: doplňte druhú",
  formatTwice: "udáva dvakrát `{part}`: jedno vynechajte",
  formatUnknown: "nepozná `{piece}`: slová dajte do úvodzoviek, napríklad `H:mm 'hodin'`; známe je {known}",
  formatEmpty: "neudáva dátum ani čas: napíšte, ako vyzerajú",
  formatMinutes: "má `mm`, a to sú minúty: mesiac zapíšte ako `MM`",
  fetchDayless:
    "nehovorí, kam v adrese patrí deň, a čítal by sa tak stále ten istý: doplňte ho, napríklad `?den={yyyy-MM-dd}`",
  fetchUnknown:
    "má v zložených zátvorkách `{odd}`, ktoré Pípni nepozná: rok je `yyyy`, mesiac `MM`, deň `dd`, inak `epoch-s` alebo `epoch-ms`",
  commandUnknown: "príkaz `{command}` plugin nemá: pridajte ho do contributes.commands",
  probeAlone: "chýba, a probe tak nemá komu hlásiť: pridajte main, alebo probe zmažte",
  eventsMissing: "chýba: napíšte, ako sa termíny čítajú, alebo pridajte kód pluginu ako `main`",
  selectorMissing: "chýba: napíšte, ktoré prvky stránky sú termíny",
  startMissing: "chýba: napíšte, kde stojí začiatok termínu",
  idMissing: "chýba: napíšte, kde stojí identifikátor termínu, alebo uveďte `events.syntheticId`",
  itemIdMissing: "chýba: napíšte, ku ktorému termínu na stránke položka patrí",
  whichMissing: "chýba: napíšte, ktorého termínu sa zmena týka",
  sourceUnknown:
    "začína slovom `{word}:`, ktoré tu nič neznamená: napíšte `request:`, `response:` alebo `url:`; ak sa tak volá samo pole, napíšte `request:{given}`",
  sourceInItem: "je `{given}`, ale zoznam sa číta po položkách: napíšte cestu v položke, napríklad `$.id`",
  groupMissing:
    "číta z adresy časť `{name}`, ktorú výraz v `url` nepomenúva (pozná {known}): obaľte ju v ňom do `(?<{name}>…)`, alebo opravte názov",
  fromMissing: "odkazuje na pole `{name}`, ktoré tu nie je: pridajte ho, alebo opravte názov",
  listMissing: "nemá pravidlo druhu `list`, a termíny sa majú čítať zo siete: pridajte ho",
  rangeMissing: "chýba: napíšte, ktoré dni zoznam pokrýva, napríklad od `response:from` do `response:to`",
  inclusiveMissing:
    "chýba: napíšte true, ak zoznam obsahuje aj deň z `to`, a false, ak je to prvý deň po ňom",
  navigatesOnList: "patrí len k zmenám: zmažte ho",
  excludeOnChange: "patrí len k pravidlám druhu `list`: zmažte ho",
  newUnheard:
    "patrí len k pravidlám druhu `save`, na ktorých odpoveď stránka čaká: zmažte ho, alebo zmažte `navigates`",
  placeholderBuiltIn: "značku #{name}# má už Pípni samo a plugin ju nesmie meniť: zvoľte iný názov",
  placeholderTwice: "značka #{name}# je tu dvakrát: jednu vynechajte",
  placeholderUnread: "značku #{name}# nič nečíta: pridajte pole `#{name}#` k ostatným poliam termínu",
  placeholderUnknown: "značku #{name}# plugin neponúka: pridajte ju do contributes.placeholders",
  folder: "má byť názvom priečinka pluginu, nie `{id}`: premenujte jedno z nich",
  code: "je kód, a ten sa pridať nedá: opíšte kalendár dátami",
  ownName: "`{id}` je názov pluginu, ktorý je súčasťou Pípni: zvoľte iný",
};

export const pluginProblems: typeof cs = {
  wholeFile: "(celý súbor)",
  /** Of values, as JSON has them. */
  types: {
    string: "text",
    number: "číslo",
    int: "celé číslo",
    boolean: "true alebo false",
    array: "zoznam",
    object: "objekt",
    record: "objekt",
    null: "null",
  },
  sentences,
};
