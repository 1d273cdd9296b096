/** `patientPhone_number` → `patient phone number`, without diacritics: how fields are recognised. */
const cache = new Map<string, readonly string[]>();

export const plain = (text: string): string => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

export function words(name: string): readonly string[] {
  let split = cache.get(name);
  if (!split) {
    split = plain(
      name.replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2").replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, "$1 $2"),
    )
      .split(/[^a-z0-9]+/)
      .filter((word) => word !== "");
    if (cache.size > 2000) cache.clear();
    cache.set(name, split);
  }
  return split;
}

export const hasWord = (name: string, pattern: RegExp): boolean =>
  words(name).some((word) => pattern.test(word));

/** Text for comparing people's names, without case, diacritics and extra spaces. */
export const fold = (text: string): string => plain(text).replace(/\s+/g, " ").trim();

export const digits = (text: string): string => text.replace(/\D/g, "");

/** At most `max` characters, and never half of a surrogate pair. */
export const cut = (text: string, max: number): string => text.trim().slice(0, max).toWellFormed();
