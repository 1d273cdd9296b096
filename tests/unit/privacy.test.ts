import { describe, expect, test } from "vitest";
import { highlight, tellingIn } from "../../components/options/highlight.ts";
import { tellingWords } from "../../lib/domain/privacy.ts";
import { abbreviations, harmless, infixes, stems, wholeWords } from "../../lib/domain/privacy-words.ts";

const telling = (text: string) => tellingWords(text).map(({ word }) => word);

describe("words that tell why a patient comes", () => {
  test.for([
    // One word in the cases that texts use.
    ["kardiologie kardiologii kardiologický kardiologická kardiologem", 5],
    ["zubní zubního zubnímu zub zuby zubů zubař zubařka zubařce", 9],
    ["očkování očkovací naočkovat přeočkování", 4],
    ["operace operaci operací operační předoperační", 5],
    ["odběr odběru odběrem odběry", 4],
    ["rakovina rakoviny rakovinu rak rakem", 5],
    ["těhotenství těhotenská těhotná tehotna", 4],
    ["psychiatr psychiatrii psycholožka psychoterapie", 4],
    ["gynekologie onkologické urologii dermatologa neurologie ortopedie chirurgická", 7],
    ["kožní oční plicní krční infekční", 5],
    ["gastroskopie kolonoskopii mamografie rentgenu ultrazvuk biopsie dialýzy chemoterapii", 8],
    ["deprese úzkost epilepsie diabetes cukrovka hypertenze astma ekzém lupénka", 9],
    ["mastektomie hysterectomy", 2],
    // Slovak
    ["očkovanie röntgen žalúdočné pľúcne žltačka tehotenstvo ožarovanie koža kožné", 8],
    // English
    ["dental dentist's surgery vaccination pregnancy cancer x-ray X-rays biopsies", 9],
    ["gynaecology gynecologist paediatrician psychiatry blood tests", 5],
    // German and Ukrainian
    ["Zahnarzt Impfung Röntgen Schwangerschaft Kardiologie", 5],
    ["онкологія стоматолог зуби щеплення вагітність", 5],
    ["HIV RTG CT MR EKG ORL", 6],
  ] as const)("%s", ([text, count]) => {
    expect(telling(text)).toHaveLength(count);
  });

  test.for([
    "Dobrý den, připomínáme Váš termín v úterý 24. 11. 2026 v 9:30, prosím přijďte včas.",
    "Srdečně zdraví sestra Jana. Moc děkujeme a přejeme zdraví.",
    "Ordinace Na Náměstí, Rakovník, Zubří, Kočkova 5, druhé patro.",
    "Prohlídka ani kontrola nepřepadá, doklady a průkaz pojištěnce s sebou.",
    "V závislosti na počasí, zadarmo, obličejová rouška, operátor, odběratel, mikroskop na úřadě.",
    "Z důvodu onemocnění lékaře dnes neordinujeme, omlouváme se. Nemocnice, technologie.",
    "Srdečne pozdravujeme, tešíme sa na vás v utorok. Ďakujeme veľmi pekne.",
    "Dear Mr Smith, this call is cancelled; please be on time. The number is invalid, opening hours vary.",
    "Herzliche Grüße, bitte warten Sie im Wartezimmer. Uhrzeit: std. 9.",
    "Чекаємо Вас у вівторок, залежно від погоди. Дякуємо!",
  ])("and words that do not: %s", (text) => {
    expect(telling(text)).toEqual([]);
  });

  test("are found with or without diacritics, in either case, and where they stand", () => {
    expect(tellingWords("Přijďte na ZUBNI kontrolu, ocní i oční.")).toEqual([
      { word: "ZUBNI", index: 11 },
      { word: "ocní", index: 27 },
      { word: "oční", index: 34 },
    ]);
    expect(tellingWords("na zubni\u0301")).toEqual([{ word: "zubni\u0301", index: 3 }]);
  });

  test("are marked in a template beside its other marks, but not within a placeholder", () => {
    const template = "Zubní #ZARIZENI#, odběr #ZUB#";
    expect(tellingIn(template)).toEqual(["Zubní", "odběr"]);
    expect(tellingIn(template, undefined, ["zubni"])).toEqual(["odběr"]);
    const left = highlight(template, false, "cs", undefined, ["zubni"]);
    const marked = left.filter(({ telling }) => telling).map(({ text }) => text);
    expect(marked.join("")).toBe("odběr");
    const marks = highlight(template, false, "cs");
    expect(marks.map(({ text }) => text).join("")).toBe(template);
    expect(marks.filter(({ telling }) => telling).map(({ type, text }) => [type, text])).toEqual([
      ["text", "Zubn"],
      ["special", "í"],
      ["text", "odb"],
      ["special", "ě"],
      ["text", "r"],
    ]);
  });
});

test("no entry of the word list repeats another, and none is too short to mean something", () => {
  const all = [...stems, ...wholeWords, ...infixes, ...harmless];
  expect(all.filter((word) => word !== word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase())).toEqual(
    [],
  );
  expect(stems.filter((stem) => stems.some((other) => other !== stem && stem.startsWith(other)))).toEqual([]);
  expect(new Set(stems).size).toBe(stems.length);
  expect(wholeWords.filter((word) => stems.some((stem) => word.startsWith(stem)))).toEqual([]);
  expect(stems.filter((stem) => stem.length < 3)).toEqual([]);
  expect(abbreviations.filter((word) => word !== word.toUpperCase())).toEqual([]);
});
