/** Text of a page is untrusted: no more of it than this is ever searched. */
const maxSearched = 1_000;

const compiled = new Map<string, RegExp>();

/** The manifest's schema has checked the source. */
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

/** What a match stands for: the group named `value`, else the first group, else all of it. */
export const matchValue = (match: RegExpExecArray): string => match.groups?.value ?? match[1] ?? match[0];
