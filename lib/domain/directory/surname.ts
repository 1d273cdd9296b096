import { fold } from "../fold.ts";
import { isGeneration, ownWords } from "../names.ts";

/** Where a person stands in a list by surname, however their name was written down. */

/** Given names by which it shows that the surname stands first: the commonest, folded. */
const givenNames = new Set(
  (
    "adam adela adriana ales alena alexandr alexandra alois alzbeta andrea anezka anna antonin barbora beata blanka bohumil bohuslav " +
    "bozena branislav bretislav dagmar dalibor dana daniel daniela david denisa dominik dominika drahomira dusan eliska ema emil emilia " +
    "erik ester eva filip frantisek gabriel gabriela hana hedvika helena hynek ignac ilona irena iva ivan ivana iveta jakub jan jana " +
    "jarmila jaromir jaroslav jaroslava jindrich jindriska jiri jirina jitka josef jozef julie juraj kamil kamila karel karolina " +
    "katarina katerina klara kristina kristyna kveta kvetoslava ladislav lenka leos libor libuse linda lubomir lubos lucie ludek ludmila ludvik " +
    "lukas marcela marek margita maria marian marie marketa marta martin martina matej matyas michaela michal milada milan milena miloslav " +
    "miloslava milos miroslav miroslava monika nada natalie nela nikola oldrich oldriska olga ondrej otakar otto patrik pavel pavla pavlina " +
    "peter petr petra premysl radek radim radka radomir radoslav renata richard robert roman romana rostislav rudolf ruzena samuel " +
    "sara silvia simona slavomir sofie sona stanislav stanislava stefan stefania stepan stepanka svatopluk sarka tadeas tatiana tereza " +
    "tibor tomas vaclav vaclava valerie vendula vera veronika viktor viktoria vilem vit vitezslav vladimir vladimira vlasta vlastimil " +
    "vojtech vratislav zdenek zdenka zdislava zuzana zofie"
  ).split(" "),
);

const isGiven = (word: string): boolean => givenNames.has(fold(word));
const isCapital = (word: string): boolean => word.length > 1 && word === word.toUpperCase();
/** `Nováková` and `Veselá` are surnames, `Jana` is none. */
const isWomansSurname = (word: string): boolean => /(?:ov|sk|ck|n|l|r)á$/u.test(word) && !isGiven(word);

/** The words of a name without titles, the surname first. */
export function surnameFirst(name: string): string {
  const [before = "", ...after] = name.split(",");
  const last = ownWords(before);
  const given = after.flatMap(ownWords).filter((word) => !isGeneration(word));
  // `Nováková, Jana`: but for titles, a comma divides surname and given name.
  if (last.length > 0 && given.length > 0) return [...last, ...ownWords(after.join(" "))].join(" ");
  const words = last.filter((word) => !isGeneration(word));
  const rest = ownWords(name).filter(isGeneration);
  const at = surnameAt(words);
  return [...words.slice(at), ...words.slice(0, at), ...rest].join(" ");
}

/** At which word the surname begins; it is the last one where nothing tells otherwise. */
function surnameAt(words: readonly string[]): number {
  const [first, last] = [words[0], words.at(-1)];
  if (first === undefined || last === undefined || words.length < 2) return 0;
  const isFirst = (tells: (word: string) => boolean) => tells(first) && !tells(last);
  if (isFirst(isCapital) || isFirst(isWomansSurname)) return 0;
  // `Novák Petr`; a surname such as `Martin` stays one behind a given name.
  if (isGiven(last) && !isGiven(first)) return 0;
  return words.length - 1;
}
