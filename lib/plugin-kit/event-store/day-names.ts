const dayMs = 86_400_000;

/**
 * How the address of a request may name a day, once its hyphens are gone: that day, the one before, for in UTC it may
 * begin on that one, or its first second.
 *
 * @param day a marker in milliseconds
 * @param epochMs when it begins
 */
export const namesOfDay = (day: number, epochMs: number): string[] => [
  ...[day, day - dayMs].map((one) => new Date(one).toISOString().slice(0, 10).replaceAll("-", "")),
  String(epochMs / 1000),
];

export function namesOneOf(url: string, names: readonly string[]): boolean {
  const text = url.replaceAll("-", "");
  return names.some((name) => text.includes(name));
}
