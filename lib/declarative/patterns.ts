/** Characters of an untrusted text that are searched. */
const maxSearched = 1_000;

const compiled = new Map<string, RegExp>();

/** Compiles a regular expression, which the manifest's schema has checked. */
export function pattern(source: string): RegExp {
  let found = compiled.get(source);
  if (!found) {
    found = new RegExp(source, "u");
    compiled.set(source, found);
  }
  return found;
}

export const search = (source: string, text: string, max = maxSearched): RegExpExecArray | null =>
  pattern(source).exec(text.slice(0, max));

/** The value of a match: the group named `value`, or the first group, or the whole match. */
export const matchValue = (match: RegExpExecArray): string => match.groups?.value ?? match[1] ?? match[0];
