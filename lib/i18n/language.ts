import type { Language } from "../domain/settings.ts";

/** The first of the user's languages that the pages speak. Czech where none is: most of its users are. */
export function preferredLanguage(languages: readonly string[] = navigator.languages): Language {
  for (const tag of languages) {
    const language = tag.slice(0, 2).toLowerCase();
    if (language === "cs" || language === "sk" || language === "en") return language;
  }
  return "cs";
}

const rules = {
  cs: new Intl.PluralRules("cs"),
  sk: new Intl.PluralRules("sk"),
  en: new Intl.PluralRules("en"),
};

/** Picks the form for a count: one (1 zpráva), few (2 zprávy), other (5 zpráv). */
export function plural(language: Language, count: number, one: string, few: string, other: string): string {
  const form = rules[language].select(count);
  return form === "one" ? one : form === "few" ? few : other;
}

/** Writes counts as people of the language do: from 10,000 on, its digits stand in groups. */
export function digitsIn(language: Language): (count: number) => string {
  let format: Intl.NumberFormat | null = null;
  return (count) => {
    // Most windows have no such number, and some must open at once.
    if (count < 10_000) return String(count);
    format ??= new Intl.NumberFormat(language);
    return format.format(count);
  };
}

/** What there is to add in brackets, or nothing. */
export function aside(...parts: readonly string[]): string {
  const said = parts.filter((part) => part !== "");
  return said.length > 0 ? ` (${said.join(", ")})` : "";
}

/** `2026-03-03 telefonicky` as `od 3. 3. 2026` and `telefonicky`. */
export function sinceDay(detail: string, since: string, locale: string): string[] {
  const match = /^(\d{4}-\d{2}-\d{2})(?: (.*))?$/su.exec(detail);
  if (!match?.[1]) return [detail];
  return [`${since} ${Temporal.PlainDate.from(match[1]).toLocaleString(locale)}`, match[2] ?? ""];
}
