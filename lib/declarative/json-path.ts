/** A small part of JSONPath: `$.a.b[0]`, `a['b c'][*]`. Only own properties are found. */
type Step = string | number | "*";

const stepPattern = /^(?:\.?([^.[\]'"]+)|\[(\d{1,6}|\*)\]|\['([^']*)'\]|\["([^"]*)"\])/;
const maxFound = 5_000;
const compiled = new Map<string, readonly Step[]>();

function stepsOf(path: string): readonly Step[] {
  let steps = compiled.get(path);
  if (!steps) {
    const made: Step[] = [];
    let rest = path.replace(/^\$/, "");
    while (rest !== "") {
      const [step, name, index, ...quoted] = stepPattern.exec(rest) ?? [];
      if (step === undefined) {
        // It is not a path, so it is the name of a field.
        made.splice(0, made.length, path);
        break;
      }
      made.push(index !== undefined && index !== "*" ? Number(index) : (name ?? index ?? quoted.join("")));
      rest = rest.slice(step.length);
    }
    steps = made;
    compiled.set(path, steps);
  }
  return steps;
}

/** All values at a path. */
export const valuesAt = (value: unknown, path: string): unknown[] =>
  follow(value, stepsOf(path)).filter((item) => item !== undefined);

/**
 * The first value of each item, `undefined` where an item has none; `null` without a list.
 * @param lists how many lists of the path lead to an item; all of them where left out
 */
export function valuesOfEach(
  value: unknown,
  path: string,
  lists = Number.POSITIVE_INFINITY,
): unknown[] | null {
  const steps = stepsOf(path);
  const ends = steps.flatMap((step, at) => (step === "*" ? at + 1 : []));
  const end = ends[lists - 1] ?? ends.at(-1);
  if (end === undefined) return null;
  return follow(value, steps.slice(0, end)).map((item) => follow(item, steps.slice(end))[0]);
}

export const listsIn = (path: string): number => stepsOf(path).filter((step) => step === "*").length;

/** The names on the way to the path's first list, or to its end. */
export function namesIn(path: string): string[] {
  const steps = stepsOf(path);
  const end = steps.findIndex((step) => typeof step === "number" || step === "*");
  return steps.slice(0, end < 0 ? steps.length : end).map(String);
}

function follow(value: unknown, steps: readonly Step[]): unknown[] {
  let found: unknown[] = [value];
  for (const step of steps) {
    found = found
      .flatMap((item): unknown[] => {
        if (typeof item !== "object" || item === null) return [];
        if (step === "*") return Object.values(item);
        return Object.hasOwn(item, step) ? [(item as Record<string | number, unknown>)[step]] : [];
      })
      .slice(0, maxFound);
  }
  return found;
}

/** A text, number or boolean as text; `null` for anything else. */
export const scalar = (value: unknown): string | null =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : null;
